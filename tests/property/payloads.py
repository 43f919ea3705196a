"""Payloads: Hypothesis strategies for the schemas of a document, and valid payloads changed in one place.

hypothesis-jsonschema would be the library for this, but its newest release does not run with current Hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.support.packages import PACKAGES, Package

__all__ = ["MODELS", "UNIONS", "mutated", "payloads"]

MODELS = [(package, name) for package in PACKAGES for name in package.objects]
UNIONS = [(package, name) for package in PACKAGES for name in package.unions]

Schema = dict[str, Any]

_TEXT = st.text(max_size=8)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False)
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _NUMBER | _TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@cache
def payloads(package: Package, name: str) -> st.SearchStrategy[Any]:
    """Give the payloads that a component schema allows, members in any order, with and without unnamed ones."""
    return _of(package, package.schemas[name])


def _of(package: Package, schema: Schema) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return st.deferred(lambda: payloads(package, schema["$ref"].rsplit("/", 1)[-1]))
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for word in ("oneOf", "anyOf"):
        if word in schema:
            return st.one_of([_of(package, part) for part in schema[word]])
    kinds = schema.get("type", "object" if "allOf" in schema or "properties" in schema else None)
    if isinstance(kinds, list):
        return st.one_of([_of(package, {**schema, "type": kind}) for kind in kinds])
    return _OF_TYPE[kinds](package, schema)


@st.composite
def _objects(draw: st.DrawFn, package: Package, schema: Schema) -> dict[str, Any]:
    members, required = _members(package, schema)
    extra = schema.get("additionalProperties", True)
    content = {
        key: draw(_of(package, member)) for key, member in members.items() if key in required or draw(st.booleans())
    }
    values = _of(package, extra) if isinstance(extra, dict) else _ANY
    content |= draw(st.dictionaries(_TEXT.filter(lambda key: key not in members), values, max_size=2))
    if not content and schema.get("minProperties"):
        key, member = next(iter(members.items()))
        content[key] = draw(_of(package, member))
    return dict(draw(st.permutations(list(content.items()))))


def _members(package: Package, schema: Schema) -> tuple[dict[str, Schema], set[str]]:
    members: dict[str, Schema] = {}
    required: set[str] = set()
    for part in [*map(package.resolve, schema.get("allOf", [])), {**schema, "allOf": []}]:
        found, needed = _members(package, part) if part.get("allOf") else (part.get("properties", {}), ())
        members |= found
        required |= {*needed, *part.get("required", [])}
    return members, required


def _arrays(package: Package, schema: Schema) -> st.SearchStrategy[Any]:
    low = schema.get("minItems", 0)
    return st.lists(
        _of(package, schema.get("items", {})), min_size=low, max_size=min(schema.get("maxItems", 2), low + 2)
    )


def _strings(_: Package, schema: Schema) -> st.SearchStrategy[Any]:
    if schema.get("format") == "date-time":
        return _moments()
    if schema.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    return st.text(min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 8), 8))


def _moments() -> st.SearchStrategy[str]:
    """Give date-times as the service writes them: up to seven digits, `Z` or an offset."""
    digits = st.text("0123456789", min_size=1, max_size=7).map(lambda fraction: f".{fraction}") | st.just("")
    zones = st.just("Z") | st.integers(-14, 14).map(lambda hours: f"{'-' if hours < 0 else '+'}{abs(hours):02}:00")
    days = st.dates().map(lambda day: day.isoformat())
    times = st.times().map(lambda time: time.strftime("%H:%M:%S"))
    return st.builds(lambda day, time, fraction, zone: f"{day}T{time}{fraction}{zone}", days, times, digits, zones)


_OF_TYPE: dict[str | None, Callable[[Package, Schema], st.SearchStrategy[Any]]] = {
    None: lambda _package, _schema: _ANY,
    "null": lambda _package, _schema: st.none(),
    "boolean": lambda _package, _schema: st.booleans(),
    "integer": lambda _, s: st.integers(s.get("minimum", -(2**31)), s.get("maximum", 2**31 - 1)),
    "number": lambda _, s: (
        st.floats(s.get("minimum"), s.get("maximum"), allow_nan=False, allow_infinity=False)
        | st.integers(s.get("minimum", -(2**31)), s.get("maximum", 2**31))
    ),
    "string": _strings,
    "array": _arrays,
    "object": _objects,
}


@st.composite
def mutated(draw: st.DrawFn, package: Package, name: str) -> Any:
    """Give a valid payload with one place in it replaced or removed."""
    payload = deepcopy(draw(payloads(package, name)))
    places = list(_places(payload))
    if not places:
        return draw(_ANY)
    owner, key = draw(st.sampled_from(places))
    if isinstance(owner, dict) and draw(st.booleans()):
        del owner[key]
    else:
        owner[key] = draw(_ANY)
    return payload


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)
