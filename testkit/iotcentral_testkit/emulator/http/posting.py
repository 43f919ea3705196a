"""Posts to receivers on this machine: webhooks, token endpoints and the callbacks of rules, over connections that are kept.

The whole answer has to be there within a time, however a receiver drips, and a limited part of it is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import httpx

__all__ = ["Post", "Posting"]


class Post(Protocol):
    """Sends a body with headers to a URL, follows no redirect, and returns status and body of the response.

    It raises OSError if there is no response.
    """

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes, /, *, method: str = "POST"
    ) -> Awaitable[tuple[int, bytes]]:
        """Send a body."""
        ...


_TIMEOUT = 5.0
"""Seconds until the whole answer has to be there."""

_MOST_READ = 1_000_000
"""Bytes of an answer; what is longer is an error."""


class Posting:
    """Posts over connections that are kept; they are opened with the first post.

    Args:
        timeout: seconds until the whole answer has to be there.
    """

    def __init__(self, timeout: float = _TIMEOUT) -> None:
        self._timeout = timeout
        self._transport: httpx.AsyncBaseTransport | None = None

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes, *, method: str = "POST"
    ) -> tuple[int, bytes]:
        """Send a body, follow no redirect, and return status and body of the answer.

        Raises:
            OSError: there is no answer, or it takes too long, or it is too long.
        """
        import httpx  # here alone: an emulator that posts nothing starts without an HTTP client

        try:
            async with asyncio.timeout(self._timeout):
                return await self._answer(httpx.Request(method, url, headers=dict(headers), content=body))
        except TimeoutError as error:
            raise OSError(f"it did not answer within {self._timeout:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise OSError(str(error) or type(error).__name__) from error

    async def _answer(self, request: httpx.Request) -> tuple[int, bytes]:
        # the transport itself: a client would keep cookies, and follow the proxies of the environment
        response = await self._kept().handle_async_request(request)
        parts, size = list[bytes](), 0
        try:
            async for part in response.aiter_bytes():
                size += len(part)
                if size > _MOST_READ:
                    raise OSError(f"its answer is longer than {_MOST_READ:,} bytes")
                parts.append(part)
        finally:
            await response.aclose()
        return response.status_code, b"".join(parts)

    def _kept(self) -> httpx.AsyncBaseTransport:
        if self._transport is None:
            from ...connecting import AsyncLoopback

            self._transport = AsyncLoopback()
        return self._transport

    async def close(self) -> None:
        """Close the connections; the next post opens others."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()
