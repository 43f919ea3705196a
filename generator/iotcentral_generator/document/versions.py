"""Api-versions of a document: a stable and a preview line, and which of them have a node."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

__all__ = ["AVAILABILITY", "VersionLines", "date_of"]

AVAILABILITY = ("x-since", "x-stable", "x-until")
"""The marks that say which versions have a node."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"v?\d+(\.\d+)*")


def date_of(version: str) -> str | None:
    """Return the date in the name of a version, None if there is none."""
    found = _DATE.search(version)
    return found and found[0]


def _order(version: str) -> tuple[int, ...] | None:
    """Return the numbers by which a version is older or newer than another: its date, or 1.10 as 1, 10."""
    text = date_of(version) or (version if _NUMBERS.fullmatch(version) else "")
    return tuple(map(int, re.findall(r"\d+", text))) or None


@dataclass(frozen=True)
class VersionLines:
    """The lines of a document's api-versions.

    What first appears in a preview stays on the preview line, until `x-stable` promotes it.

    Attributes:
        stable: the versions of the stable line, in order; of a document with one line, all of them.
        preview: the versions of the preview line, in order.
    """

    stable: tuple[str, ...]
    preview: tuple[str, ...] = ()

    @cached_property
    def all(self) -> tuple[str, ...]:
        """The versions of both lines in order: by the dates in their names, a preview before a stable one."""
        if not self.preview:
            return self.stable
        return tuple(sorted((*self.preview, *self.stable), key=lambda v: (date_of(v) or "", v in self.stable)))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {version: rank for rank, version in enumerate(self.all)}

    def misplaced(self) -> tuple[str, str] | None:
        """Return two neighbours of a line of which the second is the older one, None if all are in order."""
        for line in (self.stable, self.preview):
            for first, second in pairwise(line):
                if (order := _order(first)) and (other := _order(second)) and order > other:
                    return first, second
        return None

    def have(self, node: object, version: str) -> bool:
        """Return whether `version` has a node, by its marks.

        That is from `x-since` on, up to and including `x-until`; both are optional. A stable version has what
        appeared in a preview only from `x-stable` on.
        """
        if not isinstance(node, Mapping) or node.keys().isdisjoint(AVAILABILITY):
            return True
        marks = {word: node[word] for word in AVAILABILITY if word in node}
        if not all(isinstance(mark, str) and mark in self._ranks for mark in marks.values()):
            return True  # S110 reports it
        since = marks.get("x-since")
        if version not in self.preview:
            promoted = marks.get("x-stable")
            if since in self.preview and promoted is None:
                return False
            since = promoted or since
        rank, until = self._ranks[version], marks.get("x-until")
        return (since is None or self._ranks[since] <= rank) and (until is None or rank <= self._ranks[until])

    def of(self, node: object) -> tuple[str, ...]:
        """Return the versions that have a node, by its marks."""
        return tuple(version for version in self.all if self.have(node, version))

    def marks(self, wanted: Collection[str], given: Mapping[str, Any] | None = None) -> dict[str, str] | None:
        """Return the marks of a node that exactly `wanted` have, None if there are none that say so.

        Of several, these keep most of the `given` ones, and are the fewest.
        """
        kept = {word: value for word, value in (given or {}).items() if word in AVAILABILITY}
        starts = (None, *self.all)
        found = [
            marks
            for until in (None, *reversed(self.all))
            for stable in ((None, *self.stable) if self.preview else (None,))
            for since in starts
            if not (stable and since in self.stable)
            if set(self.of(marks := _present(since, stable, until))) == set(wanted)
        ]
        order = [(sum(marks.get(word) != kept[word] for word in kept), len(marks)) for marks in found]
        return found[order.index(min(order))] if found else None


def _present(since: str | None, stable: str | None, until: str | None) -> dict[str, str]:
    pairs = zip(AVAILABILITY, (since, stable, until), strict=True)
    return {word: version for word, version in pairs if version is not None}
