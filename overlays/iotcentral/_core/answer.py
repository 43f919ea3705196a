"""Response that is read up to a size and a deadline.

httpx joins all of a body in memory, however long it is and whatever it unpacks to. `Answer` counts the bytes as they are
unpacked; what it is given to unpack at once is short, and of encodings whose ratio is bounded: deflate, alone or in gzip,
makes at most 1,032 bytes of one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import aclosing, closing
from time import monotonic
from typing import Any, Final, cast

import httpx

from ..errors import AnswerTooLargeError
from .deadline import Phase

__all__ = ["ENCODINGS", "MAX_ANSWER", "MAX_ANSWER_EXTENSION", "Answer"]

MAX_ANSWER: Final = 64 * 1024 * 1024
"""Default of `max_answer`, in bytes: many times the longest page of the service."""

MAX_ANSWER_EXTENSION: Final = "iotcentral.max_answer"
"""Key of the largest answer in the extensions of a request."""

ENCODINGS: Final = "gzip, deflate"
"""Encodings that responses may have, as the `Accept-Encoding` of every request."""

_SLICE: Final = 4096
"""Bytes that are unpacked at once: to 4 MiB at most."""

_UNBOUNDED: Final = frozenset({"br", "zstd"})


class Answer(httpx.Response):
    """Response of a transport, whose content is bounded.

    Args:
        request: the request that it answers, whose extensions have the limits.
        status: HTTP status.
        headers: name and value of each header.
        stream: the body, encoded.
        extensions: as of `httpx.Response`.
    """

    def __init__(self, request: httpx.Request, status: int, headers: Any, stream: Any, extensions: Any) -> None:
        super().__init__(status, headers=headers, stream=stream, extensions=extensions)
        asked = request.extensions
        self._limit: int | None = asked.get(MAX_ANSWER_EXTENSION)
        read = asked.get("timeout", {}).get("read")
        self._deadline: float | None = read.deadline if isinstance(read, Phase) else None

    def iter_raw(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Return the body as it was sent, in pieces that unpack to a bounded size."""
        return super().iter_raw(self._piece(chunk_size))

    def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Return the body as it was sent, in pieces that unpack to a bounded size."""
        return super().aiter_raw(self._piece(chunk_size))

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Return the unpacked body in pieces.

        Raises:
            AnswerTooLargeError: it is longer than the call allows.
        """
        seen = 0
        with closing(cast("Generator[bytes]", super().iter_bytes(chunk_size))) as chunks:
            for chunk in chunks:
                seen += len(chunk)
                self._check(seen)
                yield chunk

    async def aiter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Return the unpacked body in pieces; raises as `iter_bytes` does."""
        seen = 0
        async with aclosing(cast("AsyncGenerator[bytes]", super().aiter_bytes(chunk_size))) as chunks:
            async for chunk in chunks:
                seen += len(chunk)
                self._check(seen)
                yield chunk

    def _piece(self, wanted: int | None) -> int | None:
        """Return the size of the pieces of the encoded body; None: as they arrive."""
        encoding = self.headers.get("content-encoding")
        if encoding is None:
            return wanted
        names = [name.strip().lower() for name in encoding.split(",")]
        if len(names) > 1 or names[0] in _UNBOUNDED:
            raise httpx.DecodingError(f"the content is encoded as {encoding!r}, but was asked for as {ENCODINGS}")
        return min(wanted or _SLICE, _SLICE)

    def _check(self, seen: int) -> None:
        if self._limit is not None and seen > self._limit:
            raise AnswerTooLargeError(self._limit, seen, self.num_bytes_downloaded)
        if self._deadline is not None and not self.is_closed and monotonic() > self._deadline:
            raise httpx.ReadTimeout("the body did not arrive in time", request=self.request)
