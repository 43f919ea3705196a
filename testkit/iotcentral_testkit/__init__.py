"""Tests for Azure IoT Central without Azure: an emulator, contract checks and Hypothesis strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .emulator.app import Emulator
    from .emulator.http.faults import FaultPlan
    from .emulator.remote import RemoteEmulator
    from .emulator.state.clock import Clock
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Clock": "emulator.state.clock",
            "Emulator": "emulator.app",
            "FaultPlan": "emulator.http.faults",
            "RemoteEmulator": "emulator.remote",
        },
    )

__all__ = ["Clock", "Emulator", "FaultPlan", "RemoteEmulator"]
