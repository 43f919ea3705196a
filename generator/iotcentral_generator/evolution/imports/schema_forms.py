"""Forms of schemas: kinds, null, tags and references, as they are written in authored and published documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document.changes import CHANGES
from ...document.nodes import Node, Schema
from ...document.schemas import SCHEMAS
from ...document.versions import AVAILABILITY

__all__ = [
    "NULL",
    "are_objects",
    "enumerating_word",
    "is_rebuilt",
    "kinds_of",
    "references",
    "tags_of",
    "takes_null_as_type",
    "without_null",
    "without_prose",
]

NULL: Schema = {"type": "null"}


def references(node: Any) -> Iterator[str]:
    """Iterate over the names of the schemas to which a node refers."""
    if isinstance(node, dict):
        for word, value in node.items():
            if word == "$ref" and isinstance(value, str) and value.startswith(SCHEMAS):
                yield value.removeprefix(SCHEMAS)
            elif word == "x-merge-patch-of":
                yield str(value)
            else:
                yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


def tags_of(schema: Schema) -> Node:
    """Return tag → reference of its variant of a union; {} if the schema is not one."""
    discriminator = schema.get("discriminator")
    return discriminator.get("mapping") or {} if isinstance(discriminator, dict) else {}


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """Return a published schema without null, and whether it may be null."""
    choices = schema.get("anyOf")
    if isinstance(choices, list) and NULL in choices and len(choices) == 2:
        inner = choices[1 - choices.index(NULL)]
        return {**{word: value for word, value in schema.items() if word != "anyOf"}, **inner}, True
    return schema, "null" in kinds_of(schema)


def kinds_of(schema: Schema) -> set[str]:
    """Return the types that a schema allows, as far as it says."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return set(kinds)
    if kinds is None and isinstance(schema.get("const"), str):
        return {"string"}
    if kinds is None and schema.get("enum") and all(isinstance(value, str) for value in schema["enum"]):
        return {"string"}
    return {kinds} if isinstance(kinds, str) else set()


def without_prose(schema: Schema) -> Schema:
    """Return what two members have in common of which one is the other, renamed."""
    prose = {"description", "example", "title", "x-values", *AVAILABILITY, CHANGES, "x-secret", "x-name"}
    return {word: value for word, value in schema.items() if word not in prose}


def is_rebuilt(authored: Schema, published: Schema) -> bool:
    """Return whether a schema has become one of another kind: an object, an array or a plain value."""
    own, other = (kinds_of(schema) - {"null"} for schema in (authored, published))
    return bool(own and other) and own != other and bool((own | other) & {"object", "array"})


def are_objects(authored: Schema, published: Schema) -> bool:
    """Return whether one of two schemas says what an object holds."""
    words = {"properties", "allOf", "oneOf", "additionalProperties"}
    return bool((authored.keys() | published.keys()) & words)


def enumerating_word(schema: Schema) -> str | None:
    """Return the keyword with the values of an enumeration; None if the schema is not one."""
    return next((word for word in ("x-known-values", "enum") if word in schema), None)


def takes_null_as_type(schema: Schema) -> bool:
    """Return whether null can be one of the types of a schema."""
    return "type" in schema and not schema.keys() & {"enum", "x-known-values"}
