"""An emulator for each module, and applications of it that nobody else uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

from iotcentral import NO_RETRY

NewApp = Callable[[], Any]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(datetime(2026, 3, 1, 12, tzinfo=UTC))) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def new_app(emulator: Emulator) -> Iterator[NewApp]:
    """Return clients of the newest api-version, each of an application of its own."""
    numbers = count()
    clients: list[Any] = []

    def new() -> Any:
        name = f"app-{next(numbers)}"
        emulator.add_application(name)
        clients.append(emulator.client(emulator.api_versions[-1], app=name, limiter=None, retry=NO_RETRY))
        clients[-1].users.update("creator", {"email": "creator@contoso.com"})
        return clients[-1]

    yield new
    for client in clients:
        client.close()
