"""Tests that filters, orders, groups and queries over indexes find what they found without, and with little work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit import Clock
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.data_export.telemetry_events import telemetry_events
from iotcentral_testkit.emulator.devices.properties import set_desired
from iotcentral_testkit.emulator.devices.twin import report
from iotcentral_testkit.emulator.languages.odata import parse
from iotcentral_testkit.emulator.resources.device_groups import belongs, members
from iotcentral_testkit.emulator.rooms import load_rooms
from iotcentral_testkit.emulator.seeding import TEMPLATE
from iotcentral_testkit.emulator.state import store as store_of_documents
from iotcentral_testkit.emulator.state.store import Store
from iotcentral_testkit.emulator.telemetry.values import record
from iotcentral_testkit.emulator.world import World

from tests.support.work import calls_of

from .bridge import Bridge
from .conftest import START

PREVIEW = {"api-version": "2022-10-31-preview"}
NAMES = (
    "Pump",
    "pump",
    "PUMP 1",
    "Straße",
    "STRASSE",
    "\N{KELVIN SIGN}elvin",
    "kelvin",
    "100%",
    "a_b",
    "",
    "\U0001f600",
)
TEMPLATES = (TEMPLATE, "dtmi:lab:other;1", None)
MANY = 3_000


def stored(number: int) -> dict[str, Any]:
    device: dict[str, Any] = {
        "id": f"d{number}",
        "etag": "x",
        "displayName": NAMES[number % len(NAMES)],
        "simulated": number % 7 == 0,
        "provisioned": number % 3 == 0,
        "enabled": number % 5 != 0,
    }
    if number % 13 == 0:
        device |= {"type": ["iotEdge" if number % 2 else 'Ki\\"t\u00e4'], "organizations": [f"o{number % 3}"]}
    template = TEMPLATES[number % len(TEMPLATES)]
    return device if template is None else {**device, "template": template}


@pytest.fixture(scope="module")
def many() -> Iterator[World]:
    world = World(seed=0, clock=Clock(START), devices=1)
    with world.store.transaction():
        world.store.put_many("emulator", "device", ((f"d{number}", stored(number)) for number in range(MANY)))
    yield world
    world.store.close()


@pytest.fixture(scope="module")
def http(many: World) -> Iterator[httpx.Client]:
    headers = {"Authorization": many.tokens["emulator"]}
    with Bridge(AsgiApp(many)) as bridge:
        yield httpx.Client(base_url="http://localhost/api", transport=bridge, headers=headers)


def listed(http: httpx.Client, path: str = "/devices", **params: Any) -> list[dict[str, Any]]:
    """Return the items of all pages of a list."""
    answer = http.get(path, params={**PREVIEW, "maxpagesize": 100, **params}).json()
    found = list(answer["value"])
    while "nextLink" in answer:
        link = urlsplit(answer["nextLink"])
        answer = http.get(f"http://localhost{link.path}?{link.query}").json()
        found += answer["value"]
    return found


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


CONDITIONS = st.one_of(
    st.builds(
        lambda name, sign: f"displayName {sign} {text(name)}",
        st.sampled_from(NAMES),
        st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
    ),
    st.builds(lambda id: f"template eq {text(id)}", st.sampled_from([id for id in TEMPLATES if id])),
    st.just("template eq null"),
    st.just("id eq 'd77'"),
    st.builds(
        lambda field, sign, value: f"{field} {sign} {value}",
        st.sampled_from(["simulated", "provisioned", "enabled"]),
        st.sampled_from(["eq", "ne"]),
        st.sampled_from(["true", "false"]),
    ),
    st.builds(
        lambda field, part: f"contains({field}, {text(part)})",
        st.sampled_from(["displayName", "id", "template", "type", "scopes"]),
        st.sampled_from(["k", "SS", "pump", "%", "_", "\\", "ß", "d77", "x", "EDGE", '"', "ä"]),
    ),
    st.builds(
        lambda field, sign, value: f"{field} {sign} {value}",
        st.sampled_from(["type", "scopes"]),
        st.sampled_from(["eq", "ne", "gt"]),
        st.sampled_from(["'iotEdge'", "'iotedge'", "'Ki\\\"t\u00e4'", "'o1'", "'none'"]),
    ),
    st.sampled_from(["type eq null", "scopes ne null"]),
)
FILTERS = st.recursive(
    CONDITIONS,
    lambda inner: st.builds(
        lambda left, word, right: f"({left} {word} {right})", inner, st.sampled_from(["and", "or"]), inner
    ),
    max_leaves=4,
)


@given(
    filter=FILTERS,
    order=st.sampled_from([None, "displayName", "displayName desc"]),
    few=st.sampled_from([5, 10_000]),
)
def test_a_filter_and_an_order_find_what_they_say(http: httpx.Client, filter: str, order: str | None, few: int) -> None:
    from iotcentral_testkit.emulator.devices.devices import _FIELDS

    tree = parse(filter, _FIELDS)
    wanted = [device for device in listed(http) if tree.holds(device)]
    if order is not None:
        wanted.sort(key=lambda device: device["displayName"], reverse=order.endswith("desc"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_of_documents, "_FEW", few)
        found = listed(http, filter=filter, **({} if order is None else {"orderby": order}))
    assert [device["id"] for device in found] == [device["id"] for device in wanted]


def work_of(http: httpx.Client, method: str, path: str, **options: Any) -> int:
    def ask() -> None:
        answer = http.request(method, path, **options)
        assert answer.status_code == 200, answer.text

    ask()  # what is read once is read
    return calls_of(ask)


@pytest.mark.parametrize(
    "params",
    [
        {"filter": "displayName eq 'none of these'"},
        {"filter": "displayName gt 'zzz' and enabled ne true and simulated ne false"},
        {"filter": "contains(template, 'none of these') or id eq 'd2999'", "orderby": "displayName"},
        {"filter": "id eq 'd2999'"},
        {"filter": "simulated eq true and template eq 'dtmi:none;1'"},
        {"orderby": "displayName", "maxpagesize": 1},
        {"orderby": "displayName desc", "maxpagesize": 1},
        {"filter": "id eq 'd2999'", "orderby": "displayName"},
        {"filter": "type eq 'none' or scopes eq 'none' or contains(type, 'none') and id eq 'd1'"},
    ],
)
def test_a_list_is_narrowed_with_little_work(http: httpx.Client, params: dict[str, Any]) -> None:
    assert work_of(http, "GET", "/devices", params={**PREVIEW, **params}) < 10_000  # each device would take 10 at least


def test_a_group_and_a_query_are_narrowed_with_little_work(http: httpx.Client) -> None:
    filter = f'SELECT * FROM devices WHERE $template = "{TEMPLATE}" AND $id = "thermostat-000001" AND $simulated = true'
    body = {"displayName": "G", "filter": filter}
    assert http.put("/deviceGroups/g", params=PREVIEW, json=body).status_code == 200
    assert [device["id"] for device in listed(http, "/deviceGroups/g/devices")] == ["thermostat-000001"]
    assert work_of(http, "GET", "/deviceGroups/g/devices", params=PREVIEW) < 10_000
    query = {"query": f"SELECT $id, targetTemperature FROM {TEMPLATE} WHERE $id = 'thermostat-000001'"}
    assert len(http.post("/query", params=PREVIEW, json=query).json()["results"]) == 1
    assert work_of(http, "POST", "/query", params=PREVIEW, json=query) < 10_000


def test_telemetry_is_sought_where_some_may_be() -> None:
    world = World(seed=0, clock=Clock(START), devices=1)
    with closing(world):
        app = world.applications["emulator"]
        with world.store.transaction():
            silent = {"etag": "x", "simulated": False, "template": TEMPLATE}
            contents = ((f"d{number}", {"id": f"d{number}", **silent}) for number in range(MANY))
            world.store.put_many("emulator", "device", contents)
            record(app, "d2000", {"temperature": 20.5})
        world.clock.advance("PT1M")
        world.settle()
        query = {"query": f"SELECT $id, temperature FROM {TEMPLATE} WHERE WITHIN_WINDOW(PT1H)"}
        with Bridge(AsgiApp(world)) as bridge:
            headers = {"Authorization": world.tokens["emulator"]}
            http = httpx.Client(base_url="http://localhost/api", transport=bridge, headers=headers)
            rows = http.post("/query", params=PREVIEW, json=query).json()["results"]
            assert {row["$id"] for row in rows} == {"thermostat-000001", "d2000"}
            assert work_of(http, "POST", "/query", params=PREVIEW, json=query) < 10_000
        now = world.clock.now()
        found = list[Any]()
        assert calls_of(lambda: found.extend(telemetry_events(app, START - timedelta(days=1), now))) < 10_000
        assert {event.device["id"] for _, event in found} == {"thermostat-000001", "d2000"}


def test_a_template_in_use_is_found_with_little_work(many: World, http: httpx.Client) -> None:
    def ask() -> None:
        assert http.delete(f"/deviceTemplates/{TEMPLATE}", params=PREVIEW).status_code == 409

    assert calls_of(ask) < 10_000


def test_a_change_of_a_device_is_found_at_once(http: httpx.Client) -> None:
    assert http.put("/devices/renamed", params=PREVIEW, json={"displayName": "Before"}).status_code == 200
    assert [device["id"] for device in listed(http, filter="displayName eq 'Before'")] == ["renamed"]
    http.patch("/devices/renamed", params=PREVIEW, json={"displayName": "After", "simulated": True})
    assert listed(http, filter="displayName eq 'Before'") == []
    assert [device["id"] for device in listed(http, filter="displayName eq 'After' and simulated eq true")] == [
        "renamed"
    ]
    http.delete("/devices/renamed", params=PREVIEW)
    assert listed(http, filter="displayName eq 'After'") == []


def test_a_file_without_the_columns_gets_and_fills_them(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with closing(Store(file)) as store:
        for number in range(20):
            store.put("emulator", "device", f"d{number}", stored(number))
    with closing(sqlite3.connect(file)) as connection:
        indexes = connection.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'device\\_%' ESCAPE '\\'"
        ).fetchall()
        for (name,) in indexes:
            connection.execute(f"DROP INDEX {name}")
        for column in ("display_name", "template", "simulated", "provisioned", "enabled"):
            connection.execute(f"ALTER TABLE documents DROP COLUMN {column}")
        connection.commit()
    with closing(World(state=file).store) as store:
        from iotcentral_testkit.emulator.state.narrowing import equal

        found = store.listed("emulator", "device", narrowing=equal("displayName", "Straße"))
        assert [each.id for each in found] == ["d3", "d14"]


MACHINE = "dtmi:lab:machine;1"
MACHINE_MODEL = {
    "@id": "dtmi:lab:Machine;1",
    "@type": "Interface",
    "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    "contents": [
        {"@type": "Property", "name": "speed", "schema": "double", "writable": True},
        {"@type": "Property", "name": "serial", "schema": "string"},
        {"@type": ["Property", "Cloud"], "name": "owner", "schema": "string"},
        {"@type": ["Property", "Cloud", "StringValue"], "name": "site", "schema": "string", "initialValue": "Rome"},
        {
            "@type": "Component",
            "name": "motor",
            "schema": {
                "@id": "dtmi:lab:Motor;1",
                "@type": "Interface",
                "contents": [{"@type": "Property", "name": "hours", "schema": "integer"}],
            },
        },
    ],
}
VALUES = (20, 20.0, 20.5, -0.0, 1e16, 10**16, 0.1, 1e-7)
TEXTS = ("Ada", 'Ki\\"t\u00e4', "20", "")


@pytest.fixture(scope="module")
def machines() -> Iterator[World]:
    """A world of machines: some played, some simulated, some that never said anything."""
    world = World(seed=0, clock=Clock(START))
    load_rooms()
    app = world.applications["emulator"]
    with world.store.transaction():
        template = {"@id": MACHINE, "etag": "x", "displayName": "Machine", "capabilityModel": MACHINE_MODEL}
        app.put("template", MACHINE, template)
        for number in range(60):
            device = {**stored(number), "template": MACHINE if number % 6 else TEMPLATES[1], "provisioned": True}
            app.put("device", device["id"], device)
            if number % 3 == 0 or number % 6 == 0:
                continue
            report(app, device["id"], {"speed": VALUES[number % len(VALUES)], "serial": TEXTS[number % len(TEXTS)]})
            report(app, device["id"], {"hours": number % 4}, component="motor")
            if number % 2:
                set_desired(app, device["id"], "owner", TEXTS[number // 2 % len(TEXTS)], cloud=True)
    yield world
    world.store.close()


LITERALS = st.sampled_from(['"Ada"', '"Ki\\\\\\"t\u00e4"', '"20"', '""', "20", "20.5", "0", "1e16", "0.1", "3", "true"])
GROUP_CONDITIONS = st.one_of(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["speed", "serial", "owner", "site", "motor.hours", "motor", "nothing", "speed.part"]),
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        LITERALS,
    ),
    st.builds('CONTAINS({}, "{}")'.format, st.sampled_from(["serial", "site", "$displayName"]), st.sampled_from("aK2")),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["$displayName", "$id", "$simulated", "$enabled"]),
        st.sampled_from(["=", "!=", "<", ">="]),
        st.sampled_from(['"Pump"', '"d3"', '""', "true", "false", "5"]),
    ),
    st.just('$displayName != "pump"'),
)


@given(template=st.booleans(), conditions=st.lists(GROUP_CONDITIONS, min_size=1, max_size=3))
def test_a_group_has_the_members_that_its_filter_says(machines: World, template: bool, conditions: list[str]) -> None:
    app = machines.applications["emulator"]
    named = [f'$template = "{MACHINE}"', *conditions] if template else conditions
    group = {"filter": f"SELECT * FROM devices WHERE {' AND '.join(named)}"}
    is_member = belongs(app, group)
    wanted = [each.id for each in app.all("device") if is_member(each.content)]
    assert [each.id for each in members(app, group)] == wanted


@pytest.mark.parametrize(
    "condition",
    ['serial = "none of these"', "nothing > 3", 'owner = "none"', '$displayName != "x" AND CONTAINS($id, "none")'],
)
def test_a_group_over_properties_is_narrowed_with_little_work(http: httpx.Client, many: World, condition: str) -> None:
    app = many.applications["emulator"]
    if app.get("template", TEMPLATES[1]) is None:
        template = {"@id": TEMPLATES[1], "etag": "x", "displayName": "Other", "capabilityModel": MACHINE_MODEL}
        app.put("template", TEMPLATES[1], template)
    filter = f'SELECT * FROM devices WHERE $template = "{TEMPLATES[1]}" AND $simulated = false AND {condition}'
    assert http.put("/deviceGroups/p", params=PREVIEW, json={"displayName": "P", "filter": filter}).status_code == 200
    assert work_of(http, "GET", "/deviceGroups/p/devices", params=PREVIEW) < 10_000
