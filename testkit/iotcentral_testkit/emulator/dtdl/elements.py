"""Elements of a model, of whatever class: their members, types, ids, texts and contexts, and the report of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from ...openapi.json_types import is_array, is_object
from .semantic_types import SEMANTIC_TYPES

__all__ = ["ADJUNCT_TYPES", "CENTRAL", "NAME", "ModelReport", "definitions", "names_of", "shown_text"]

CENTRAL = "dtmi:iotcentral:context;2"
"""Context of the service's own schemas and types."""

_CONTEXT = "dtmi:dtdl:context;2"
_DTMI = re.compile(r"dtmi(?::[A-Za-z](?:\w*[A-Za-z0-9])?)+;[1-9][0-9]{0,8}", re.ASCII)

NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_]{0,62}[A-Za-z0-9])?")
"""Names of capabilities, fields and enumeration values: up to 64 letters, digits and inner underscores."""

NAME_RULE = "should be alphanumeric: a letter, then letters, digits and inner underscores, 64 characters at most"

_LANGUAGE = re.compile(r"[a-z]{2,4}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")

_SHOWN = {"displayName": 64, "description": 512}
_COMMENT = 512

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

_NO_TYPES = frozenset({"QuantitativeType", "SemanticType", "SemanticUnit"})
"""What the types and units of quantities are kinds of; no element is just that."""

_CLASSES = (
    frozenset(_MEMBERS)
    | _NO_TYPES
    | frozenset({"CommandRequest", "CommandResponse", "CommandType", "Content", "Entity", "LatentType", "NamedEntity"})
    | frozenset({"NamedLatentType", "Unit", "UnitAttribute"})
    | frozenset({"ComplexSchema", "NumericSchema", "PrimitiveSchema", "Schema", "TemporalSchema"})
    | frozenset({"Boolean", "Date", "DateTime", "Double", "Duration", "Float", "Integer", "Long", "String", "Time"})
)
"""All classes of the language, later versions included."""

_ALSO_VALUES = frozenset({"EnumValue", "MapValue"})
"""Classes whose names the service gives to properties too, like `NumberValue`."""

_OF_CENTRAL = frozenset({"AccelerationVector", "Event", "Location", "State", "VelocityVector"})
ADJUNCT_TYPES = frozenset(SEMANTIC_TYPES) | _OF_CENTRAL
"""Types that telemetry and properties have beside their class, and nothing else."""


