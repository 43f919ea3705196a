"""Lawful variations: title, resource, switch, and the version that is checked."""

from __future__ import annotations

from dataclasses import dataclass

from ..defect import PREVIEW
from ..switching import Switch

__all__ = ["EMULATOR", "Variation"]

EMULATOR = "iotcentral_testkit.emulator."
"""What the names of the emulator's modules begin with."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A server that keeps to the documents in another way than the emulator.

    Attributes:
        title: what is different.
        resource: that is checked.
        switch: makes the emulator such a server.
        version: api-version that is checked.
    """

    title: str
    resource: str
    switch: Switch
    version: str = PREVIEW
