"""An emulator in process for each test: a held clock, a seed, and the clients of both versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import iotcentral_v2022_07_31
import iotcentral_v2022_10_31_preview
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from iotcentral import NO_RETRY, ApiToken

from .bridge import Bridge

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
"""Where the held clock stands."""

URL = "http://localhost"


@pytest.fixture
def world() -> Iterator[World]:
    """A world whose clock stands still."""
    world = World(seed=0, clock=Clock(START))
    yield world
    world.store.close()


@pytest.fixture
def server(world: World) -> AsgiApp:
    return AsgiApp(world)


@pytest.fixture
def bridge(server: AsgiApp) -> Iterator[Bridge]:
    with Bridge(server) as bridge:
        yield bridge


@pytest.fixture
def token(world: World) -> str:
    """The administrator's API token."""
    return world.tokens[DEFAULT_APP]


@pytest.fixture
def app(bridge: Bridge, token: str) -> iotcentral_v2022_10_31_preview.IoTCentral:
    """The client of the preview version."""
    return iotcentral_v2022_10_31_preview.IoTCentral(
        URL, ApiToken(token), transport=bridge, limiter=None, retry=NO_RETRY
    )


@pytest.fixture
def stable(bridge: Bridge, token: str) -> iotcentral_v2022_07_31.IoTCentral:
    """The client of the stable version."""
    return iotcentral_v2022_07_31.IoTCentral(URL, ApiToken(token), transport=bridge, limiter=None, retry=NO_RETRY)


@pytest.fixture
def raw(bridge: Bridge, token: str) -> httpx.Client:
    """Requests as they are, with the administrator's token."""
    return httpx.Client(base_url=URL, transport=bridge, headers={"Authorization": token})


@pytest.fixture(scope="module")
def free() -> Iterator[Emulator]:
    """An emulator over real HTTP, for tests of a module that do not depend on its content."""
    with Emulator() as emulator:
        yield emulator
