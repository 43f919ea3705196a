"""Deadline of a whole call, as the time-outs of its phases; without I/O.

httpx and httpcore know time-outs of single phases only, and hand them down unchanged to each operation on the network. So a
phase of a call with a deadline is a float that knows the deadline: the network stream, and it alone, asks it how much is
left, before each read and each write. Interim responses and single bytes that arrive in time do not prolong it.
"""

from __future__ import annotations

from time import monotonic

import httpx

__all__ = ["Phase", "Timeout", "left", "phases"]

Timeout = float | httpx.Timeout | None
"""Seconds for each phase of a request (connect, read, write, wait for a connection), or `httpx.Timeout`; None: no limit."""


class Phase(float):
    """Seconds of one phase, not more than were left when the request began."""

    __slots__ = ("deadline",)

    deadline: float
    """Reading of the monotonic clock at which the whole call is over."""


def phases(timeout: Timeout, deadline: float | None, now: float) -> dict[str, float | None]:
    """Return the time-outs of a request's phases, as httpx takes them in the extension `timeout`.

    Args:
        timeout: the caller's time-outs.
        deadline: reading of the monotonic clock at which the call is over; None: no deadline.
        now: reading of the monotonic clock.
    """
    named = httpx.Timeout(timeout).as_dict()
    return named if deadline is None else {name: _phase(seconds, deadline, now) for name, seconds in named.items()}


def _phase(seconds: float | None, deadline: float, now: float) -> Phase:
    remaining = max(0.0, deadline - now)
    phase = Phase(remaining if seconds is None else min(seconds, remaining))
    phase.deadline = deadline
    return phase


def left(timeout: float | None) -> float | None:
    """Return the seconds that an operation on the network may take; 0.0 or less if the deadline has passed."""
    return min(timeout, timeout.deadline - monotonic()) if isinstance(timeout, Phase) else timeout
