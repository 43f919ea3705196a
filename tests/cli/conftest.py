"""An emulator for each module, and a shell whose commands reach it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

from .shell import Shell

THERMOSTAT = "dtmi:contoso:Thermostat;1"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=3, clock=Clock(datetime(2026, 3, 1, 12, tzinfo=UTC))) as emulator:
        yield emulator


@pytest.fixture
def bare_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Shell:
    """A shell without any settings."""
    for name in ("IOTCENTRAL_APP", "IOTCENTRAL_API_TOKEN", "IOTCENTRAL_API_VERSION", "IOTCENTRAL_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IOTCENTRAL_PROFILES", f"{tmp_path}/profiles.toml")
    return Shell(monkeypatch)


@pytest.fixture
def shell(bare_shell: Shell, emulator: Emulator) -> Shell:
    """A shell whose commands reach the emulator."""
    bare_shell.patch.setenv("IOTCENTRAL_APP", emulator.url)
    bare_shell.patch.setenv("IOTCENTRAL_API_TOKEN", emulator.token)
    return bare_shell
