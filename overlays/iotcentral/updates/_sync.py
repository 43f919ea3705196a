# Made from updates/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Optimistic updates: read, change, write with the etag, and repeat after a conflict."""

from __future__ import annotations

from typing import Any, TypeVar

from ..errors import PreconditionFailedError
from ..patches import Change, Updatable, Updating

__all__ = ["update"]

M = TypeVar("M")


def update(resource: Updatable[Any], *ids: str, change: Change[Any], attempts: int = 5) -> Any:
    """Read an item, change it with a function, and write the difference as a merge patch with the item's etag.

    After a conflict (412), the item is read again and the function is called again. Resources without
    etags are written without that protection.

    Args:
        resource: a resource with `get` and `update`, such as `app.devices`.
        ids: the ids that its `get` takes.
        change: takes a copy of the stored item; changes it, or returns another. May be called several times.
        attempts: highest number of attempts, at least 1.

    Returns:
        The stored item after the update; the item as read, if the function changed nothing (nothing is written then).

    Raises:
        ConfigurationError: attempts is less than 1.
        PreconditionFailedError: each attempt met a conflict.
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
