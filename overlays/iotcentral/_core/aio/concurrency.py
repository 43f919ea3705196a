"""Sleeping, worker threads, awaiting and the network, under asyncio and trio; its counterpart in `_core/sync` blocks instead."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, Unpack, cast

from ...errors import ClientStateError

if TYPE_CHECKING:
    import httpcore

__all__ = ["AsyncHome", "awaited", "in_thread", "network_backend", "sleep"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


async def sleep(seconds: float) -> None:
    """Sleep; return at once if the time is 0 or less."""
    if seconds > 0:
        from anyio import sleep  # loads the event loop's half of anyio: only when a call has to wait

        await sleep(seconds)


async def in_thread(call: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
    """Call a function that blocks, in a worker thread."""
    from anyio import to_thread  # as above

    return await to_thread.run_sync(call, *args)


async def awaited(value: Awaitable[Any] | Any) -> Any:
    """Await an awaitable; return any other value unchanged."""
    return await value if isawaitable(value) else value


def network_backend() -> httpcore.AsyncNetworkBackend:
    """Return the network of httpcore that connections are made with, which serves both event loops."""
    import httpcore

    return cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())  # another type where anyio is missing


class AsyncHome:
    """The event loop that a client belongs to: the first that it is used in. A forked process chooses anew."""

    def __init__(self) -> None:
        self._process: int | None = None
        self._loop: object = None

    def check(self) -> None:
        """Raise an error in another event loop than before.

        Raises:
            ClientStateError: the client belongs to another event loop, whose connections do not work in this one.
        """
        if not self.entered():
            raise ClientStateError(
                "the client was used in another event loop before, and its connections belong to that one: "
                "create a client in each event loop"
            )

    def entered(self) -> bool:
        """Return whether this is the client's event loop, which it is if there was none before."""
        loop, process = _current_loop(), os.getpid()
        if self._process != process:
            self._loop, self._process = loop, process
        return self._loop == loop


def _current_loop() -> object:
    import asyncio  # loaded where there is an event loop

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        from anyio.lowlevel import current_token

        return current_token()
