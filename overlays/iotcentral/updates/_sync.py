# Made from updates/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Optimistic updates: read, change, write with the etag, and again if someone else was faster."""

from __future__ import annotations

from typing import Any, TypeVar

from ..errors import PreconditionFailedError
from ..patches import Change, Updatable, Updating

__all__ = ["update"]

M = TypeVar("M")


def update(resource: Updatable[Any], *ids: str, change: Change[Any], attempts: int = 5) -> Any:
    """Read an item, change it with a function, and write the difference as a merge patch with the item's etag.

    Where someone else was faster (412), the item is read again and the function is called again. Resources without
    etags are written without that protection.

    Args:
        resource: a resource with `get` and `update`, such as `app.devices`.
        ids: what its `get` takes.
        change: is given a copy of what is stored; changes it, or gives another. May be called several times.
        attempts: how often to try at most, at least 1.

    Returns:
        What is stored afterwards; what was read, if the function changed nothing (nothing is written then).

    Raises:
        PreconditionFailedError: someone else was faster each time.
        ApiError: reading or writing failed.
    """
    updating = Updating(change, resource.update, attempts)
    while True:
        current = resource.get(*ids)
        wanted = updating.patch(current)
        if wanted is None:
            return current
        patch, arguments = wanted
        try:
            return resource.update(*ids, patch, **arguments)
        except PreconditionFailedError as error:
            updating.refused(error)
