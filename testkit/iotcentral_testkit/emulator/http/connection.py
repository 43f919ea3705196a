"""HTTP/1.1 on a socket: requests are parsed by httptools, and answered by an ASGI application, those of a connection in turn.

Heads of requests are bounded while they come in, and a client that does not read or whose body nobody reads is kept waiting.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any, cast
from urllib.parse import unquote

import httptools

from .exchange import App, HttpExchange, refusal
from .tasks import begun

__all__ = ["HEAD_LIMIT", "HttpConnection", "Open"]

HEAD_LIMIT = 64 * 1024
"""Bytes of the request line and the headers together."""

_SEPARATORS = len(": \r\n")

_READ = 64 * 1024
"""Bytes that are read from a socket at once."""

_UNREAD = 64 * 1024
"""Bytes of a body that wait to be read, before the client has to wait."""

_KEPT_ALIVE = 75
"""Seconds that an idle connection stays open: a slow client should not send just as it is closed."""


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
        """Bytes that have come since it began: the parser keeps what is not a whole header yet."""
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
            self.transport.write(refusal(status))
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
