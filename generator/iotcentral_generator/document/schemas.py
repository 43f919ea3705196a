"""Schemas of an OpenAPI document: references to them, enumerations, and the members of composed objects."""

from __future__ import annotations

from .nodes import Key, Node, Schema, resolved

__all__ = ["SCHEMAS", "flatten", "is_enumeration", "nested_name", "schema_key"]

SCHEMAS = "#/components/schemas/"
"""The beginning of every reference to a schema."""


def flatten(document: Node, schema: Schema) -> Schema:
    """Return `properties` and `required` of an object, those of its `allOf` parts included, in order."""
    schema = resolved(document, schema)
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for part in schema.get("allOf", []):
        flat = flatten(document, part)
        properties.update(flat["properties"])
        required += flat["required"]
    properties.update(schema.get("properties", {}))
    required += schema.get("required", [])
    return {"properties": properties, "required": list(dict.fromkeys(required))}


def is_enumeration(schema: Schema) -> bool:
    """Return whether a schema enumerates values, closed or open."""
    return "enum" in schema or "x-known-values" in schema


def schema_key(name: str) -> Key:
    """Return the key of the component that is a schema."""
    return ("components", "schemas", name)


def nested_name(owner: str, member: str) -> str:
    """Return the name of the schema that is written within a member: `Device`, `status` → `DeviceStatus`."""
    return f"{owner}{member[:1].upper()}{member[1:]}"
