"""Tests of the devices that an emulator has from the start: they are what requests would have made of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from iotcentral_testkit import Clock
from iotcentral_testkit.emulator.seeding import TEMPLATE, operate
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from .conftest import START

SIMULATED = 100


def seeded(devices: int, state: Path | None = None) -> World:
    return World(seed=0, clock=Clock(START), devices=devices, state=state)


def kept(world: World) -> list[Any]:
    """Return what the store has of devices, in their order."""
    return [(stored.id, stored.content) for stored in world.applications[DEFAULT_APP].all("device")]


def test_many_devices_are_those_that_requests_would_create() -> None:
    with closing(seeded(SIMULATED + 5)) as many, closing(seeded(SIMULATED)) as few:
        app = few.applications[DEFAULT_APP]
        for number in range(SIMULATED + 1, SIMULATED + 6):
            body = {"displayName": f"Thermostat {number}", "template": TEMPLATE, "simulated": False}
            operate(app, "Devices_Create", {"deviceId": f"thermostat-{number:06}"}, body)
        assert kept(many) == kept(few)
        assert many.identity.drawn == few.identity.drawn
        assert len({device["etag"] for _, device in kept(many)}) == SIMULATED + 5
        assert sum(device["simulated"] for _, device in kept(many)) == SIMULATED


def test_devices_that_a_state_has_stay_as_they_are(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with closing(seeded(SIMULATED + 3, state)) as world:
        app = world.applications[DEFAULT_APP]
        before = dict(kept(world))
        for number in (7, SIMULATED + 2):
            operate(app, "Devices_Remove", {"deviceId": f"thermostat-{number:06}"}, None)
    with closing(seeded(SIMULATED + 4, state)) as world:
        after = dict(kept(world))
    again = {"thermostat-000007", "thermostat-000102", "thermostat-000104"}
    assert list(after)[-3:] == sorted(again)
    assert {id: device for id, device in after.items() if id not in again} == {
        id: device for id, device in before.items() if id not in again
    }
    assert [after[id]["simulated"] for id in sorted(again)] == [True, False, False]
    assert len({device["etag"] for device in after.values()}) == SIMULATED + 4
