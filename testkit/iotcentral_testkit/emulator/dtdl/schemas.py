"""Schemas of DTDL v2 and of IoT Central's extensions: types, and their reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ...openapi.json_types import is_array, is_object
from .elements import ModelReport, names_of, shown_text

__all__ = [
    "GEO",
    "Array",
    "Enum",
    "EnumValue",
    "Map",
    "Named",
    "Object",
    "ObjectField",
    "Schema",
    "read_schema",
    "whole_number",
]

PRIMITIVES = frozenset(
    {"boolean", "date", "dateTime", "double", "duration", "float", "integer", "long", "string", "time"}
)
GEO = frozenset({"lineString", "multiLineString", "multiPoint", "multiPolygon", "point", "polygon"})
EXTENSIONS = frozenset({"geopoint", "vector"})

_NAMED = PRIMITIVES | GEO | EXTENSIONS

_LEVELS = {
    "geopoint": 1,
    "vector": 1,
    "point": 2,
    "lineString": 3,
    "multiPoint": 3,
    "multiLineString": 4,
    "polygon": 4,
    "multiPolygon": 5,
}
"""Levels of nesting that a named schema has in itself."""

_DEPTH = 5
_TOO_DEEP = f"should not nest complex schemas deeper than {_DEPTH} levels"
_LIMITS = {"enumValues": 100, "fields": 30}
_INTEGERS = 2**31
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


def read_schema(given: Any, place: str, report: ModelReport, depth: int = 1) -> Schema:
    """Read a schema.

    Args:
        given: the node of the model.
        place: its place in the model, for messages.
        report: collects the problems, and knows the schemas that are written out with an id.
        depth: nesting of Objects, Arrays and Maps, itself included; five at most. An Enum is not a level of its own.

    Returns:
        The schema; where it is not valid, any schema.
    """
    report.schemas += 1
    if isinstance(given, str) and given in _NAMED:
        if depth - 1 + _LEVELS.get(given, 0) > _DEPTH:
            report.add(place, _TOO_DEEP)
        return Named(given)
    if report.schemas > _SCHEMAS:
        if report.schemas == _SCHEMAS + 1:
            report.add(place, f"is too much: a model should not hold more than {_SCHEMAS} schemas")
        return Named("string")
    given = report.defined(given)
    if not is_object(given):
        but = f", but is {given[:80]!r}" if isinstance(given, str) else ""
        report.add(place, f"should be the name of a schema or a schema written out{but}")
        return Named("string")
    kinds = [name for name in names_of(given) if name in _READERS]
    if len(kinds) != 1:
        report.add(f"{place}['@type']", "should be one of Array, Enum, Map, Object")
        return Named("string")
    if depth > _DEPTH and kinds[0] != "Enum":
        report.add(place, _TOO_DEEP)
        return Named("string")
    report.element(given, kinds[0], place)
    return _READERS[kinds[0]](given, place, report, depth)


def _items(node: Mapping[str, Any], key: str, kind: str, place: str, report: ModelReport) -> list[Mapping[str, Any]]:
    """Return the elements of a list, of which there must be one, and whose names must differ."""
    given, limit = node.get(key), _LIMITS[key]
    if not is_array(given):
        report.add(place, f"should have required property '{key}', an array")
        return []
    if not 0 < len(given) <= limit:
        report.add(f"{place}.{key}", f"should have 1 to {limit} entries, but has {len(given)}")
        return []
    items, seen = list[Mapping[str, Any]](), set[str]()
    for index, item in enumerate(map(report.defined, given)):
        at = f"{place}.{key}[{index}]"
        if not is_object(item):
            report.add(at, "should be object")
            continue
        report.element(item, kind, at)
        name = report.name(item, at)
        if name and name in seen:
            report.add(f"{at}.name", f"should be unique, but {name!r} is used twice")
        seen.add(name)
        items.append(item)
    return items


def _array(node: Mapping[str, Any], place: str, report: ModelReport, depth: int) -> Schema:
    return Array(read_schema(node.get("elementSchema"), f"{place}.elementSchema", report, depth + 1))


def _enum(node: Mapping[str, Any], place: str, report: ModelReport, _depth: int) -> Schema:
    value_schema = node.get("valueSchema")
    if value_schema not in ("integer", "string"):  # a tuple, as it may be anything
        report.add(f"{place}.valueSchema", "should be integer or string")
        return Named("string")
    values: list[EnumValue] = []
    for index, item in enumerate(_items(node, "enumValues", "EnumValue", place, report)):
        at, value = f"{place}.enumValues[{index}].enumValue", item.get("enumValue")
        if value_schema == "integer":
            value = whole_number(value)
        if not isinstance(value, str if value_schema == "string" else int):
            report.add(at, f"should be {value_schema}")
        elif isinstance(value, int) and not -_INTEGERS <= value < _INTEGERS:
            report.add(at, f"should be {value_schema}, which has 32 bits")
        elif any(value == other.value for other in values):
            report.add(at, f"should be unique, but {value!r} is used twice")
        else:
            name = str(item.get("name", ""))
            values.append(EnumValue(name, value, shown_text(item.get("displayName"), name)))
    return Enum(value_schema, tuple(values))


def whole_number(value: Any) -> Any:
    """Return a number without a fraction as an integer, however JSON wrote it; a truth value, which is none, as None."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if isinstance(value, bool) else value


def _map(node: Mapping[str, Any], place: str, report: ModelReport, depth: int) -> Schema:
    key, value = report.defined(node.get("mapKey")), report.defined(node.get("mapValue"))
    if not is_object(key) or not is_object(value):
        report.add(place, "should have required properties 'mapKey' and 'mapValue', objects")
        return Named("string")
    report.element(key, "MapKey", f"{place}.mapKey")
    report.element(value, "MapValue", f"{place}.mapValue")
    key_name = report.name(key, f"{place}.mapKey")
    if key.get("schema") != "string":
        report.add(f"{place}.mapKey.schema", "should be string")
    value_name = report.name(value, f"{place}.mapValue")
    return Map(key_name, value_name, read_schema(value.get("schema"), f"{place}.mapValue.schema", report, depth + 1))


def _object(node: Mapping[str, Any], place: str, report: ModelReport, depth: int) -> Schema:
    fields: list[ObjectField] = []
    for index, item in enumerate(_items(node, "fields", "Field", place, report)):
        schema = read_schema(item.get("schema"), f"{place}.fields[{index}].schema", report, depth + 1)
        name = str(item.get("name", ""))
        fields.append(ObjectField(name, schema, shown_text(item.get("displayName"), name)))
    return Object(tuple(fields))


_READERS = {"Array": _array, "Enum": _enum, "Map": _map, "Object": _object}
