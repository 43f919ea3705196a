"""Rows of queries: matching messages or devices, selected, aggregated and sorted."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from ..languages.query_language import (
    Condition,
    Conjunction,
    Disjunction,
    ParsedQuery,
    PathComparison,
    SelectedItem,
    TimeWindow,
)
from ..state.clock import timestamp
from ..state.steps import pause
from .messages import TelemetryMessage, messages, property_values

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["RETENTION", "Sent", "aggregated", "property_rows", "telemetry_rows", "total"]

RETENTION = timedelta(days=30)
"""How long telemetry is kept."""

_MOST_VALUES = 50_000
_LEAST_MESSAGES = 10_000
"""Values, or messages if those are more, that one query reads: the newest; older ones count as no longer kept."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}

Row = dict[str, Any]
Device = Mapping[str, Any]
DeviceMessage = tuple[TelemetryMessage, Device]


class Sent(NamedTuple):
    """Messages that a query is over.

    Attributes:
        app: the application.
        devices: that sent them.
        reached: whether the caller reaches what a device sent at a time.
    """

    app: Application
    devices: list[Device]
    reached: Callable[[Device, datetime], bool]


def telemetry_rows(sent: Sent, query: ParsedQuery, limit: int) -> list[Row]:
    """Return a row per message that has a selected value, the newest first unless the query sorts."""
    wanted = [item.path for item in query.items if not item.path.startswith("$")]
    found = (
        (message, device)
        for message, device in _found(sent, query)
        if not wanted or any(path in message.values for path in wanted)
    )
    if query.order is None:
        return [_row(query, message, device) for message, device in islice(found, limit)]
    key, descending = query.order
    path = _path_of(query, key)
    ordered = sorted(found, key=lambda pair: _rank(_value(path, *pair)), reverse=descending)
    return [_row(query, message, device) for message, device in ordered[:limit]]


def total(sent: Sent, query: ParsedQuery) -> list[Row]:
    """Return one row of aggregates over all matching messages; none if there are no values.

    Raises:
        TypeError: a sum or an average over values that are not numbers.
    """
    row = _aggregates(query.items, [message for message, _ in _found(sent, query)])
    return [] if row is None else [row]


