"""Work counted in function calls, of which a slow or busy machine makes no more than a fast one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType

__all__ = ["calls_of"]


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions some work calls in this thread, resumed generators and functions written in C included."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before, collects = sys.getprofile(), gc.isenabled()
    gc.disable()  # others' callbacks of a collection are called in whatever work it falls into
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
        if collects:
            gc.enable()
    return counted
