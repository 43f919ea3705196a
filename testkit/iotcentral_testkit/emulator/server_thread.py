"""HTTP server of an emulator: uvicorn on an event loop of its own, in a thread of the calling program."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import uvicorn

from .asgi import AsgiApp
from .background import Background
from .http.front import BoundedProtocol, Front, HostRule

if TYPE_CHECKING:
    from .http.tls import Certificate
    from .world import World

__all__ = ["ServerThread", "ServerThreadError", "listen"]

_LOG = logging.getLogger("iotcentral_testkit")
_START, _STOP = 30, 10
"""Seconds until a start or a stop counts as failed."""
_KEPT_ALIVE = 75
"""Seconds that an idle connection stays open: a slow client should not send just as it is closed."""
_GRACE = 1
"""Seconds that requests which are being answered have at the end."""

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
        self._server = _Server(_config(Front(self.app, self.app.refuse_unread, rule), certificate), self._ready)
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
        self._server.end()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # raised where the start is waited for
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()

        def wake() -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._background.wake)

        self._world.clock.on_move(wake)
        background = asyncio.create_task(self._background.run())
        try:
            await self._server.serve(sockets=[self._listening])
        finally:
            background.cancel()
            with suppress(asyncio.CancelledError):
                await background
            await self._world.posting.close()


class _Server(uvicorn.Server):
    """uvicorn's server that begins and ends at once: its own looks ten times a second whether it should.

    Args:
        config: of the server.
        ready: is set when connections are accepted.
    """

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready
        self._ending = asyncio.Event()

    def end(self) -> None:
        """End it, from its own thread."""
        self._ending.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept connections; called by uvicorn."""
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        """Wait until it ends; called by uvicorn."""
        await self._ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept no more connections, and give the requests that are being answered some time; called by uvicorn."""
        for server in self.servers:
            server.close()
        for listening in sockets or ():
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(self.server_state.tasks, timeout=_GRACE)
            for task in late:
                task.cancel()
        # what clients keep open beyond the grace, TLS for one, would be left to the garbage collector
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


def _config(app: Front, certificate: Certificate | None) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        interface="asgi3",
        http=BoundedProtocol,
        lifespan="off",
        ws="none",
        timeout_keep_alive=_KEPT_ALIVE,
        log_config=None,
        log_level="critical",  # mistakes of clients are answered, defects of the emulator are logged by the emulator
        access_log=False,
        date_header=False,  # the date is the emulator's clock's
        server_header=False,
        ssl_certfile=certificate and str(certificate.file),
        ssl_keyfile=certificate and str(certificate.key),
    )
    if certificate is not None:
        from .http.tls import certify_later_names

        config.load()
        certify_later_names(config.ssl, certificate)
    return config


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on an address.

    Raises:
        ServerThreadError: that is not possible.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # the protocol is named, or asyncio leaves Nagle's algorithm on and each response is delayed by 40 ms
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, OverflowError) as error:
        raise ServerThreadError(f"cannot listen on {host}: {error}") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except (OSError, OverflowError) as error:
        listening.close()
        raise ServerThreadError(f"cannot listen on port {port} of {host}: {error}; choose another port, or 0") from None
    return listening
