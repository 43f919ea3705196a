"""Sleep that advances an emulator's clock instead of waiting."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from iotcentral_testkit import Clock

__all__ = ["advancing"]


def advancing(clock: Clock) -> Callable[[float], None]:
    """Return what stands for `time.sleep`: it advances a clock, by whole seconds, and lets other threads go on.

    Threads that run already sleep as before, but for the caller's: a loop of theirs would advance the clock by days.
    """
    sleep, here = time.sleep, threading.get_ident()
    others = {thread.ident for thread in threading.enumerate()} - {here}

    def advance(seconds: float) -> None:
        if threading.get_ident() in others:
            sleep(seconds)
        else:
            clock.advance(f"PT{math.ceil(seconds)}S")
            sleep(0)

    return advance
