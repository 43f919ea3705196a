"""Availability of nodes in api-versions, and the selection of one version."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_generator.document.nodes import component, walk
from iotcentral_generator.project.availability import available, select

VERSIONS = ("1", "2", "3")


@pytest.mark.parametrize(
    ("node", "where"),
    [
        ({}, "123"),
        ({"x-since": "2"}, "23"),
        ({"x-until": "2"}, "12"),
        ({"x-since": "2", "x-until": "2"}, "2"),
        ({"x-since": "3", "x-until": "1"}, ""),
        ({"x-since": "9"}, "123"),
        ("text", "123"),
        (["x-since"], "123"),
    ],
)
def test_a_node_is_available_from_since_up_to_and_with_until(node: object, where: str) -> None:
    assert "".join(version for version in VERSIONS if available(node, version, VERSIONS)) == where


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("#/a/b", 1),
        ("#/a/c~1d", 2),
        ("#/a/e~0f", 3),
        ("#/a/none", None),
        ("#/a/b/deeper", None),
        ("other.yaml#/a", None),
        ("a/b", None),
        (7, None),
    ],
)
def test_a_reference_gives_what_it_points_to(reference: object, found: object) -> None:
    assert component({"a": {"b": 1, "c/d": 2, "e~f": 3}}, reference) == found


def test_walking_gives_every_node_with_its_key() -> None:
    assert dict(walk({"a": [1, {"b": None}]})) == {
        (): {"a": [1, {"b": None}]},
        ("a",): [1, {"b": None}],
        ("a", 0): 1,
        ("a", 1): {"b": None},
        ("a", 1, "b"): None,
    }


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1", {"kept": 1, "list": ["a"], "deep": {}}),
        ("2", {"kept": 1, "list": ["a", {"b": 1}], "deep": {"new": {}}}),
        ("3", {"kept": 1, "list": ["a", {"b": 1}], "deep": {"new": {}}, "last": {}}),
    ],
)
def test_what_is_not_available_goes_and_the_marks_go_too(version: str, expected: dict[str, Any]) -> None:
    document = {
        "kept": 1,
        "list": ["a", {"b": 1, "x-since": "2"}],
        "deep": {"new": {"x-since": "2"}},
        "last": {"x-since": "3"},
    }
    assert select(document, version, VERSIONS) == expected


@pytest.mark.parametrize("word", ["enum", "x-known-values"])
def test_values_of_an_enumeration_go_with_their_descriptions(word: str) -> None:
    values = {"a": {"description": "A."}, "b": {"description": "B.", "x-since": "2"}, "c": {"x-until": "1"}}
    document = {word: ["a", "b", "c"], "x-values": values}
    assert select(document, "1", VERSIONS) == {word: ["a", "c"], "x-enum-descriptions": {"a": "A.", "c": ""}}
    assert select(document, "2", VERSIONS) == {word: ["a", "b"], "x-enum-descriptions": {"a": "A.", "b": "B."}}


def test_a_property_that_goes_is_not_required_any_more() -> None:
    document = {"required": ["a", "b", "inherited"], "properties": {"a": {}, "b": {"x-until": "1"}}}
    assert select(document, "2", VERSIONS)["required"] == ["a", "inherited"]


def test_a_variant_that_goes_leaves_its_unions() -> None:
    union = {
        "oneOf": [{"$ref": "#/s/A"}, {"$ref": "#/s/B"}],
        "discriminator": {"propertyName": "t", "mapping": {"a": "#/s/A", "b": "#/s/B"}},
    }
    selected = select({"s": {"A": {}, "B": {"x-since": "2"}, "U": union}}, "1", VERSIONS)["s"]
    assert "B" not in selected
    assert selected["U"]["oneOf"] == [{"$ref": "#/s/A"}]
    assert selected["U"]["discriminator"]["mapping"] == {"a": "#/s/A"}