def aggregated(sent: Sent, query: ParsedQuery) -> list[Row]:
    """Return a row of aggregates per window of time, the newest first unless the query sorts.

    Raises:
        TypeError: a sum or an average over values that are not numbers.
    """
    windows: dict[datetime, list[TelemetryMessage]] = {}
    epoch, length = datetime(1970, 1, 1, tzinfo=UTC), query.window or RETENTION
    for message, _ in _found(sent, query):
        windows.setdefault(epoch + (message.at - epoch) // length * length, []).append(message)
    name = next((item.name for item in query.items if item.path == "$ts" and item.function is None), "$ts")
    rows: list[Row] = []
    for start in sorted(windows, reverse=True):
        row = _aggregates([item for item in query.items if item.function], windows[start])
        if row is not None:
            rows.append({name: f"{start:%Y-%m-%dT%H:%M:%SZ}", **row})
    if query.order is not None:
        key, descending = query.order
        rows.sort(key=lambda row: _rank(row.get(name if key == "$ts" else key)), reverse=descending)
    return rows


def property_rows(app: Application, query: ParsedQuery, devices: list[Device], limit: int) -> list[Row]:
    """Return a row per device that meets the conditions, in the order of creation unless the query sorts."""
    found: list[DeviceMessage] = []
    for device in devices:
        pause()
        message = TelemetryMessage(app.clock.now(), device["id"], property_values(app, device))
        if query.where is None or _holds(query.where, message, device, app.clock.now()):
            found.append((message, device))
            if query.order is None and len(found) == limit:
                break
    if query.order is not None:
        path = _path_of(query, query.order[0])
        found.sort(key=lambda pair: _rank(_value(path, *pair)), reverse=query.order[1])
    return [_row(query, message, device) for message, device in found[:limit]]


def _found(sent: Sent, query: ParsedQuery) -> Iterator[DeviceMessage]:
    """Return the messages that meet the conditions, the newest first."""
    now = sent.app.clock.now()
    start, end = _range(query.where, now)
    wanted = read_paths(query)

    def stream(device: Device) -> Iterator[DeviceMessage]:
        return ((message, device) for message in messages(sent.app, device, start, end, wanted))

    streams = [stream(device) for device in sent.devices]
    merged = heapq.merge(*streams, key=lambda pair: (pair[0].at, pair[0].device), reverse=True)
    for message, device in islice(merged, max(_LEAST_MESSAGES, _MOST_VALUES // max(1, len(wanted)))):
        pause()
        holds = query.where is None or _holds(query.where, message, device, now)
        if holds and sent.reached(device, message.at):
            yield message, device


def read_paths(query: ParsedQuery) -> frozenset[str]:
    """Return the telemetry that a query reads; empty: all of it, as aggregates over `$ts` are over all messages."""
    if any(item.function is not None and item.path == "$ts" for item in query.items):
        return frozenset()
    paths = {item.path for item in query.items}
    todo = [query.where]
    while todo:
        condition = todo.pop()
        if isinstance(condition, Conjunction | Disjunction):
            todo += condition.parts
        elif isinstance(condition, PathComparison):
            paths.add(condition.path)
    if query.order is not None:
        paths.add(_path_of(query, query.order[0]))
    return frozenset(path for path in paths if not path.startswith("$"))


def _range(condition: Condition | None, now: datetime) -> tuple[datetime, datetime]:
    """Return the start and end of the time outside of which no message can meet a condition."""
    if isinstance(condition, TimeWindow):
        first, last = _bounds(condition, now)
        return max(first, now - RETENTION), min(last, now)
    if isinstance(condition, Conjunction | Disjunction):
        ranges = [_range(part, now) for part in condition.parts]
        starts, ends = [start for start, _ in ranges], [end for _, end in ranges]
        if isinstance(condition, Conjunction):
            return max(starts), min(ends)
        return min(starts), max(ends)
    return now - RETENTION, now


def _bounds(window: TimeWindow, now: datetime) -> tuple[datetime, datetime]:
    if window.length is not None:
        return now - min(window.length, RETENTION), now
    return window.start or now, window.end or now


def _holds(condition: Condition, message: TelemetryMessage, device: Device, now: datetime) -> bool:
    if isinstance(condition, Conjunction):
        return all(_holds(part, message, device, now) for part in condition.parts)
    if isinstance(condition, Disjunction):
        return any(_holds(part, message, device, now) for part in condition.parts)
    if isinstance(condition, TimeWindow):
        first, last = _bounds(condition, now)
        return first <= message.at <= last
    return _compares(condition, _value(condition.path, message, device))


def _compares(comparison: PathComparison, value: Any) -> bool:
    """Return whether a value meets a comparison; a missing value meets none, and kinds are not converted."""
    if value is None:
        return False
    wanted = comparison.value
    if isinstance(wanted, tuple):
        return any(_alike(value, one) and value == one for one in wanted)
    if comparison.operator in {"=", "!="}:
        return (_alike(value, wanted) and value == wanted) == (comparison.operator == "=")
    return _alike(value, wanted) and not isinstance(value, bool) and _COMPARE[comparison.operator](value, wanted)


def _alike(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool)
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    return numbers or (isinstance(left, str) and isinstance(right, str))


def _value(path: str, message: TelemetryMessage, device: Device) -> Any:
    if path.startswith("$") and path != "$ts":
        return device.get(path[1:])
    return _measured(path, message)


def _row(query: ParsedQuery, message: TelemetryMessage, device: Device) -> Row:
    return {item.name: _value(item.path, message, device) for item in query.items}


def _path_of(query: ParsedQuery, key: str) -> str:
    return next((item.path for item in query.items if item.name == key), key)


def _rank(value: Any) -> tuple[int, Any]:
    """Return a key that sorts values of different kinds: missing values, booleans, numbers, texts, everything else."""
    if value is None:
        return 0, 0
    if isinstance(value, bool):
        return 1, value
    if isinstance(value, int | float):
        return 2, value
    return (3, value) if isinstance(value, str) else (4, orjson.dumps(value))


def _aggregates(items: list[SelectedItem] | tuple[SelectedItem, ...], found: list[TelemetryMessage]) -> Row | None:
    """Return a row of aggregates over messages, which come newest first; None if there are no values."""
    row: Row = {}
    counted = 0
    for item in items:
        values = [value for message in found if (value := _measured(item.path, message)) is not None]
        counted += len(values)
        row[item.name] = _aggregate(item, values)
    return row if counted else None


def _measured(path: str, message: TelemetryMessage) -> Any:
    return timestamp(message.at) if path == "$ts" else message.values.get(path)


def _aggregate(item: SelectedItem, values: list[Any]) -> Any:
    if item.function == "COUNT":
        return len(values)
    if not values:
        return None
    if item.function in {"FIRST", "LAST"}:
        return values[-1 if item.function == "FIRST" else 0]
    if item.function in {"MAX", "MIN"}:
        return (max if item.function == "MAX" else min)(values, key=_rank)
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in values):
        raise TypeError(f"{item.function} needs numbers, which {item.path} is not")
    return sum(values) / len(values) if item.function == "AVG" else sum(values)
