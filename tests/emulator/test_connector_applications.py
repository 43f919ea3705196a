"""Tests of one connector for several applications: addresses, rates of requests, and real connections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from iotcentral_connector_v3 import AsyncConnector, Connector
from iotcentral_testkit import Emulator
from iotcentral_testkit.connecting import AsyncLoopback, Loopback
from iotcentral_testkit.emulator.http.authentication import bearer_token
from iotcentral_testkit.emulator.initial_state import CREATOR

from iotcentral import ApiToken, BearerToken, UnauthorizedError
from iotcentral._core.types import UNSET
from tests.support.modes import MODES, all_of, got, run_client

from .connector_stage import APP, OTHER, Stage


class Tenant(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Stand-in for Microsoft Entra ID, whose tokens are valid for every application of a tenant.

    Args:
        stage: the applications.
        transport: carries the requests out, with the token that the application takes.
    """

    def __init__(self, stage: Stage, transport: Any) -> None:
        self._stage = stage
        self._transport = transport

    def _admit(self, request: httpx.Request) -> None:
        assert request.headers["Authorization"] == "Bearer tenant"
        app = self._stage.world.applications[request.url.host.partition(".")[0]]
        expiry = int(self._stage.world.clock.now().timestamp()) + 60
        request.headers["Authorization"] = f"Bearer {bearer_token(app, CREATOR, expiry)}"

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._admit(request)
        response: httpx.Response = self._transport.handle_request(request)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._admit(request)
        response: httpx.Response = await self._transport.handle_async_request(request)
        return response

    def close(self) -> None:
        self._transport.close()


@pytest.fixture(params=MODES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Two applications, and a credential that both take."""
    with Stage(request.param, credential=BearerToken("tenant"), limiter=UNSET) as stage:
        stage.through = lambda transport: Tenant(stage, transport)
        yield stage


def names_on(stage: Stage, app: str) -> list[Any]:
    return [device.display_name for device in stage.data_plane(app).devices.list()]


def test_each_call_goes_to_the_application_that_it_names(stage: Stage) -> None:
    for application, name in [(APP, "Cold"), (OTHER, "Warm"), (f"http://{OTHER}.localhost", "Hot")]:
        stage.act_on(application, "create_or_update_a_device", name, display_name=name)
    assert (names_on(stage, APP), names_on(stage, OTHER)) == (["Cold"], ["Warm", "Hot"])
    for application in (APP, OTHER):
        shown = [device["displayName"] for device in stage.act_on(application, "list_devices")]
        assert shown == names_on(stage, application)


def test_the_calls_to_all_applications_count_against_one_limit(stage: Stage) -> None:
    for number in range(30):
        stage.data_plane(APP).devices.create(f"d{number}", {})

    async def count(connector: Any) -> Any:
        for app in (APP, OTHER):
            await got(connector.create_or_update_a_device(app, "d1"))
        assert len(await all_of(connector.list_devices(APP))) == 30  # two pages are two calls
        return connector.limiter

    limiter = stage.within(count)
    assert limiter.statistics.requests == 4
    now = time.monotonic()
    assert [limiter.reserve("default", now) for _ in range(96)] == [now] * 96
    late = limiter.reserve("default", now)
    assert 0 < late - now <= 60, "the 101st call waits until the first is a minute ago"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=[APP, OTHER], devices=30) as emulator:
        yield emulator


@pytest.mark.parametrize("mode", MODES)
def test_over_real_connections(emulator: Emulator, mode: str) -> None:
    """The applications are found below the emulator's domain, each with its own token."""

    async def work(connector: Any) -> None:
        made = await got(connector.create_or_update_a_device(APP, mode, display_name="Over the wire"))
        assert (made.id, made.display_name) == (mode, "Over the wire")
        listed = await all_of(connector.list_devices(APP))
        assert [device.id for device in listed] == [device.id for device in emulator.client().devices.list()]
        with pytest.raises(UnauthorizedError):
            await got(connector.create_or_update_a_device(OTHER, mode))
        await got(connector.delete_a_device(APP, mode))

    transport = Loopback() if mode == "sync" else AsyncLoopback()
    options: dict[str, Any] = {"base_domain": emulator.base_domain, "limiter": None, "transport": transport}
    run_client(mode, (Connector, AsyncConnector), work, ApiToken(emulator.applications[APP].token), **options)
