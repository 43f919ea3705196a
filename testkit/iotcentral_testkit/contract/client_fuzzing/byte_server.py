"""Server on a loopback socket that sends exactly the given bytes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from enum import Enum
from typing import Any, Final, NamedTuple, Self

__all__ = ["ByteServer", "Reply", "Then"]

_PATIENCE: Final = 5.0
"""Seconds after which a connection is closed, whatever the client does."""


class Then(Enum):
    """End of a connection after a reply."""

    CLOSE = "close"
    RESET = "reset"
    STALL = "stall"
    """Nothing more is sent, until the client gives up."""


class Reply(NamedTuple):
    """Reply to a request, in pieces that are sent one by one."""

    pieces: tuple[bytes, ...]
    then: Then = Then.CLOSE


class ByteServer:
    """Use it in a `with` statement; set `reply` before each call, and read `url`."""

    def __init__(self) -> None:
        self.reply = Reply(())
        self.url = ""
        self._closing = False

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, name="byte server", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            socket.create_connection(self._listener.getsockname(), timeout=_PATIENCE).close()  # wakes the listener
        self._thread.join()
        self._listener.close()

    def _listen(self) -> None:
        """Accept one connection after another: a client opens the next when it has finished with the last."""
        while not self._closing:
            connection, _ = self._listener.accept()
            with contextlib.suppress(OSError), connection:
                if not self._closing:
                    self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection.makefile("rb") as stream:
            if not _read_request(stream):
                return
            for piece in self.reply.pieces:
                connection.sendall(piece)
            if self.reply.then is Then.STALL:
                stream.read(1)
        if self.reply.then is Then.RESET:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _read_request(stream: Any) -> bool:
    """Read a whole request; return whether there was one."""
    length = 0
    if not stream.readline():
        return False
    while (line := stream.readline()) not in {b"\r\n", b""}:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    stream.read(length)
    return True
