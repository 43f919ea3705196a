"""Telemetry of a template as tables: its columns, the queries of each day, and their rows without repetitions.

A query returns 10,000 rows at most, and an application may send one a second; so a day is read in the order of time, each
query going on where the last one ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from attrs import Factory, evolve, field, frozen

from .._core.json_kinds import is_object
from .._core.json_text import dumps
from ..errors import ConfigurationError
from ..queries import ID, TS, Query, col, select, within_window
from ._capabilities import TemplateScope, types_of

__all__ = ["OTHER", "DayReading", "TelemetryTable", "days_of", "tables_of"]

MAX_ROWS = 10_000
"""Rows of a query at most: article "Quotas and limits" of IoT Central."""

OTHER = "$other"
"""Column for values that are not of the type that the template names, as JSON text."""

_TIME = "timestamp[us, tz=UTC]"
_TYPES = {"double": "double", "float": "double", "integer": "int64", "long": "int64", "boolean": "bool"}
"""Schema of DTDL → type of a column; the others are text."""

_STEP = timedelta(seconds=1)


@frozen
class TelemetryTable:
    """Columns that one query can read.

    Attributes:
        template: the id of the template.
        number: 1, or more if the template has more telemetry than a query selects.
        columns: telemetry → type of its column.
    """

    template: str
    number: int
    columns: Mapping[str, str]

    @property
    def types(self) -> dict[str, str]:
        """Column → type, in the order of the file."""
        return {ID.text: "string", TS.text: _TIME, **self.columns, OTHER: "string"}

    def query(self, start: datetime, end: datetime) -> Query:
        """Return the query of a window of time."""
        selected = select(ID, TS, *map(col, self.columns)).from_(self.template)
        return selected.where(within_window(start, end)).order_by(TS).top(MAX_ROWS)


def tables_of(template: str, scope: TemplateScope) -> tuple[list[TelemetryTable], list[str]]:
    """Return the tables of a template, and the telemetry that no query can select."""
    tables: list[TelemetryTable] = []
    left: list[str] = []
    group: dict[str, str] = {}
    for name, kind in _columns(scope):
        if _fits(TelemetryTable(template, 1, {**group, name: kind})):
            group[name] = kind
        elif _fits(TelemetryTable(template, 1, {name: kind})):
            tables.append(TelemetryTable(template, len(tables) + 1, group))
            group = {name: kind}
        else:
            left.append(name)
    if group:
        tables.append(TelemetryTable(template, len(tables) + 1, group))
    return tables, left


def _columns(scope: TemplateScope, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, schema in scope.telemetry.items():
        yield f"{prefix}{name}", _type(schema)
    for name, inner in scope.components.items():
        yield from _columns(inner, f"{prefix}{name}.")


def _type(schema: Any) -> str:
    if is_object(schema) and "Enum" in types_of(schema):
        schema = schema.get("valueSchema")
    return _TYPES.get(str(schema).removeprefix("dtmi:dtdl:instance:Schema:").partition(";")[0], "string")


def _fits(table: TelemetryTable) -> bool:
    try:
        return bool(table.query(_LONGEST, _LONGEST + _STEP).text)
    except ConfigurationError:
        return False


_LONGEST = datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC)


def days_of(until: datetime, days: int) -> list[tuple[datetime, datetime]]:
    """Return the days before a moment, by UTC, each from its beginning to its end; the first and the last may be parts."""
    start, parts = until - timedelta(days=days), list[tuple[datetime, datetime]]()
    while start < until:
        midnight = datetime.combine(start.date() + timedelta(days=1), time(), UTC)
        parts.append((start, min(midnight, until)))
        start = midnight
    return parts


def _second_before(reading: DayReading) -> datetime:
    return reading.start - _STEP  # whether a window holds its own beginning is not documented


@frozen(kw_only=True)
class DayReading:
    """Reading of one day of a table, from query to query; decides, and sends nothing.

    Attributes:
        table: the table.
        start: the beginning of the day, a whole second.
        end: its end, which belongs to the next one, a whole second.
        asked_from: the beginning of the next query.
        seen: the rows that the next query repeats.
        over: whether there is no next query.
        lost: whether a second had more rows than a query returns.
    """

    table: TelemetryTable
    start: datetime
    end: datetime
    asked_from: datetime = field(default=Factory(_second_before, takes_self=True))
    seen: frozenset[bytes] = frozenset()
    over: bool = False
    lost: bool = False

    @property
    def query(self) -> Query:
        """The next query."""
        return self.table.query(self.asked_from, self.end)

    def taken(self, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], DayReading]:
        """Return the rows of the file that an answer has, and the reading that goes on behind it."""
        keys = [dumps(row) for row in rows]
        moments = [_moment(row) for row in rows]
        new = [
            row_of(row, self.table)
            for row, key, moment in zip(rows, keys, moments, strict=True)
            if key not in self.seen and self.start <= moment < self.end
        ]
        if len(rows) < MAX_ROWS:
            return [each for each in new if each], evolve(self, over=True)
        begin = moments[-1].replace(microsecond=0) - _STEP
        lost = begin <= self.asked_from
        begin = self.asked_from + _STEP if lost else begin
        if begin >= self.end:
            return [each for each in new if each], evolve(self, over=True, lost=self.lost or lost)
        seen = frozenset(key for key, moment in zip(keys, moments, strict=True) if moment >= begin)
        return [each for each in new if each], evolve(self, asked_from=begin, seen=seen, lost=self.lost or lost)


def _moment(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(str(row[TS.text]))


def row_of(row: Mapping[str, Any], table: TelemetryTable) -> dict[str, Any]:
    """Return the row of a table; an empty one if it has no value."""
    values: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for name, kind in table.columns.items():
        value = row.get(name)
        if value is None:
            continue
        if kind == "string":
            values[name] = value if isinstance(value, str) else dumps(value).decode()
        elif _is_of(value, kind):
            values[name] = int(value) if kind == "int64" else value
        else:
            other[name] = value
    if not values and not other:
        return {}
    beside = {OTHER: dumps(other).decode()} if other else {}
    return {ID.text: row.get(ID.text), TS.text: row[TS.text], **values, **beside}


def _is_of(value: Any, kind: str) -> bool:
    if isinstance(value, bool) or kind == "bool":
        return isinstance(value, bool) and kind == "bool"
    if kind == "int64":
        return (isinstance(value, int) or (isinstance(value, float) and value.is_integer())) and abs(value) < 2**63
    return isinstance(value, int | float)
