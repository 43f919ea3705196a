"""Deferred interrupts: a request in flight is completed before Ctrl-C takes effect, so that what it created is known."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

__all__ = ["interrupts_deferred", "signals_as_interrupts"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _State:
    """The number of requests of the main thread in flight, and whether an interrupt is pending."""

    def __init__(self) -> None:
        self.depth = 0
        self.wanted = False


_state = _State()


@contextmanager
def signals_as_interrupts() -> Generator[None]:
    """Raise `KeyboardInterrupt` in the main thread at SIGINT and SIGTERM: deferred by `interrupts_deferred`, a second one at once."""
    _state.depth, _state.wanted = 0, False
    before = {number: signal.signal(number, _signalled) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def interrupts_deferred() -> Generator[None]:
    """Defer an interrupt until the end of the block; threads other than the main one are never interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _state.depth += 1
    try:
        yield
    finally:
        _state.depth -= 1
        if _state.wanted and not _state.depth:
            _state.wanted = False
            raise KeyboardInterrupt


def _signalled(_number: int, _frame: FrameType | None) -> None:
    if _state.depth and not _state.wanted:
        _state.wanted = True
    else:
        _state.wanted = False
        raise KeyboardInterrupt
