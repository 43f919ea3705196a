"""Text of servers and libraries as errors show it: without control characters, not at length, and without tokens.

A server that echoes a request gives its token away to every log that errors go to. Tokens are therefore known by value, for
as long as the credentials live, and masked in whatever form they come back: whole, without their scheme, the signature alone,
and each of these as they are, escaped for URLs, JSON or HTML, or in base64.
"""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, quote_plus, unquote
from weakref import ref

__all__ = ["LONGEST", "is_secret", "masked", "shown", "shown_link"]

LONGEST: Final = 1000
"""Characters of a text that are shown."""

MASK: Final = "***"

_SHORTEST: Final = 7
"""Characters of the shortest text that is masked: what is shorter would be found in any text."""

_READ: Final = 1 << 16
"""Characters of a text that are looked at; a token has fewer than `_TOKEN`."""
_TOKEN: Final = 1 << 13

_UNSEEN: Final = "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
"""Control characters, marks of direction and invisible ones, with which a text can look like another, or like two lines;
a pattern that is compiled when the first error is shown."""


class _Secrets:
    """The current token of a credential, and the one before it, which a late response may show."""

    __slots__ = ("_forms", "_pattern", "tokens")

    def __init__(self, *tokens: str) -> None:
        self.tokens = tokens
        self._forms: list[str] | None = None
        self._pattern: re.Pattern[str] | None = None

    def masked(self, text: str) -> str:
        """Return a text without the tokens; what finds them is made at the first error, and when one is found."""
        if self._forms is None:
            forms = {form.lower() for token in self.tokens for form in _forms(token)}
            self._forms = sorted(forms, key=lambda form: (-len(form), form))  # the longest first
        lower = text.lower()
        if not any(form in lower for form in self._forms):  # many times faster than the pattern
            return text
        if self._pattern is None:
            self._pattern = re.compile("|".join(map(re.escape, self._forms)), re.IGNORECASE)
        return self._pattern.sub(MASK, text)


_SECRETS: dict[ref[object], _Secrets] = {}
"""What each credential holds; copied before it is walked through, since other threads add to it."""


def is_secret(owner: object, token: str) -> None:
    """Have a token masked for as long as its owner lives.

    Args:
        owner: the credential, or what holds its tokens.
        token: the token.
    """
    key = ref(owner, lambda gone: _SECRETS.pop(gone, None))
    before = _SECRETS[key].tokens if key in _SECRETS else ()
    if token not in before:
        _SECRETS[key] = _Secrets(token, *before[:1])


def masked(text: str) -> str:
    """Return a text as it came, as an attribute of an error holds it, but without tokens, and cut where no text is that long.

    Args:
        text: from a server, or from another library.
    """
    more = len(text) > _READ
    text = text[:_READ]
    for secrets in _SECRETS.copy().values():
        text = secrets.masked(text)
    return f"{text[:-_TOKEN]}…" if more else text  # where the first part of a token may be


def shown(text: str, limit: int = LONGEST) -> str:
    """Return a text as an error shows it.

    Args:
        text: from a server, or from another library.
        limit: number of characters after which it is cut.
    """
    text = masked(text)
    if len(text) > limit:
        text = f"{text[:limit]}…"
    return re.sub(_UNSEEN, _escaped, text)


def shown_link(link: str) -> str:
    """Return a link without tokens, uncut unless it is longer than any that can be requested."""
    return shown(link, _READ)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def _forms(token: str) -> Iterator[str]:
    """Return the forms in which a token, or what makes it valid, may be written."""
    for value in _parts(token):
        for text in {value, unquote(value)}:
            yield text
            yield from _bases(text.encode())
            yield quote(text, safe="")
            yield quote_plus(text)
            yield quote(text)
            yield quote(quote(text, safe=""), safe="")
            yield json.dumps(text)[1:-1]
            yield json.dumps(text)[1:-1].replace("/", "\\/")
            yield re.sub("[&<>'=+]", lambda found: f"\\u{ord(found[0]):04x}", text)
            yield html.escape(text)


def _parts(token: str) -> Iterator[str]:
    """Return the token, the token without its scheme, and its signature."""
    _, _, bare = token.partition(" ")
    signature = re.search(r"(?:^|[ &])sig=([^&]*)", token)
    parts = {
        token,
        bare,
        signature[1] if signature else "",
        *token.split(".")[2:3],
    }  # the signature of a JSON web token
    return (part for part in parts if len(unquote(part)) >= _SHORTEST)


def _bases(text: bytes) -> Iterator[str]:
    """Return a text in base64, as it may be written within a longer one: without the characters that depend on that."""
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            encoded = encode(bytes(before) + text).decode("ascii")
            yield encoded[(before * 8 + 5) // 6 : (before + len(text)) * 8 // 6]
