"""Recurrence of schedules: once, or daily, weekly or monthly until an end, in UTC."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

__all__ = ["next_run", "start_of"]

_STEPS = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}


def start_of(schedule: Mapping[str, Any]) -> datetime:
    """Return the start of a schedule.

    Raises:
        ValueError: it is not a valid time.
    """
    try:
        return datetime.fromisoformat(schedule["start"].upper()).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def next_run(schedule: Mapping[str, Any], runs: int, not_before: datetime) -> datetime | None:
    """Return the time of the next run, or None if there is none.

    Args:
        schedule: `start` and, if it recurs, `recurrence` and `end`.
        runs: number of earlier runs.
        not_before: the earliest time; missed runs are not made up.
    """
    start, recurrence, end = start_of(schedule), schedule.get("recurrence"), schedule.get("end")
    try:
        due = _repeated(start, recurrence, not_before) if recurrence else start
    except (OverflowError, ValueError):  # the calendar is at its end
        return None
    if due < not_before or (recurrence is None and runs):
        return None
    if recurrence and end is not None and _ended(end, runs, due):
        return None
    return due


def _ended(end: Mapping[str, Any], runs: int, due: datetime) -> bool:
    if end["type"] == "occurrences":
        return bool(runs >= end["occurrences"])
    return due.date() > date.fromisoformat(end["date"])


def _repeated(start: datetime, recurrence: str, not_before: datetime) -> datetime:
    """Return the first recurrence that is not too early."""
    if not_before <= start:
        return start
    if recurrence in _STEPS:
        step = _STEPS[recurrence]
        return start + -((start - not_before) // step) * step
    months = (not_before.year - start.year) * 12 + not_before.month - start.month
    due = _months_later(start, months)
    return due if due >= not_before else _months_later(start, months + 1)


def _months_later(start: datetime, months: int) -> datetime:
    """Return the same day of a later month; the last day of the month if that is too short."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))
