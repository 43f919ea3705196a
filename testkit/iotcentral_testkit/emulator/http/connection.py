"""HTTP/1.1 on a socket: requests are parsed by httptools, and answered by an ASGI application, those of a connection in turn.

Heads of requests are bounded while they come in, and a client that does not read or whose body nobody reads is kept waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import httptools

from .tasks import begun

if TYPE_CHECKING:
    from .transport import AsgiScope, Receive, Send

__all__ = ["HEAD_LIMIT", "HttpConnection", "HttpExchange", "Open"]

HEAD_LIMIT = 64 * 1024
"""Bytes of the request line and the headers together."""

_SEPARATORS = len(": \r\n")

_READ = 64 * 1024
"""Bytes that are read from a socket at once."""

_UNREAD = 64 * 1024
"""Bytes of a body that wait to be read, before the client has to wait."""

_KEPT_ALIVE = 75
"""Seconds that an idle connection stays open: a slow client should not send just as it is closed."""

_LOG = logging.getLogger("iotcentral_testkit.emulator")

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}
_WITHOUT_BODY = frozenset({204, 304})

App = Callable[["AsgiScope", "Receive", "Send"], Awaitable[None]]


def _refusal(status: int) -> bytes:
    return _STATUS_LINES[status] + b"content-length: 0\r\nconnection: close\r\n\r\n"


class _HeadTooLargeError(Exception):
    """A head is longer than it may be."""


class Open:
    """What of a server is open: its connections, and the requests that are being answered."""

    def __init__(self) -> None:
        self.connections: set[HttpConnection] = set()
        self.requests: set[asyncio.Task[None]] = set()
        self.buffer = memoryview(bytearray(_READ))
        """What a connection has just read; one for all, since each parses at once what it reads."""


class HttpConnection(asyncio.BufferedProtocol):
    """A connection of a client; a protocol of asyncio, and the receiver of what the parser finds.

    It reads into a buffer that is there already: a new one for each request would double the time of a short one.

    Args:
        app: answers the requests.
        opened: what of the server is open.
    """

    transport: asyncio.Transport

    def __init__(self, app: App, opened: Open) -> None:
        self._app, self._open = app, opened
        self._parser = httptools.HttpRequestParser(self)
        self._loop = asyncio.get_running_loop()
        self._head: int | None = None
        """Bytes of the head that is being read, as the parser has passed them on; None: none is."""
        self._came = 0
        """Bytes that have come since it began: the parser keeps what is no whole header yet."""
        self._url = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._common: dict[str, Any] = {}
        self._read: HttpExchange | None = None
        """The request that was read last."""
        self._answered: HttpExchange | None = None
        """The request that is being answered; None: none is."""
        self._waiting: deque[HttpExchange] = deque()
        """Requests that were sent before that one was answered."""
        self._begun = True
        """Whether the application has been asked for that answer: it is once all that has come is read."""
        self._idle: asyncio.TimerHandle | None = None
        self._quiet_since = 0.0
        """When the last answer ended, or a part of the next head came, by the clock of the event loop."""
        self._refused = False
        self._paused = False
        self.writable = asyncio.Event()
        self.writable.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; called by the event loop."""
        self.transport = cast("asyncio.Transport", transport)
        self._open.connections.add(self)
        self._common = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "scheme": "https" if transport.get_extra_info("sslcontext") else "http",
            "server": _address(transport.get_extra_info("sockname")),
            "client": _address(transport.get_extra_info("peername")),
            "root_path": "",
        }
        self._quiet_since = self._loop.time()
        self._idle = self._loop.call_later(_KEPT_ALIVE, self._close_if_idle)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # the name that asyncio gives it
        """Note that the client has gone; called by the event loop."""
        self._open.connections.discard(self)
        if self._idle is not None:
            self._idle.cancel()
        self.writable.set()
        for exchange in (self._answered, *self._waiting):
            if exchange is not None:
                exchange.lose()
        self._waiting.clear()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002  # the name that asyncio gives it
        """Return what is read into; called by the event loop."""
        return self._open.buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Parse what was read, and begin to answer; called by the event loop."""
        if self._refused:
            return
        try:
            self._parser.feed_data(self._open.buffer[:nbytes])
        except httptools.HttpParserUpgrade:
            pass  # another protocol may be offered, and need not be taken
        except httptools.HttpParserError as error:
            self._refuse(431 if isinstance(error.__context__, _HeadTooLargeError) else 400)
        else:
            if self._head is not None:
                self._quiet_since = self._loop.time()
                self._came += nbytes
                if self._came > HEAD_LIMIT:
                    self._refuse(431)
        if not self._begun and self._answered is not None:
            self._begun = True
            rest = begun(self._answered.answer(self._app))
            if rest is not None:
                self._go_on(rest)

    def eof_received(self) -> bool | None:
        """Close: who sends nothing more waits for nothing; called by the event loop."""
        return None

    def pause_writing(self) -> None:
        """Have answers wait for the client; called by the event loop."""
        self.writable.clear()

    def resume_writing(self) -> None:
        """Have answers go on; called by the event loop."""
        self.writable.set()

    def on_message_begin(self) -> None:
        """Begin a request; called by the parser."""
        self._url, self._headers, self._head, self._came = b"", [], 0, 0

    def on_url(self, url: bytes) -> None:
        """Take a part of the target; called by the parser."""
        self._url += url
        self._head = len(self._url)
        if self._head > HEAD_LIMIT:
            raise _HeadTooLargeError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header, but none that follows a body; called by the parser."""
        if self._head is None:
            return
        self._headers.append((name.lower(), value))
        self._head += len(name) + len(value) + _SEPARATORS
        if self._head > HEAD_LIMIT:
            raise _HeadTooLargeError

    def on_headers_complete(self) -> None:
        """Have the request answered, now or after those before it; called by the parser."""
        self._head = None
        target, version = httptools.parse_url(self._url), self._parser.get_http_version()
        path = target.path or b"/"
        scope = {
            **self._common,
            "http_version": version,
            "method": self._parser.get_method().decode("ascii"),
            "path": unquote(path.decode("ascii")),
            "raw_path": path,
            "query_string": target.query or b"",
            "headers": _with_host(self._headers, target.host, target.port) if target.host else self._headers,
        }
        self._read = HttpExchange(self, scope, keep_alive=version != "1.0" and self._parser.should_keep_alive())
        if self._answered is None:
            self._answered, self._begun = self._read, False
        else:
            self._waiting.append(self._read)
            self.regulate()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; called by the parser."""
        assert self._read is not None
        self._read.take(body)
        self.regulate()

    def on_message_complete(self) -> None:
        """End a request; called by the parser."""
        assert self._read is not None
        self._read.end()

    def _refuse(self, status: int) -> None:
        """Read nothing more; a client that waits for no other answer is told why."""
        self._refused = True
        last = self._waiting[-1] if self._waiting else self._answered
        if last is not None and last.complete:
            last.keep_alive = False
            return
        if last is None or not last.started:
            self.transport.write(_refusal(status))
        self.transport.close()

    def _go_on(self, answering: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(answering)
        self._open.requests.add(task)
        task.add_done_callback(self._open.requests.discard)

    def end_answer(self, exchange: HttpExchange) -> None:
        """Go on with the next request, if the connection stays open."""
        self._answered = None
        if not exchange.keep_alive:
            self.transport.close()
        elif self._waiting and not self.transport.is_closing():
            # not at once: a client that sends many requests together would have all others wait
            self._answered = self._waiting.popleft()
            self._go_on(self._answered.answer(self._app))
        else:
            self._quiet_since = self._loop.time()
        self.regulate()

    def regulate(self) -> None:
        """Read from the client unless much of what it has sent waits."""
        full = bool(self._waiting) or (self._read is not None and self._read.unread > _UNREAD)
        if full != self._paused and not self.transport.is_closing():
            self._paused = full
            (self.transport.pause_reading if full else self.transport.resume_reading)()

    def _close_if_idle(self) -> None:
        """Close if nothing has come for long, or look again when that may be so; one timer for all that is answered."""
        busy = self._answered is not None
        left = _KEPT_ALIVE - (0 if busy else self._loop.time() - self._quiet_since)
        if left > 0:
            self._idle = self._loop.call_later(left, self._close_if_idle)
        else:
            self.transport.close()

    def shut_down(self) -> None:
        """Close as soon as nothing is being answered."""
        if self._answered is None:
            self.transport.close()
        else:
            self._answered.keep_alive = False


def _with_host(headers: list[tuple[bytes, bytes]], host: bytes, port: int | None) -> list[tuple[bytes, bytes]]:
    """Return headers with the host of a target that is a whole URL, unless the header Host says the same."""
    name = b"[%s]" % host if b":" in host else host
    authority = b"%s:%d" % (name, port) if port else name
    named = (b"host", authority.lower())
    return headers if named in [(name, value.lower()) for name, value in headers] else [*headers, named]


def _address(name: tuple[Any, ...] | None) -> tuple[str, int] | None:
    """Return host and port of a socket's name."""
    return (str(name[0]), int(name[1])) if name else None


class HttpExchange:
    """A request and its answer, as ASGI has them.

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

    def __init__(self, connection: HttpConnection, scope: AsgiScope, *, keep_alive: bool) -> None:
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
                self.transport.write(_refusal(500))
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
