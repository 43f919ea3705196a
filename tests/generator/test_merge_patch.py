"""Derived merge patches: every writable member optional and nullable, at every depth."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_generator.project.merge_patch import derive_merge_patches

NULL = {"type": "null"}


def derived(schemas: dict[str, Any], of: str = "Thing") -> dict[str, Any]:
    """Return the schemas of a document after its one patch was derived."""
    media = {"schema": {"x-merge-patch-of": of}}
    operation = {"requestBody": {"content": {"application/merge-patch+json": media}}}
    document = {"paths": {"/things": {"parameters": [], "patch": operation}}, "components": {"schemas": schemas}}
    derive_merge_patches(document)
    assert media["schema"] == {"$ref": f"#/components/schemas/{of}Patch"}
    return schemas


def members(**properties: Any) -> dict[str, Any]:
    """Return the members of the patch of an object."""
    made = derived({"Thing": {"type": "object", "required": list(properties), "properties": properties}})
    patch = made["ThingPatch"]
    assert "required" not in patch
    found: dict[str, Any] = patch.get("properties", {})
    return found


@pytest.mark.parametrize(
    ("schema", "patched"),
    [
        ({"type": "string"}, {"anyOf": [{"type": "string"}, NULL]}),
        ({"type": "string", "maxLength": 5}, {"anyOf": [{"type": "string", "maxLength": 5}, NULL]}),
        ({"type": "boolean", "default": True}, {"anyOf": [{"type": "boolean"}, NULL]}),
        ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, NULL]}),
        ({"anyOf": [{"type": "string"}, NULL]}, {"anyOf": [{"type": "string"}, NULL]}),
        ({"description": "D.", "type": "integer"}, {"description": "D.", "anyOf": [{"type": "integer"}, NULL]}),
        ({"x-secret": True, "type": "string"}, {"x-secret": True, "anyOf": [{"type": "string"}, NULL]}),
        (
            {"type": "array", "items": {"type": "string"}},
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, NULL]},
        ),
        ({"type": "object"}, {"anyOf": [{"type": "object"}, NULL]}),
        (
            {"type": "object", "additionalProperties": True},
            {"anyOf": [{"type": "object", "additionalProperties": True}, NULL]},
        ),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"anyOf": [{"type": "object", "additionalProperties": {"anyOf": [{"type": "integer"}, NULL]}}, NULL]},
        ),
        ({"const": "tag"}, {"type": "string", "x-known-values": ["tag"]}),
    ],
)
def test_a_member_may_be_null(schema: dict[str, Any], patched: dict[str, Any]) -> None:
    assert members(member=schema) == {"member": patched}


def test_read_only_members_are_absent() -> None:
    made = derived(
        {
            "State": {"type": "string", "readOnly": True},
            "Thing": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "readOnly": True},
                    "state": {"$ref": "#/components/schemas/State"},
                },
            },
        }
    )
    assert "properties" not in made["ThingPatch"]


def test_the_members_of_the_parts_of_an_object_are_its_members() -> None:
    base = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string", "readOnly": True}}}
    thing = {"allOf": [{"$ref": "#/components/schemas/Base"}], "properties": {"c": {"type": "string"}}}
    assert derived({"Base": base, "Thing": thing})["ThingPatch"]["properties"].keys() == {"a", "c"}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"$ref": "#/components/schemas/Inner"},
        {"anyOf": [{"$ref": "#/components/schemas/Inner"}, NULL]},
    ],
)
def test_an_object_within_is_a_patch_itself(wrapped: dict[str, Any]) -> None:
    inner = {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}}
    made = derived({"Inner": inner, "Thing": {"type": "object", "properties": {"inner": wrapped}}})
    assert made["ThingPatch"]["properties"]["inner"] == {"anyOf": [{"$ref": "#/components/schemas/InnerPatch"}, NULL]}
    assert made["InnerPatch"]["properties"] == {"x": {"anyOf": [{"type": "string"}, NULL]}}


@pytest.mark.parametrize("kind", ["object", ["object", "null"]])
def test_an_object_without_a_name_is_a_patch_that_is_named_after_its_place(kind: object) -> None:
    inner = {"type": kind, "properties": {"x": {"type": "string"}}}
    made = derived({"Thing": {"type": "object", "properties": {"inner": inner}}})
    assert made["ThingPatch"]["properties"]["inner"] == {
        "anyOf": [{"$ref": "#/components/schemas/ThingInnerPatch"}, NULL]
    }
    assert list(made["ThingInnerPatch"]["properties"]) == ["x"]


def test_the_values_of_a_map_of_objects_are_patches_and_may_be_null() -> None:
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    mapped = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Inner"}}
    made = derived({"Inner": inner, "Thing": {"type": "object", "properties": {"map": mapped}}})
    values = {"anyOf": [{"$ref": "#/components/schemas/InnerPatch"}, NULL]}
    assert made["ThingPatch"]["properties"]["map"] == {
        "anyOf": [{"type": "object", "additionalProperties": values}, NULL]
    }


def test_members_without_names_may_be_null_too() -> None:
    made = derived({"Thing": {"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}})
    assert made["ThingPatch"]["additionalProperties"] == {"anyOf": [{"type": "string"}, NULL]}


def test_an_array_is_replaced_whole() -> None:
    inner = {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}}
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Inner"}}
    made = derived({"Inner": inner, "Thing": {"type": "object", "properties": {"list": listed}}})
    assert made["ThingPatch"]["properties"]["list"] == {"anyOf": [listed, NULL]}
    assert "InnerPatch" not in made


def test_a_schema_that_contains_itself_has_one_patch() -> None:
    made = derived({"Thing": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Thing"}}}})
    assert made["ThingPatch"]["properties"]["next"] == {"anyOf": [{"$ref": "#/components/schemas/ThingPatch"}, NULL]}


def test_the_patch_of_a_union_has_the_members_of_all_variants() -> None:
    def variant(tag: str, **own: Any) -> dict[str, Any]:
        return {"type": "object", "properties": {"kind": {"const": tag}, "size": {"type": "number"}, **own}}

    made = derived(
        {
            "A": variant("a", x={"type": "string"}),
            "B": variant("b", y={"type": "string", "readOnly": True}),
            "Thing": {
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind", "mapping": {}},
            },
        }
    )
    assert made["ThingPatch"]["properties"] == {
        "kind": {"type": "string", "x-known-values": ["a", "b"]},
        "size": {"anyOf": [{"type": "number"}, NULL]},
        "x": {"anyOf": [{"type": "string"}, NULL]},
    }


def test_objects_that_variants_describe_differently_become_one_patch() -> None:
    def variant(member: str) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"inner": {"type": "object", "properties": {member: {"type": "string"}}}},
        }

    made = derived(
        {
            "A": variant("x"),
            "B": variant("y"),
            "Thing": {
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind", "mapping": {}},
            },
        }
    )
    assert made["ThingPatch"]["properties"]["inner"] == {
        "anyOf": [{"$ref": "#/components/schemas/ThingInnerPatch"}, NULL]
    }
    assert made["ThingInnerPatch"]["properties"].keys() == {"x", "y"}


def test_the_schema_that_is_patched_stays_as_it_is() -> None:
    thing = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "default": "x"}}}
    made = derived({"Thing": thing})
    assert made["Thing"] == {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"type": "string", "default": "x"}},
    }
