"""Forms of a schema that a comparison needs: without null, its type, and in a few words."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...document.nodes import Schema
from .found import name_of

__all__ = ["BareSchema", "bare", "type_of", "written"]


class BareSchema(NamedTuple):
    """A schema without what says that null is allowed."""

    schema: Schema
    nullable: bool


def bare(schema: Schema) -> BareSchema:
    """Return a schema without the ways of saying that null is allowed, and without a wrapper around a reference."""
    nullable = schema.get("nullable") is True
    schema = {key: value for key, value in schema.items() if key != "nullable"}
    kinds = schema.get("type")
    if isinstance(kinds, list):
        rest = [kind for kind in kinds if kind != "null"]
        nullable = nullable or len(rest) < len(kinds)
        schema = {**schema, "type": rest[0] if len(rest) == 1 else rest}
    for word in ("anyOf", "oneOf"):
        choices = [each for each in schema.get(word, []) if each != {"type": "null"}]
        if word in schema and len(choices) < len(schema[word]):
            nullable = True
            rest_of = {key: value for key, value in schema.items() if key != word}
            schema = {**rest_of, **choices[0]} if len(choices) == 1 else {**rest_of, word: choices}
    parts = schema.get("allOf", [])
    if len(parts) == 1 and "$ref" in parts[0] and not schema.keys() & {"properties", "$ref"}:
        schema = {**{key: value for key, value in schema.items() if key not in {"allOf", "type"}}, **parts[0]}
    return BareSchema(schema, nullable)


def type_of(schema: Schema) -> Any:
    """Return the type of a schema, also where it follows from other keywords."""
    if "type" in schema:
        return sorted(schema["type"]) if isinstance(schema["type"], list) else schema["type"]
    if schema.keys() & {"properties", "allOf", "discriminator"}:
        return "object"
    if isinstance(schema.get("const"), str):
        return "string"
    values = schema.get("enum", schema.get("x-known-values", [None]))
    return "string" if values and all(isinstance(value, str) for value in values) else None


def written(schema: Any) -> str:
    """Return a schema in a few words."""
    if not isinstance(schema, dict) or not schema:
        return "any"
    if (name := name_of(schema)) is not None:
        return name
    kind = str(type_of(schema) or "any")
    return f"{kind} ({schema['format']})" if "format" in schema else kind
