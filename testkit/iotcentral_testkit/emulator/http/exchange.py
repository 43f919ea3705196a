"""A request on a connection and its answer, as an ASGI application has them: its messages become bytes of HTTP/1.1."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .transport import AsgiScope, Receive, Send

__all__ = ["App", "HttpExchange", "refusal"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}
_WITHOUT_BODY = frozenset({204, 304})

App = Callable[["AsgiScope", "Receive", "Send"], Awaitable[None]]
"""An ASGI application."""


def refusal(status: int) -> bytes:
    """Return an answer without a body, after which the connection is closed."""
    return _STATUS_LINES[status] + b"content-length: 0\r\nconnection: close\r\n\r\n"


class _Connection(Protocol):
    """What an exchange uses of its connection."""

    transport: asyncio.Transport
    writable: asyncio.Event
    """Is set while the client takes what is written."""

    def regulate(self) -> None:
        """Read from the client unless much of what it has sent waits."""

    def end_answer(self, exchange: HttpExchange) -> None:
        """Go on with the next request, if the connection stays open."""


class HttpExchange:
    """A request and its answer.

    Args:
        connection: of the client.
        scope: the request.
        keep_alive: whether the connection stays open for another one.
    """

    complete = False
    """Whether the body is complete."""
    started = False
    """Whether there is a head of the answer."""
    _head: bytes | None = None
    """Head of the answer, which is sent with the first part of its body; None: it is sent, or there is none yet."""
    _left = 0
    """Bytes of the announced length that are still to be sent."""
    _woken: asyncio.Future[None] | None = None
    _told = _lost = _done = _welcome = _chunked = _silent = False

    def __init__(self, connection: _Connection, scope: AsgiScope, *, keep_alive: bool) -> None:
        self.transport = connection.transport
        self.keep_alive = keep_alive
        self._connection = connection
        self._scope = scope
        self._body = bytearray()

    @property
    def unread(self) -> int:
        """Bytes of the body that nobody has read yet."""
        return len(self._body)

    def take(self, body: bytes) -> None:
        """Take a part of the body."""
        if not self._done:
            self._body += body
            self._wake()

    def end(self) -> None:
        """Note that the body is complete."""
        self.complete = True
        if self._woken is not None:
            self._wake()

    def lose(self) -> None:
        """Note that the client has gone."""
        self._lost = True
        self._wake()

    def _wake(self) -> None:
        if self._woken is not None and not self._woken.done():
            self._woken.set_result(None)

    async def answer(self, app: App) -> None:
        """Have the request answered."""
        try:
            await app(self._scope, self.receive, self.send)
        except Exception:
            _LOG.exception("%s %s failed", self._scope["method"], self._scope["path"])
            if not self.started and not self._lost:
                self.transport.write(refusal(500))
        if not self._done:
            self.transport.close()

    async def receive(self) -> MutableMapping[str, Any]:
        """Return the next part of the body, or that the client has gone or was answered."""
        while not (self._lost or self._done or self._body or (self.complete and not self._told)):
            self._welcome_body()
            self._woken = asyncio.get_running_loop().create_future()
            await self._woken
        if self._lost or self._done:
            return {"type": "http.disconnect"}
        body, self._told = bytes(self._body), self.complete
        if body:
            self._body.clear()
            self._connection.regulate()
        return {"type": "http.request", "body": body, "more_body": not self.complete}

    def _welcome_body(self) -> None:
        """Let a client send its body that waits for leave."""
        expected = not (self._welcome or self.started or self.complete or self.transport.is_closing())
        if expected and any(
            name == b"expect" and value.lower() == b"100-continue" for name, value in self._scope["headers"]
        ):
            self._welcome = True
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Send the head of the answer, or a part of its body.

        Raises:
            RuntimeError: the answer is not one of HTTP.
        """
        if not self._connection.writable.is_set():
            await self._connection.writable.wait()
        if self._lost:
            return
        if message["type"] == "http.response.start":
            self._begin(message["status"], message["headers"])
            return
        if not self.started or self._done:
            raise RuntimeError("a body needs a head before it, and nothing after it")
        body, more = message.get("body", b""), message.get("more_body", False)
        self.transport.write((self._head or b"") + self._framed(body, more=more))
        self._head = None
        if not more:
            self._finish()

    def _begin(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        if self.started:
            raise RuntimeError("an answer has one head")
        lines, length = [_STATUS_LINES[status]], None
        for name, value in headers:
            if b"\r" in value or b"\n" in value:
                raise RuntimeError(f"the header {name!r} is more than a line")
            if name == b"content-length":
                length = int(value)
            elif name == b"connection" and value.lower() == b"close":
                self.keep_alive = False
                continue
            lines.append(b"%s: %s\r\n" % (name, value))
        self._silent = self._scope["method"] == "HEAD" or status in _WITHOUT_BODY
        if length is not None:
            self._left = 0 if self._silent else length
        elif not self._silent:
            self._chunked = self._scope["http_version"] != "1.0"
            self.keep_alive = self.keep_alive and self._chunked
            if self._chunked:
                lines.append(b"transfer-encoding: chunked\r\n")
        if not self.keep_alive:
            lines.append(b"connection: close\r\n")
        self._head, self.started = b"".join([*lines, b"\r\n"]), True

    def _framed(self, body: bytes, *, more: bool) -> bytes:
        if self._silent:
            return b""
        if not self._chunked:
            self._left -= len(body)
            return body
        framed = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
        return framed if more else framed + b"0\r\n\r\n"

    def _finish(self) -> None:
        if self._left > 0:
            self.keep_alive = False  # the client learns from the end that something is missing
        self._done = True
        self._body.clear()
        if self._woken is not None:
            self._wake()
        self._connection.end_answer(self)
