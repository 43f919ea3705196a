"""Places of a document that changes are about, and their translation by renames."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Place", "Renames", "shown", "translated"]

Place = tuple[str, ...]
"""The path to something: `("schema", "Device", "displayName")`, `("operation", "Devices_List", "query", "filter")`."""

Renames = Mapping[Place, Place]
"""Declared renames: a place of the old document → its place in the new one."""

_NESTED = frozenset({"[]", "{}"})


def shown(place: Place) -> str:
    """Return a place as people write it: `Device.displayName`, `Devices_List(filter)`."""
    section, *rest = place
    if section == "operation" and len(rest) > 1:
        operation, part, *inner = rest
        if part in {"path", "query", "header", "cookie"}:
            return f"{operation}({inner[0]}){_members(inner[1:])}"
        return f"{operation} {part}{_members(inner)}"
    if section in {"schema", "operation"}:
        return f"{rest[0]}{_members(rest[1:])}"
    return " ".join(place)


def _members(names: list[str]) -> str:
    return "".join(name if name in _NESTED or name.startswith("=") else f".{name}" for name in names)


def translated(place: Place, renames: Renames) -> Place:
    """Return the place in the new document of a place in the old one."""
    found: Place = ()
    for length, name in enumerate(place, 1):
        renamed = renames.get(place[:length])
        found = (*found, name) if renamed is None else renamed
    return found
