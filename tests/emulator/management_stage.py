"""Fixture of the control plane's client: an emulator in process, whose clock advances while pollers wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Self

import httpx
import iotcentral_v2022_07_31
import pytest
from iotcentral_management_v2021_06_01 import AsyncIoTCentralManagement, IoTCentralManagement
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.clients import EmulatorCredential
from iotcentral_testkit.emulator.http.requests import is_control_plane
from iotcentral_testkit.emulator.initial_state import CREATOR
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from iotcentral import NO_RETRY
from tests.support.modes import run_client

from .bridge import AsyncBridge, Bridge, check_response
from .conftest import START
from .control_plane_client import check

__all__ = ["BASE_DOMAIN", "ENDPOINT", "ManagementStage"]

ENDPOINT = "http://localhost"
BASE_DOMAIN = "http://localhost"


class _Checked(Bridge):
    """Transport that checks every response against the document of its plane."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return _held(request, super().handle_request(request))


class _AsyncChecked(AsyncBridge):
    """`_Checked` for asynchronous clients."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return _held(request, await super().handle_async_request(request))


def _held(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    if is_control_plane(request.url.raw_path.partition(b"?")[0]):
        check(response)
    else:
        check_response(request, response)
    return response


class ManagementStage:
    """World with one application, and clients of one face for both of its planes.

    Args:
        mode: `sync`, or the event loop of the asynchronous clients.
        monkeypatch: lets pollers wait by the world's clock, which goes on while they do; nothing really sleeps.
    """

    def __init__(self, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.mode = mode
        self.world = World(seed=0, clock=Clock(START))
        self.server = AsgiApp(self.world)
        self.pauses: list[float] = []
        """Seconds that pollers have waited."""
        clock = SimpleNamespace(monotonic=lambda: sum(self.pauses), sleep=self._sleep, time=self._now)
        for module in ("long_running._aio", "long_running._poller", "long_running._sync", "_core.sync.concurrency"):
            monkeypatch.setattr(f"iotcentral.{module}.time", clock)
        monkeypatch.setattr("anyio.sleep", self._sleep_async)

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.world.clock.advance(timedelta(seconds=seconds))

    async def _sleep_async(self, seconds: float) -> None:
        self._sleep(seconds)

    def _now(self) -> float:
        return self.world.clock.now().timestamp()

    @property
    def credential(self) -> EmulatorCredential:
        """A credential for the control plane, and for the data plane of the first application."""
        return self.credential_of(DEFAULT_APP)

    def credential_of(self, app: str) -> EmulatorCredential:
        """Return a credential that is valid for the data plane of an application too."""
        return EmulatorCredential(self.world.applications[app], CREATOR, self.world.subscription)

    def run(self, work: Callable[[Any], Awaitable[Any]], credential: Any = None, **options: Any) -> Any:
        """Return the result of a coroutine function for a client of the control plane."""
        given = (self.world.subscription.id, credential or self.credential)
        transport = _Checked if self.mode == "sync" else _AsyncChecked
        options = {
            "endpoint": ENDPOINT,
            "retry": NO_RETRY,
            "transport": transport(self.server, checked=False),
            **options,
        }
        return run_client(self.mode, (IoTCentralManagement, AsyncIoTCentralManagement), work, *given, **options)

    async def on_data_plane(self, app: Any, credential: Any, work: Callable[[Any], Awaitable[Any]]) -> Any:
        """Return the result of a coroutine function for a data-plane client of an application, which is given as a resource."""
        options: dict[str, Any] = {"base_domain": BASE_DOMAIN, "limiter": None, "retry": NO_RETRY}
        if self.mode == "sync":
            transport = _Checked(self.server, checked=False)
            with iotcentral_v2022_07_31.IoTCentral(app, credential, transport=transport, **options) as client:
                return await work(client)
        async with iotcentral_v2022_07_31.AsyncIoTCentral(
            app, credential, transport=_AsyncChecked(self.server, checked=False), **options
        ) as client:
            return await work(client)

    def close(self) -> None:
        """Release the resources."""
        self.world.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
