"""Schemas of DTDL v2 and of IoT Central's extensions: types, and their reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ...openapi.json_types import is_array, is_object
from .plain_models import misplaced, wrong_class

__all__ = [
    "GEO",
    "NAME",
    "Array",
    "Enum",
    "EnumValue",
    "Map",
    "ModelReport",
    "Named",
    "Object",
    "ObjectField",
    "Schema",
    "names_of",
    "read_schema",
    "shown_text",
]

NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_]{0,62}[A-Za-z0-9])?")
"""Names of capabilities, fields and enumeration values: up to 64 letters, digits and inner underscores."""

NAME_RULE = "should be alphanumeric: a letter, then letters, digits and inner underscores, 64 characters at most"

PRIMITIVES = frozenset(
    {"boolean", "date", "dateTime", "double", "duration", "float", "integer", "long", "string", "time"}
)
GEO = frozenset({"lineString", "multiLineString", "multiPoint", "multiPolygon", "point", "polygon"})
EXTENSIONS = frozenset({"geopoint", "vector"})

_NAMED = PRIMITIVES | GEO | EXTENSIONS

_IDS = {
    **{f"dtmi:dtdl:instance:Schema:{name};2": name for name in PRIMITIVES},
    **{f"dtmi:standard:schema:geospatial:{name};2": name for name in GEO},
    **{f"dtmi:iotcentral:schema:{name};2": name for name in EXTENSIONS},
}
"""Id of a schema → its name in the contexts."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_DEPTH = 5
_FIELDS = 30
_VALUES = 100
_SCHEMAS = 10_000
"""Schemas of a model, counted at each use: shared ones that refer to each other could multiply without limit."""


@dataclass(frozen=True, slots=True)
class Named:
    """A schema that is defined by its name: a primitive, a geospatial schema, `geopoint` or `vector`."""

    name: str


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One value of an enumeration."""

    name: str
    value: str | int
    display_name: str


@dataclass(frozen=True, slots=True)
class Enum:
    """An enumeration of integers or strings."""

    value_schema: str
    values: tuple[EnumValue, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Values of one schema under string keys."""

    key: str
    value_name: str
    value: Schema


@dataclass(frozen=True, slots=True)
class ObjectField:
    """One field of an object."""

    name: str
    schema: Schema
    display_name: str