@dataclass(slots=True)
class ModelReport:
    """Collected problems of a model, a clause for each place.

    Attributes:
        central: the model uses the service's own vocabulary.
        elements: the elements that can be named by their id in the interface that is read.
        schemas: number of schemas that were read.
    """

    clauses: list[str] = field(default_factory=list[str])
    central: bool = True
    elements: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    schemas: int = 0

    def add(self, place: str, text: str) -> None:
        """Add a problem at a place."""
        self.clauses.append(f"{place} {text}")

    def defined(self, given: Any) -> Any:
        """Return the element that an id names, or what was given."""
        return self.elements.get(given, given) if isinstance(given, str) else given

    def name(self, node: Mapping[str, Any], place: str) -> str:
        """Check and return the `name` of an element."""
        name = node.get("name")
        if not isinstance(name, str):
            self.add(place, "should have required property 'name'")
            return ""
        if NAME.fullmatch(name) is None:
            self.add(f"{place}.name", f"{NAME_RULE}, but is {name[:80]!r}")
        return name

    def element(self, node: Mapping[str, Any], kind: str, place: str) -> None:
        """Check what elements of every class have, and that this one has members and types of its class only."""
        if "@context" in node:
            self.context(node["@context"], place)
        if "@id" in node and (not isinstance(node["@id"], str) or not node["@id"]):
            self.add(f"{place}['@id']", "should be a string that is not empty")
        self._types(node, kind, place)
        if set(names_of(node)) <= _CLASSES | ADJUNCT_TYPES:  # an unknown type may have any member
            for name in sorted(_TERMS.intersection(node) - _MEMBERS[kind]):
                self.add(place, f"should not have the property {name!r}, which {kind} has not")
        for key, limit in _SHOWN.items():
            if key in node:
                self._shown(node[key], f"{place}.{key}", limit)
        comment = node.get("comment", "")
        if not isinstance(comment, str) or _length(comment) > _COMMENT:
            self.add(f"{place}.comment", f"should be a string of {_COMMENT} characters at most")

    def context(self, given: Any, place: str, *, root: bool = False) -> None:
        """Check a context: that of a model holds the language's, after the service's at most, and ids of others."""
        at, parts = f"{place}['@context']", given if is_array(given) else [given]
        ids = [part for part in parts if isinstance(part, str) and _DTMI.fullmatch(part)]
        if len(ids) < len(parts):
            self.add(at, "should hold ids of contexts only")
        elif root and _CONTEXT not in ids:
            self.add(at, f'should hold "{_CONTEXT}"')
        elif _CONTEXT in ids and next(dropwhile(CENTRAL.__eq__, ids)) != _CONTEXT:
            self.add(at, f'should hold "{_CONTEXT}" first, or after "{CENTRAL}"')
        elif not root and any(id.startswith("dtmi:dtdl:context;") and id != _CONTEXT for id in ids):
            self.add(at, "should not hold another version of the language than the model")

    def _types(self, node: Mapping[str, Any], kind: str, place: str) -> None:
        given = node.get("@type", [])
        if not all(isinstance(name, str) for name in (given if is_array(given) else [given])):
            self.add(f"{place}['@type']", "should be a string or an array of strings")
        names = set(names_of(node))
        others = (names & _CLASSES) - {kind}
        if kind in {"Property", "Telemetry"}:
            others -= _ALSO_VALUES
        else:
            others |= names & (ADJUNCT_TYPES if self.central else ADJUNCT_TYPES - _OF_CENTRAL)
        if others:
            self.add(f"{place}['@type']", f"should be {kind}, not {', '.join(sorted(others))}")

    def _shown(self, given: Any, place: str, limit: int) -> None:
        """Check a displayed text: a string, or strings by language."""
        for language in given if is_object(given) else ():
            if _LANGUAGE.fullmatch(language) is None:
                self.add(place, f"should name languages such as en or pt-BR, not {language[:80]!r}")
        for text in given.values() if is_object(given) else [given]:
            if not isinstance(text, str):
                self.add(place, "should be a string or an object of strings by language")
            elif _length(text) > limit:
                self.add(place, f"should be no longer than {limit} characters")


def _length(text: str) -> int:
    """Return the length of a text as the language counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_text(given: Any, default: str = "") -> str:
    """Return a displayed text in English, or in its first language."""
    if is_object(given):
        given = given.get("en") or next(iter(given.values()), None)
    return given if isinstance(given, str) else default


def names_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the type names of an element; `@type` is a string or an array of strings."""
    given = node.get("@type")
    if isinstance(given, str):
        return (given,)
    return tuple(dict.fromkeys(name for name in given if isinstance(name, str))) if is_array(given) else ()


def definitions(node: Mapping[str, Any], *, nested: bool) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the elements that a model defines under an id, with their ids.

    Args:
        node: an interface.
        nested: also those of the interfaces that are written out in it; once, where one is written out twice.
    """
    todo, interfaces = [node], set[str]()
    while todo:
        found = todo.pop()
        id, interface = found.get("@id"), "Interface" in names_of(found)
        if isinstance(id, str):
            yield id, found
        if interface and found is not node and (not nested or str(id) in interfaces):
            continue
        if interface:
            interfaces.add(str(id))
        parts = [part for value in found.values() for part in (value if is_array(value) else [value])]
        todo += [part for part in parts if is_object(part)]
