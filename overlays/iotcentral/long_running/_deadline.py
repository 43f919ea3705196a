"""Deadline of one wait for a long-running operation."""

from __future__ import annotations

from ..errors import ConfigurationError

__all__ = ["Deadline"]


class Deadline:
    """Deadline of one wait for an operation.

    Args:
        timeout: seconds from `now` on; 0: one request at most; None: no limit.
        now: reading of the monotonic clock.

    Raises:
        ConfigurationError: `timeout` is negative or not a number.
    """

    def __init__(self, timeout: float | None, now: float) -> None:
        if timeout is not None and not timeout >= 0:
            raise ConfigurationError(f"timeout is {timeout}, but must be 0 or more seconds, or None for no limit")
        self._end = None if timeout is None else now + timeout
        self._first = True

    def pause(self, due: float, now: float) -> float | None:
        """Return the seconds to sleep, 0 to send a request at once, or None when the time is up.

        Args:
            due: seconds until the next request may be sent.
            now: reading of the monotonic clock.
        """
        left = None if self._end is None else self._end - now
        if due <= 0 and (left is None or left > 0 or self._first):
            self._first = False
            return 0.0
        if left is None:
            return due
        return min(due, left) if left > 0 else None
