"""The client-side limiter: how long to wait so that an application is not asked more often than it allows.

`Throttle` decides for one kind of request, without a clock: no more than its rate in any window of its period, less
after the service said 429, and more again as it answers. `Limiter` holds the throttles of one application and is safe to
share between threads and tasks; the sessions do the waiting. aiolimiter and pyrate-limiter are not used: one serves
asyncio alone, the other blocks a thread, and neither adapts to what the service answers.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple
from weakref import WeakValueDictionary

from ..errors import ConfigurationError

__all__ = ["Limiter", "Rate", "Statistics", "Throttle", "limiter_of"]

_SHRINK = 0.5
"""What a 429 leaves of the rate."""
_GROW = 0.05
"""What each answer gives back, of the full rate."""
_FLOOR = 0.05
"""What is always left."""


class Rate(NamedTuple):
    """So many requests in so many seconds."""

    requests: int
    seconds: float


class Statistics(NamedTuple):
    """What a limiter did so far."""

    requests: int
    """Requests that it let pass."""
    delayed: int
    """Those that had to wait."""
    seconds: float
    """How long they were told to wait, together."""
    throttled: int
    """Answers that said 429."""


class Throttle:
    """Keeps one kind of request at its rate; times are readings of any monotonic clock, in seconds."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._share = 1.0
        self._starts: deque[float] = deque()
        """In order; those that no window holds any more are dropped, but for the last `rate.requests`."""
        self._closed_until = 0.0

    @property
    def share(self) -> float:
        """What is used of the full rate just now: 1.0, less after a 429."""
        return self._share

    def reserve(self, now: float) -> float:
        """Take the next place; return the time at which it begins, not before `now`."""
        allowed = self._rate.requests * self._share
        count = max(1, int(allowed))
        period = self._rate.seconds * max(1.0, 1.0 / allowed)
        start = max(now, self._closed_until)
        if self._starts:
            start = max(start, self._starts[-1])
        if len(self._starts) >= count:
            start = max(start, self._starts[-count] + period)
        self._starts.append(start)
        while len(self._starts) > self._rate.requests and self._starts[0] + self._rate.seconds <= now:
            self._starts.popleft()
        return start

    def give_back(self, start: float) -> None:
        """Free a place that was taken and not used."""
        if start in self._starts:
            self._starts.remove(start)

    def refused(self, now: float, pause: float) -> None:
        """Take note of a 429: go slower, and not before `pause` seconds are over."""
        self._share = max(_FLOOR, self._share * _SHRINK)
        self._closed_until = max(self._closed_until, now + pause)

    def answered(self) -> None:
        """Take note of any other answer: go a little faster again."""
        self._share = min(1.0, self._share + _GROW)


class Limiter:
    """The throttles of one application, shared by everything that calls it.

    Args:
        rates: kind of request → its rate; the kind `default` is for all that have no rate of their own.

    Raises:
        ConfigurationError: there is no `default`, or a rate allows nothing.
    """

    def __init__(self, rates: Mapping[str, Rate]) -> None:
        if "default" not in rates or any(rate.requests < 1 or rate.seconds <= 0 for rate in rates.values()):
            raise ConfigurationError(
                f"a limiter needs a rate for `default`, and rates of at least 1 request in more than 0 s, not {rates}"
            )
        self._throttles = {kind: Throttle(rate) for kind, rate in rates.items()}
        self._lock = threading.Lock()
        self._requests = self._delayed = self._throttled = 0
        self._seconds = 0.0

    @property
    def statistics(self) -> Statistics:
        """What the limiter did so far."""
        with self._lock:
            return Statistics(self._requests, self._delayed, self._seconds, self._throttled)

    def share(self, kind: str) -> float:
        """Return what is used of the full rate of a kind just now."""
        return self._throttle(kind).share

    def reserve(self, kind: str, now: float) -> float:
        """Take the next place for a request; return the time at which it may be sent."""
        with self._lock:
            start = self._throttle(kind).reserve(now)
            self._requests += 1
            self._delayed += start > now
            self._seconds += start - now
            return start

    def give_back(self, kind: str, start: float) -> None:
        """Free a place whose request was cancelled before it was sent."""
        with self._lock:
            self._throttle(kind).give_back(start)
            self._requests -= 1

    def answered(self, kind: str, status: int, now: float, pause: float | None) -> None:
        """Take note of an answer; `pause` is how long the service asked to wait, in seconds."""
        with self._lock:
            if status == 429:
                self._throttled += 1
                self._throttle(kind).refused(now, pause or 0.0)
            else:
                self._throttle(kind).answered()

    def _throttle(self, kind: str) -> Throttle:
        return self._throttles.get(kind) or self._throttles["default"]


_SHARED: WeakValueDictionary[str, Limiter] = WeakValueDictionary()
_SHARED_LOCK = threading.Lock()


def limiter_of(base_url: str, rates: Mapping[str, Rate]) -> Limiter | None:
    """Return the limiter that all clients of one application share within this process; None without rates."""
    if not rates:
        return None
    with _SHARED_LOCK:
        limiter = _SHARED.get(base_url.lower())
        if limiter is None:
            limiter = _SHARED[base_url.lower()] = Limiter(rates)
        return limiter
