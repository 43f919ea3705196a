"""Tests against Azure IoT Central without Azure: an emulator of the whole data plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

if TYPE_CHECKING:
    from .running import Emulator
else:
    __getattr__, __dir__ = lazy_exports(__name__, {"Emulator": "running"})

__all__ = ["Emulator"]
