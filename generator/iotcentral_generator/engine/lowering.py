"""Lowering of a projected document to what the engine understands.

The engine supports plain OpenAPI. A discriminated union becomes the object of the members that all its variants share,
an open enumeration becomes a marked enumeration, and nested objects and enumerations get names. `plan` restores the
meaning.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import chain, count
from typing import Any

from ..document.nodes import Node, Schema
from ..document.operations import written_parameters
from ..document.schemas import SCHEMAS, flatten, is_enumeration, nested_name
from .contents import lower_contents

__all__ = ["lower"]


_BESIDE_REFERENCE = ("description", "readOnly", "writeOnly", "default", "x-secret")
"""Keywords that are about a member, rather than about the schema to which it refers."""


def lower(document: Node) -> Node:
    """Return a projected document in the engine's terms; the document itself is not changed."""
    lowered = deepcopy(document)
    schemas: dict[str, Schema] = lowered["components"].setdefault("schemas", {})
    lowered["components"].pop("links", None)
    for name in list(schemas):
        _name_nested(schemas, name, schemas[name])
    lower_contents(lowered, lambda name, schema: _as_component(schemas, _free_name(schemas, name), schema))
    for _, parameter in written_parameters(lowered):
        _lower_parameter(schemas, parameter)
    for schema in schemas.values():
        _close_enumeration(schema)
    for name, schema in list(schemas.items()):
        if "allOf" in schema:  # the engine would replace a schema with a single `allOf` part by that part
            kept = {key: value for key, value in schema.items() if key != "allOf"}
            schemas[name] = {**kept, **flatten(lowered, schema)}
    shared = {name: _shared_members(lowered, s) for name, s in schemas.items() if "discriminator" in s}
    for name, members in shared.items():
        kept = {key: schemas[name][key] for key in ("description", "discriminator") if key in schemas[name]}
        schemas[name] = {**kept, "type": "object", **members}
    return lowered


def _free_name(schemas: dict[str, Schema], name: str) -> str:
    """Return a name that no schema has: the given one, or that with a number."""
    return next(f"{name}{number or ''}" for number in chain((0,), count(2)) if f"{name}{number or ''}" not in schemas)


def _name_nested(schemas: dict[str, Schema], owner: str, schema: Schema) -> None:
    """Make components of the objects with members and of the enumerations that are nested in a schema."""
    _lower_keywords(schema)
    described: Schema = {"description": schema["description"]} if "description" in schema else {}
    for name, member in schema.get("properties", {}).items():
        schema["properties"][name] = _as_component(schemas, nested_name(owner, name), member)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            schema[word] = _as_component(schemas, f"{owner}Item", {**described, **schema[word]})
    for part in [*schema.get("allOf", []), *schema.get("anyOf", [])]:
        _name_nested(schemas, owner, part)
    if "anyOf" in schema:
        schema["anyOf"] = [_as_component(schemas, owner, {**described, **part}) for part in schema["anyOf"]]


def _as_component(schemas: dict[str, Schema], name: str, schema: Schema) -> Schema:
    """Return a nested schema, or the reference to it if it has become a component."""
    if _allows_null(schema) and (is_enumeration(schema) or schema.get("properties")):
        choices = [_as_component(schemas, name, _without_null(schema)), {"type": "null"}]
        return {**_beside_reference(schema), "anyOf": choices}
    if is_enumeration(schema) and "title" in schema:
        schemas.setdefault(schema["title"], {**schema})
        return {**_beside_reference(schema), "$ref": SCHEMAS + schema["title"]}
    if schema.get("properties"):
        schemas[name] = schema
        _name_nested(schemas, name, schema)
        return {**_beside_reference(schema), "$ref": SCHEMAS + name}
    _name_nested(schemas, name, schema)
    return schema


def _beside_reference(schema: Schema) -> Schema:
    """Return the keywords that are about the member, rather than about the schema to which it refers."""
    return {key: schema[key] for key in _BESIDE_REFERENCE if key in schema}


def _allows_null(schema: Schema) -> bool:
    return (isinstance(schema.get("type"), list) and "null" in schema["type"]) or None in schema.get("enum", [])


def _without_null(schema: Schema) -> Schema:
    """Return a schema that allows null without that, and without what `_beside_reference` keeps of it."""
    kept = {key: value for key, value in schema.items() if key == "description" or key not in _BESIDE_REFERENCE}
    kinds = [kind for kind in _listed(kept.pop("type", [])) if kind != "null"]
    if len(kinds) == 1:
        kept["type"] = kinds[0]
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _lower_keywords(schema: Schema) -> None:
    """Write the keywords of a schema in the way in which the engine reads them rightly."""
    if schema.get("format") == "binary":  # in JSON these are strings like others
        del schema["format"]
    if "const" in schema:
        schema.pop("type", None)
        if schema["const"] is None:
            del schema["const"]
            schema["type"] = "null"
    if isinstance(schema.get("type"), list) and len(schema["type"]) == 1:
        schema["type"] = schema["type"][0]


def _lower_parameter(schemas: dict[str, Schema], parameter: dict[str, Any]) -> None:
    """Name the enumeration of a parameter, and give the parameter a place where the engine takes every type."""
    parameter.pop("examples", None)
    schema = parameter["schema"]
    if "$ref" not in schema:
        described = {"description": parameter.get("description", ""), **schema}
        parameter["schema"] = _as_component(schemas, str(parameter["name"]), described)
    parameter["x-place"] = parameter["in"]
    if parameter["in"] == "header":
        parameter["in"] = "cookie"


def _close_enumeration(schema: Schema) -> None:
    """Write an open enumeration as an enumeration with the mark `x-open`."""
    if "x-known-values" in schema:
        schema["enum"] = schema.pop("x-known-values")
        schema["x-open"] = True


def _shared_members(document: Node, union: Schema) -> Schema:
    """Return the members that are equal in all variants of a union, including the tag.

    Of a single variant only the tag: its own members could not be told from those that a later variant shares.
    """
    tag = union["discriminator"]["propertyName"]
    flats = [flatten(document, variant) for variant in union["oneOf"]]
    first = flats[0]["properties"] if len(flats) > 1 else {tag: flats[0]["properties"][tag]}
    same = {n: s for n, s in first.items() if all(flat["properties"].get(n) == s for flat in flats)}
    same[tag] = {"description": first[tag].get("description", "The kind."), "type": "string"}
    required = [name for name in flats[0]["required"] if name in same and all(name in f["required"] for f in flats)]
    return {"properties": {name: same[name] for name in first if name in same}, "required": required}
