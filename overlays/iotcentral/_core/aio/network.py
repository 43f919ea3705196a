"""Network streams below httpcore: nothing but the bytes of one response reaches its parser, and a deadline holds.

RFC 9112, 9.2: what arrives on a connection without an outstanding request is not a response. h11 keeps it and takes it for the
next one, so that a stray line end fails the next call, and a forged response becomes its result. httpcore shows neither h11's
buffer nor the connection; what it lets its users replace is the network (`network_backend`). This stream therefore reads
ahead itself, hands on the bytes of one response (`framing`), and keeps the rest. While it has any, or while more can be read
from an idle connection, it says `is_readable`, upon which httpcore closes the connection instead of using it again, and it
asks httpcore for another (`ConnectionNotAvailable`) if they come after that was looked at.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from weakref import ref

import httpcore

from ..deadline import left
from ..framing import Framing, Head
from .concurrency import network_backend

if TYPE_CHECKING:
    from httpcore import SOCKET_OPTION

__all__ = ["AsyncBackend", "AsyncStream"]

_READ = 1 << 20
"""Bytes to read at once: more than an event loop reads, so that none of them stay in its own buffers."""

_WRITE = 1 << 14
"""Bytes to write at once under a deadline, which is looked at in between."""


class AsyncStream(httpcore.AsyncNetworkStream):
    """Network stream of one connection.

    Args:
        inner: the stream that does the I/O.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._tls = inner.get_extra_info("ssl_object")
        self._framing: Framing | None = None
        """The part of a response that is being read; None before the first request, and for other protocols than HTTP."""
        self._rest = b""
        """Bytes that were read and not handed on."""
        self._answered = False
        """Whether the response to the last request has begun: what is written next is another request."""

    def expect(self, framing: Framing) -> None:
        """Set the framing of the body, after the headers of the last response were read."""
        self._framing = framing
        self._answered = True

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return bytes of the response, at most up to its end; b"" where the connection was closed."""
        data, self._rest = self._rest, b""
        if not data:
            seconds = left(timeout)
            if seconds is not None and seconds <= 0:
                raise httpcore.ReadTimeout("the time of the whole call is over")
            data = await self._inner.read(max_bytes if self._framing is None else _READ, seconds)
        if self._framing is None or not data:
            return data
        taken = self._framing.take(data)
        if taken < len(data):
            data, self._rest = data[:taken], data[taken:]
            if not taken:
                raise httpcore.RemoteProtocolError("the response does not end where its headers say")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write bytes of a request."""
        if not buffer:
            return
        if self._answered:
            if self._readable():
                raise httpcore.ConnectionNotAvailable
            self._answered, self._framing = False, Head()
        elif self._framing is None and buffer[:1].isalpha():  # a method; SOCKS begins with a number
            self._framing = Head()
        for start in range(0, len(buffer), _WRITE):
            seconds = left(timeout)
            if seconds is not None and seconds <= 0:
                raise httpcore.WriteTimeout("the time of the whole call is over")
            await self._inner.write(buffer[start : start + _WRITE], seconds)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Return a stream of the connection with TLS, after a proxy has opened it or at its beginning."""
        if self._rest:
            await self.aclose()
            raise httpcore.RemoteProtocolError("the proxy sent more than its response")
        inner = await self._inner.start_tls(ssl_context, server_hostname, _begun(left(timeout)))
        return AsyncStream(inner)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore wants to know of the connection."""
        return self._readable() if info == "is_readable" else self._inner.get_extra_info(info)

    def _readable(self) -> bool:
        """Return whether there is something to read, or the connection was closed."""
        if self._rest or self._inner.get_extra_info("is_readable"):
            return True
        return self._tls is not None and _decrypts(self._tls)

    def abandon(self) -> None:
        """Let go of the connection without a word to the other side, in a process or an event loop that it does not belong to.

        Its descriptor is replaced, since the object that has it will close it, when it may be that of another file.
        """
        try:
            descriptor = self._inner.get_extra_info("socket").fileno()
            if descriptor >= 0:
                nothing = os.open(os.devnull, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
                os.dup2(nothing, descriptor, inheritable=False)
                os.close(nothing)
        except (AttributeError, OSError, httpcore.NetworkError):
            return  # closed already


def _decrypts(tls: Any) -> bool:
    """Return whether TLS has bytes that the socket has delivered already."""
    if not isinstance(tls, ssl.SSLObject):
        return bool(tls.pending())  # a socket's, which reads one record at a time
    try:
        tls.read(1)  # from memory: it does not wait; the byte is not missed, since the connection will be closed
    except ssl.SSLWantReadError:
        return False
    except (ssl.SSLError, OSError):
        return True  # closed, or broken
    return True


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """Network of one pool of connections: makes its streams, and knows those that are open."""

    def __init__(self) -> None:
        self._inner = network_backend()
        self._streams: set[ref[AsyncStream]] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect; `localhost` and the names below it are this machine, whatever a name server says."""
        if host.lower().rstrip(".").endswith(".localhost"):
            host = "localhost"
        stream = AsyncStream(
            await self._inner.connect_tcp(host, port, _begun(left(timeout)), local_address, socket_options)
        )
        self._streams.add(ref(stream, self._streams.discard))
        return stream

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await self._inner.sleep(seconds)

    def abandon(self) -> None:
        """Let go of all connections without a word to the other side."""
        for each in list(self._streams):
            stream = each()
            if stream is not None:
                stream.abandon()


def _begun(seconds: float | None) -> float | None:
    """Return the time-out of connecting, unless there is no time left."""
    if seconds is not None and seconds <= 0:
        raise httpcore.ConnectTimeout("the time of the whole call is over")
    return seconds
