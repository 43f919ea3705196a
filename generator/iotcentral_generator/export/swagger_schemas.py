"""Schemas of Swagger 2.0, converted from those of OpenAPI 3.1.

A union becomes a base of which its variants are composed (`discriminator`, `allOf`), null becomes `x-nullable`, a
constant an enumeration of one value. Marks of the form `x-ms-…` are kept, the project's own are dropped. What Swagger
2.0 cannot express is an error, never an omission.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..document.nodes import Node, component, walk
from ..document.schemas import SCHEMAS
from ..problems import GenerationError, Problem

__all__ = [
    "convert_definitions",
    "convert_reference",
    "convert_schema",
    "description_of",
    "kept_marks",
    "reachable_schemas",
    "rename_definitions",
    "unsupported",
]

_DEFINITIONS = "#/definitions/"

_ALIKE = frozenset(
    {
        *("type", "format", "description", "default", "enum", "required", "readOnly"),
        *("minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
    }
)
"""Keywords that both versions have, with the same meaning."""

_SILENT = frozenset({"title", "example", "examples", "deprecated"})
"""Keywords that name or show something, and limit nothing."""

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


def convert_definitions(document: Node, names: Iterable[str]) -> Node:
    """Convert schemas of a projected document to definitions.

    The base of a union has the members that are equal in its variants, so that a reader of the base alone sees them too;
    the variant states what it requires and where it differs. `x-ms-discriminator-value` is the tag of a variant.

    Raises:
        GenerationError: Swagger 2.0 cannot express a schema.
    """
    schemas = {name: document["components"]["schemas"][name] for name in names}
    unions = {name: schema for name, schema in schemas.items() if "discriminator" in schema}
    converted = {
        name: _base(document, name, schema) if name in unions else convert_schema(schema, name)
        for name, schema in schemas.items()
    }
    for name, union in unions.items():
        for tag, reference in union["discriminator"]["mapping"].items():
            variant = _name(reference)
            converted[variant] = _composed(converted[variant], name, tag)
    return converted


def convert_reference(reference: str) -> Node:
    """Convert a reference to a schema to one to its definition."""
    return {"$ref": _DEFINITIONS + _name(reference)}


def rename_definitions(node: Any, names: dict[str, str]) -> None:
    """Rename the definitions to which converted nodes refer, in place."""
    for _, found in walk(node):
        if isinstance(found, dict) and isinstance(reference := found.get("$ref"), str):
            found["$ref"] = _DEFINITIONS + names.get(_name(reference), _name(reference))


def reachable_schemas(document: Node, operations: Iterable[Node]) -> list[str]:
    """Return the names of the schemas to which nodes refer, directly or through others, in the document's order."""
    found: set[str] = set()
    waiting: list[Any] = list(operations)
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            waiting += node.values()
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in found:
                found.add(reference)
                waiting.append(component(document, reference))
    return [name for name in document["components"].get("schemas", {}) if SCHEMAS + name in found]


def description_of(node: Node) -> Node:
    """Return the description of a node, as the member of another one."""
    return {"description": node["description"]} if "description" in node else {}


def kept_marks(node: Node) -> Node:
    """Return the marks of a node that the export keeps."""
    return {key: value for key, value in node.items() if key.startswith("x-ms-") and key != "x-ms-client-flatten"}


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def unsupported(where: str, what: str) -> GenerationError:
    """Return the error for something that Swagger 2.0 cannot express."""
    return GenerationError([Problem("E102", f"{where}: Swagger 2.0 has no form for {what}; author it otherwise")])


