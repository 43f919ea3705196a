"""Pytest plugin: an emulator for the session, and an application of its own for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .emulator.app import Emulator
    from .emulator.remote import RemoteEmulator

# nothing else is imported before a test requests a fixture: every run of pytest loads this module

__all__ = ["iotcentral_app", "iotcentral_async_app", "iotcentral_emulator", "iotcentral_emulator_options"]

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def iotcentral_emulator_options() -> Mapping[str, Any]:
    """Arguments of the session's emulator, as `iotcentral_testkit.Emulator` takes them; override it in a conftest."""
    return {}


@pytest.fixture(scope="session")
def iotcentral_emulator(iotcentral_emulator_options: Mapping[str, Any]) -> Iterator[Emulator | RemoteEmulator]:
    """An emulator that runs for the whole session (`iotcentral_testkit.Emulator`).

    If IOTCENTRAL_EMULATOR_URL names one that runs already, it is that (`iotcentral_testkit.RemoteEmulator`).
    """
    from .emulator.app import Emulator
    from .emulator.remote import RemoteEmulator

    running = RemoteEmulator.from_environment()
    with Emulator(**iotcentral_emulator_options) if running is None else running as emulator:
        yield emulator


@pytest.fixture
def iotcentral_app(iotcentral_emulator: Emulator | RemoteEmulator) -> Iterator[Any]:
    """A client of the newest stable api-version, for an empty application that only this test uses."""
    with iotcentral_emulator.client(app=_new_application(iotcentral_emulator)) as app:
        yield app


@pytest.fixture
def iotcentral_async_app(iotcentral_emulator: Emulator | RemoteEmulator) -> Any:
    """An asynchronous client, otherwise as `iotcentral_app`; it works in any event loop and need not be closed."""
    return iotcentral_emulator.async_client(app=_new_application(iotcentral_emulator))


def _new_application(emulator: Emulator | RemoteEmulator) -> str:
    # the process is named too: several of them may share an emulator
    return emulator.add_application(f"test-{os.getpid()}-{next(_NUMBERS)}").name
