"""Answers and tasks: most answers need to wait for nothing, so each is begun outside of a task, and made one if it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any

__all__ = ["begun", "in_task"]


def begun(coroutine: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None] | None:
    """Begin a coroutine at once, and return its rest, for a task; None if it is at its end.

    Raises:
        Exception: what the coroutine raises.
    """
    try:
        awaited = coroutine.send(None)
    except StopIteration:
        return None
    return _Rest(coroutine, awaited)


class _Rest(Coroutine[Any, Any, None]):
    """The rest of a coroutine that was begun.

    Args:
        coroutine: the coroutine.
        awaited: what it waits for.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, None], awaited: Any) -> None:
        self._coroutine = coroutine
        self._awaited = [awaited]

    def send(self, value: Any, /) -> Any:
        """Return what is waited for at first, and go on from then on."""
        return self._awaited.pop() if self._awaited else self._coroutine.send(value)

    def throw(self, typ: Any, val: Any = None, tb: Any = None, /) -> Any:
        """Go on with an error, such as that the task was cancelled."""
        error = typ if val is None else val
        return self._coroutine.throw(error if tb is None else error.with_traceback(tb))

    def close(self) -> None:
        """End it where it is."""
        self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, None]:
        raise TypeError("a task goes on with it, and nothing else")


async def in_task() -> None:
    """Go on in a task, for what has to know its own: timeouts, and libraries that are made of them."""
    try:
        outside = asyncio.current_task() is None
    except RuntimeError:  # another event loop than asyncio's
        return
    if outside:
        await asyncio.sleep(0)
