"""Models in plain form: JSON-LD writes a single value also as an array of one, and terms by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...openapi.json_types import is_array, is_object

__all__ = ["misplaced", "plain", "wrong_class"]

_MANY = frozenset({"@type", "@context", "contents", "enumValues", "extends", "fields", "properties", "schemas"})
"""Members that hold several values."""

_ELEMENTS = _MANY - {"@type", "@context"}
"""Those of them that hold elements; one alone need not stand in an array."""

_KEPT = frozenset({"initialValue"})
"""Members that hold values of devices, not parts of the model."""


def plain(node: Any) -> Any:
    """Return a model whose members of one value hold that value, not an array with it."""
    if is_array(node):
        return [plain(part) for part in node]
    if not is_object(node):
        return node
    return {name: value if name in _KEPT else _single(name, plain(value)) for name, value in node.items()}


def _single(name: str, value: Any) -> Any:
    if name in _ELEMENTS and is_object(value):
        return [value]
    return value[0] if is_array(value) and len(value) == 1 and name not in _MANY else value


_COMMON = frozenset({"comment", "description", "displayName"})

_MEMBERS: Mapping[str, frozenset[str]] = {
    "Array": frozenset({"elementSchema"}),
    "Command": frozenset({"commandType", "name", "request", "response"}),
    "CommandPayload": frozenset({"name", "schema"}),
    "Component": frozenset({"name", "schema"}),
    "Enum": frozenset({"enumValues", "valueSchema"}),
    "EnumValue": frozenset({"enumValue", "name"}),
    "Field": frozenset({"name", "schema"}),
    "Interface": frozenset({"contents", "extends", "schemas"}),
    "Map": frozenset({"mapKey", "mapValue"}),
    "MapKey": frozenset({"name", "schema"}),
    "MapValue": frozenset({"name", "schema"}),
    "Object": frozenset({"fields"}),
    "Property": frozenset({"name", "schema", "writable"}),
    "Relationship": frozenset({"maxMultiplicity", "minMultiplicity", "name", "properties", "target", "writable"}),
    "Telemetry": frozenset({"name", "schema"}),
}
"""Class of the language → its members. Units are left out: the service takes them where the language does not."""

_TERMS = frozenset[str]().union(*_MEMBERS.values())

_CLASSES = frozenset({*_MEMBERS, "CommandRequest", "CommandResponse", "CommandType", "Content", "Unit"})


def misplaced(node: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Return the members of an element that are the language's, but not those of its class."""
    for name in node:
        if name in _TERMS and name not in _MEMBERS[kind] and name not in _COMMON:
            yield name


def wrong_class(names: tuple[str, ...], kind: str) -> bool:
    """Return whether an element says that it is of another class of the language than the one that its place asks for."""
    return kind not in names and not _CLASSES.isdisjoint(names)
