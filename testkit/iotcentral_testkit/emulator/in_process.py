"""HTTP transports to an emulator of this process, without a socket."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import httpx

from .http.transport import ConnectionDroppedError

if TYPE_CHECKING:
    from .asgi import AsgiApp
    from .server_thread import ServerThread

__all__ = ["InProcess"]


class InProcess(httpx.BaseTransport):
    """Transport that hands requests to the emulator's thread.

    Args:
        server: the emulator's.
    """

    def __init__(self, server: ServerThread) -> None:
        self._server = server

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; called by `httpx`."""
        request.read()
        return _answer(self._server, request)


def _answer(server: ServerThread, request: httpx.Request) -> httpx.Response:
    """Return the emulator's answer to a request whose body is read.

    Raises:
        httpx.ConnectError: the emulator is closed.
        httpx.RemoteProtocolError: a fault cuts the connection.
    """
    if not server.running:
        raise httpx.ConnectError("the emulator is closed", request=request)
    try:
        return server.wait_for(_exchange(server.app, request))
    except ConnectionDroppedError:
        raise httpx.RemoteProtocolError("the connection was cut", request=request) from None


async def _exchange(app: AsgiApp, request: httpx.Request) -> httpx.Response:
    scope = {
        "type": "http",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": request.content, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=body, request=request)
