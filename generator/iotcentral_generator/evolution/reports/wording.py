"""Wording of changes for people: groups of changes that differ in their place only, values, and names in Python."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..changes import Change, PythonNames

__all__ = ["TITLES", "ChangeGroup", "grouped", "python_lines", "shortened", "values"]

TITLES = {
    "silent": "Silent breaks, which neither a type checker nor a test of signatures shows",
    "breaking": "Breaks that a type checker shows",
    "additive": "Additions",
    "prose": "Descriptions and examples",
}
"""Level of changes → the title of their part of a report."""

_FOLDED = frozenset({"operation-added", "schema-added", "member-added", "schema-removed"})
"""Kinds of which people read a list of places."""


class ChangeGroup(NamedTuple):
    """Changes that are told together: of one kind, with the same content before and after."""

    changes: list[Change]

    @property
    def first(self) -> Change:
        """The first of them, which stands for all."""
        return self.changes[0]


def grouped(changes: Iterable[Change]) -> Iterator[ChangeGroup]:
    """Put the changes together that differ in their place only; those with a cause are told by it."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        content: Any = [change.old, change.new, change.where.rpartition("(")[2]]
        if change.kind.prose or change.kind.id in _FOLDED:
            content = None
        elif change.kind.id in {"operation-removed", "schema-renamed"} or change.place[0] == "schema":
            content = change.where
        key = [change.kind.id, change.cause, None if change.cause else content]
        groups.setdefault(json.dumps(key, default=str), []).append(change)
    yield from map(ChangeGroup, groups.values())


def values(change: Change) -> str:
    """Return what was and what is, in a few words; empty where the place says it."""
    old, new = _value(change.old), _value(change.new)
    if change.kind.prose or (old is None and new is None):
        return ""
    if old is not None and new is not None:
        return f"{old} → {new}"
    value = new if old is None else old
    return "" if value is None or change.where.endswith(value) else value


def _value(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return shortened(json.dumps(value, ensure_ascii=False))


def shortened(text: str, limit: int = 80) -> str:
    """Return a text with at most `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def python_lines(names: Iterable[PythonNames]) -> Iterator[str]:
    """Write each name in Python as before → after; the names that stay are left out."""
    for name in names:
        old_type, new_type = (f": {each}" if each else "" for each in (name.old_type, name.new_type))
        if name.after is None:
            yield f"{name.before} → gone"
        elif not name.before:
            yield f"new: {name.after}"
        elif (name.before, old_type) != (name.after, new_type):
            yield f"{name.before}{old_type} → {name.after}{new_type}"
