"""Lawful variations of a server: what the documents leave open is done in another way, and nothing may be reported."""

from __future__ import annotations

from . import devices, exchanges, stored, texts
from .variation import Variation

__all__ = ["VARIATIONS", "Variation"]

VARIATIONS: tuple[Variation, ...] = (
    *texts.VARIATIONS,
    *exchanges.VARIATIONS,
    *devices.VARIATIONS,
    *stored.VARIATIONS,
)
"""The variations."""
