"""HTTP server of an emulator: on an event loop of its own, in a thread of the calling program."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from .asgi import AsgiApp
from .background import Background
from .http.connection import HttpConnection, Open
from .http.front import Front, HostRule

if TYPE_CHECKING:
    import ssl

    from .http.tls import Certificate
    from .world import World

__all__ = ["ServerThread", "ServerThreadError", "listen"]

_LOG = logging.getLogger("iotcentral_testkit")
_START, _STOP = 30, 10
"""Seconds until a start or a stop counts as failed."""
_GRACE = 1
"""Seconds that requests which are being answered have at the end."""
_ELSEWHERE = "give an address of this machine: 127.0.0.1, or 0.0.0.0 for all that it has"
_BACKLOG = 2048
"""Connections that may wait to be accepted."""

T = TypeVar("T")


class ServerThreadError(Exception):
    """The server cannot be started; the text says why and what to do."""


class ServerThread:
    """A thread that serves a world.

    Args:
        world: the applications and what they share.
        listening: the socket to accept connections on.
        certificate: for HTTPS; None: HTTP.
        rule: which hosts are answered.
    """

    def __init__(self, world: World, listening: socket.socket, certificate: Certificate | None, rule: HostRule) -> None:
        self._world = world
        self._listening = listening
        self._background = Background(world)
        self.app = AsgiApp(world, self._background.settle)
        self._ready = threading.Event()
        self._front = Front(self.app.answer, self.app.refuse_unread, rule)
        self._certificate = certificate
        self._open = Open()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="iotcentral-emulator", daemon=True)

    def start(self) -> None:
        """Start, and return when requests are answered.

        Raises:
            ServerThreadError: it did not start.
        """
        self._thread.start()
        if not self._ready.wait(_START) or self._failure is not None:
            raise ServerThreadError(f"the server did not start: {self._failure!r}")

    def stop(self) -> None:
        """Stop, and return when the thread has ended."""
        if self._thread.ident is None:
            return
        with suppress(RuntimeError):  # the loop is closed: the thread has ended already
            self._loop.call_soon_threadsafe(self._end)
        self._thread.join(_STOP)
        if self._thread.is_alive():
            _LOG.error("the emulator's thread did not end within %s s", _STOP)

    def run(self, work: Callable[[World], T]) -> T:
        """Do something with the world between two requests, and return what it returns."""
        if threading.current_thread() is self._thread:
            return work(self._world)

        async def done() -> T:
            return work(self._world)

        return self.wait_for(done())

    @property
    def running(self) -> bool:
        """Whether requests are answered."""
        return self._ready.is_set() and self._thread.is_alive() and not self._loop.is_closed()

    def settle(self) -> None:
        """Return when what is due is done, and its deliveries were made or have failed."""
        self.wait_for(self._background.settle())

    def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Have a coroutine run by the server, and return what it returns; not from the server's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _end(self) -> None:
        self._world.requests.end_watching()
        self._ending.set()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # raised where the start is waited for
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._background.wake)

        self._world.clock.on_move(wake)
        background = asyncio.create_task(self._background.run())
        try:
            await self._accept()
        finally:
            background.cancel()
            with suppress(asyncio.CancelledError):
                await background
            await self._world.posting.close()

    async def _accept(self) -> None:
        """Accept connections until the end; then the requests that are being answered have some time."""
        server = await self._loop.create_server(
            lambda: HttpConnection(self._front, self._open),
            sock=self._listening,
            backlog=_BACKLOG,
            ssl=None if self._certificate is None else _tls(self._certificate),
        )
        self._ready.set()
        await self._ending.wait()
        server.close()
        for connection in list(self._open.connections):
            connection.shut_down()
        if self._open.requests:
            _, late = await asyncio.wait(self._open.requests, timeout=_GRACE)
            for task in late:
                task.cancel()
        # what clients keep open beyond the grace, TLS for one, would be left to the garbage collector
        for connection in list(self._open.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


def _tls(certificate: Certificate) -> ssl.SSLContext:
    from .http.tls import server_context

    return server_context(certificate)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Raises:
        ServerThreadError: that is not possible.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # the protocol is named, or asyncio leaves Nagle's algorithm on and each response is delayed by 40 ms
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, OverflowError, UnicodeError) as error:
        raise ServerThreadError(f'cannot listen on "{host}": {error}; {_ELSEWHERE}') from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        elsewhere = isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL
        advice = _ELSEWHERE if elsewhere else "choose another port, or 0 for a free one"
        raise ServerThreadError(f"cannot listen on port {port} of {host}: {error}; {advice}") from None
    return listening
