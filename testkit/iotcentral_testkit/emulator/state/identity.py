"""Ids, keys and etags in the service's formats, drawn from a seed: the same requests get the same ones."""

from __future__ import annotations

import base64
import hashlib
import hmac
from enum import Enum, auto

__all__ = ["EtagForm", "Identity"]

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class EtagForm(Enum):
    """Forms of etags, which differ by the kind of a resource in published answers; clients must not look into them."""

    QUOTED = auto()
    """An id in quotes of its own."""
    ENCODED = auto()
    """The same in base64: of enrollment groups and their certificates."""
    HASHED = auto()
    """A hash behind a tilde, in quotes: of device templates."""
    INSTANCE = auto()
    """An object in base64: of devices."""


class Identity:
    """Source of ids, keys and etags; draws are numbered, so that they depend on the order of requests and not on time.

    Args:
        seed: what everything is derived from.
        drawn: number of earlier draws, by an earlier run on the same state.
        secret: what signatures of tokens are made with, in hexadecimal; None: with the seed, like everything.
    """

    def __init__(self, seed: int, drawn: int = 0, secret: str | None = None) -> None:
        self._key = hashlib.sha256(f"iotcentral-emulator {seed}".encode()).digest()
        self._signing = self._key if secret is None else bytes.fromhex(secret)
        self.drawn = drawn

    def _draw(self, purpose: str) -> bytes:
        self.drawn += 1
        return hmac.digest(self._key, f"{purpose} {self.drawn}".encode(), "sha256")

    def number(self) -> int:
        """Return a number that nothing has been drawn with: an id that nobody sees."""
        self.drawn += 1
        return self.drawn

    def constant(self, purpose: str) -> bytes:
        """Return 32 bytes that depend on the seed and the purpose only."""
        return hmac.digest(self._key, purpose.encode(), "sha256")

    def signing_key(self, purpose: str) -> bytes:
        """Return the key for signatures of tokens of a purpose."""
        return hmac.digest(self._signing, purpose.encode(), "sha256")

    def request_id(self) -> str:
        """Return a request id: seven characters in base 36."""
        return _base36(self._draw("request"), 7)

    def short(self, length: int = 11) -> str:
        """Return an id in the format that the service generates for devices and templates."""
        return _base36(self._draw("id"), length)

    def guid(self, purpose: str | None = None) -> str:
        """Return a GUID: a new one, or the one of a purpose."""
        return _guid(self._draw("guid") if purpose is None else self.constant(purpose))

    def key(self) -> str:
        """Return a symmetric key: 32 bytes in base64."""
        return base64.b64encode(self._draw("key")).decode()

    def etag(self, form: EtagForm = EtagForm.QUOTED) -> str:
        """Return an etag."""
        return _etag(self._draw("etag"), form)

    def first_etag(self, purpose: str) -> str:
        """Return the etag of something that is made without a draw."""
        return _etag(self.constant(purpose), EtagForm.QUOTED)


def _etag(drawn: bytes, form: EtagForm) -> str:
    if form is EtagForm.HASHED:
        return f'"~{base64.b64encode(drawn).decode()}"'
    if form is EtagForm.INSTANCE:
        return base64.urlsafe_b64encode(f'{{"pgInstance":"{_guid(drawn)}"}}'.encode()).decode().rstrip("=")
    text = drawn.hex()
    quoted = f'"{text[:8]}-0000-0300-0000-{text[8:16]}0000"'
    return base64.b64encode(quoted.encode()).decode() if form is EtagForm.ENCODED else quoted


def _guid(drawn: bytes) -> str:
    text = drawn.hex()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:32]}"


def _base36(content: bytes, length: int) -> str:
    number = int.from_bytes(content, "big")
    digits: list[str] = []
    for _ in range(length):
        number, digit = divmod(number, 36)
        digits.append(_ALPHABET[digit])
    return "".join(digits)
