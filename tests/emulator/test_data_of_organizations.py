"""Tests of data that stays with the organization which owned the device when it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator

TEMPLATE = "dtmi:emulator:Thermostat;1"
COUNT = f"SELECT COUNT($ts) AS n FROM {TEMPLATE}"  # a query is no SQL
ORG_OPERATOR = "b4935647-30e4-4ed3-9074-dcac66c2f8ef"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """A device that was of one organization for ten minutes, and is of another since ten minutes."""
    with Emulator(devices=1, clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC))) as emulator:
        root = caller(emulator, emulator.token)
        for name in ("north", "south"):
            root.put(f"/organizations/{name}", json={"displayName": name}).raise_for_status()
        move(root, ["north"])
        emulator.clock.advance("PT5S")  # until it is provisioned, and sends
        emulator.clock.advance("PT9M30S")
        move(root, ["south"])
        emulator.clock.advance("PT10M")
        yield emulator


def caller(emulator: Emulator, token: str) -> httpx.Client:
    return httpx.Client(
        base_url=f"{emulator.url}/api",
        headers={"Authorization": token},
        params={"api-version": "2022-10-31-preview"},
        transport=emulator.transport(),
    )


def move(root: httpx.Client, organizations: list[str]) -> None:
    root.patch("/devices/thermostat-000001", json={"organizations": organizations}).raise_for_status()


def of(emulator: Emulator, organization: str) -> httpx.Client:
    roles = [{"role": ORG_OPERATOR, "organization": organization}]
    answer = caller(emulator, emulator.token).put(f"/apiTokens/{organization}", json={"roles": roles})
    if answer.status_code == 409:
        caller(emulator, emulator.token).delete(f"/apiTokens/{organization}")
        return of(emulator, organization)
    return caller(emulator, answer.raise_for_status().json()["token"])


def counted(http: httpx.Client, query: str = COUNT) -> int:
    rows: list[dict[str, Any]] = http.post("/query", json={"query": query}).raise_for_status().json()["results"]
    return rows[0]["n"] if rows else 0


def test_each_organization_reads_what_was_sent_while_it_owned_the_device(emulator: Emulator) -> None:
    assert counted(of(emulator, "north")) == 10
    assert counted(of(emulator, "south")) == 10
    assert counted(caller(emulator, emulator.token)) == 20


def test_the_last_value_is_that_of_the_present_owner(emulator: Emulator) -> None:
    path = "/devices/thermostat-000001/telemetry/temperature"
    assert "value" in of(emulator, "south").get(path).json()
    assert of(emulator, "north").get(path).status_code == 404
    mark = emulator.snapshot()
    move(caller(emulator, emulator.token), ["north"])
    assert of(emulator, "north").get(path).json() == {}
    assert counted(of(emulator, "north")) == 10
    emulator.restore(mark)


def test_properties_are_those_of_the_present_owner(emulator: Emulator) -> None:
    query = f"SELECT $id, serialNumber AS n FROM {TEMPLATE}"
    assert counted(of(emulator, "north"), query) == 0
    assert counted(of(emulator, "south"), query)
