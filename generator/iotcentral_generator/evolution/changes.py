"""Changes between two documents, with those whom they break and their names in Python."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from .kinds import KINDS, LEVELS, ChangeKind
from .places import Place, shown
from .reach import ANSWERS, DIRECTIONS, PATCHES, REQUESTS

__all__ = ["Change", "PythonNames"]

_NOT_IN_PATCHES = frozenset(
    {"member-added-required", "member-became-required", "default-added", "default-removed", "default-changed"}
)
"""Kinds that mean nothing to a merge patch, of which every member is optional and has no default."""

_OPEN_SETS = frozenset({"variant-added", "known-value-added"})
"""Kinds by which a set grows that was open: a reader who meets the new kind had to expect it, if callers can send it."""


@dataclass(frozen=True)
class PythonNames:
    """A name in Python before and after, with its types if these changed.

    `before` is empty if it is new, `after` is None if it is gone.
    """

    before: str
    after: str | None
    old_type: str = ""
    new_type: str = ""


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        kind: its kind.
        place: the place in the old document; of what is added, the one in the new document.
        after: the place in the new document.
        old, new: the content before and after; None where there is none.
        directions: the directions in which it is sent; none for what has no direction.
        operations: the operations that it reaches.
        also: other places to which it belongs, in the new document.
        python: the names that users have to change.
        cause: `promoted` or `demoted`, if it follows from the move between the preview and the stable line.
    """

    kind: ChangeKind
    place: Place
    after: Place
    old: Any = None
    new: Any = None
    directions: frozenset[str] = frozenset()
    operations: frozenset[str] = frozenset()
    also: tuple[Place, ...] = ()
    python: tuple[PythonNames, ...] = ()
    breaks_python: bool = field(default=False)
    cause: str = ""

    @property
    def id(self) -> str:
        """The kind and the place, which are stable."""
        return f"{self.kind.id} {self.where}"

    @property
    def where(self) -> str:
        """The place, as people write it."""
        return shown(self.place)

    @property
    def who(self) -> tuple[str, ...]:
        """Those who break: callers, readers, servers, stored data."""
        directions = self.directions - ({PATCHES} if self.kind.id in _NOT_IN_PATCHES else set())
        found: set[str] = set()
        if directions & {REQUESTS, PATCHES} or not self.has_direction:
            found.update(self.kind.requests)
        if ANSWERS in directions or not self.has_direction:
            found.update(self.kind.answers)
        if self.kind.id in _OPEN_SETS and directions & {REQUESTS, PATCHES}:
            found.discard("readers")
        if self.breaks_python and not found & {"callers", "readers"}:
            found.add("readers" if any("(" not in name.before for name in self.python) else "callers")
        return tuple(who for who in ("callers", "readers", "stored data", "servers") if who in found)

    @property
    def has_direction(self) -> bool:
        """Whether it is about something that is sent."""
        return self.place[0] == "schema" or bool(self.directions & frozenset(DIRECTIONS))

    @property
    def level(self) -> str:
        """One of `LEVELS`."""
        if self.kind.prose:
            return LEVELS[3]
        if self.breaks_python:
            return LEVELS[1]
        return LEVELS[0] if set(self.who) - {"servers"} else LEVELS[2]

    @property
    def rank(self) -> tuple[int, int, str]:
        """The order of reports: by level, kind and place."""
        return LEVELS.index(self.level), list(KINDS).index(self.kind.id), self.where

    def with_python(self, names: tuple[PythonNames, ...], *, broken: bool) -> Change:
        """Return the same change with its names in Python."""
        return replace(self, python=tuple(sorted(set(names), key=str)), breaks_python=broken)
