"""A server on a raw loopback socket that can do all that a well-behaved one would not.

A `Reply` is bytes, and what becomes of the connection after them. Every connection ends by itself: it is closed when the
server is, when the client leaves it idle for `_PATIENCE` seconds, or after `_ENOUGH` requests.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from http.client import responses
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

import orjson

from .loopback import Received

__all__ = [
    "CUT_SHORT",
    "RESET_AFTER_HEADERS",
    "RESET_BEFORE_HEADERS",
    "STALL",
    "Collection",
    "FaultServer",
    "Reply",
    "Then",
    "reply",
    "requests_of",
]

_PATIENCE = 60.0
_ENOUGH = 50_000
_STARTED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n"


class Then(Enum):
    """What becomes of a connection after a reply."""

    KEEP = "keep"
    CLOSE = "close"
    RESET = "reset"
    STALL = "stall"
    """Nothing more is said on it."""


class Reply(NamedTuple):
    """The bytes to send, headers and all."""

    content: bytes
    then: Then = Then.KEEP


def reply(status: int = 200, body: Any = b"", **headers: str) -> Reply:
    """Make a well-formed reply; a body that is no bytes is sent as JSON, and `_` in a header's name stands for `-`."""
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    reason = responses.get(status, "Unknown")
    sent = {"content_type": "application/json", "content_length": str(len(content)), **headers}
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name.replace('_', '-')}: {value}" for name, value in sent.items())]
    return Reply("\r\n".join([*lines, "", ""]).encode() + content)


RESET_BEFORE_HEADERS = Reply(b"", Then.RESET)
RESET_AFTER_HEADERS = Reply(_STARTED, Then.RESET)
CUT_SHORT = Reply(_STARTED + b'{"id":', Then.CLOSE)
STALL = Reply(b"", Then.STALL)


class FaultServer:
    """Use it in a `with` statement; `url` is its address, `received` what came.

    Args:
        answer: gives the reply to each request, called by one thread at a time. Or queue replies with `will_reply`; the
            last one is repeated.
    """

    def __init__(self, answer: Callable[[Received], Reply] | None = None) -> None:
        self.url = ""
        self.received: list[Received] = []
        self._answer = answer or self._from_queue
        self._queue: list[Reply] = []
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._serving: list[threading.Thread] = []
        self._closing = False

    def will_reply(self, *replies: Reply) -> None:
        """Queue replies; the last one of the queue is repeated."""
        self._queue.extend(replies)

    def _from_queue(self, _: Received) -> Reply:
        return self._queue.pop(0) if len(self._queue) > 1 else self._queue[0]

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            socket.create_connection(self._listener.getsockname(), timeout=_PATIENCE).close()  # wakes the listener
        self._thread.join(_PATIENCE)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._serving:  # so that `received` holds what clients sent and gave up
            thread.join(_PATIENCE)

    def _listen(self) -> None:
        turn = threading.Event()
        turn.set()
        while not self._closing:
            connection, _ = self._listener.accept()
            with self._lock:
                self._open.add(connection)
            before, turn = turn, threading.Event()
            self._serving.append(threading.Thread(target=self._serve, args=(connection, before, turn), daemon=True))
            self._serving[-1].start()

    def _serve(self, connection: socket.socket, before: threading.Event, done: threading.Event) -> None:
        """Serve a connection, its first request after that of the connection before, whichever thread comes first."""
        before.wait(_PATIENCE)
        try:
            self._answer_all(connection, done)
        finally:
            done.set()

    def _answer_all(self, connection: socket.socket, first: threading.Event) -> None:
        connection.settimeout(_PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as stream:
            for request in requests_of(stream):
                with self._lock:
                    self.received.append(request)
                    answer = self._answer(request)
                    if len(self.received) > _ENOUGH:
                        break
                first.set()
                connection.sendall(answer.content)
                if answer.then is Then.STALL:
                    stream.read(1)  # until either side closes, or patience ends
                if answer.then is Then.RESET:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                if answer.then is not Then.KEEP:
                    break
        with self._lock:
            self._open.discard(connection)


def requests_of(stream: Any) -> Iterator[Received]:
    """Return the requests that come on a connection, whose bytes a file object reads."""
    while line := stream.readline():
        method, target, _ = line.decode("ascii").split()
        headers: dict[str, str] = {}
        while (line := stream.readline()) not in {b"\r\n", b""}:
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        yield Received(method, target, headers, stream.read(int(headers.get("content-length", 0))))


class Collection:
    """What a `FaultServer` answers with: a list of devices in pages, and faults in between.

    Args:
        count: how many devices there are, `d0`, `d1`, …
        size: how many of them are on a page.
        faults: number of the request (0 is the first) → what is answered instead of the page.
    """

    def __init__(self, count: int, size: int, faults: Mapping[int, Reply]) -> None:
        self.ids = [f"d{number}" for number in range(count)]
        self._size = size
        self._faults = faults
        self._requests = 0

    def __call__(self, request: Received) -> Reply:
        number, self._requests = self._requests, self._requests + 1
        return self._faults.get(number) or reply(200, self.page(request))

    def page(self, request: Received) -> dict[str, Any]:
        """Return the page that a request asks for; every other next link is relative."""
        query = parse_qs(urlsplit(request.target).query)
        start = int(query.get("start", ["0"])[0])
        end = start + self._size
        content: dict[str, Any] = {"value": [{"id": item} for item in self.ids[start:end]]}
        if end < len(self.ids):
            origin = f"http://{request.headers['host']}/api/devices" if end % 2 else ""
            content["nextLink"] = f"{origin}?api-version=2022-07-31&start={end}"
        return content
