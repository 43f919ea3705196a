"""Clock of the emulator, which tests can hold and advance; durations and timestamps."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

__all__ = ["END", "Clock", "duration", "milliseconds", "timestamp"]

_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)

_FARTHEST = timedelta(days=3660)
"""The longest step: simulated devices, schedules and exports are played through all of it."""
_FIRST_YEAR = 1970
_LAST_YEAR = 9000

END = datetime(_LAST_YEAR + 1, 1, 1, tzinfo=UTC)
"""Beyond all times of the clock: the expiry of what a test needs wherever it moves the clock."""

_BOUNDS = f"the clock moves forward by up to {_FARTHEST.days} days at a time, until the year {_LAST_YEAR}"


def duration(text: str) -> timedelta:
    """Parse an ISO 8601 duration of weeks, days, hours, minutes and seconds.

    Raises:
        ValueError: it has another form.
    """
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(f'"{text}" is not a duration of weeks, days, hours, minutes and seconds, such as P1DT12H')
    return timedelta(**{unit: float(value) for unit, value in found.groupdict().items() if value})


def timestamp(moment: datetime) -> str:
    """Format a time as the service does: with seven digits and `Z`."""
    return f"{_utc(moment).isoformat(timespec='microseconds')}0Z"


def milliseconds(moment: datetime) -> str:
    """Format a time as exports do: with three digits and `Z`."""
    return f"{_utc(moment).isoformat(timespec='milliseconds')}Z"


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a time, such as 2026-03-01T08:00:00Z') from None


def _utc(moment: datetime) -> datetime:
    """Return a time in UTC, without its time zone."""
    return moment.replace(tzinfo=None) if moment.tzinfo is UTC else moment.astimezone(UTC).replace(tzinfo=None)


class Clock:
    """A clock, in UTC.

    Args:
        held: the time at which it stands still; None: it runs with the machine's clock.
    """

    def __init__(self, held: datetime | None = None) -> None:
        self._setting: tuple[datetime | None, timedelta] = held, timedelta()
        self._moved: list[Callable[[], None]] = []
        self._lock = threading.RLock()

    def now(self) -> datetime:
        """Return the time."""
        held, shift = self._setting  # one object, so that no other thread can change it meanwhile
        return datetime.now(UTC) + shift if held is None else held

    def hold(self, at: datetime | str | None = None) -> None:
        """Stop the clock, at its present time or another.

        Args:
            at: a time, or its text in ISO 8601; without an offset it is UTC.

        Raises:
            ValueError: the text is not a time, or it is too far away.
        """
        moment = _moment(at) if isinstance(at, str) else at
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        with self._lock:
            now = self.now()
            if moment and not (_FIRST_YEAR <= moment.year <= _LAST_YEAR and moment - now <= _FARTHEST):
                raise ValueError(f"{_BOUNDS}, and back to {_FIRST_YEAR}, not to {at}")
            self._setting = moment or now, self._setting[1]
        self._tell()

    def release(self) -> None:
        """Let the clock run on from where it stands."""
        with self._lock:
            held, _ = self._setting
            if held is not None:
                self._setting = None, held - datetime.now(UTC)

    def advance(self, by: str | timedelta) -> None:
        """Move the clock forward.

        Args:
            by: an ISO 8601 duration (`P1D`, `PT90S`) or a timedelta.

        Raises:
            ValueError: it is not a duration, or one back, or too long.
        """
        try:
            step = duration(by) if isinstance(by, str) else by
            with self._lock:
                there = self.now() + step
                if not timedelta() <= step <= _FARTHEST or there.year > _LAST_YEAR:
                    raise OverflowError
                held, shift = self._setting
                self._setting = (None, shift + step) if held is None else (there, shift)
        except OverflowError:
            raise ValueError(f"{_BOUNDS}, not by {by}") from None
        self._tell()

    @property
    def setting(self) -> tuple[datetime | None, timedelta]:
        """How it is set: the time at which it stands still, if it does, and its distance from the machine's clock."""
        return self._setting

    def set_back(self, setting: tuple[datetime | None, timedelta]) -> None:
        """Set it as it was set before."""
        with self._lock:
            self._setting = setting
        self._tell()

    def on_move(self, call: Callable[[], None]) -> None:
        """Call a function after each move."""
        self._moved.append(call)

    def _tell(self) -> None:
        for call in self._moved:
            call()