@dataclass(frozen=True, slots=True)
class Object:
    """An object with named fields."""

    fields: tuple[ObjectField, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Elements of one schema."""

    element: Schema


Schema: TypeAlias = Named | Enum | Map | Object | Array


@dataclass(slots=True)
class ModelReport:
    """Collected problems of a model, a clause for each place."""

    clauses: list[str] = field(default_factory=list[str])
    schemas: int = 0

    def add(self, place: str, text: str) -> None:
        """Add a problem at a place."""
        self.clauses.append(f"{place} {text}")

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
        """Check that an element is of a class of the language, and has members of that class only."""
        names = names_of(node)
        if wrong_class(names, kind):
            self.add(f"{place}['@type']", f"should be {kind}, not {', '.join(names)}")
        for name in misplaced(node, kind):
            self.add(place, f"should not have the property {name!r}, which {kind} has not")

    def text(self, node: Mapping[str, Any], key: str, place: str, limit: int) -> None:
        """Check a displayed text: a string, or strings by language."""
        given = node.get(key)
        if given is None:
            return
        texts = given.values() if is_object(given) else [given]
        for language in given if is_object(given) else ():
            if _LANGUAGE.fullmatch(language) is None:
                self.add(f"{place}.{key}", f"should name languages such as en or pt-BR, not {language[:80]!r}")
        for text in texts:
            if not isinstance(text, str):
                self.add(f"{place}.{key}", "should be a string or an object of strings by language")
            elif len(text) > limit:
                self.add(f"{place}.{key}", f"should be no longer than {limit} characters")


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
    return tuple(name for name in given if isinstance(name, str)) if is_array(given) else ()


def read_schema(
    given: Any,
    place: str,
    report: ModelReport,
    shared: Mapping[str, Any],
    depth: int = 1,
) -> Schema:
    """Read a schema.

    Args:
        given: the node of the model.
        place: its place in the model, for messages.
        report: collects the problems.
        shared: the schemas that the model writes out with an id, by their ids.
        depth: nesting of Objects, Arrays and Maps, itself included; five at most. An Enum is no level of its own.

    Returns:
        The schema; where it is not valid, any schema.
    """
    report.schemas += 1
    if isinstance(given, str):
        given = _IDS.get(given, given)
    if isinstance(given, str) and given in _NAMED:
        return Named(given)
    if report.schemas > _SCHEMAS:
        if report.schemas == _SCHEMAS + 1:
            report.add(place, f"is too much: a model should not hold more than {_SCHEMAS} schemas")
        return Named("string")
    if isinstance(given, str):
        if given not in shared:
            report.add(place, f"should be the name of a schema or a schema written out, but is {given[:80]!r}")
            return Named("string")
        given = shared[given]
    if not is_object(given):
        report.add(place, "should be the name of a schema or an object")
        return Named("string")
    kinds = [name for name in names_of(given) if name in _READERS]
    if len(kinds) != 1:
        report.add(f"{place}['@type']", "should be one of Array, Enum, Map, Object")
        return Named("string")
    if depth > _DEPTH and kinds[0] != "Enum":
        report.add(place, f"should not nest complex schemas deeper than {_DEPTH} levels")
        return Named("string")
    report.element(given, kinds[0], place)
    report.text(given, "displayName", place, 64)
    report.text(given, "description", place, 512)
    return _READERS[kinds[0]](given, place, report, shared, depth)


def _items(
    node: Mapping[str, Any], key: str, kind: str, place: str, report: ModelReport, limit: int
) -> list[dict[str, Any]]:
    """Return the elements of a list, of which there must be one, and whose names must differ."""
    given = node.get(key)
    if not is_array(given):
        report.add(place, f"should have required property '{key}', an array")
        return []
    if not 0 < len(given) <= limit:
        report.add(f"{place}.{key}", f"should have 1 to {limit} entries, but has {len(given)}")
        return []
    items, seen = list[dict[str, Any]](), set[str]()
    for index, item in enumerate(given):
        at = f"{place}.{key}[{index}]"
        if not is_object(item):
            report.add(at, "should be object")
            continue
        report.element(item, kind, at)
        name = report.name(item, at)
        if name and name in seen:
            report.add(f"{at}.name", f"should be unique, but {name!r} is used twice")
        seen.add(name)
        report.text(item, "displayName", at, 64)
        items.append(item)
    return items


def _array(node: dict[str, Any], place: str, report: ModelReport, shared: Mapping[str, Any], depth: int) -> Schema:
    return Array(read_schema(node.get("elementSchema"), f"{place}.elementSchema", report, shared, depth + 1))


def _enum(node: dict[str, Any], place: str, report: ModelReport, _shared: Mapping[str, Any], _depth: int) -> Schema:
    given = node.get("valueSchema")
    value_schema = _IDS.get(given, given) if isinstance(given, str) else None
    if value_schema not in {"integer", "string"}:
        report.add(f"{place}.valueSchema", "should be integer or string")
        return Named("string")
    expected = int if value_schema == "integer" else str
    values: list[EnumValue] = []
    for index, item in enumerate(_items(node, "enumValues", "EnumValue", place, report, _VALUES)):
        at, value = f"{place}.enumValues[{index}].enumValue", item.get("enumValue")
        if not isinstance(value, expected) or isinstance(value, bool):
            report.add(at, f"should be {value_schema}")
        elif any(value == other.value for other in values):
            report.add(at, f"should be unique, but {value!r} is used twice")
        else:
            name = str(item.get("name", ""))
            values.append(EnumValue(name, value, shown_text(item.get("displayName"), name)))
    return Enum(value_schema, tuple(values))


def _map(node: dict[str, Any], place: str, report: ModelReport, shared: Mapping[str, Any], depth: int) -> Schema:
    key, value = node.get("mapKey"), node.get("mapValue")
    if not is_object(key) or not is_object(value):
        report.add(place, "should have required properties 'mapKey' and 'mapValue', objects")
        return Named("string")
    report.element(key, "MapKey", f"{place}.mapKey")
    report.element(value, "MapValue", f"{place}.mapValue")
    key_name = report.name(key, f"{place}.mapKey")
    if _IDS.get(str(key.get("schema")), key.get("schema")) != "string":
        report.add(f"{place}.mapKey.schema", "should be string")
    value_name = report.name(value, f"{place}.mapValue")
    schema = read_schema(value.get("schema"), f"{place}.mapValue.schema", report, shared, depth + 1)
    return Map(key_name, value_name, schema)


def _object(node: dict[str, Any], place: str, report: ModelReport, shared: Mapping[str, Any], depth: int) -> Schema:
    fields: list[ObjectField] = []
    for index, item in enumerate(_items(node, "fields", "Field", place, report, _FIELDS)):
        schema = read_schema(item.get("schema"), f"{place}.fields[{index}].schema", report, shared, depth + 1)
        name = str(item.get("name", ""))
        fields.append(ObjectField(name, schema, shown_text(item.get("displayName"), name)))
    return Object(tuple(fields))


_READERS = {"Array": _array, "Enum": _enum, "Map": _map, "Object": _object}
