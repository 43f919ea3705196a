"""Telemetry as tables: columns that a query takes, and days that are read whole, whatever a query returns at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral.migration import _telemetry
from iotcentral.migration._capabilities import TemplateScope, scope_of_template
from iotcentral.migration._telemetry import OTHER, DayReading, TelemetryTable, days_of, row_of, tables_of

from .contents import TEMPLATE

START = datetime(2026, 3, 1, tzinfo=UTC)
TABLE = TelemetryTable("dtmi:x:T;1", 1, {"t": "double", "n": "int64", "on": "bool", "text": "string"})


def test_the_columns_of_a_template_have_the_types_of_its_schemas() -> None:
    (table,), left = tables_of("dtmi:contoso:Room;1", scope_of_template(TEMPLATE))
    assert left == []
    assert table.columns == {
        "temperature": "double",
        "humidity": "double",
        "place": "string",
        "door": "int64",
        "fan.speed": "int64",
    }
    assert table.query(START, START + timedelta(days=1)).text == (
        "SELECT TOP 10000 $id, $ts, temperature, humidity, place, door, fan.speed FROM dtmi:contoso:Room;1 "
        "WHERE WITHIN_WINDOW('2026-03-01T00:00:00Z/2026-03-02T00:00:00Z') ORDER BY $ts"
    )


@given(st.lists(st.integers(1, 60), max_size=60))
def test_every_telemetry_is_in_one_table_or_told(lengths: list[int]) -> None:
    names = [f"{'n' * length}{place}" for place, length in enumerate(lengths)]
    tables, left = tables_of("dtmi:x:T;1", TemplateScope(telemetry=dict.fromkeys(names, "double")))
    assert [name for table in tables for name in table.columns] == names
    assert left == []
    assert all(len(table.query(START, START + timedelta(days=1)).text) <= 350 for table in tables)
    assert [table.number for table in tables] == [*range(1, len(tables) + 1)]


def test_telemetry_that_no_query_can_select_is_told() -> None:
    scope = TemplateScope(telemetry={"x" * 300: "double", "t": "double"})
    tables, left = tables_of("dtmi:x:T;1", scope)
    assert [[*table.columns] for table in tables] == [["t"]]
    assert left == ["x" * 300]


def test_days_end_at_midnight() -> None:
    until = START + timedelta(hours=12)
    assert [(start.isoformat()[:13], end.isoformat()[:13]) for start, end in days_of(until, 2)] == [
        ("2026-02-27T12", "2026-02-28T00"),
        ("2026-02-28T00", "2026-03-01T00"),
        ("2026-03-01T00", "2026-03-01T12"),
    ]
    assert days_of(until, 0) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"t": 5, "n": 5.0, "on": True, "text": {"a": 1}}, {"t": 5, "n": 5, "on": True, "text": '{"a":1}'}),
        ({"t": "warm", "n": 1.5, "on": 1}, {OTHER: '{"t":"warm","n":1.5,"on":1}'}),
        ({"t": True, "text": "x"}, {"text": "x", OTHER: '{"t":true}'}),
        ({"n": 2**70}, {OTHER: '{"n":1180591620717411303424}'}),
    ],
)
def test_a_value_of_another_type_is_kept_beside_the_columns(sent: dict[str, Any], kept: dict[str, Any]) -> None:
    row = row_of({"$id": "d", "$ts": "2026-03-01T00:00:00Z", **sent}, TABLE)
    assert row == {"$id": "d", "$ts": "2026-03-01T00:00:00Z", **kept}


def test_a_row_without_a_value_is_none() -> None:
    assert row_of({"$id": "d", "$ts": "2026-03-01T00:00:00Z", "t": None}, TABLE) == {}


class Service:
    """Queries over messages, which may or may not take the bounds of a window for a part of it."""

    def __init__(self, messages: list[dict[str, Any]], most: int, *, at_start: bool, at_end: bool) -> None:
        self.messages = sorted(messages, key=lambda each: each["$ts"])
        self.most = most
        self.at_start = at_start
        self.at_end = at_end
        self.asked = 0

    def rows(self, start: datetime, end: datetime) -> list[dict[str, Any]]:
        self.asked += 1
        found = [each for each in self.messages if self._within(datetime.fromisoformat(each["$ts"]), start, end)]
        return found[: self.most]

    def _within(self, moment: datetime, start: datetime, end: datetime) -> bool:
        return start < moment < end or (self.at_start and moment == start) or (self.at_end and moment == end)

    def read(self, reading: DayReading) -> tuple[list[dict[str, Any]], DayReading]:
        found: list[dict[str, Any]] = []
        while not reading.over:
            rows, reading = reading.taken(self.rows(reading.asked_from, reading.end))
            found += rows
        return found, reading


@given(
    st.lists(st.integers(0, 40_000), max_size=40),
    st.integers(5, 9),
    st.booleans(),
    st.booleans(),
)
def test_each_message_is_in_one_day_once(offsets: list[int], most: int, at_start: bool, at_end: bool) -> None:
    """Two days of 20 s each, in ms, with at most 5 to 9 rows an answer; a second that has more is told."""
    messages = [
        {"$id": str(place), "$ts": (START + timedelta(milliseconds=each)).isoformat(), "t": 1.0}
        for place, each in enumerate(offsets)
    ]
    service = Service(messages, most, at_start=at_start, at_end=at_end)
    middle, end = START + timedelta(seconds=20), START + timedelta(seconds=41)
    found: list[str] = []
    lost = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_telemetry, "MAX_ROWS", most)
        for start, stop in ((START, middle), (middle, end)):
            rows, reading = service.read(DayReading(table=TABLE, start=start, end=stop))
            found += [row["$id"] for row in rows]
            lost |= reading.lost
    assert len(found) == len(set(found))
    assert lost or {*found} == {message["$id"] for message in messages}


def test_a_second_with_more_rows_than_an_answer_is_told_and_passed() -> None:
    messages = [{"$id": str(place), "$ts": START.isoformat(), "t": 1.0} for place in range(9)]
    messages.append({"$id": "later", "$ts": (START + timedelta(seconds=9)).isoformat(), "t": 1.0})
    service = Service(messages, 4, at_start=True, at_end=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_telemetry, "MAX_ROWS", 4)
        rows, reading = service.read(DayReading(table=TABLE, start=START, end=START + timedelta(days=1)))
    assert reading.lost
    assert [row["$id"] for row in rows] == ["0", "1", "2", "3", "later"]
