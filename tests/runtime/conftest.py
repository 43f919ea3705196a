"""What the runtime's tests share: both event loops, a scripted server, and clients that talk to it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiToken
from iotcentral._core.retry import NO_RETRY
from tests.support.loopback import LoopbackServer
from tests.support.modes import MODES, run


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each asynchronous test under both event loops."""
    return request.param


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    """Run each test that talks through `tests.support.modes` with both faces of the client and both event loops."""
    return request.param


@pytest.fixture
def token() -> str:
    return "SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=tests&se=1893456000000"


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def within(mode: str, server: LoopbackServer, token: str) -> Callable[..., Any]:
    """Run an action with a client of the mode that talks to the server and repeats nothing."""
    return partial(run, mode, server.url, ApiToken(token), retry=NO_RETRY)


@pytest.fixture
def app(server: LoopbackServer, token: str) -> Iterator[IoTCentral]:
    with IoTCentral(server.url, ApiToken(token), retry=NO_RETRY, limiter=None) as client:
        yield client


@pytest.fixture
async def aio_app(anyio_backend: str, server: LoopbackServer, token: str) -> AsyncIterator[AsyncIoTCentral]:
    async with AsyncIoTCentral(server.url, ApiToken(token), retry=NO_RETRY, limiter=None) as client:
        yield client


@pytest.fixture
def silent_url() -> Iterator[str]:
    """The address of a socket that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def refusing_url() -> Iterator[str]:
    """The address of a port that is taken, but on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
