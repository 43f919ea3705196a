"""Retry policy, and its schedule for one request; without I/O.

`RetryPolicy` holds the rules; `RetrySchedule` applies them to one request, attempt by attempt, and is driven by the
sessions. Neither sleeps, reads a clock or draws a random number. stamina and tenacity are not used: they decide on exceptions and
do the waiting themselves, while the rules here need the method, the status, the headers and a time budget, and the same
decisions have to serve threads, asyncio and trio.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING

from attrs import field, frozen

from ..errors import Attempt, ConfigurationError

if TYPE_CHECKING:
    import httpx

__all__ = ["NO_RETRY", "Attempt", "RetryPolicy", "RetrySchedule", "retry_after"]

_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})
_ANY_METHOD = frozenset({429, 503})
"""Statuses after which any request can be repeated, since the service did not process it."""
_TRANSIENT = frozenset({429, 500, 502, 503, 504})


def _not_negative(_: object, attribute: object, value: float) -> None:
    if value < 0:
        raise ConfigurationError(f"RetryPolicy: {getattr(attribute, 'name', '')} is {value}, but must not be negative")


@frozen(kw_only=True)
class RetryPolicy:
    """Rules for sending a request again.

    GET, PUT and DELETE are repeated on connection errors, 429, 500, 502, 503 and 504; GET also on 408. PATCH and POST
    are repeated only where the request surely did not reach the service, or the response is 429 or 503.

    Attributes:
        attempts: highest number of attempts, the first included; 1: no retries.
        budget: seconds from the first attempt on, after which no other begins.
        base: seconds of the first back-off; it doubles with each attempt, and a random part of it is waited.
        cap: seconds of the longest back-off.
        retry_after_cap: seconds of the longest wait that the service can ask for (`Retry-After`).
    """

    attempts: int = field(default=4, validator=_not_negative)
    budget: float = field(default=120.0, validator=_not_negative)
    base: float = field(default=0.5, validator=_not_negative)
    cap: float = field(default=20.0, validator=_not_negative)
    retry_after_cap: float = field(default=60.0, validator=_not_negative)

    def retries_status(self, method: str, status: int) -> bool:
        """Return whether a request with this response may be sent again."""
        if method in _IDEMPOTENT:
            return status in _TRANSIENT or (status == 408 and method in {"GET", "HEAD"})
        return status in _ANY_METHOD

    def retries_error(self, method: str, *, reached: bool) -> bool:
        """Return whether a request without a response may be sent again; `reached`: it may have reached the service."""
        return method in _IDEMPOTENT or not reached

    def backoff(self, attempt: int, random: Callable[[], float]) -> float:
        """Return the seconds to wait after the given attempt (1 is the first): exponential, with full jitter."""
        return random() * min(self.cap, self.base * 2.0 ** min(attempt - 1, 32))


NO_RETRY = RetryPolicy(attempts=1)
"""Policy that sends every request once."""


class RetrySchedule:
    """Schedule of one request: counts its attempts, and decides after each whether and when there is another.

    Args:
        policy: the rules.
        method: HTTP method of the request.
        started: reading of the monotonic clock at the first attempt.
        random: returns numbers from 0 to 1.
        deadline: reading of the monotonic clock, after which no attempt begins.
    """

    def __init__(
        self, policy: RetryPolicy, method: str, started: float, random: Callable[[], float], deadline: float = inf
    ) -> None:
        self._policy = policy
        self._method = method
        self.started = started
        self._random = random
        self._deadline = deadline
        self.attempts: list[Attempt] = []

    def asked(self, response: httpx.Response, date: float) -> float | None:
        """Return the seconds that the service asks to wait, up to the policy's cap; None if it names none.

        Args:
            response: the response.
            date: seconds since the epoch, to measure a `Retry-After` date with.
        """
        seconds = retry_after(response.headers.get("Retry-After"), date)
        return None if seconds is None else min(seconds, self._policy.retry_after_cap)

    def answered(self, response: httpx.Response, now: float, date: float, *, success: bool = False) -> float | None:
        """Process a response; return the seconds to wait before the next attempt, or None if there is none.

        Args:
            response: the response.
            now: reading of the monotonic clock.
            date: seconds since the epoch, to measure a `Retry-After` date with.
            success: whether the operation documents its status as a success.
        """
        again = not success and self._policy.retries_status(self._method, response.status_code)
        return self._next(str(response.status_code), again, self.asked(response, date) if again else None, now)

    def failed(self, error: Exception, now: float, *, reached: bool, hopeless: bool = False) -> float | None:
        """Process an error without a response; return the seconds to wait before the next attempt, or None if there is none.

        Args:
            error: the error.
            now: reading of the monotonic clock.
            reached: whether the request may have reached the service.
            hopeless: whether it would fail again.
        """
        again = not hopeless and self._policy.retries_error(self._method, reached=reached)
        return self._next(type(error).__name__, again, None, now)

    def _next(self, outcome: str, again: bool, asked: float | None, now: float) -> float | None:
        number = len(self.attempts) + 1
        pause = self._policy.backoff(number, self._random) if asked is None else asked
        late = now + pause > min(self.started + self._policy.budget, self._deadline)
        if not again or number >= self._policy.attempts or late:
            self.attempts.append(Attempt(outcome, 0.0))
            return None
        self.attempts.append(Attempt(outcome, pause))
        return pause


def retry_after(value: str | None, date: float) -> float | None:
    """Return the seconds of a `Retry-After` header, which has seconds or an HTTP date.

    Args:
        value: the header; None if there is none.
        date: seconds since the epoch, now.

    Returns:
        Seconds from now, not negative; None if the header is missing or malformed.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    from email.utils import parsedate_to_datetime  # only this needs it

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - date)
    except (ValueError, OverflowError):
        return None
