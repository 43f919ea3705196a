"""Order of the things of one kind that refer to each other: organizations from the root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._core.json_kinds import is_array, is_object
from ._kinds import ResourceKind

__all__ = ["filled_in", "in_order_of_references", "values_at"]


def in_order_of_references(kind: ResourceKind, things: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
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


def filled_in(kind: ResourceKind, wanted: Mapping[str, Any], stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the content that is wanted, with the members that the service fills in as they are stored.

    So a file that leaves them out does not ask for a change each time.
    """
    for path in kind.filled:
        wanted = _filled(wanted, stored, path)
    return wanted


def _filled(wanted: Any, stored: Any, path: tuple[str, ...]) -> Any:
    name, rest = path[0], path[1:]
    if name == "*" and is_array(wanted) and is_array(stored) and len(wanted) == len(stored):
        return [_filled(one, other, rest) if rest else one for one, other in zip(wanted, stored, strict=True)]
    if not is_object(wanted) or not is_object(stored):
        return wanted
    if name == "*":
        return {key: _filled(one, stored.get(key), rest) if rest else one for key, one in wanted.items()}
    if name in wanted:
        return {**wanted, name: _filled(wanted[name], stored.get(name), rest)} if rest else wanted
    return wanted if rest or name not in stored else {**wanted, name: stored[name]}


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
