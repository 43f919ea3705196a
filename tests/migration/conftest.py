"""An emulator for each module, with an application that has something of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.devices import properties
from iotcentral_testkit.emulator.state.clock import Clock

from iotcentral import NO_RETRY

from .contents import fill

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=("contoso",), clock=Clock(NOON)) as emulator:
        app = emulator.client(emulator.api_versions[-1], limiter=None, retry=NO_RETRY)
        with app:
            fill(app)
        emulator.clock.advance("PT10M")

        def report(world: Any) -> None:
            reported = {"targetTemperature": 20.5, "serialNumber": "CR-1"}
            properties.report(world.applications["contoso"], "room-1", reported)
            properties.report(world.applications["contoso"], "room-1", {"maximum": 30}, component="fan")

        emulator.run(report)
        yield emulator


@pytest.fixture
def app(emulator: Emulator) -> Iterator[Any]:
    with emulator.client(emulator.api_versions[-1], limiter=None, retry=NO_RETRY) as client:
        yield client
