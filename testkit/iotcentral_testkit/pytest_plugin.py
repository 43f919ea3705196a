"""Pytest plugin: an emulator for the session, and an application of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .emulator.app import Emulator

# nothing else is imported before a test requests a fixture: every run of pytest loads this module

__all__ = ["iotcentral_app", "iotcentral_emulator"]

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def iotcentral_emulator() -> Iterator[Emulator]:
    """An emulator that runs for the whole session (`iotcentral_testkit.Emulator`)."""
    from .emulator.app import Emulator

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def iotcentral_app(iotcentral_emulator: Emulator) -> Iterator[Any]:
    """A client of the newest stable api-version, for an empty application that only this test uses."""
    name = f"test-{next(_NUMBERS)}"
    iotcentral_emulator.add_application(name)
    with iotcentral_emulator.client(app=name) as app:
        yield app
