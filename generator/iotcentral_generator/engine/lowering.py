"""Lowering of a projected document to what the engine understands.

The engine supports plain OpenAPI. A discriminated union becomes the object of the members that all its variants share,
an open enumeration becomes a marked enumeration, and nested objects and enumerations get names. `plan` restores the
meaning.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from ..document.grammar import Kind
from ..document.nodes import Key, Node, Schema
from ..document.operations import operations, written_parameters
from ..document.schemas import SCHEMAS, flatten, is_enumeration, nested_name, schema_key
from ..document.traversal import places

__all__ = ["LoweredDocument", "lower"]


class LoweredDocument(NamedTuple):
    """A document in the engine's terms.

    Attributes:
        document: the document; every object with members and every enumeration is a component.
        components: key of a schema that was written elsewhere than among the components → its component.
    """

    document: Node
    components: dict[Key, str]


def lower(document: Node) -> LoweredDocument:
    """Return a projected document in the engine's terms; the document itself is not changed."""
    lowered = deepcopy(document)
    schemas: dict[str, Schema] = lowered["components"].setdefault("schemas", {})
    lowered["components"].pop("links", None)
    nested = _NestedSchemas(schemas)
    for name in list(schemas):
        nested.name_within(schema_key(name), name, schemas[name])
    for _, _, operation in operations(lowered):
        _drop_links(operation)
        _drop_examples(operation)
    for key, parameter in written_parameters(lowered):
        nested.name_enumeration((*key, "schema"), parameter)
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
    return LoweredDocument(lowered, nested.components)


def _drop_links(operation: Node) -> None:
    """Remove the links: they are for readers of the document, and no code is generated from them."""
    for response in operation.get("responses", {}).values():
        response.pop("links", None)


def _drop_examples(operation: Node) -> None:
    for place in places(operation, Kind.OPERATION):
        place.node.pop("examples", None)


class _NestedSchemas:
    """The schemas that are nested in others, and the components that they become: key → name."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self.components: dict[Key, str] = {}

    def name_within(self, key: Key, owner: str, schema: Schema) -> None:
        """Make components of the objects with members and of the enumerations that are nested in a schema."""
        described: Schema = {"description": schema["description"]} if "description" in schema else {}
        for name, member in schema.get("properties", {}).items():
            place = (*key, "properties", name)
            schema["properties"][name] = self._as_component(place, nested_name(owner, name), member)
        for word in ("items", "additionalProperties"):
            if isinstance(schema.get(word), dict):
                schema[word] = self._as_component((*key, word), f"{owner}Item", {**described, **schema[word]})
        for word in ("allOf", "anyOf"):
            for index, part in enumerate(schema.get(word, [])):
                self.name_within((*key, word, index), owner, part)
        for index, part in enumerate(schema.get("anyOf", [])):
            schema["anyOf"][index] = self._as_component((*key, "anyOf", index), owner, {**described, **part})

    def _as_component(self, key: Key, name: str, schema: Schema) -> Schema:
        """Return a nested schema, or the reference to it if it has become a component."""
        if is_enumeration(schema) and "title" in schema:
            self._schemas.setdefault(schema["title"], {**schema})
            return self._reference(key, schema["title"], schema)
        if schema.get("properties"):
            self._schemas[name] = schema
            self.name_within(key, name, schema)
            return self._reference(key, name, schema)
        self.name_within(key, name, schema)
        return schema

    def _reference(self, key: Key, name: str, schema: Schema) -> Schema:
        self.components[key] = name
        return {**_beside_reference(schema), "$ref": SCHEMAS + name}

    def name_enumeration(self, key: Key, parameter: dict[str, Any]) -> None:
        """Make a component of the enumeration of a parameter."""
        schema = parameter["schema"]
        if is_enumeration(schema) and "title" in schema:
            described = {"description": parameter["description"]} if "description" in parameter else {}
            self._schemas.setdefault(schema["title"], {**described, **schema})
            parameter["schema"] = self._reference(key, schema["title"], {})


def _beside_reference(schema: Schema) -> Schema:
    """Return the keywords that are about the member, rather than about the schema to which it refers."""
    return {key: schema[key] for key in ("description", "readOnly", "default", "x-secret") if key in schema}


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
