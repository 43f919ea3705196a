"""Renewal of locks, connections and limiters in a forked child process, which has to have its own.

A lock that another thread holds while a process forks stays held in the child forever, and a connection that both use
gives each the other's responses. Objects that have either are registered here, and renewed in the child before anything
else runs there, when it has one thread only.
"""

from __future__ import annotations

import os
from typing import Protocol, TypeVar
from weakref import ref

__all__ = ["Renewed", "renewed"]


class Renewed(Protocol):
    """Object that a child process renews."""

    def after_fork(self) -> None:
        """Take new locks and let go of what belongs to the parent; called in the child, once."""
        ...


R = TypeVar("R", bound=Renewed)

_OBJECTS: set[ref[Renewed]] = set()
"""Adding and discarding are atomic, so that this set needs no lock."""


def renewed(owner: R) -> R:
    """Register an object for as long as it lives; return it."""
    _OBJECTS.add(ref(owner, _OBJECTS.discard))
    return owner


def _renew() -> None:
    for each in list(_OBJECTS):
        owner = each()
        if owner is not None:
            owner.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, where no process forks
    os.register_at_fork(after_in_child=_renew)
