"""Sleeping, worker threads and awaiting, under asyncio and trio; its counterpart in `_core/sync` blocks instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any, TypeVar, TypeVarTuple, Unpack

__all__ = ["awaited", "in_thread", "sleep"]

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
