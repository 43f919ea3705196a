"""Sleeping, calling and the network, blocking: the counterpart of `_core/aio/concurrency.py`, for the code that is made from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, Unpack

if TYPE_CHECKING:
    import httpcore

__all__ = ["Home", "awaited", "in_thread", "network_backend", "sleep"]

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def sleep(seconds: float) -> None:
    """Sleep; return at once if the time is 0 or less."""
    if seconds > 0:
        time.sleep(seconds)


def in_thread(call: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
    """Call a function in the caller's thread, which blocks anyway."""
    return call(*args)


def awaited(value: Any) -> Any:
    """Return a value unchanged: there is nothing to await."""
    return value


def network_backend() -> httpcore.NetworkBackend:
    """Return the network of httpcore that connections are made with."""
    import httpcore

    return httpcore.SyncBackend()


class Home:
    """Where a client may be used: in any thread."""

    def check(self) -> None:
        """Accept every thread."""

    def entered(self) -> bool:
        """Return True."""
        return True
