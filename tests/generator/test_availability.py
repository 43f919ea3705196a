"""Availability of nodes in api-versions, and the selection of one version."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_generator.document.nodes import component, walk
from iotcentral_generator.document.origins import Origins
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


DOCUMENT = {
    "paths": {"/a": {"get": {"parameters": [{"name": "x"}, {"name": "y", "x-since": "2"}], "x-until": "2"}}},
    "tags": [{"name": "new", "x-since": "3"}],
    "components": {
        "schemas": {
            "A": {"properties": {"x-since": {"const": {"x-until": "1"}}, "new": {"x-since": "2", "default": []}}},
            "B": {"x-until": "1", "properties": {}},
        }
    },
}


@pytest.mark.parametrize(
    ("version", "parameters", "tags", "schemas"),
    [
        ("1", [{"name": "x"}], None, {"A": {"x-since": {"const": {"x-until": "1"}}}, "B": {}}),
        (
            "2",
            [{"name": "x"}, {"name": "y"}],
            None,
            {"A": {"x-since": {"const": {"x-until": "1"}}, "new": {"default": []}}},
        ),
        ("3", None, [{"name": "new"}], {"A": {"x-since": {"const": {"x-until": "1"}}, "new": {"default": []}}}),
    ],
)
def test_what_is_not_available_goes_and_the_marks_go_too(
    version: str, parameters: Any, tags: Any, schemas: dict[str, Any]
) -> None:
    selected = select(DOCUMENT, version, VERSIONS)
    assert selected["paths"].get("/a", {}).get("get", {}).get("parameters") == parameters
    assert selected.get("tags") == tags
    found = selected["components"]["schemas"]
    assert {name: schema.get("properties") for name, schema in found.items()} == schemas


def test_a_list_and_a_map_that_lose_everything_go_too() -> None:
    schema = {"properties": {"a": {"x-since": "2"}}, "required": ["a"], "type": "object"}
    assert selected_schema(schema, "1") == {"type": "object"}
    assert select({"tags": [{"x-since": "2"}], "paths": {"/a": {"x-since": "2"}}}, "1", VERSIONS) == {"paths": {}}


def selected_schema(schema: dict[str, Any], version: str, **others: Any) -> Any:
    document = {"components": {"schemas": {"S": schema, **others}}}
    return select(document, version, VERSIONS)["components"]["schemas"]["S"]


@pytest.mark.parametrize("word", ["enum", "x-known-values"])
def test_values_of_an_enumeration_go_with_their_descriptions(word: str) -> None:
    values = {"a": {"description": "A."}, "b": {"description": "B.", "x-since": "2"}, "c": {"x-until": "1"}}
    schema = {word: ["a", "b", "c"], "x-values": values}
    assert selected_schema(schema, "1") == {word: ["a", "c"], "x-enum-descriptions": {"a": "A.", "c": ""}}
    assert selected_schema(schema, "2") == {word: ["a", "b"], "x-enum-descriptions": {"a": "A.", "b": "B."}}


def test_a_property_that_goes_is_not_required_any_more() -> None:
    schema = {
        "required": ["a", "b", "unknown", "c", "d"],
        "properties": {"a": {}, "b": {"x-until": "1"}, "d": {"x-until": "1"}},
        "allOf": [{"$ref": "#/components/schemas/Part"}],
    }
    part = {"properties": {"c": {"x-until": "1"}, "d": {}}}
    assert selected_schema(schema, "2", Part=part)["required"] == ["a", "unknown", "d"]


def test_a_variant_that_goes_leaves_its_unions() -> None:
    a, b = "#/components/schemas/A", "#/components/schemas/B"
    union = {"oneOf": [{"$ref": a}, {"$ref": b}], "discriminator": {"propertyName": "t", "mapping": {"a": a, "b": b}}}
    selected = selected_schema(union, "1", A={}, B={"x-since": "2"})
    assert selected == {"oneOf": [{"$ref": a}], "discriminator": {"propertyName": "t", "mapping": {"a": a}}}


def test_origins_lead_back_over_what_was_left_out_and_what_was_derived() -> None:
    origins = Origins()
    select({"tags": [{"x-since": "2"}, {"name": "b"}, {"x-since": "2"}, {"name": "d"}]}, "1", VERSIONS, origins)
    assert origins.of(("tags", 1, "name")) == ("tags", 3, "name")
    origins.derive(("a",), ("b", "c"))
    origins.derive(("b",), ("tags", 0))
    assert origins.of(("a", "name")) == ("tags", 1, "c", "name")
