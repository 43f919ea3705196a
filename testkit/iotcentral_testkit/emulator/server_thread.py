"""HTTP server of an emulator: uvicorn on an event loop of its own, in a thread of the calling program."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import uvicorn
from starlette.routing import Router

from .asgi import AsgiApp
from .background import run_background
from .http.tls import certify_later_names

if TYPE_CHECKING:
    from .http.tls import Certificate
    from .world import World

__all__ = ["ServerThread", "ServerThreadError", "listen"]

_LOG = logging.getLogger("iotcentral_testkit")
_START, _STOP = 30, 10
"""Seconds until a start or a stop counts as failed."""

T = TypeVar("T")


class ServerThreadError(Exception):
    """The server cannot be started; the text says why and what to do."""


class ServerThread:
    """A thread that serves a world.

    Args:
        world: the applications and what they share.
        listening: the socket to accept connections on.
        certificate: for HTTPS; None: HTTP.
    """

    def __init__(self, world: World, listening: socket.socket, certificate: Certificate | None) -> None:
        self._world = world
        self._listening = listening
        self._server = uvicorn.Server(_config(world, certificate))
        self._ready = threading.Event()
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
        self._server.should_exit = True
        if self._thread.ident is not None:
            self._thread.join(_STOP)
        if self._thread.is_alive():
            _LOG.error("the emulator's thread did not end within %s s", _STOP)

    def run(self, work: Callable[[World], T]) -> T:
        """Do something with the world between two requests, and return what it returns."""
        if threading.current_thread() is self._thread:
            return work(self._world)

        async def done() -> T:
            return work(self._world)

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # raised where the start is waited for
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        woken = asyncio.Event()

        def wake() -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(woken.set)

        self._world.clock.on_move(wake)
        background = asyncio.create_task(run_background(self._world, woken))
        serving = asyncio.create_task(self._server.serve(sockets=[self._listening]))
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.002)
        self._ready.set()
        try:
            await serving
        finally:
            background.cancel()
            with suppress(asyncio.CancelledError):
                await background
            # what clients keep open beyond the grace of a shutdown, TLS for one, would be left to the garbage collector
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()
            await asyncio.sleep(0)


def _config(world: World, certificate: Certificate | None) -> uvicorn.Config:
    # routes are matched in the undecoded path: Starlette's own routing would take `%2F` for the end of a segment, and
    # match no `%0A`
    config = uvicorn.Config(
        Router(default=AsgiApp(world)),
        lifespan="off",
        ws="none",
        log_config=None,
        log_level="critical",  # mistakes of clients are answered, defects of the emulator are logged by the emulator
        access_log=False,
        date_header=False,  # the date is the emulator's clock's
        server_header=False,
        timeout_graceful_shutdown=1,
        ssl_certfile=certificate and str(certificate.file),
        ssl_keyfile=certificate and str(certificate.key),
    )
    if certificate is not None:
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
