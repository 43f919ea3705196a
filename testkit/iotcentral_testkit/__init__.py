"""Tests for Azure IoT Central without Azure: an emulator, contract checks and Hypothesis strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .emulator.app import Emulator
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"Emulator": "emulator.app"})

__all__ = ["Emulator"]
