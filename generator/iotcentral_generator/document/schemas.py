"""Schemas of an OpenAPI document: references to them, enumerations, and the composition of several into one."""

from __future__ import annotations

from urllib.parse import quote

from .grammar import Kind
from .nodes import Key, Node, Schema, resolved
from .traversal import copied, places

__all__ = [
    "SCHEMAS",
    "aliases",
    "allows_null",
    "composed",
    "flatten",
    "is_composed_object",
    "is_enumeration",
    "merged",
    "nested_name",
    "schema_key",
    "with_uris",
    "without_null",
]

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


def composed(document: Node, schema: Schema) -> Schema:
    """Return a schema with its `allOf` parts in it: an object with the members of all, or a value with all keywords."""
    if not is_composed_object(document, schema):
        return merged(document, schema)
    return {**{key: value for key, value in schema.items() if key != "allOf"}, **flatten(document, schema)}


def merged(document: Node, schema: Schema) -> Schema:
    """Return a schema that is not an object with the keywords of its `allOf` parts; the only reference stays one."""
    parts = schema["allOf"]
    single = sum("$ref" in part for part in parts) == 1
    found: Schema = {}
    for part in parts:
        part = part if single else resolved(document, part)
        found |= merged(document, part) if "allOf" in part else part
    return {**found, **{key: value for key, value in schema.items() if key != "allOf"}}


def is_composed_object(document: Node, schema: Schema) -> bool:
    """Return whether a schema with `allOf` is an object: it or one of its parts has members, or is one of several."""
    if schema.get("type") == "object" or "properties" in schema:
        return True
    parts = (resolved(document, part) for part in schema.get("allOf", []))
    return any(is_composed_object(document, part) or "discriminator" in part for part in parts)


def is_enumeration(schema: Schema) -> bool:
    """Return whether a schema enumerates values, closed or open."""
    return isinstance(schema.get("enum"), list) or isinstance(schema.get("x-known-values"), list)


def allows_null(schema: Schema) -> bool:
    """Return whether a schema that describes an object or an enumeration allows null too, by its type or its values."""
    kinds = schema.get("type")
    return "null" in kinds if isinstance(kinds, list) else kinds is None and None in (schema.get("enum") or ())


def without_null(schema: Schema) -> Schema:
    """Return a schema that allows what this one does but null."""
    found = dict(schema)
    if isinstance(kinds := schema.get("type"), list) and "null" in kinds:
        others = [kind for kind in kinds if kind != "null"]
        found["type"] = others[0] if len(others) == 1 else others
    for word in ("enum", "x-known-values"):
        if isinstance(values := schema.get(word), list):
            found[word] = [value for value in values if value is not None]
    return found


def with_uris(document: Node) -> Node:
    """Return a document with its references as URIs, in which only ASCII stands; readers of JSON Schema need it."""
    if all(name.isascii() for name in document["components"].get("schemas", {})):
        return document
    written: Node = copied(document)
    for place in places(written):
        if "$ref" in place.node:
            place.node["$ref"] = _uri(place.node["$ref"])
        if place.kind is Kind.DISCRIMINATOR and "mapping" in place.node:
            place.node["mapping"] = {tag: _uri(target) for tag, target in place.node["mapping"].items()}
    return written


def _uri(reference: str) -> str:
    return quote(reference, safe="#/~%!$&'()*+,;=:@?")


def schema_key(name: str) -> Key:
    """Return the key of the component that is a schema."""
    return ("components", "schemas", name)


def nested_name(owner: str, member: str) -> str:
    """Return the name of the schema that is written within a member: `Device`, `status` → `DeviceStatus`."""
    return f"{owner}{member[:1].upper()}{member[1:]}"


def aliases(document: Node) -> dict[str, str]:
    """Return the schemas that are nothing but a reference to another one, with the schema that they stand for."""
    schemas: dict[str, Schema] = document["components"].get("schemas", {})
    direct = {name: target for name, schema in schemas.items() if (target := _stands_for(document, schema))}
    found = {}
    for name, target in direct.items():
        seen = {name}
        while target in direct and target not in seen:
            seen.add(target)
            target = direct[target]
        found[name] = target
    return found


def _stands_for(document: Node, schema: Schema) -> str:
    """Return the schema that another one stands for; an object with a single part has a class of its own."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(SCHEMAS)
    parts = schema.get("allOf", [])
    if len(parts) != 1 or "$ref" not in parts[0] or schema.keys() & {"type", "properties", "additionalProperties"}:
        return ""
    target = resolved(document, parts[0])
    is_class = "discriminator" not in target and is_composed_object(document, target)
    return "" if is_class else str(parts[0]["$ref"]).removeprefix(SCHEMAS)
