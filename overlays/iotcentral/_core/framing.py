"""Framing of HTTP/1.1 (RFC 9112, 6 and 7.1): how many of the bytes that arrive belong to a response; without I/O.

The parser of httpcore, h11, keeps what follows a response and takes it for the next one. The network stream therefore hands
it the bytes of one response at a time, which these classes count. They do not interpret a header: how the body is framed is
said by those that h11 has parsed, so that the two cannot disagree on it. Where they disagree on a chunk, the message is
malformed, and its connection is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol

__all__ = ["Chunked", "Framing", "Head", "Length", "UntilClose", "framing_of"]

_BLANK_LINE: Final = re.compile(rb"\n\r?\n")
_WITHOUT_BODY: Final = frozenset({204, 304})


class Framing(Protocol):
    """Part of a message, fed with the bytes that arrive."""

    @property
    def complete(self) -> bool:
        """Whether all bytes of the part have arrived."""
        ...

    def take(self, data: bytes) -> int:
        """Return how many of the bytes, from the first on, belong to the part."""
        ...


class Head:
    """Start line and headers, up to the blank line; then those of the next, since interim responses come before the last."""

    __slots__ = ("_end",)

    complete = False

    def __init__(self) -> None:
        self._end = b""
        """The last bytes, with which a blank line may begin."""

    def take(self, data: bytes) -> int:
        """Return the number of bytes up to the end of the first head."""
        known = len(self._end)
        found = _BLANK_LINE.search(self._end + data)
        if found is None:
            self._end = (self._end + data)[-2:]
            return len(data)
        self._end = b""
        return found.end() - known


class Length:
    """Body of a known length."""

    __slots__ = ("_left",)

    def __init__(self, length: int) -> None:
        self._left = length

    @property
    def complete(self) -> bool:
        """Whether all bytes have arrived."""
        return self._left == 0

    def take(self, data: bytes) -> int:
        """Return the number of bytes that are still missing, at most."""
        taken = min(self._left, len(data))
        self._left -= taken
        return taken


class UntilClose:
    """Body that ends with the connection, which is not used again."""

    __slots__ = ()

    complete = False

    def take(self, data: bytes) -> int:
        """Return the number of all bytes."""
        return len(data)


class Chunked:
    """Body in chunks: lines with the size of each, the last of which is 0, and trailers up to a blank line."""

    __slots__ = ("_line", "_skip", "_trailers", "complete")

    def __init__(self) -> None:
        self.complete = False
        self._skip = 0
        """Bytes of the current chunk that are still missing, with the line end after it."""
        self._line = b""
        """The beginning of a line whose end has not arrived."""
        self._trailers = False

    def take(self, data: bytes) -> int:
        """Return the number of bytes up to the end of the body."""
        place = 0
        while place < len(data) and not self.complete:
            if self._skip:
                skipped = min(self._skip, len(data) - place)
                self._skip -= skipped
                place += skipped
                continue
            end = data.find(b"\n", place)
            if end < 0:
                self._line += data[place:]
                return len(data)
            line, self._line = (self._line + data[place:end]).rstrip(b"\r"), b""
            place = end + 1
            self._ended(line)
        return place

    def _ended(self, line: bytes) -> None:
        if self._trailers:
            self.complete = not line
            return
        try:
            size = int(line.partition(b";")[0].strip(b" \t"), 16)
        except ValueError:
            self.complete = True  # h11 refuses the line
            return
        self._trailers = size == 0
        self._skip = size + 2 if size else 0


def framing_of(method: str, status: int, headers: Iterable[tuple[bytes, bytes]]) -> Framing:
    """Return the framing of a response's body.

    Args:
        method: the method of the request.
        status: the final status.
        headers: as h11 has parsed and checked them.
    """
    if method == "HEAD" or status in _WITHOUT_BODY:
        return Length(0)
    length: bytes | None = None
    for name, value in headers:
        if len(name) == 17 and name.lower() == b"transfer-encoding":
            return Chunked()  # the only coding that h11 accepts
        if len(name) == 14 and name.lower() == b"content-length":
            length = value
    return UntilClose() if length is None else Length(int(length.partition(b",")[0]))
