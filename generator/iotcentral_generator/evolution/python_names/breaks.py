"""Breaks of Python names: uses of a package that a type checker refuses with its successor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..places import Place, Renames, translated
from .assignability import is_assignable
from .face import Face, Use, UseKey

__all__ = ["PythonBreak", "python_breaks", "successors"]


class PythonBreak(NamedTuple):
    """A use that is refused.

    Attributes:
        use: the use of the old package.
        reason: `gone`; `inside`, if that follows from the break of a name around it; `renamed`, `type` or `required`.
        after: the same thing in the new package, None if it has none.
        places: the places of the document that it can follow from, in the new document; the nearest first.
    """

    use: Use
    reason: str
    after: Use | None
    places: tuple[Place, ...]


def python_breaks(old: Face, new: Face, renames: Renames) -> list[PythonBreak]:
    """Return the breaks of a package by its successor."""
    return list(_FaceComparison(old, new, renames).breaks())


class _FaceComparison:
    def __init__(self, old: Face, new: Face, renames: Renames) -> None:
        self._old = old
        self._new = new
        self._renames = renames
        self._by_name = {(use.name, use.key[1:]): use for use in new.uses.values()}
        self._pairs = {key: self._successor(use) for key, use in old.uses.items()}
        classes = {use.name: self._pairs[key] for key, use in old.uses.items() if use.is_class}
        self._gone = {name for name, pair in classes.items() if pair is None}
        self._classes = {name: pair.name for name, pair in classes.items() if pair is not None}

    def breaks(self) -> Iterator[PythonBreak]:
        for key, use in self._old.uses.items():
            yield from self._compare(use, self._pairs[key])

    def _successor(self, use: Use) -> Use | None:
        place, form, way = use.key
        found = self._new.uses.get((translated(place, self._renames), form, way))
        return found or self._by_name.get((use.name, (form, way)))

    def _is_inside_of_what_is_gone(self, use: Use) -> bool:
        parent: UseKey | None = use.parent
        while parent is not None and parent in self._old.uses:
            if self._pairs[parent] is None:
                return True
            parent = self._old.uses[parent].parent
        return False

    def _compare(self, use: Use, after: Use | None) -> Iterator[PythonBreak]:
        places = tuple(translated(place, self._renames) for place in (use.key[0], *use.also))
        if after is None:
            if use.way != "call":
                inside = self._is_inside_of_what_is_gone(use)
                yield PythonBreak(use, "inside" if inside else "gone", None, places)
            return
        places = (*places, *after.also)
        if _is_renamed(use, after):
            yield PythonBreak(use, "renamed", after, places)
        if self._is_type_broken(use, after):
            yield PythonBreak(use, "type", after, places)
        before = {translated(place, self._renames) for place, _ in use.required}
        if missing := tuple(place for place, _ in after.required if place not in before):
            yield PythonBreak(use, "required", after, (*missing, *places))

    @property
    def pairs(self) -> list[tuple[Use, Use | None]]:
        """Every use of the old package with its successor."""
        return [(use, self._pairs[key]) for key, use in self._old.uses.items()]

    def _is_type_broken(self, use: Use, after: Use) -> bool:
        if any(name in self._gone for name in re.findall(r"models\.\w+", use.type)):
            return False  # it cannot be written any more, which is reported for that class
        kept = re.sub(r"models\.\w+", lambda found: self._classes.get(found[0], found[0]), use.type)
        if use.way == "accepts":
            return not is_assignable(kept, after.type, self._new.bases)
        if use.way == "gives" and use.type != "None":  # nobody can use what is not there
            return not is_assignable(after.type, kept, self._new.bases)
        return use.way == "is" and not is_assignable(after.type, kept, self._new.bases)


def _is_renamed(use: Use, after: Use) -> bool:
    """Return whether a name has another one now; a method also, if another resource has it."""
    if use.way == "name" and use.key[0][0] == "operation":
        return use.name != after.name
    return use.own != after.own and use.way in {"name", "accepts", "gives"} and not use.name.endswith("()")


def successors(old: Face, new: Face, renames: Renames) -> list[tuple[Use, Use | None]]:
    """Return every use of the old package with the same thing in the new one, None if it is gone."""
    return _FaceComparison(old, new, renames).pairs
