"""Optimistic updates: read, change, write with the etag, and repeat after a conflict."""

from __future__ import annotations

import random as _random
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from .._core.aio.concurrency import sleep as _sleep
from ..errors import PreconditionFailedError
from ..patches import Change, Updatable, Updating

__all__ = ["update"]

M = TypeVar("M")


async def update(
    resource: Updatable[Any],
    *ids: str,
    change: Change[Any],
    attempts: int = 8,
    sleep: Callable[[float], Awaitable[object]] = _sleep,
    random: Callable[[], float] = _random.random,
) -> Any:
    """Read an item, change it with a function, and write the difference as a merge patch with the item's etag.

    After a conflict (412) and a pause, the item is read again and the function is called again. The pauses are random, up
    to half a second at first, and twice as long each time, up to ten seconds, so that several writers of an item do not
    meet again and again. Resources without etags are written without that protection.

    Args:
        resource: a resource with `get` and `update`, such as `app.devices`.
        ids: the ids that its `get` takes.
        change: takes a copy of the stored item; changes it, or returns another. May be called several times.
        attempts: highest number of attempts, at least 1.
        sleep: sleeps for a number of seconds, to be awaited.
        random: returns numbers from 0 to 1; 1 is the whole pause.

    Returns:
        The stored item after the update; the item as read, if the function changed nothing (nothing is written then).

    Raises:
        ConfigurationError: attempts is less than 1.
        PreconditionFailedError: each attempt met a conflict.
        ApiError: reading or writing failed.
    """
    updating = Updating(change, resource.update, attempts, random)
    while True:
        current = await resource.get(*ids)
        wanted = updating.patch(current)
        if wanted is None:
            return current
        patch, arguments = wanted
        try:
            return await resource.update(*ids, patch, **arguments)
        except PreconditionFailedError as error:
            pause = updating.refused(error)
        await sleep(pause)
