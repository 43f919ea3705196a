"""Nested schemas: objects and enumerations within others, which become components under names of their own.

A nested schema is known by its place. Its name is that of the owner and the member, of an enumeration its title if it
has one and no other schema does; where a name is taken, a number follows.
"""

from __future__ import annotations

from itertools import count

from ..document.nodes import Key, Node, Schema
from ..document.schemas import (
    SCHEMAS,
    allows_null,
    is_composed_object,
    is_enumeration,
    merged,
    nested_name,
    without_null,
)

__all__ = ["NestedSchemas"]


class NestedSchemas:
    """The nested schemas of a document, and the components that they have become.

    Attributes:
        components: key of a nested schema → its component.
    """

    def __init__(self, document: Node) -> None:
        self._document = document
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._enumerations: dict[str, Schema] = {}
        self.components: dict[Key, str] = {}

    def name_within(self, key: Key, owner: str, schema: Schema) -> None:
        """Make components of the objects and enumerations in a schema, which stays where it is."""
        described: Schema = {"description": schema["description"]} if "description" in schema else {}
        for name, member in schema.get("properties", {}).items():
            if schema.get("x-merge-patch") and "x-known-values" in member and "title" not in member:
                continue  # the tag of a union: its variants have the values
            place = (*key, "properties", name)
            schema["properties"][name] = self.as_component(place, nested_name(owner, name), member)
        for word in ("items", "additionalProperties"):
            if isinstance(schema.get(word), dict):
                schema[word] = self.as_component((*key, word), f"{owner}Item", schema[word], described)
        for index, part in enumerate(schema.get("allOf", [])):
            self.name_within((*key, "allOf", index), owner, part)
        for index, part in enumerate(schema.get("anyOf", [])):
            schema["anyOf"][index] = self.as_component((*key, "anyOf", index), owner, part, described)

    def as_component(self, key: Key, name: str, schema: Schema, described: Schema | None = None) -> Schema:
        """Return a nested schema, or the reference to it if it has become a component.

        Args:
            key: its place in the document.
            name: the name of its place.
            schema: the schema.
            described: the description of what surrounds it, should it have none.
        """
        if "allOf" in schema and (_is_reference(schema) or not is_composed_object(self._document, schema)):
            schema = merged(self._document, schema)
        if "$ref" in schema:
            return schema
        described_schema = {**(described or {}), **{key: value for key, value in schema.items() if key != "x-name"}}
        if is_enumeration(schema):
            return self._reference(key, schema, self._enumeration(name, without_null(described_schema)))
        if schema.get("properties") or "allOf" in schema:
            component = self._free(name)
            self._schemas[component] = described_schema = without_null(described_schema)
            self.name_within(key, component, described_schema)
            return self._reference(key, schema, component)
        self.name_within(key, name, schema)
        return schema

    def _reference(self, key: Key, schema: Schema, component: str) -> Schema:
        self.components[key] = component
        reference: Schema = {"$ref": SCHEMAS + component}
        if allows_null(schema):
            reference = {"anyOf": [reference, {"type": "null"}]}
        return {**_beside_reference(schema), **reference}

    def _enumeration(self, place: str, schema: Schema) -> str:
        """Return the component of a nested enumeration; those of one title and the same values share one."""
        for name in (schema.get("title") or place, place):
            known = self._enumerations.get(name)
            if known is not None and _values(known) == _values(schema):
                return name
            if name not in self._schemas:
                return self._add_enumeration(name, schema)
        return self._add_enumeration(self._free(place), schema)

    def _add_enumeration(self, name: str, schema: Schema) -> str:
        self._schemas[name] = self._enumerations[name] = {
            word: value for word, value in schema.items() if word != "readOnly"
        }
        return name

    def _free(self, name: str) -> str:
        """Return a name, with a number if it is taken."""
        numbered = (f"{name}{number}" for number in count(2))
        return name if name not in self._schemas else next(each for each in numbered if each not in self._schemas)


def _is_reference(schema: Schema) -> bool:
    """Return whether a schema with `allOf` only refers to another one, with a description of its own perhaps."""
    parts = schema["allOf"]
    return len(parts) == 1 and "$ref" in parts[0] and not schema.keys() & {"properties", "additionalProperties"}


def _values(enumeration: Schema) -> object:
    return enumeration.get("enum"), enumeration.get("x-known-values"), enumeration.get("x-open")


def _beside_reference(schema: Schema) -> Schema:
    """Return the keywords that are about the member, rather than about the schema to which it refers."""
    kept = ("description", "readOnly", "writeOnly", "default", "x-secret", "x-sensitive", "x-always", "x-name")
    return {key: schema[key] for key in kept if key in schema}
