"""Work of a migration under way: what is left, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from .._core.throttle import Rate
from ..errors import ApiError
from ._capabilities import TemplateScope
from ._folder import ReadApplication
from ._forecast import MigrationProgress, forecast_of
from ._records import MigrationRecords
from ._telemetry import TelemetryTable, days_of, tables_of

__all__ = ["Work", "day_name", "days_of_tables", "requests_for", "skipped_telemetry", "unread"]

Day = tuple[TelemetryTable, datetime, datetime]
"""A table, and the beginning and the end of a day of it."""


class Work:
    """Settings of a migration, and what is left of it.

    Args:
        rates: the rates of the service.
        records: the checkpoint.
        with_keys: whether keys are read.
        own_attestations: whether each device is asked for its attestation.
        telemetry_days: days of telemetry.
        until: the end of the telemetry.
        concurrency: number of requests under way at once.
        skip_failed: whether devices that cannot be read are left out.
    """

    def __init__(
        self,
        *,
        rates: Mapping[str, Rate],
        records: MigrationRecords,
        with_keys: bool,
        own_attestations: bool,
        telemetry_days: int,
        until: datetime,
        concurrency: int,
        skip_failed: bool,
    ) -> None:
        self.records = records
        self.with_keys = with_keys
        self.own_attestations = own_attestations
        self.telemetry_days = telemetry_days
        self.concurrency = concurrency
        self.skip_failed = skip_failed
        self.days: list[Day] = []
        self.days_done = 0
        self._rates = rates
        self._until = until
        self._scopes: Mapping[str, TemplateScope] = {}
        self._requests = 0

    def begin(self, read: ReadApplication) -> None:
        """Take what was read besides the devices."""
        self._scopes = read.scopes
        self.days = days_of_tables(self._scopes, self._until, self.telemetry_days)
        self.days_done = sum(day_name(table, start) in self.records.days for table, start, _ in self.days)
        for template, scope in self._scopes.items() if self.telemetry_days else ():
            for name in tables_of(template, scope)[1]:
                reason, advice = "no query can select it", "Look for it in what the application exports"
                self.records.write({"unread": f"{template} {name}", "reason": reason, "advice": advice})

    def list_device(self, device: dict[str, Any]) -> None:
        """Write down a device that is to be read."""
        self.records.write({"listed": device})
        self._count(device)

    def count_all(self) -> None:
        """Count the requests for the devices that an earlier run listed."""
        for device in self._listed():
            self._count(device)

    def devices_left(self) -> Iterator[dict[str, Any]]:
        """Yield the devices that are to be read."""
        for device in self._listed():
            if device["id"] not in self.records.devices:
                yield device

    def _listed(self) -> Iterator[dict[str, Any]]:
        """Yield the devices that were listed; a list that broke off was begun again."""
        seen: set[str] = set()
        for record in self.records.of("listed"):
            device = record["listed"]
            if device["id"] not in seen:
                seen.add(device["id"])
                yield device

    def _count(self, device: Mapping[str, Any]) -> None:
        self._requests += requests_for(device, self._scopes, own_attestations=self.own_attestations)

    def progress(self, phase: str, done: int, total: int | None) -> MigrationProgress:
        """Return the state: how much of a phase is done, and the time that is left at least."""
        listed = self.records.listed or 0
        share = 1 - len(self.records.devices) / listed if listed else 0
        left = forecast_of(
            self._rates, devices=0, requests=round(self._requests * share), queries=len(self.days) - self.days_done
        )
        return MigrationProgress(phase=phase, done=done, total=total, seconds_left=left.seconds)


def requests_for(device: Mapping[str, Any], scopes: Mapping[str, TemplateScope], *, own_attestations: bool) -> int:
    """Return the number of requests for a device: properties, attestation, and relationships if it may have some."""
    if device.get("simulated"):
        return 0
    scope = scopes.get(str(device.get("template")), TemplateScope())
    is_gateway = scope.has_relationships or "iotEdge" in (device.get("type") or ())
    return 1 + own_attestations + is_gateway


def days_of_tables(scopes: Mapping[str, TemplateScope], until: datetime, days: int) -> list[Day]:
    """Return the days of the tables of all templates."""
    return [
        (table, start, end)
        for template, scope in scopes.items()
        for table in tables_of(template, scope)[0]
        for start, end in days_of(until, days)
    ]


def day_name(table: TelemetryTable, start: datetime) -> str:
    """Return the name of the file of a day, within the folder of telemetry."""
    folder = quote(table.template, safe="")
    return f"{folder}/{table.number}/{start.date().isoformat()}.parquet"


def skipped_telemetry(records: MigrationRecords, api_version: str) -> None:
    """Note that telemetry cannot be read."""
    reason, advice = (
        f"api-version {api_version} has no queries",
        "Migrate with a client of an api-version that has them",
    )
    records.write({"unread": "all", "reason": reason, "advice": advice})


def unread(error: ApiError) -> str:
    """Return why a device could not be read."""
    return f"{error.status_code} {error.code or ''}".strip()
