"""Checks of JSON values against DTDL schemas: property values and arguments of commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from ...openapi.body_messages import shown
from ...openapi.json_types import is_array, is_object
from .schemas import Array, Enum, Map, Named, Object, Schema

__all__ = ["mistakes"]

_DURATION = re.compile(
    r"-?P(?=[0-9T])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
)


def mistakes(value: Any, schema: Schema, place: str) -> Iterator[str]:
    """Return the problems of a value, a clause for each place.

    Args:
        value: the value that was sent.
        schema: its schema.
        place: what the clauses begin with.
    """
    if isinstance(schema, Named):
        holds, expected = _NAMED[schema.name]
        if not holds(value):
            yield f"{place} should be {expected}, but is {shown(value)}"
    elif isinstance(schema, Enum):
        if not any(value == known.value and type(value) is type(known.value) for known in schema.values):
            known_values = ", ".join(str(known.value) for known in schema.values)
            yield f"{place} should be equal to one of the allowed values: {known_values}, but is {shown(value)}"
    elif isinstance(schema, Array):
        if not is_array(value):
            yield f"{place} should be array, but is {shown(value)}"
            return
        for index, element in enumerate(value):
            yield from mistakes(element, schema.element, f"{place}[{index}]")
    elif not is_object(value):
        yield f"{place} should be object, but is {shown(value)}"
    elif isinstance(schema, Map):
        for key, member in value.items():
            yield from mistakes(member, schema.value, f"{place}.{key}")
    else:
        yield from _object_mistakes(value, schema, place)


def _object_mistakes(value: dict[str, Any], schema: Object, place: str) -> Iterator[str]:
    fields = {field.name: field.schema for field in schema.fields}
    for name, member in value.items():
        if name not in fields:
            yield f"{place} should not have the field '{name}', which its schema does not define"
        else:
            yield from mistakes(member, fields[name], f"{place}.{name}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(bits: int) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return whole and not isinstance(value, bool) and -(2 ** (bits - 1)) <= value < 2 ** (bits - 1)

    return holds


def _parses(parse: Callable[[str], Any], mark: str) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        if not isinstance(value, str) or mark not in value:
            return False
        try:
            parse(value)
        except ValueError:
            return False
        return True

    return holds


def _numbers(*required: str, optional: tuple[str, ...] = ()) -> Callable[[Any], bool]:
    def holds(value: Any) -> bool:
        return (
            is_object(value)
            and all(name in value for name in required)
            and all(name in (*required, *optional) and _is_number(part) for name, part in value.items())
        )

    return holds


def _geo(kind: str, depth: int) -> tuple[Callable[[Any], bool], str]:
    """Return a check of GeoJSON: the coordinates of a kind are positions, nested to a depth."""

    def nested(value: Any, level: int) -> bool:
        if level:
            return is_array(value) and all(nested(part, level - 1) for part in value)
        return is_array(value) and len(value) in {2, 3} and all(_is_number(part) for part in value)

    def holds(value: Any) -> bool:
        return is_object(value) and value.get("type") == kind and nested(value.get("coordinates"), depth)

    return holds, f"a GeoJSON {kind}"


_NAMED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "boolean": (lambda value: isinstance(value, bool), "boolean"),
    "date": (_parses(date.fromisoformat, "-"), "a date such as 2026-03-01"),
    "dateTime": (_parses(datetime.fromisoformat, "T"), "a date and time such as 2026-03-01T08:00:00Z"),
    "double": (_is_number, "number"),
    "duration": (
        lambda value: isinstance(value, str) and _DURATION.fullmatch(value) is not None,
        "a duration such as PT5M",
    ),
    "float": (_is_number, "number"),
    "integer": (_is_integer(32), "integer, in 32 bits"),
    "long": (_is_integer(64), "integer, in 64 bits"),
    "string": (lambda value: isinstance(value, str), "string"),
    "time": (_parses(time.fromisoformat, ":"), "a time such as 08:00:00"),
    "point": _geo("Point", 0),
    "lineString": _geo("LineString", 1),
    "multiPoint": _geo("MultiPoint", 1),
    "polygon": _geo("Polygon", 2),
    "multiLineString": _geo("MultiLineString", 2),
    "multiPolygon": _geo("MultiPolygon", 3),
    "geopoint": (_numbers("lat", "lon", optional=("alt",)), "an object with the numbers lat, lon and, if wanted, alt"),
    "vector": (_numbers("x", "y", "z"), "an object with the numbers x, y and z"),
}
