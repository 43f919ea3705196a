"""State that the applications of an emulator share: store, clock, identity, and the applications themselves."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .callees import CallRule
from .clock import Clock
from .export_record import ExportRecord
from .identity import Identity
from .layout import StateFileError
from .store import Store

if TYPE_CHECKING:
    from .application import Application

__all__ = ["SharedState"]

_META = "_world"
_MICROSECOND = timedelta(microseconds=1)


class SharedState:
    """State of an emulator.

    Args:
        seed: what ids, keys, simulated values and the signatures of tokens are drawn from. Without one, the signatures
            are drawn at random: whoever knows the number could compute an administrator's token.
        state: file of the state; None: in memory.
        clock: tells the time; None: one that is set as that of the state was, or else the machine's.
        call_hosts: hosts that may be called beside this machine.

    Raises:
        StateFileError: the state was made with another seed, on which its ids and tokens depend.
    """

    def __init__(
        self,
        *,
        seed: int | None = None,
        state: Path | None = None,
        clock: Clock | None = None,
        call_hosts: Iterable[str] = (),
    ) -> None:
        self.store = Store(state)
        self.clock = clock or Clock()
        self._first: dict[str, Any] = {"seed": seed or 0, "drawn": 0}
        if seed is None:
            self._first["secret"] = secrets.token_hex(32)
        self._kept: dict[str, Any] = {}
        self.reread()
        if seed is not None and seed != self.seed:
            self.store.close()
            made = "without one" if self.seed is None else f"with --seed {self.seed}"
            raise StateFileError(
                f"the state file {state} was made {made}, not with --seed {seed}, and what it holds depends on that: leave "
                "--seed out to go on with it, or use another file"
            )
        before = _setting(self._kept.get("clock", [None, 0]))
        if clock is None:
            self.clock.set_back(before)
        self._lasting = state is not None
        self._clock_kept = self.clock.setting if self.clock.setting == before else None
        self.identity = Identity(self._kept["seed"], self._kept["drawn"], self._kept.get("secret"))
        self.applications: dict[str, Application] = {}
        """Name → application that is served."""
        self.epoch = 0
        """Number of times that the whole state was replaced: what began before such a time does not count any more."""
        self.exported = ExportRecord()
        self.calling = CallRule(call_hosts)

    @property
    def seed(self) -> int | None:
        """The number from which the signatures of tokens can be computed; None: they are made with a random key."""
        seed: int = self._kept["seed"]
        return None if "secret" in self._kept else seed

    def reread(self) -> None:
        """Learn from the store, which may hold another state than before, what ids are drawn from."""
        kept = self.store.get(_META, "identity", "world")
        if kept is None:
            kept = {**self._first, **{name: self._kept[name] for name in ("seed", "secret") if name in self._kept}}
            self.store.put(_META, "identity", "world", kept)
        self._kept = kept

    def keep_clock(self) -> None:
        """Store how the clock is set, so that a later run on the same state goes on from there."""
        setting = self.clock.setting
        if setting is self._clock_kept or not self._lasting:
            return
        held, shift = setting
        with self.store.nested():
            self._kept["clock"] = [held and held.isoformat(), shift // _MICROSECOND]
            self.store.put(_META, "identity", "world", self._kept)
        self._clock_kept = setting

    def keep(self) -> None:
        """Store how many ids were drawn, so that a later run on the same state draws others."""
        if self._kept["drawn"] != self.identity.drawn:
            self._kept["drawn"] = self.identity.drawn
            self.store.put(_META, "identity", "world", self._kept)


def _setting(kept: list[Any]) -> tuple[datetime | None, timedelta]:
    """Return how a clock was set: what it stood still at, and its distance from the machine's."""
    held, shift = kept
    return datetime.fromisoformat(held) if held else None, shift * _MICROSECOND
