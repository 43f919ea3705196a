"""Event of an attempt at a request, and the hooks that receive it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Event", "Hook"]


class Event(NamedTuple):
    """Completed attempt, as hooks receive it; it holds no token and no content."""

    operation: str
    """operationId."""
    method: str
    path: str
    """The path template, without parameter values."""
    base_url: str
    attempt: int
    """Number of the attempt; 1 is the first."""
    status: int | None
    """HTTP status; None if there was no response."""
    error: str | None
    """Class of the error; None if there was a response."""
    started: float
    """Seconds since the epoch."""
    duration: float
    """Seconds from sending to the end of the response."""
    delayed: float
    """Seconds that the limiter delayed the attempt."""
    client_request_id: str


Hook = Callable[[Event], None]
"""Function called after each attempt, in the thread or task of the caller; what it raises goes to the caller."""
