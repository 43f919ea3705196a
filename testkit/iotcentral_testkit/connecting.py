"""HTTP transports that reach applications below `localhost` without an entry in the name service."""

from __future__ import annotations

import httpx

__all__ = ["AsyncLoopback", "Loopback"]


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


def _redirect_to_loopback(request: httpx.Request) -> None:
    if request.url.host.endswith(".localhost"):
        request.url = request.url.copy_with(host="127.0.0.1")  # the header Host keeps the name
        request.extensions = {**request.extensions, "sni_hostname": request.headers["host"].partition(":")[0]}
