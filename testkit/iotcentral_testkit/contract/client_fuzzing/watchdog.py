"""Watchdog: runs work in a thread, and stops it when a step does not end."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import Final

__all__ = ["BOUND", "HangError", "Watchdog"]

BOUND: Final = 60.0
"""Seconds that a step may take: far more than any step needs, even on a slow machine."""

_LOOK: Final = 0.5
_GRACE: Final = 5.0


class HangError(BaseException):  # no `except Exception` must swallow it
    """Raised in a thread to stop it."""


class Watchdog:
    """Watchdog over work that is done in steps.

    Args:
        bound: seconds that a step may take.
    """

    def __init__(self, bound: float = BOUND) -> None:
        self._bound = bound
        self._began = time.monotonic()

    def step(self) -> None:
        """Start the next step; called by the work."""
        self._began = time.monotonic()

    def watch(self, work: Callable[[], None]) -> bool:
        """Do some work; return whether it ended.

        Exceptions of the work are raised here. Python code is stopped wherever it is; a thread that waits in C is left to
        itself, and ends with the process.
        """
        raised: list[BaseException] = []

        def body() -> None:
            try:
                work()
            except BaseException as error:  # it is raised in the other thread
                raised.append(error)

        thread = threading.Thread(target=body, name="client fuzzing", daemon=True)
        self.step()
        thread.start()
        try:
            while thread.is_alive() and time.monotonic() - self._began < self._bound:
                thread.join(_LOOK)
        except BaseException:
            _stop(thread)
            raise
        ended = not thread.is_alive() or not _stop(thread)
        if raised and not isinstance(raised[0], HangError):
            raise raised[0]
        return ended


def _stop(thread: threading.Thread) -> bool:
    """Stop a thread; return whether it was running."""
    if not thread.is_alive():
        return False
    given_up = time.monotonic() + _GRACE
    while thread.is_alive() and time.monotonic() < given_up:
        # again, since an exception in a callback of the garbage collector is not propagated
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(HangError))
        thread.join(_LOOK)
    return True
