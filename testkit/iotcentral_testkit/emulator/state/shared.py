"""State that the applications of an emulator share: store, clock, identity, and the applications themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .clock import Clock
from .export_record import ExportRecord
from .identity import Identity
from .store import Store

if TYPE_CHECKING:
    from .application import Application

__all__ = ["SharedState"]

_META = "_world"


class SharedState:
    """State of an emulator.

    Args:
        seed: what ids, keys and simulated values are drawn from.
        state: file of the state; None: in memory.
        clock: tells the time; None: the machine's.
    """

    def __init__(self, *, seed: int = 0, state: Path | None = None, clock: Clock | None = None) -> None:
        self.store = Store(state)
        self.clock = clock or Clock()
        self._seed = seed
        self._kept: dict[str, Any] = {}
        self.reread()
        self.identity = Identity(self._kept["seed"], self._kept["drawn"])
        self.applications: dict[str, Application] = {}
        """Name → application that is served."""
        self.epoch = 0
        """Number of times that the whole state was replaced: what began before such a time does not count any more."""
        self.exported = ExportRecord()

    def reread(self) -> None:
        """Learn from the store, which may hold another state than before, what ids are drawn from."""
        self._kept = self.store.get(_META, "identity", "world") or {"seed": self._seed, "drawn": 0}

    def keep(self) -> None:
        """Store how many ids were drawn, so that a later run on the same state draws others."""
        if self._kept["drawn"] != self.identity.drawn:
            self._kept["drawn"] = self.identity.drawn
            self.store.put(_META, "identity", "world", self._kept)
