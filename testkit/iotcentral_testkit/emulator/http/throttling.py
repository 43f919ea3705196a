"""Rate limit of an application: requests per second of the emulator's clock, for each kind of rate."""

from __future__ import annotations

from collections import deque
from math import ceil
from typing import TYPE_CHECKING

from .errors import ServiceError

if TYPE_CHECKING:
    from .calls import Call

__all__ = ["DOCUMENTED", "RateThrottle"]

DOCUMENTED = 20.0
"""Requests per second that the service allows an application; queries have a twentieth of it."""

_SHARES = {"default": 1.0, "query": 1 / 20, "propertyQuery": 1 / 1200}
"""Kind of rate (`x-rate` of the document, or told by a handler) → its share of the rate."""


class RateThrottle:
    """Rate limit in a sliding window, by application and kind of rate.

    Args:
        rate: requests per second; queries have a twentieth of it, as with the service's 20 and 1, and those over properties a
            sixtieth of that, as with its one a minute.
    """

    def __init__(self, rate: float = DOCUMENTED) -> None:
        if not 0 < rate <= 1_000_000:
            raise ValueError(
                f"a rate is a number of requests per second between 0 and 1,000,000, but this one is {rate:g}"
            )
        self.rate = rate
        self._passed: dict[tuple[str, str], deque[float]] = {}

    def forget(self) -> None:
        """Forget the requests that were counted."""
        self._passed.clear()

    def admit(self, call: Call, kind: str | None = None) -> None:
        """Admit and count a request.

        Args:
            call: the request.
            kind: of the rate that it counts towards; None: that of its operation.

        Raises:
            ServiceError: 429, with `Retry-After`: there were too many requests before it.
        """
        kind = kind or call.operation.rate
        allowed = self.rate * _SHARES.get(kind, 1.0)
        # a rate below one per second is one request in a longer window
        most, window = max(1, int(allowed)), max(1.0, 1 / allowed)
        now = call.now.timestamp()
        passed = self._passed.setdefault((call.app.name, kind), deque())
        while passed and passed[0] <= now - window:
            passed.popleft()
        if passed and passed[-1] > now:
            passed.clear()  # the clock was set back
        if len(passed) >= most:
            wait = max(1, ceil(passed[0] + window - now))
            message = f"The application allows {most} such requests in {window:g} s; try again in {wait} s."
            raise ServiceError(429, "TooManyRequests", message, {"Retry-After": str(wait)})
        passed.append(now)
