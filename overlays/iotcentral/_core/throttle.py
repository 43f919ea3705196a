"""Client-side rate limiter, which keeps the requests to an application within its limits.

`Throttle` decides for one kind of request, without a clock: no more than its rate in any window of its period, less
after a 429, and more again with each other response. `Limiter` holds the throttles of one application and is safe to
share between threads and tasks; the sessions do the waiting. aiolimiter and pyrate-limiter are not used: one serves
asyncio alone, the other blocks a thread, and neither adapts to the service's responses.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

from ..errors import ConfigurationError
from .forks import renewed

if TYPE_CHECKING:
    import httpx

__all__ = ["Limiter", "Rate", "Refusal", "Statistics", "Throttle", "limiter_of"]

_SHRINK = 0.5
"""Share of the rate that remains after a 429."""
_GROW = 0.05
"""Share of the full rate that each other response restores."""
_FLOOR = 0.05
"""Smallest share of the rate."""


class Rate(NamedTuple):
    """Number of requests allowed in a number of seconds."""

    requests: int
    seconds: float


class Statistics(NamedTuple):
    """Counts of a limiter since its creation."""

    requests: int
    """Requests that passed."""
    delayed: int
    """Requests that had to wait."""
    seconds: float
    """Total seconds of their waits."""
    throttled: int
    """Responses with status 429."""


class Refusal(NamedTuple):
    """Response with status 429; times are readings of the caller's clock."""

    reopens: float
    """Time from which requests pass again: what the service asked for, up to the caller's maximum."""
    asked_until: float
    """Time until which the service asked to be left alone."""
    response: httpx.Response


class Throttle:
    """Throttle of one kind of request; times are readings of any monotonic clock, in seconds."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._share = 1.0
        self._starts: deque[float] = deque()
        """Start times in order; those outside of every window are dropped, except for the last `rate.requests`."""
        self._closed_until = 0.0
        self.refusal: Refusal | None = None
        """The refusal that keeps the throttle closed for longest; None if there was none yet."""

    @property
    def share(self) -> float:
        """Share of the full rate in use: 1.0, less after a 429."""
        return self._share

    def reserve(self, now: float) -> float:
        """Reserve the next start time; return it, not before `now`."""
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
        """Release a start time that was reserved and not used."""
        if start in self._starts:
            self._starts.remove(start)

    def refused(self, now: float, pause: float) -> None:
        """Count a 429: reduce the rate, and allow nothing for `pause` seconds."""
        self._share = max(_FLOOR, self._share * _SHRINK)
        self._closed_until = max(self._closed_until, now + pause)

    def again(self) -> Throttle:
        """Return a throttle that has let nothing pass, and knows what the service has said."""
        other = Throttle(self._rate)
        other._share, other._closed_until, other.refusal = self._share, self._closed_until, self.refusal
        return other

    def answered(self) -> None:
        """Count any other response: restore a part of the rate."""
        self._share = min(1.0, self._share + _GROW)


class Limiter:
    """Limiter of one application: its throttles, shared by all of its clients.

    Args:
        rates: kind of request → its rate; the kind `default` applies to kinds without a rate of their own.

    Raises:
        ConfigurationError: there is no `default`, or a rate allows nothing.
    """

    def __init__(self, rates: Mapping[str, Rate]) -> None:
        if "default" not in rates or any(rate.requests < 1 or rate.seconds <= 0 for rate in rates.values()):
            raise ConfigurationError(
                f"a limiter needs a rate for `default`, and rates of at least 1 request in more than 0 s, not {rates}"
            )
        self._throttles: dict[str, Throttle] = {kind: Throttle(rate) for kind, rate in rates.items()}
        self._begin()
        renewed(self)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._requests = self._delayed = self._throttled = 0
        self._seconds = 0.0

    def after_fork(self) -> None:
        """Begin a limiter of the child's own, which respects what the service told its parent."""
        self._throttles = {kind: throttle.again() for kind, throttle in self._throttles.items()}
        self._begin()

    @property
    def statistics(self) -> Statistics:
        """Counts since the limiter's creation."""
        with self._lock:
            return Statistics(self._requests, self._delayed, self._seconds, self._throttled)

    def share(self, kind: str) -> float:
        """Return the share in use of the full rate of a kind."""
        return self._throttle(kind).share

    def reserve(self, kind: str, now: float) -> float:
        """Reserve the next start time for a request; return it."""
        with self._lock:
            start = self._throttle(kind).reserve(now)
            self._requests += 1
            self._delayed += start > now
            self._seconds += start - now
            return start

    def give_back(self, kind: str, start: float) -> None:
        """Release the start time of a request that was cancelled before it was sent."""
        with self._lock:
            self._throttle(kind).give_back(start)
            self._requests -= 1

    def refusal(self, kind: str, now: float) -> Refusal | None:
        """Return the refusal for which requests of a kind have to wait; None if they need not."""
        refusal = self._throttle(kind).refusal
        return refusal if refusal is not None and refusal.reopens > now else None

    def answered(self, kind: str, status: int, now: float, refusal: Refusal | None = None) -> None:
        """Count a response; `refusal` is what one with status 429 asked for."""
        with self._lock:
            throttle = self._throttle(kind)
            if status != 429:
                throttle.answered()
                return
            self._throttled += 1
            throttle.refused(now, 0.0 if refusal is None else refusal.reopens - now)
            if refusal is not None and (throttle.refusal is None or refusal.reopens >= throttle.refusal.reopens):
                throttle.refusal = refusal

    def _throttle(self, kind: str) -> Throttle:
        return self._throttles.get(kind) or self._throttles["default"]


_SHARED: WeakValueDictionary[str, Limiter] = WeakValueDictionary()


class _Registry:
    """The limiters by address."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        renewed(self)

    def after_fork(self) -> None:
        self.lock = threading.Lock()


_REGISTRY = _Registry()


def limiter_of(base_url: str, rates: Mapping[str, Rate]) -> Limiter | None:
    """Return the limiter that all clients of one application share within this process; None without rates."""
    if not rates:
        return None
    with _REGISTRY.lock:
        limiter = _SHARED.get(base_url.lower())
        if limiter is None:
            limiter = _SHARED[base_url.lower()] = Limiter(rates)
        return limiter
