"""Tests of what the page shows of work: jobs with their progress, and exports with what they sent and why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator

from .page_parser import Page

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
VERSION = {"api-version": "2022-10-31-preview"}
HUB = {"type": "connectionString", "connectionString": "Endpoint=sb://x;SharedAccessKey=secret;EntityPath=e"}


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=3, clock=Clock(START)) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(
        transport=emulator.transport(),
        base_url=emulator.url,
        headers={"Authorization": emulator.token},
        params=VERSION,
    ) as http:
        yield http


def page(http: httpx.Client) -> Page:
    return Page(http.get("/").text)


def put(http: httpx.Client, path: str, body: dict[str, Any]) -> None:
    http.put(path, json=body).raise_for_status()


def test_jobs_are_shown_with_their_progress(emulator: Emulator, http: httpx.Client) -> None:
    assert "progress" not in page(http).tags
    group = http.get("/api/deviceGroups").json()["value"][0]["id"]
    template = http.get("/api/deviceTemplates").json()["value"][0]["@id"]
    data = [{"type": "property", "target": template, "path": "none", "value": 1}]
    put(
        http,
        "/api/jobs/j1",
        {"displayName": "<i>J", "group": group, "batch": {"type": "number", "value": 1}, "data": data},
    )
    assert "j1 <i>J pending" in page(http).text
    emulator.clock.advance("PT3S")
    shown = page(http)
    assert "j1 <i>J running 2 of 3 2" in shown.text
    assert [(given["max"], given["value"]) for given in shown.all("progress")] == [("3", "2")]
    assert [given["aria-label"] for given in shown.all("progress")] == ["Progress of job j1"]
    emulator.clock.advance("PT1M")
    assert "j1 <i>J failed 3 of 3 3" in page(http).text


def test_exports_are_shown_with_what_they_sent_and_why_not(emulator: Emulator, http: httpx.Client) -> None:
    put(http, "/api/dataExport/destinations/hub", {"displayName": "H", "type": "eventhubs@v1", "authorization": HUB})
    away = {"displayName": "A", "type": "webhook@v1", "url": "https://example.com/hook"}
    put(http, "/api/dataExport/destinations/away", away)
    for id, destinations in (("e1", ["hub", "away"]), ("e2", [])):
        references = [{"id": destination} for destination in destinations]
        export = {"displayName": id, "enabled": True, "source": "telemetry", "destinations": references}
        put(http, f"/api/dataExport/exports/{id}", export)
    emulator.clock.advance("PT2M")
    emulator.settle()
    text = page(http).text.split("Exports Export")[1]
    sent = len(emulator.exported("hub"))
    assert sent > 0
    assert f"hub eventhubs@v1 {sent} 0 Show" in text
    assert "AddressNotAllowed" in text.split("away webhook@v1")[1]
    assert "NoDestination" in text.split("e2 e2")[1]
    assert "secret" not in text


def test_what_was_sent_last_is_shown_escaped(emulator: Emulator, http: httpx.Client) -> None:
    put(http, "/api/dataExport/destinations/store", {"displayName": "S", "type": "eventhubs@v1", "authorization": HUB})
    export = {
        "displayName": "L",
        "enabled": True,
        "source": "deviceLifecycle",
        "destinations": [{"id": "store"}],
        "enrichments": {"<i>": {"value": "</pre><b>"}},
    }
    put(http, "/api/dataExport/exports/lifecycle", export)
    put(http, "/api/devices/new", {"displayName": "N"})
    emulator.settle()
    shown = page(http)
    assert '"<i>": "</pre><b>"' in shown.text
    assert "message-emulator-lifecycle-store" in [given["id"] for given in shown.all("details")]
