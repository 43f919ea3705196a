"""Tests of queries: the language with its limits, and rows of telemetry and properties."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iotcentral_testkit.emulator.devices.simulation import Simulation
from iotcentral_testkit.emulator.languages.export_filter import parse as parse_filter
from iotcentral_testkit.emulator.languages.query_language import (
    Conjunction,
    Disjunction,
    PathComparison,
    SelectedItem,
    parse,
)
from iotcentral_testkit.emulator.languages.scanner import StatementSyntaxError
from iotcentral_testkit.emulator.telemetry.values import record
from iotcentral_testkit.emulator.world import World

T = "dtmi:contoso:Thermostat;1"
START_OF_DAY = "2026-03-01T08:00:00"
MODEL = {
    "@id": "dtmi:contoso:model;1",
    "@type": "Interface",
    "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    "contents": [
        {"@type": "Telemetry", "name": "temperature", "schema": "double"},
        {"@type": "Telemetry", "name": "count", "schema": "integer"},
        {"@type": "Telemetry", "name": "word", "schema": "string"},
        {"@type": "Property", "name": "target", "schema": "double", "writable": True},
        {"@type": ["Property", "Cloud"], "name": "room", "schema": "string"},
        {
            "@type": "Component",
            "name": "sensor",
            "schema": {
                "@id": "dtmi:contoso:sensor;1",
                "@type": "Interface",
                "contents": [
                    {"@type": "Telemetry", "name": "humidity", "schema": "double"},
                    {"@type": "Property", "name": "model", "schema": "string"},
                ],
            },
        },
    ],
}


def run(raw: httpx.Client, query: str) -> httpx.Response:
    return raw.post("/api/query", params={"api-version": "2022-10-31-preview"}, json={"query": query})


def rows(raw: httpx.Client, query: str) -> list[dict[str, Any]]:
    answer = run(raw, query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@pytest.fixture
def fleet(world: World) -> World:
    """Two simulated devices that have sent for ten minutes, and a real one that has not."""
    app = world.applications["emulator"]
    app.put("template", T, {"@id": T, "displayName": "Thermostat", "capabilityModel": MODEL, "etag": "1"})
    for name in ("s1", "s2", "r1"):
        simulated = name != "r1"
        device = {"id": name, "etag": "1", "displayName": name.upper(), "template": T, "enabled": True}
        app.put("device", name, {**device, "simulated": simulated, "provisioned": simulated})
        if simulated:
            stored = app.get("device", name)
            app.put("device", name, {**stored, "_provisionedAt": f"{START_OF_DAY}.{name[1]}000000Z"})
    world.clock.advance("PT10M")
    return world


def test_the_tree_of_a_query() -> None:
    query = parse(
        f"select top 5 $id as ID, temperature AS t from {T} where t > 0 or $id in ['a','b'] and count <> -1.5 "
        "order by ID desc"
    )
    assert query.top == 5
    assert query.template == T
    assert query.items == (SelectedItem("$id", None, "ID"), SelectedItem("temperature", None, "t"))
    assert query.where == Disjunction(
        (
            PathComparison("temperature", ">", 0),
            Conjunction((PathComparison("$id", "IN", ("a", "b")), PathComparison("count", "!=", -1.5))),
        )
    )
    assert query.order == ("ID", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SELECT",
        "SELECT * FROM x",
        "SELECT a",
        "SELECT a FROM",
        "SELECT a, FROM x",
        "SELECT TOP 0 a FROM x",
        "SELECT TOP 1.5 a FROM x",
        "SELECT a FROM x WHERE",
        "SELECT a FROM x WHERE (a = 1)",
        "SELECT a FROM x WHERE a == 1",
        'SELECT a FROM x WHERE a = "b"',
        "SELECT a FROM x WHERE a IN []",
        "SELECT a FROM x WHERE WITHIN_WINDOW(1)",
        "SELECT a FROM x WHERE WITHIN_WINDOW('2026-01-02T00:00:00Z/2026-01-01T00:00:00Z')",
        "SELECT a FROM x WHERE $nix = 1",
        "SELECT $nix FROM x",
        "SELECT id, temp AS id FROM x",
        "SELECT a, a FROM x",
        "SELECT NIX(a) FROM x",
        "SELECT AVG($ts) FROM x",
        "SELECT SUM($ts) FROM x",
        "SELECT FIRST($ts) FROM x",
        "SELECT COUNT($id) FROM x",
        "SELECT MIN($ts), MIN($ts) FROM x",
        "SELECT $id, AVG(a) FROM x",
        "SELECT $id, COUNT($ts) FROM x",
        "SELECT $id, AVG(a) FROM x GROUP BY WINDOW(PT1H)",
        "SELECT $ts, AVG(a) FROM x",
        "SELECT a FROM x GROUP BY WINDOW(PT1H)",
        "SELECT AVG(a) FROM x ORDER BY b",
        "SELECT a FROM x ORDER BY a, b",
        "SELECT a FROM x LIMIT 3",
        "SELECT a FROM x WHERE a = " + "9" * 101,
        f"SELECT {', '.join(f'a{n}' for n in range(16))} FROM x",
        "SELECT a FROM x WHERE a=1" + " AND a=1" * 11,
        "SELECT a FROM x WHERE a='" + "y" * 330 + "'",
    ],
)
def test_what_is_no_query_is_refused_with_a_reason(raw: httpx.Client, text: str) -> None:
    answer = run(raw, text)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("The query is not valid: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT $id, AVG(a) FROM x",
            "$id cannot be selected beside aggregates; select aggregates only, and add a condition",
        ),
        ("SELECT $ts, AVG(a) FROM x", "$ts cannot be selected beside aggregates; group by time with GROUP BY WINDOW"),
        ("SELECT AVG($ts) FROM x", "AVG takes telemetry, not $ts"),
        ("SELECT COUNT($id) FROM x", "COUNT takes telemetry or $ts, not $id"),
    ],
)
def test_a_refused_aggregate_says_what_to_do(text: str, message: str) -> None:
    with pytest.raises(StatementSyntaxError) as raised:
        parse(text)
    assert message in str(raised.value)


def test_the_limits_themselves_are_allowed() -> None:
    parse(f"SELECT {', '.join(f'a{n}' for n in range(15))} FROM x WHERE a=1" + " OR a=1" * 10)
    start = "SELECT a FROM x WHERE a='"
    parse(start + "y" * (350 - len(start) - 1) + "'")


@given(
    st.text(max_size=400)
    | st.lists(
        st.sampled_from(["SELECT", "a", "FROM", "x", "WHERE", "=", "'b'", "(", ")", ",", "[", "]", "IN", "1", "AND"])
    ).map(" ".join)
)
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse, parse_filter):
        with suppress(StatementSyntaxError):
            read(text)


def test_rows_come_newest_first_and_carry_what_was_selected(fleet: World, raw: httpx.Client) -> None:
    found = rows(raw, f"SELECT $id, $ts AS at, temperature, sensor.humidity FROM {T} WHERE WITHIN_WINDOW(PT1H)")
    assert len(found) == 20
    assert {row["$id"] for row in found} == {"s1", "s2"}
    assert [row["at"] for row in found] == sorted((row["at"] for row in found), reverse=True)
    assert all(set(row) == {"$id", "at", "temperature", "sensor.humidity"} for row in found)
    assert all(isinstance(row["sensor.humidity"], float) for row in found)


def test_a_row_agrees_with_the_last_value_of_the_device(fleet: World, raw: httpx.Client) -> None:
    row = rows(raw, f"SELECT TOP 1 $ts, temperature FROM {T} WHERE $id = 's1'")[0]
    path = "/api/devices/s1/telemetry/temperature"
    last = raw.get(path, params={"api-version": "2022-10-31-preview"}).json()
    assert last == {"timestamp": row["$ts"], "value": row["temperature"]}


def test_conditions_choose_rows(fleet: World, raw: httpx.Client) -> None:
    everything = rows(raw, f"SELECT $id, temperature AS t FROM {T}")
    limit = sorted(row["t"] for row in everything)[10]
    chosen = rows(raw, f"SELECT $id, temperature AS t FROM {T} WHERE t >= {limit} AND $id IN ['s1', 'x']")
    assert chosen == [row for row in everything if row["t"] >= limit and row["$id"] == "s1"]
    other = rows(raw, f"SELECT $id, temperature AS t FROM {T} WHERE t < {limit} OR $id != 's1'")
    assert len(other) + len(chosen) == 20
    assert rows(raw, f"SELECT temperature FROM {T} WHERE temperature = 'x'") == []
    assert len(rows(raw, f"SELECT temperature FROM {T} WHERE WITHIN_WINDOW(PT3M)")) == 6
    window = "'2026-03-01T08:02:00Z/2026-03-01T08:04:00Z'"
    assert len(rows(raw, f"SELECT temperature FROM {T} WHERE WITHIN_WINDOW({window})")) == 4


def test_order_and_top(fleet: World, raw: httpx.Client) -> None:
    values = [row["temperature"] for row in rows(raw, f"SELECT temperature FROM {T}")]
    top = rows(raw, f"SELECT TOP 3 temperature AS t FROM {T} ORDER BY t DESC")
    assert [row["t"] for row in top] == sorted(values, reverse=True)[:3]
    first = rows(raw, f"SELECT TOP 1 temperature FROM {T} ORDER BY $ts")
    assert first[0]["temperature"] == values[-1]


def test_aggregates_over_everything(fleet: World, raw: httpx.Client) -> None:
    values = [row["temperature"] for row in rows(raw, f"SELECT temperature FROM {T}")]
    functions = "AVG(temperature), MAX(temperature) AS peak, COUNT(word), FIRST(temperature), LAST(temperature)"
    assert rows(raw, f"SELECT {functions} FROM {T}") == [
        {
            "avg_temperature": pytest.approx(sum(values) / 20),
            "peak": max(values),
            "count_word": 20,
            "first_temperature": values[-1],
            "last_temperature": values[0],
        }
    ]
    assert run(raw, f"SELECT SUM(word) FROM {T}").status_code == 400
    assert rows(raw, f"SELECT COUNT(word) FROM {T} WHERE $id = 'r1'") == []


def test_aggregates_by_window(fleet: World, raw: httpx.Client) -> None:
    found = rows(
        raw, f"SELECT COUNT(temperature) AS n, MIN(count) FROM {T} WHERE WITHIN_WINDOW(P1D) GROUP BY WINDOW(PT5M)"
    )
    assert [row["$ts"] for row in found] == ["2026-03-01T08:05:00Z", "2026-03-01T08:00:00Z"]
    assert [row["n"] for row in found] == [10, 10]
    assert all(isinstance(row["min_count"], int) for row in found)


def test_the_time_of_messages_is_counted_and_compared(fleet: World, raw: httpx.Client) -> None:
    times = [row["$ts"] for row in rows(raw, f"SELECT $ts FROM {T}")]
    found = rows(raw, f"SELECT COUNT($ts), MIN($ts), MAX($ts) AS newest FROM {T}")
    assert found == [{"count_$ts": 20, "min_$ts": times[-1], "newest": times[0]}]
    assert rows(raw, f"SELECT COUNT($ts) AS n, AVG(temperature) FROM {T} WHERE $id = 's1'")[0]["n"] == 10
    assert rows(raw, f"SELECT COUNT($ts) FROM {T} WHERE $id = 'r1'") == []


def test_the_time_of_messages_is_aggregated_by_window(fleet: World, raw: httpx.Client) -> None:
    window = "WHERE WITHIN_WINDOW(P1D) GROUP BY WINDOW(PT5M)"
    found = rows(raw, f"SELECT COUNT($ts) AS n, MIN($ts) FROM {T} {window} ORDER BY min_$ts")
    assert [row["$ts"] for row in found] == ["2026-03-01T08:00:00Z", "2026-03-01T08:05:00Z"]
    assert [row["n"] for row in found] == [10, 10]
    assert found[0]["min_$ts"] < "2026-03-01T08:05:00" < found[1]["min_$ts"]


def test_all_messages_of_a_real_device_are_counted(fleet: World, raw: httpx.Client) -> None:
    app = fleet.applications["emulator"]
    for sent in ({"temperature": 1.5}, {"word": "a"}, {"temperature": 2.5, "word": "b"}):
        record(app, "r1", sent)
        fleet.clock.advance("PT1S")
    found = rows(raw, f"SELECT COUNT($ts), COUNT(temperature) FROM {T} WHERE $id = 'r1'")
    assert found == [{"count_$ts": 3, "count_temperature": 2}]


def test_properties_are_one_row_per_device(fleet: World, raw: httpx.Client) -> None:
    v = {"api-version": "2022-10-31-preview"}
    assert raw.patch("/api/devices/s1/properties", params=v, json={"room": "a", "target": 4.5}).status_code == 202
    found = rows(raw, f"SELECT $id, room, target, sensor.model FROM {T} WHERE $simulated = true ORDER BY $id DESC")
    assert [row["$id"] for row in found] == ["s2", "s1"]
    assert found[1]["room"] == "a"
    assert found[1]["target"] == 4.5
    assert found[0]["room"] is None
    assert isinstance(found[0]["sensor.model"], str)
    assert rows(raw, f"SELECT $id FROM {T} WHERE room = 'a'") == [{"$id": "s1"}]
    assert rows(raw, f"SELECT $id, $provisioned FROM {T} WHERE $provisioned = false") == [
        {"$id": "r1", "$provisioned": False}
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT temperature FROM dtmi:nix",
        f"SELECT nix FROM {T}",
        f"SELECT temperature, room FROM {T}",
        f"SELECT temperature FROM {T} WHERE room = 'a'",
        f"SELECT room, $ts FROM {T}",
        f"SELECT room FROM {T} WHERE WITHIN_WINDOW(P1D)",
        f"SELECT AVG(target) FROM {T}",
        f"SELECT room FROM {T} WHERE room IN ['a']",
        f"SELECT temperature FROM {T} WHERE $simulated IN [true]",
    ],
)
def test_what_the_template_cannot_answer_is_refused(fleet: World, raw: httpx.Client, query: str) -> None:
    assert run(raw, query).status_code == 400


def test_a_query_reads_no_more_values_than_its_limit(
    fleet: World, raw: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, read = Simulation.last, 0

    def counted(*arguments: Any) -> Any:
        nonlocal read
        read += 1
        return right(*arguments)

    monkeypatch.setattr(Simulation, "last", counted)
    fleet.clock.advance("P60D")
    assert len(rows(raw, f"SELECT temperature FROM {T}")) == 10_000
    assert read < 10_010
    read = 0
    rows(raw, f"SELECT AVG(temperature), MAX(count) FROM {T} GROUP BY WINDOW(P1D)")
    assert read < 50_010
