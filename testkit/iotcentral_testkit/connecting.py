"""HTTP transports that reach applications below `localhost` without an entry in the name service."""

from __future__ import annotations

from typing import cast

import anyio.to_thread
import httpx

__all__ = ["AsyncLoopback", "Loopback", "Threaded"]


class Loopback(httpx.HTTPTransport):
    """Transport that sends requests for names below `localhost` to 127.0.0.1, whatever the name service answers."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; called by `httpx`."""
        _redirect_to_loopback(request)
        return super().handle_request(request)


class AsyncLoopback(httpx.AsyncHTTPTransport):
    """`Loopback` for asynchronous clients."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; called by `httpx`."""
        _redirect_to_loopback(request)
        return await super().handle_async_request(request)


class Threaded(httpx.AsyncBaseTransport):
    """Transport for asynchronous clients that sends in a thread: its connections belong to no event loop.

    Args:
        sending: the transport that sends; its owner closes it.
    """

    def __init__(self, sending: httpx.BaseTransport) -> None:
        self._sending = sending

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; called by `httpx`."""
        await request.aread()
        return await anyio.to_thread.run_sync(self._send, request, abandon_on_cancel=True)

    def _send(self, request: httpx.Request) -> httpx.Response:
        answer = self._sending.handle_request(request)
        try:
            # transports give synchronous streams, of which the type knows nothing
            content = b"".join(cast("httpx.SyncByteStream", answer.stream))
        finally:
            answer.close()
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(content))


def _redirect_to_loopback(request: httpx.Request) -> None:
    if request.url.host.endswith(".localhost"):
        request.url = request.url.copy_with(host="127.0.0.1")  # the header Host keeps the name
        request.extensions = {**request.extensions, "sni_hostname": request.headers["host"].partition(":")[0]}
