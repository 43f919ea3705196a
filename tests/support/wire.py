"""A server whose every byte is scripted, after each request and while a connection idles, in clear text or over TLS.

Where `faults` answers requests, this one plays a script on each connection: a `Script` is a generator that is sent each
request, and yields what to do next: `bytes` to send, `NEXT` to read a request, or an object with `wait` to wait for.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Generator
from typing import Any, Final, Self

from .faults import requests_of
from .loopback import Received

__all__ = ["NEXT", "Script", "WireServer", "chunked", "ok"]

_PATIENCE = 60.0

NEXT: Final = None
"""What a script yields to be sent the next request."""

Script = Generator[bytes | threading.Event | None, Received | None, None]


def ok(name: str, *, more: str = "", close: bool = False) -> bytes:
    """Return a response with a device of this id; `more` is further header lines, each with its line end."""
    body = f'{{"id":"{name}"}}'.encode()
    end = "connection: close\r\n" if close else ""
    return (
        f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{end}{more}content-length: {len(body)}\r\n\r\n"
    ).encode() + body


def chunked(name: str, *, trailer: bytes = b"", extension: bytes = b"") -> bytes:
    """Return a response in chunks of two bytes."""
    body = f'{{"id":"{name}"}}'.encode()
    parts = [body[start : start + 2] for start in range(0, len(body), 2)]
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    chunks = b"".join(b"%x%b\r\n%b\r\n" % (len(part), extension, part) for part in parts)
    return head + chunks + b"0\r\n" + trailer + b"\r\n"


class WireServer:
    """Use it in a `with` statement; `url` is its address, `received` what came on which connection.

    Args:
        play: makes the script of each connection, from its number (0 is the first).
        tls: the context of a server; None: clear text.
    """

    def __init__(self, play: Callable[[int], Script], tls: ssl.SSLContext | None = None) -> None:
        self._play = play
        self._tls = tls
        self.received: list[tuple[int, Received]] = []
        self.errors: list[BaseException] = []
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._closing = False

    @property
    def connections(self) -> int:
        """Number of connections on which a request came."""
        return len({number for number, _ in self.received})

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        scheme = "http" if self._tls is None else "https"
        self.port = self._listener.getsockname()[1]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            socket.create_connection(self._listener.getsockname(), timeout=_PATIENCE).close()
        self._thread.join(_PATIENCE)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _listen(self) -> None:
        number = 0
        while not self._closing:
            connection, _ = self._listener.accept()
            if self._closing:
                connection.close()
                return
            with self._lock:
                self._open.add(connection)
            self._threads.append(threading.Thread(target=self._serve, args=(number, connection), daemon=True))
            self._threads[-1].start()
            number += 1

    def _serve(self, number: int, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.callback(self._forget, connection)
            stack.enter_context(connection)
            spoken = connection if self._tls is None else self._tls.wrap_socket(connection, server_side=True)
            stack.enter_context(spoken)
            self._run(number, spoken, self._play(number))

    def _forget(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)

    def _run(self, number: int, connection: socket.socket, script: Script) -> None:
        requests = requests_of(stream := connection.makefile("rb"))
        with stream:
            sent: Received | None = None
            while True:
                try:
                    step: Any = script.send(sent)
                except StopIteration:
                    return
                sent = None
                if isinstance(step, bytes):
                    connection.sendall(step)
                elif step is None:
                    sent = next(requests, None)
                    if sent is None:
                        return
                    with self._lock:
                        self.received.append((number, sent))
                else:
                    assert step.wait(_PATIENCE)
