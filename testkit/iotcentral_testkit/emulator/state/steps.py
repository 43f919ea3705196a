"""Long reads in steps: what reads much pauses now and then, and whoever runs it lets other requests go on meanwhile.

A read is a plain function that runs in a greenlet: it can pause at any depth, and is still the only thing that runs.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar, cast

from greenlet import getcurrent, greenlet

__all__ = ["in_steps", "pause"]

_STEP = 0.01
"""Seconds that a step takes, about."""

T = TypeVar("T")


class _Read(greenlet):
    """A read that is being carried out; `began` is when its present step began."""

    began = 0.0


def pause() -> None:
    """End the step of the read that this is a part of, if it has taken its time; otherwise do nothing."""
    current = getcurrent()
    if isinstance(current, _Read) and perf_counter() - current.began >= _STEP:
        assert current.parent is not None
        current.parent.switch()


async def in_steps(read: Callable[[], T]) -> T:
    """Carry out a read, and return what it returns; between its steps, other tasks go on.

    Raises:
        Exception: what the read raises.
    """
    running: Any = _Read(read)
    while True:
        running.began = perf_counter()
        result = running.switch()
        if running.dead:
            return cast("T", result)
        from anyio.lowlevel import checkpoint  # here alone: most reads have one step, and a start no need of it

        try:
            await checkpoint()  # in any event loop
        except BaseException:
            running.throw()  # or it would stay in its step until it is collected
            raise
