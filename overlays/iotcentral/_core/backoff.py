"""Backoff between requests for a state, and the errors of waiting; without a clock.

`Backoff` returns the pauses, `Pacing` cuts them at the deadline. Times are readings of the caller's clock in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

from attrs import field, frozen

from ..errors import ConfigurationError, IoTCentralError
from ..errors._shown import shown

__all__ = ["DEFAULT_BACKOFF", "Backoff", "FailedStateError", "Pacing", "WaitError", "WaitTimeoutError"]


class WaitError(IoTCentralError):
    """Wait that did not reach the awaited state.

    Attributes:
        subject: the object of the wait: `job 'j1'`.
        state: the last state seen, in the service's words; None if there was none.
        details: further values by name; each waiter documents its own.
    """

    def __init__(self, subject: str, state: str | None, reason: str, details: Mapping[str, Any] | None = None) -> None:
        subject, state, reason = shown(subject), None if state is None else shown(state), shown(reason)
        super().__init__(subject, state, reason)
        self.subject = subject
        self.state = state
        self.details: Mapping[str, Any] = {} if details is None else details

    def __str__(self) -> str:
        return f"{self.subject} is {self.state or 'in an unknown state'}: {self.args[2]}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (*self.args, self.details)


class WaitTimeoutError(WaitError):
    """Wait whose time is up; the awaited state may still be reached."""


class FailedStateError(WaitError):
    """Wait that ended in a state from which the awaited one cannot follow."""


@frozen
class Backoff:
    """Pauses between requests: the first is the shortest, each next one longer, up to a longest.

    Args:
        floor: the first and shortest pause, in seconds; more than 0.
        cap: the longest pause, in seconds; not less than `floor`.
        factor: how many times longer each pause is than the one before; at least 1.
        jitter: the part of a pause, from 0 to 1, that `random` may take away (never below `floor`), so that many
            waiters do not send in step.
        random: returns numbers from 0 to 1, as `random.random` does; None: no jitter.

    Raises:
        ConfigurationError: a value is out of its range.
    """

    floor: float = 1.0
    cap: float = 15.0
    factor: float = 1.5
    jitter: float = field(default=0.5, kw_only=True)
    random: Callable[[], float] | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name, value, fits, rule in (
            ("floor", self.floor, self.floor > 0, "more than 0 seconds"),
            ("cap", self.cap, self.cap >= self.floor, "not less than floor"),
            ("factor", self.factor, self.factor >= 1, "at least 1"),
            ("jitter", self.jitter, 0 <= self.jitter <= 1, "from 0 to 1"),
        ):
            if not (fits and isfinite(value)):
                raise ConfigurationError(f"Backoff: {name} is {value}, but must be finite and {rule}")

    def delays(self) -> Iterator[float]:
        """Return the pauses one after another, in seconds, without end."""
        delay = self.floor
        while True:
            taken = 0.0 if self.random is None else delay * self.jitter * self.random()
            yield max(self.floor, delay - taken)
            delay = min(self.cap, delay * self.factor)


DEFAULT_BACKOFF = Backoff()
"""Pauses from 1 s, growing to 15 s: far below the 20 requests a second that an application allows."""


class Pacing:
    """Pauses of one wait, cut so that the last request is sent at the deadline.

    Args:
        timeout: seconds from `now` to the deadline; 0: one request; None: no deadline.
        backoff: the pauses.
        now: the time at which the wait begins.

    Raises:
        ConfigurationError: `timeout` is negative or not a number.
    """

    def __init__(self, timeout: float | None, backoff: Backoff, *, now: float) -> None:
        if timeout is not None and not timeout >= 0:
            raise ConfigurationError(f"timeout is {timeout}, but must be 0 or more seconds, or None for no deadline")
        self._deadline = None if timeout is None else now + timeout
        self._delays = backoff.delays()

    def pause(self, now: float) -> float | None:
        """Return the seconds to sleep before the next request; None at the deadline and after it."""
        if self._deadline is None:
            return next(self._delays)
        remaining = self._deadline - now
        return min(next(self._delays), remaining) if remaining > 0 else None
