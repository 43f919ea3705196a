"""Models in plain form, whatever of JSON-LD's forms they are written in.

JSON-LD writes a value alone or in an array, a literal also as an object with `@value`, and a term also by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...openapi.json_types import is_array, is_object

__all__ = ["plain"]

_MANY = frozenset({"contents", "enumValues", "extends", "fields", "properties", "schemas"})
"""Members that hold elements."""

_ONE = frozenset(
    {
        "commandType",
        "elementSchema",
        "mapKey",
        "mapValue",
        "request",
        "response",
        "schema",
        "target",
        "unit",
        "valueSchema",
    }
)
"""Members that hold one element, which may be a term of the language."""

_LITERALS = frozenset({"comment", "enumValue", "maxMultiplicity", "minMultiplicity", "name", "writable"})
_TEXTS = frozenset({"description", "displayName"})

_PROPERTY = re.compile(r"dtmi:dtdl:property:(\w+);2")
_CLASS = re.compile(r"dtmi:(?:dtdl|iotcentral|standard):class:(\w+);2")
_INSTANCE = re.compile(
    r"dtmi:dtdl:instance:Schema:(\w+);[234]"
    r"|dtmi:(?:dtdl:instance:CommandType|iotcentral:schema|standard:schema:geospatial|standard:unit):(\w+);2"
)
"""Ids of terms, by what they stand for. Those of the primitive schemas are known in all versions of the language."""

_ABSENT = object()


def plain(node: Any) -> Any:
    """Return an element of a model in plain form; what is not an object, as the term that it is the id of or as it is."""
    if not is_object(node):
        return _term(node, _INSTANCE)
    members = ((_term(name, _PROPERTY), value) for name, value in node.items())
    found = {name: _value(name, value) for name, value in members}
    return {name: value for name, value in found.items() if value is not _ABSENT}


def _term(text: Any, ids: re.Pattern[str]) -> Any:
    match = ids.fullmatch(text) if isinstance(text, str) else None
    return match[match.lastindex or 0] if match else text


def _value(name: str, value: Any) -> Any:
    """Return the plain form of a member; those that the language does not know stay as they are."""
    if name == "@type":
        return [_term(part, _CLASS) for part in value] if is_array(value) else _term(value, _CLASS)
    if name in _MANY:
        return [plain(part) for part in _flat(value)]
    if name in _ONE:
        return _single([plain(part) for part in _flat(value)])
    if name in _LITERALS:
        return _single([_literal(part) for part in _flat(value)])
    return _text(value) if name in _TEXTS else value


def _flat(value: Any) -> Iterator[Any]:
    """Return what an array holds, and the arrays in it; a value that is none, alone."""
    if is_array(value):
        for part in value:
            yield from _flat(part)
    else:
        yield value


def _single(values: list[Any]) -> Any:
    """Return the value of a member that has one at most, which an empty array leaves out."""
    return values[0] if len(values) == 1 else values or _ABSENT


def _literal(value: Any) -> Any:
    return value["@value"] if is_object(value) and "@value" in value else value


def _text(value: Any) -> Any:
    """Return a displayed text: a string, or strings by language, also where they are listed with their languages."""
    if not is_array(value):
        return value
    parts = list(_flat(value))
    if all(isinstance(part, str) for part in parts):
        return _single(parts)
    texts = {str(part.get("@language", "en")): _literal(part) for part in parts if is_object(part) and "@value" in part}
    return texts if len(texts) == len(parts) else value
