"""Completeness of the zoo: what the gate lets through occurs in it, so that it is known to work.

Marks of connectors, of control planes and of links occur in `tests/golden/spec/`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest
from iotcentral_generator.document.grammar import Kind
from iotcentral_generator.document.traversal import Place, places
from iotcentral_generator.lint.gate import vocabulary
from iotcentral_generator.lint.gate.vocabulary import VOCABULARY, CarriedValues
from iotcentral_generator.load import load

from . import SPEC


@cache
def found() -> list[Place]:
    return list(places(load(SPEC / "openapi.yaml").document))


@cache
def words() -> dict[Kind, set[str]]:
    """Return the fields of the zoo by kinds of objects."""
    kinds: dict[Kind, set[str]] = defaultdict(set)
    for place in found():
        kinds[place.kind] |= place.node.keys()
    return kinds


def of(kind: Kind) -> Iterator[Any]:
    return (place.node for place in found() if place.kind is kind)


def statuses() -> set[str]:
    return {status for operation in of(Kind.OPERATION) for status in operation["responses"]}


def media_types(word: str) -> set[str]:
    return {
        str(place.key[-1])
        for place in found()
        if place.kind is Kind.MEDIA_TYPE and any(part in place.key for part in word.split())
    }


@pytest.mark.parametrize("kind", [kind for kind in VOCABULARY if kind is not Kind.ENCODING], ids=str)
def test_every_field_that_is_carried_out_is_there(kind: Kind) -> None:
    carried = {name for name, rule in VOCABULARY[kind].items() if not rule.kept and not rule.instead}
    beside_a_trigger = {"callbacks"} if kind is Kind.OPERATION else set[str]()
    assert carried - beside_a_trigger - words()[kind] == set()


@pytest.mark.parametrize(
    ("table", "there"),
    [
        (vocabulary.LOCATIONS, lambda: {parameter["in"] for parameter in of(Kind.PARAMETER) if "in" in parameter}),
        (vocabulary.STATUSES, statuses),
        (vocabulary.TYPES, lambda: {each for schema in of(Kind.SCHEMA) for each in _types(schema)}),
        (vocabulary.STYLES["path"], lambda: _styles("path")),
        (vocabulary.STYLES["query"], lambda: _styles("query")),
        (vocabulary.STYLES["header"], lambda: _styles("header")),
    ],
)
def test_every_value_that_is_carried_out_is_there(table: CarriedValues, there: Any) -> None:
    values = there()
    assert [pattern for pattern in table.carried if not any(fnmatchcase(value, pattern) for value in values)] == []
    assert [value for value in values if table.fault(value)] == []


def _types(schema: Any) -> list[str]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]


def _styles(location: str) -> set[str]:
    default = "form" if location == "query" else "simple"
    return {node.get("style", default) for node in of(Kind.PARAMETER) if node.get("in") == location}


@pytest.mark.parametrize("place", ["requestBody", "responses"])
def test_bodies_of_each_kind_are_there(place: str) -> None:
    kinds = {
        "JSON": "application/json",
        "JSON of a vendor": "application/vnd.zoo+json",
        "text": "text/plain",
        "bytes": "application/octet-stream",
    }
    assert set(kinds.values()) <= media_types(place)


def test_every_type_of_a_fixed_value_and_of_an_enumeration_is_there() -> None:
    constants = {type(schema["const"]) for schema in of(Kind.SCHEMA) if "const" in schema}
    values = {type(value) for schema in of(Kind.SCHEMA) for value in schema.get("enum", [])}
    assert constants == {str, int, float, bool, type(None)}
    assert values == {str, int, type(None)}


def test_every_form_of_a_body_is_there() -> None:
    roots = [place.node["schema"] for place in found() if place.kind is Kind.MEDIA_TYPE and "schema" in place.node]
    forms = {
        word
        for root in roots
        for word in ("$ref", "properties", "items", "additionalProperties", "anyOf")
        if word in root
    }
    assert forms == {"$ref", "properties", "items", "additionalProperties", "anyOf"}
    assert any("schema" not in node for node in of(Kind.MEDIA_TYPE))
    assert {bool(body.get("required")) for body in of(Kind.REQUEST_BODY)} == {True, False}
