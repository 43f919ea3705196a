"""What the workflows' tests share: both event loops, a scripted server, and clients of both packages that talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx
import iotcentral_v2022_07_31
import iotcentral_v2022_10_31_preview
import pytest

from iotcentral import ApiToken
from tests.support.loopback import LoopbackServer

# `verify=False` spares every test the loading of certificates, which nothing here needs: the server speaks plain HTTP.

TOKEN = "SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=tests&se=1893456000000"


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each asynchronous test under both event loops."""
    return request.param


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
