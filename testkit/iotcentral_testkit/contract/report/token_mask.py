"""Masking of the run's own token by its value: whatever a server makes of it, no output shows it."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from ...openapi.json_types import is_array, is_object

__all__ = ["TokenMask"]

_MASK = "***"
_SHORTEST = 8
"""Characters of a secret by which it is recognized; a server may cut off the rest."""

_ESCAPE = re.compile(r"%(?:25)*([0-9a-fA-F]{2})|\\+(?:u00|x)([0-9a-fA-F]{2})")
_REST = r"(?:[\w%+/=.~\\-]|&#\w+;)*"
"""The characters of tokens, in any spelling."""

_SIGNATURE = re.compile(r"(?:^|[ &])sig=([^&]+)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


class TokenMask:
    """Mask for the tokens of a run, in every spelling: plain, cut short, percent-encoded, escaped, Base64, hexadecimal.

    Args:
        headers: the values of the `Authorization` header that the run sent.
    """

    def __init__(self, headers: Iterable[str]) -> None:
        found = {start for header in headers for secret in _secrets(header) for start in _starts(secret)}
        # the longest first, so that nothing of it is left
        patterns = [_spelled(start) + _REST for start in sorted(found, key=len, reverse=True)]
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE) if found else None
        self._starts = {start.lower() for start in found}

    def text(self, text: str) -> str:
        """Return a text without the tokens."""
        if self._pattern is None:
            return text
        plain = _plain(text)  # to look for a few words is much faster than the pattern
        return self._pattern.sub(_MASK, text) if any(start in plain for start in self._starts) else text

    def data(self, value: Any) -> Any:
        """Return a JSON value without the tokens, at any depth."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self.text(value)
        if is_array(value):
            return [self.data(part) for part in value]
        return {self.text(name): self.data(part) for name, part in value.items()} if is_object(value) else value


def _secrets(header: str) -> Iterator[str]:
    """Return what is secret of a header: all after the scheme, and the signature of an API token alone."""
    rest = header.partition(" ")[2] or header
    for part in (rest, *_SIGNATURE.findall(rest)):
        yield from {part, unquote(part)}


def _starts(secret: str) -> Iterator[str]:
    """Return how a secret begins, in every encoding; what follows in the same word is masked with it."""
    if len(secret) < _SHORTEST:
        return
    # what comes before the signature of an API token is known anyway
    yield secret[: max(_SHORTEST, secret.find("sig=") + 4 + _SHORTEST)]
    yield secret.encode().hex()[: 2 * _SHORTEST]
    for lead in range(3):
        coded = base64.b64encode(b"\0" * lead + secret.encode()).decode().rstrip("=")
        # the first letters also depend on what is before the secret
        core = coded[(lead * 8 + 5) // 6 :][:_SHORTEST]
        yield from {core, core.translate(str.maketrans("+/", "-_"))}


def _plain(text: str) -> str:
    """Return a text in lower case, without escapes."""
    found = _ESCAPE.sub(_unescaped, text)
    return (html.unescape(found).replace("\\", "") if "&" in found or "\\" in found else found).lower()


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))


def _spelled(text: str) -> str:
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    """Return a pattern for a character in any spelling."""
    code = ord(letter)
    plain = re.escape(letter)
    if letter.isalnum():
        return rf"(?:{plain}|%(?:25)*{code:02x}|\\+(?:u00|x){code:02x}|&#(?:0*{code}|x0*{code:x});)"
    named = rf"|{_NAMED[letter]}" if letter in _NAMED else ""
    return rf"(?:\\*{plain}|%(?:25)*{code:02x}|\\+(?:u00|x){code:02x}|&#(?:0*{code}|x0*{code:x});{named})"
