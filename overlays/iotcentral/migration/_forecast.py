"""Forecast of a migration: the requests that it sends, and the time that they take at the documented rates."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .._core.throttle import Rate

__all__ = ["Forecast", "MigrationProgress", "duration_text", "forecast_of"]

QUERY = "query"
"""Kind of request that queries count towards; all others count towards `default`."""


@frozen(kw_only=True)
class Forecast:
    """What a migration takes.

    Attributes:
        devices: number of devices.
        requests: number of requests, without those of the lists.
        queries: number of queries at least: one for each day of each table of telemetry.
        seconds: time that both take at least, at the documented rates.
    """

    devices: int
    requests: int
    queries: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.devices} devices: {self.requests} requests and at least {self.queries} queries, "
            f"{duration_text(self.seconds)} at the rates of the service"
        )


@frozen(kw_only=True)
class MigrationProgress:
    """State of a migration under way.

    Attributes:
        phase: `configuration`, `list`, `devices`, `telemetry` or `files`.
        done: how much of the phase is done: kinds, devices, days of tables.
        total: how much there is; None while it is unknown.
        seconds_left: time that the rest of the migration takes at least, at the documented rates.
    """

    phase: str
    done: int
    total: int | None
    seconds_left: float

    def __str__(self) -> str:
        of = "" if self.total is None else f" of {self.total}"
        return f"{self.phase}: {self.done}{of}, {duration_text(self.seconds_left)} left at least"


def forecast_of(rates: Mapping[str, Rate], *, devices: int, requests: int, queries: int) -> Forecast:
    """Return the forecast.

    Args:
        rates: kind of request → its rate; none: no time is known.
        devices: number of devices.
        requests: number of requests.
        queries: number of queries.
    """
    seconds = _seconds(rates, "default", requests) + _seconds(rates, QUERY, queries)
    return Forecast(devices=devices, requests=requests, queries=queries, seconds=seconds)


def _seconds(rates: Mapping[str, Rate], kind: str, requests: int) -> float:
    rate = rates.get(kind) or rates.get("default")
    return 0.0 if rate is None else requests * rate.seconds / rate.requests


def duration_text(seconds: float) -> str:
    """Return a time for people: `2 h 05 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
