"""Tests of the page of one device: properties, telemetry, commands and history, and of its chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.page.chart import Point, chart, points_of, summary

from .page_parser import Page

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
EVIL = "</textarea><script>alert('1')</script>\"&amp;<b>"
VERSION = {"api-version": "2022-10-31-preview"}


def interface(id: str, *contents: dict[str, Any]) -> dict[str, Any]:
    return {"@id": id, "@type": "Interface", "displayName": "Part", "contents": list(contents)}


def payload(name: str, schema: str) -> dict[str, Any]:
    return {"@type": "CommandPayload", "name": name, "schema": schema}


MOTOR = interface(
    "dtmi:page:Motor;1",
    {"@type": "Telemetry", "name": "speed", "schema": "integer"},
    {"@type": "Property", "name": "limit", "schema": "integer", "writable": True},
    {"@type": "Command", "name": "spin"},
)
MODEL = {
    **interface(
        "dtmi:page:Pump;1",
        {"@type": "Telemetry", "name": "pressure", "schema": "double"},
        {"@type": "Telemetry", "name": "state", "schema": "string"},
        {"@type": "Property", "name": "target", "schema": "double", "writable": True},
        {"@type": "Property", "name": "serial", "schema": "string"},
        {
            "@type": "Command",
            "name": "reboot",
            "request": payload("delay", "integer"),
            "response": payload("done", "boolean"),
        },
        {"@type": "Component", "name": "motor", "schema": MOTOR},
    ),
    "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
}
TEMPLATE = "dtmi:page:Pumps;1"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START)) as emulator:
        with httpx.Client(
            transport=emulator.transport(),
            base_url=emulator.url,
            headers={"Authorization": emulator.token},
            params=VERSION,
        ) as http:
            kind = ["ModelDefinition", "DeviceModel"]
            body = {"@type": kind, "displayName": "Pump", "capabilityModel": MODEL}
            http.put(f"/api/deviceTemplates/{TEMPLATE}", json=body).raise_for_status()
            for id, simulated in (("pump", True), ("real", False), ("evil", False)):
                device = {"displayName": id.title(), "template": TEMPLATE, "simulated": simulated}
                http.put(f"/api/devices/{id}", json=device).raise_for_status()
            http.put("/api/devices/bare", json={"displayName": EVIL}).raise_for_status()
            properties = {"target": 21.5, "motor": {"limit": 7}}
            http.patch("/api/devices/real/properties", json=properties).raise_for_status()
        emulator.clock.advance("PT2H")
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(transport=emulator.transport(), base_url=emulator.url) as http:
        yield http


def device(http: httpx.Client, id: str) -> Page:
    answer = http.get("/_emulator/page/device", params={"id": id})
    return Page(answer.raise_for_status().text)


def run(http: httpx.Client, id: str, command: str, request: str = "") -> Page:
    fields = {
        "token": device(http, id).token(),
        "application": "emulator",
        "id": id,
        "command": command,
        "request": request,
    }
    return Page(http.post("/_emulator/page/command", data=fields).raise_for_status().text)


def test_the_list_of_devices_leads_there(http: httpx.Client) -> None:
    links = [given["href"] for given in Page(http.get("/").text).all("a")]
    link = next(link for link in links if "id=pump" in link)
    assert "pump of application emulator" in Page(http.get(link).text).text


def test_desired_and_reported_values_are_beside_each_other(emulator: Emulator, http: httpx.Client) -> None:
    shown = device(http, "real").text
    assert "target 21.5 version 1, not answered yet" in shown
    assert "Component motor Property Reported Desired State limit 7 version 1" in shown
    played = emulator.device("real")
    played.report({"serial": "s-1"})
    played.report({"target": 20.5})
    shown = device(http, "real").text
    assert "target 20.5 21.5 200 completed" in shown
    assert "serial s-1" in shown


def test_the_numbers_of_the_last_hour_are_drawn(http: httpx.Client) -> None:
    shown = device(http, "pump")
    labels = [given["aria-label"] for given in shown.all("svg")]
    assert [label.split(",")[0] for label in labels] == ["pressure: 60 values", "motor.speed: 60 values"]
    assert all(given["role"] == "img" for given in shown.all("svg"))
    assert all(len(given["points"].split()) == 60 for given in shown.all("polyline"))
    assert "nothing was sent" in device(http, "evil").text


def test_what_is_no_number_is_shown_as_it_was_sent_last(emulator: Emulator, http: httpx.Client) -> None:
    played = emulator.device("real")
    played.send({"state": "running", "pressure": 3.5})
    shown = device(http, "real")
    assert "state running at 10:00:00" in shown.text
    assert [given["aria-label"] for given in shown.all("svg")] == ["pressure: 1 value, 3.5 to 3.5"]


def test_a_command_is_run_by_its_button(http: httpx.Client) -> None:
    assert "Run motor.spin" in [given.get("aria-label") for given in device(http, "pump").all("button")]
    shown = run(http, "pump", "reboot", " 3 ")
    assert "reboot was answered with 200." in shown.text
    assert "reboot 3 " in shown.text.split("Last runs of commands")[1]
    assert "motor.spin was answered with 200." in run(http, "pump", "motor.spin").text


@pytest.mark.parametrize(
    ("id", "command", "request_", "reason"),
    [
        ("real", "reboot", "3", "reboot: 404 NotFound. Could not connect to device"),
        ("pump", "reboot", '"x"', "reboot: 422 InvalidBody."),
        ("pump", "reboot", "{", "reboot: 400 BadRequest."),
        ("pump", "<b>", "", "<b>: 404 NotFound."),
    ],
)
def test_why_a_command_did_not_run_is_said(
    http: httpx.Client, id: str, command: str, request_: str, reason: str
) -> None:
    shown = run(http, id, command, request_)
    assert reason in shown.text


def test_the_history_has_the_requests_that_name_the_device(emulator: Emulator, http: httpx.Client) -> None:
    with httpx.Client(transport=emulator.transport(), headers={"Authorization": emulator.token}) as other:
        other.get(f"{emulator.url}/api/devices/bare/properties", params=VERSION)
    assert "Devices_GetProperties" in device(http, "bare").text.split("Last requests")[1]
    assert "Devices_GetProperties" not in device(http, "evil").text.split("Last requests")[1]


def test_everything_is_escaped(emulator: Emulator, http: httpx.Client) -> None:
    played = emulator.device("evil")
    played.report({"serial": EVIL})
    played.send({"state": EVIL})
    for id in ("evil", "bare"):
        shown = device(http, id)
        assert shown.tags.count("script") == 1
        assert EVIL in shown.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, 'Device "" of application "emulator" could not be found.'),
        ({"id": "<b>"}, 'Device "<b>" of application "emulator" could not be found.'),
        ({"id": "pump", "application": "elsewhere"}, 'Application "elsewhere" could not be found.'),
    ],
)
def test_a_device_that_is_not_there_is_told_on_the_page(http: httpx.Client, query: dict[str, str], said: str) -> None:
    answer = http.get("/_emulator/page/device", params=query)
    assert answer.status_code == 404
    shown = Page(answer.text)
    assert shown.said == said
    assert [each["role"] for each in shown.with_attribute("aria-live")] == ["status"]


def test_an_id_that_leads_nowhere_can_be_corrected(http: httpx.Client) -> None:
    answer = http.get("/_emulator/page/device", params={"id": 'pomp"', "application": "emulator"})
    wrong = [field for field in Page(answer.text).all("input") if field.get("aria-invalid")]
    assert [(field["value"], field["aria-describedby"]) for field in wrong] == [('pomp"', "said")]
    assert not [field for field in Page(http.get("/").text).all("input") if "aria-invalid" in field]


HOUR = START + timedelta(hours=1)


def test_a_chart_lies_within_its_drawing() -> None:
    points = [Point(START, -1e308), Point(START + timedelta(minutes=30), 0.0), Point(HOUR, 1e308)]
    assert points_of(points, START, HOUR) == [(8, 112), (300, 60), (592, 8)]


def test_equal_values_and_a_single_one_lie_in_the_middle() -> None:
    assert points_of([Point(START, 5), Point(HOUR, 5)], START, HOUR) == [(8, 60), (592, 60)]
    assert points_of([Point(START, 5)], START, START) == [(8, 60)]


def test_a_chart_says_what_it_shows() -> None:
    points = [Point(START, 1), Point(HOUR, 2.5)]
    assert summary(points) == "2 values, 1 to 2.5"
    drawn = Page(chart("<b>", points, START, HOUR))
    assert drawn.all("svg")[0]["aria-label"] == "<b>: 2 values, 1 to 2.5"
    assert drawn.text == "<b> 2.5 08:00 2 values, 1 to 2.5 09:00"
