"""Schemas of a parsed document, each with the class that the engine created for it."""

from __future__ import annotations

from typing import Any

from openapi_python_client.parser.properties import EnumProperty, ModelProperty, Property

from ..document.nodes import Schema
from ..engine import ParsedDocument, encoded, raw_name
from .class_names import ClassName, MemberNames, class_names
from .python_types import PythonTypes

__all__ = ["ParsedSchemas", "properties_of", "with_limits"]


class ParsedSchemas:
    """Access to the schemas of a parsed document and to their Python types.

    Attributes:
        document: the document in the engine's terms.
        schemas: name → schema.
        names: name → the names of its class.
        members: the attributes of the members.
        types: conversion of the engine's properties.
        models: name → the engine's class of an object schema.
        enumerations: name → the engine's class of an enumeration.
    """

    def __init__(self, parsed: ParsedDocument) -> None:
        self.document = parsed.document
        self.schemas: dict[str, Schema] = self.document["components"]["schemas"]
        self._engine_names = {encoded(name).capitalize(): name for name in self.schemas}
        self.members = MemberNames(self.document)
        self.names = class_names(self.schemas, self.members.attributes)
        self._schemas_of_classes = {named.local: name for name, named in self.names.items()}
        self.types = PythonTypes(self._class_of, self.is_open, self.values)
        self.models: dict[str, ModelProperty] = self._by_name(parsed.data.models)
        self.enumerations: dict[str, EnumProperty] = self._by_name(parsed.data.enums)

    def _by_name(self, found: Any) -> dict[str, Any]:
        return {self._engine_names.get(str(each.class_info.name), ""): each for each in found}

    def _class_of(self, engine_name: str) -> tuple[str, ClassName] | None:
        """Return the schema for the engine's name of a class, and the names of its class; None for an unnamed schema."""
        name = self._engine_names.get(engine_name)
        return None if name is None else (name, self.names[name])

    def schema_of(self, local: str) -> str:
        """Return the schema of a class by its name in the modules of the models; "" if there is none."""
        return self._schemas_of_classes.get(local, "")

    def is_open(self, name: str) -> bool:
        """Return whether a schema is an open enumeration, which accepts any string."""
        return bool(self.schemas.get(name, {}).get("x-open"))

    def values(self, name: str) -> list[str | int]:
        """Return the values of an enumeration, each once."""
        return list(dict.fromkeys(value for value in self.schemas[name]["enum"] if value is not None))


def properties_of(engine_model: Any) -> dict[str, Property]:
    """Return the properties of one of the engine's models by their names in the document."""
    found = [*(engine_model.required_properties or []), *(engine_model.optional_properties or [])]
    return {raw_name(prop): prop for prop in found}


def with_limits(schema: Schema, target: Schema) -> Schema:
    """Return a member's schema with the limits of the plain schema that it refers to.

    Args:
        schema: the schema as it is written at the member.
        target: the schema that it refers to, or the same schema; of an object nothing is added.
    """
    alternatives = [part for part in schema.get("anyOf", []) if part != {"type": "null"}]
    return {**(alternatives[0] if alternatives else {}), **({} if "properties" in target else target), **schema}
