"""Times that a server tells, in the members of its answers and by its clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from .exchange import Exchange

__all__ = ["SKEW", "aware_moment", "moment_of", "server_time"]

SKEW = timedelta(minutes=5)
"""Difference that is allowed between the clocks of a server."""


def aware_moment(value: Any) -> datetime | None:
    """Return the time that a text tells with its zone; None if it tells none, or names no zone."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def moment_of(value: Any) -> datetime | None:
    """Return the time that a text tells, in UTC where it names no zone; None if it tells none."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def server_time(exchange: Exchange) -> datetime:
    """Return the server's time of a response in whole seconds; this machine's if it has none."""
    try:
        return parsedate_to_datetime(exchange.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC).replace(microsecond=0)
