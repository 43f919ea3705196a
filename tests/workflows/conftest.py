"""What the workflows' tests share: both event loops, a scripted server, and clients of both packages that talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

import httpx
import iotcentral_v2022_07_31
import iotcentral_v2022_10_31_preview
import pytest

from iotcentral import ApiToken
from tests.support.loopback import LoopbackServer
from tests.support.modes import MODES, run_client

# `verify=False` spares every test the loading of certificates, which nothing here needs: the server speaks plain HTTP.

TOKEN = "SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=tests&se=1893456000000"


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each asynchronous test under both event loops."""
    return request.param


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    """Run each test of a workflow with both faces of the client and both event loops."""
    return request.param


def run_with(package: ModuleType, mode: str, url: str, action: Callable[[Any], Any]) -> Any:
    """Return the result of an action for a client of a package and a mode, awaited if necessary."""
    transport = httpx.HTTPTransport if mode == "sync" else httpx.AsyncHTTPTransport
    clients = (package.IoTCentral, package.AsyncIoTCentral)
    return run_client(mode, clients, action, url, ApiToken(TOKEN), transport=transport(verify=False), limiter=None)


FACES = [
    *(pytest.param((iotcentral_v2022_10_31_preview, mode), id=mode) for mode in MODES),
    pytest.param((iotcentral_v2022_07_31, "sync"), id="sync-stable"),
]
"""Package and mode of the clients with which a workflow is run that does the same in both packages."""


@pytest.fixture
def within(mode: str, server: LoopbackServer) -> Callable[[Callable[[Any], Any]], Any]:
    """Run an action with a client of the mode that talks to the server."""
    return partial(run_with, iotcentral_v2022_10_31_preview, mode, server.url)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def app(server: LoopbackServer) -> Iterator[iotcentral_v2022_10_31_preview.IoTCentral]:
    with iotcentral_v2022_10_31_preview.IoTCentral(
        server.url, ApiToken(TOKEN), transport=httpx.HTTPTransport(verify=False)
    ) as client:
        yield client


@pytest.fixture
def stable_app(server: LoopbackServer) -> Iterator[iotcentral_v2022_07_31.IoTCentral]:
    with iotcentral_v2022_07_31.IoTCentral(
        server.url, ApiToken(TOKEN), transport=httpx.HTTPTransport(verify=False)
    ) as client:
        yield client


@pytest.fixture
async def aio_app(
    anyio_backend: str, server: LoopbackServer
) -> AsyncIterator[iotcentral_v2022_10_31_preview.AsyncIoTCentral]:
    async with iotcentral_v2022_10_31_preview.AsyncIoTCentral(
        server.url, ApiToken(TOKEN), transport=httpx.AsyncHTTPTransport(verify=False)
    ) as client:
        yield client
