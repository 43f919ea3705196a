"""Order of the things of one kind that refer to each other: organizations from the root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._core.json_kinds import is_object
from ._kinds import Kind

__all__ = ["in_order_of_references", "values_at"]


def in_order_of_references(kind: Kind, things: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the things of a kind, each after those of the same kind that it refers to; else by their ids."""
    paths = [path for path, target in kind.references if target == kind.name]
    ordered: dict[str, Mapping[str, Any]] = {}

    def place(id: str, above: tuple[str, ...]) -> None:
        if id in ordered or id in above:
            return
        for path in paths:
            for other in values_at(things[id], path):
                if other in things:
                    place(str(other), (*above, id))
        ordered[id] = things[id]

    for id in sorted(things):
        place(id, ())
    return ordered


def values_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """Yield the values at a path, in which `*` stands for any item or member."""
    if not path:
        yield value
    elif path[0] == "*":
        members = value.values() if is_object(value) else value
        for each in members if isinstance(value, Mapping | list) else ():
            yield from values_at(each, path[1:])
    elif is_object(value) and path[0] in value:
        yield from values_at(value[path[0]], path[1:])