def convert_schema(schema: Node, where: str) -> Node:
    """Convert a schema."""
    schema, nullable = _without_null(schema, where)
    converted: Node = {}
    for key, value in schema.items():
        if key in _ALIKE or (key.startswith("x-ms-")):
            converted[key] = value
        elif key in _SILENT or key.startswith("x-") or key in {"$ref", "allOf"}:
            continue
        elif key == "const":
            converted |= {"type": schema.get("type", _TYPES[type(value)]), "enum": [value]}
        elif key == "properties":
            converted[key] = {name: convert_schema(member, f"{where}.{name}") for name, member in value.items()}
        elif key in {"items", "additionalProperties"}:
            converted[key] = convert_schema(value, f"{where}.{key}") if isinstance(value, dict) else value
        elif key in {"exclusiveMinimum", "exclusiveMaximum"}:
            converted |= {f"{key[9:].lower()}": value, key: True}
        else:
            raise unsupported(where, f"`{key}`")
    _add_marks(schema, converted)
    if nullable:
        converted["x-nullable"] = True
    parts = [convert_schema(part, where) for part in schema.get("allOf", [])]
    if "$ref" in schema:
        parts.insert(0, convert_reference(schema["$ref"]))
    if "$ref" in schema and len(parts) == 1 and not converted:
        return parts[0]  # keywords beside a `$ref` would be ignored
    return {**converted, "allOf": parts} if parts else converted


def _without_null(schema: Node, where: str) -> tuple[Node, bool]:
    """Return a schema without null, and whether it allowed null."""
    nullable = False
    if "anyOf" in schema:
        choices = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
        nullable = len(choices) < len(schema["anyOf"])
        if len(choices) != 1:
            raise unsupported(where, "a choice of several schemas (`anyOf`)")
        schema = {**choices[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    if isinstance(kinds := schema.get("type"), list):
        nullable = nullable or "null" in kinds
        left = [kind for kind in kinds if kind != "null"]
        schema = {key: value for key, value in schema.items() if key != "type"}
        schema |= {"type": left[0]} if len(left) == 1 else {}
    if None in schema.get("enum", ()):
        nullable = True
        schema = {**schema, "enum": [value for value in schema["enum"] if value is not None]}
    return schema, nullable


def _add_marks(schema: Node, converted: Node) -> None:
    """Express the project's own marks in Swagger."""
    if known := schema.get("x-known-values"):
        names = ", ".join(f"`{value}`" for value in known)
        converted["description"] = f"{converted.get('description', '')} Known values: {names}.".strip()
    if schema.get("x-secret") and converted.get("type") == "string":
        converted.setdefault("format", "password")
    if "required" in converted:
        members = schema.get("properties", {})
        required = [name for name in converted["required"] if not members.get(name, {}).get("readOnly")]
        del converted["required"]  # read-only members cannot be required: requests would need them too
        converted |= {"required": required} if required else {}


def _members(document: Node, schema: Node) -> Node:
    """Return the members of an object, those of its parts included."""
    if "$ref" in schema:
        return _members(document, component(document, schema["$ref"]))
    members: Node = {}
    for part in schema.get("allOf", []):
        members |= _members(document, part)
    members |= schema.get("properties", {})
    return members


def _base(document: Node, name: str, union: Node) -> Node:
    """Return the base of a union's variants."""
    tag, mapping = union["discriminator"]["propertyName"], union["discriminator"]["mapping"]
    variants = [_members(document, component(document, reference)) for reference in mapping.values()]
    tag_description = next((v[tag]["description"] for v in variants if "description" in v.get(tag, {})), "")
    agreed: Node = {}
    for member in dict.fromkeys(member for variant in variants for member in variant if member != tag):
        schemas = [variant[member] for variant in variants if member in variant]
        if all(schema == schemas[0] for schema in schemas):
            agreed[member] = convert_schema(schemas[0], f"{name}.{member}")
    return {
        **description_of(union),
        **kept_marks(union),
        "type": "object",
        "discriminator": tag,
        "required": [tag],
        "properties": {
            tag: {
                **({"description": tag_description} if tag_description else {}),
                "type": "string",
                "enum": list(mapping),
            },
            **agreed,
        },
    }


def _composed(variant: Node, base: str, tag: str) -> Node:
    """Compose a variant of the base of its union."""
    reference = {"$ref": _DEFINITIONS + base}
    if "x-ms-discriminator-value" in variant:  # a variant of several unions
        return {**variant, "allOf": [reference, *variant["allOf"]]}
    own = {key: value for key, value in variant.items() if key != "description"}
    return {**description_of(variant), "x-ms-discriminator-value": tag, "allOf": [reference, own]}
