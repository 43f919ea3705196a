"""Published schemas in the authored dialect: keywords that it has, nullability of OpenAPI 3.1, named enumerations."""

from __future__ import annotations

from typing import Any

from ...document.changes import CHANGES
from ...document.grammar import GRAMMAR, Kind
from ...document.nodes import Node, Schema
from ...document.schemas import nested_name
from ...document.versions import AVAILABILITY
from .losses import ImportReport

__all__ = ["SchemaImporter", "in_usual_order", "pascal"]

_HANDLED = frozenset({"enum", "items", "properties", "additionalProperties", "allOf", "oneOf", "anyOf", "x-values"})
_FOR_READERS = frozenset({"example", "examples", "xml", "externalDocs", "title", "nullable", "x-nullable"})
_MARKS = frozenset({*AVAILABILITY, CHANGES, "x-merge-patch-of", "x-fixed-to", "x-unused"})
_KEPT = frozenset(GRAMMAR[Kind.SCHEMA]) - _HANDLED - _FOR_READERS - _MARKS
_READ = frozenset(
    {"x-enum-descriptions", "x-enum-names", "x-merge-patch", "x-ms-enum", "x-ms-discriminator-value", "x-ms-secret"}
)


def pascal(text: str) -> str:
    """Return a text as a name in PascalCase."""
    words = "".join(char if char.isalnum() and char.isascii() else " " for char in text).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


_COMPOSED = frozenset({"items", "additionalProperties", "allOf", "anyOf", "oneOf"})
_ORDER = ("$ref", "description", "type", "format", "title", "allOf", "required", "properties", "oneOf", "discriminator")


def in_usual_order(schema: Any) -> Any:
    """Return a schema whose keywords, at every depth, are in the order of authored ones."""
    if isinstance(schema, list):
        return [in_usual_order(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    ranks = {word: rank for rank, word in enumerate(_ORDER)}
    ordered = sorted(schema.items(), key=lambda item: ranks.get(item[0], len(ranks)))
    return {
        word: {name: in_usual_order(member) for name, member in value.items()}
        if word == "properties" and isinstance(value, dict)
        else in_usual_order(value)
        if word in _COMPOSED
        else value
        for word, value in ordered
    }


class SchemaImporter:
    """Importer of schemas, which gives each enumeration a name of its own."""

    def __init__(self, names: frozenset[str], report: ImportReport) -> None:
        self._titles: dict[str, list[Any] | None] = dict.fromkeys(names)
        self._report = report

    def schema(self, schema: Any, owner: str, *, named: bool = False) -> Any:
        """Return a schema in the dialect.

        Args:
            schema: the published schema.
            owner: the name of what it is part of.
            named: whether it is a component, so that an enumeration has a name already.
        """
        if not isinstance(schema, dict):
            return schema
        found: Schema = {word: value for word, value in schema.items() if word in _KEPT}
        for word in sorted(schema.keys() - _KEPT - _FOR_READERS - _HANDLED - _READ):
            self._report.lose(owner, f"`{word}` of a schema")
        null = schema.get("nullable") is True or schema.get("x-nullable") is True
        if schema.get("x-ms-secret") is True:
            found["x-secret"] = True
        if "$ref" in found:
            return _with_null(self._reference(found, owner)) if null else self._reference(found, owner)
        self._parts(schema, found, owner)
        self._limits(found)
        if schema.get("enum") or "x-known-values" in schema:
            self._enumeration(schema, found, owner, named=named)
        return _with_null(found) if null else found

    def _reference(self, found: Schema, owner: str) -> Schema:
        if not str(found["$ref"]).startswith("#/components/"):
            self._report.lose(owner, f"{found['$ref']} lies in another document; write its schema")
            return {word: value for word, value in found.items() if word != "$ref"} | {"x-elsewhere": found["$ref"]}
        return found

    def _parts(self, schema: Schema, found: Schema, owner: str) -> None:
        if isinstance(schema.get("properties"), dict):
            found["properties"] = {
                name: self.schema(member, nested_name(owner, pascal(name)))
                for name, member in schema["properties"].items()
            }
        for word in ("items", "additionalProperties"):
            if word in schema:
                found[word] = self.schema(schema[word], f"{owner}Item")
        for word in ("allOf", "oneOf", "anyOf"):
            if word in schema:
                found[word] = [self.schema(part, owner) for part in schema[word]]
        if isinstance(found.get("additionalProperties"), bool):
            if found["additionalProperties"] is False:
                self._report.lose(owner, "`additionalProperties: false`; unknown members are kept")
            del found["additionalProperties"]

    def _limits(self, found: Schema) -> None:
        for word, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            exclusive = found.pop(word) if isinstance(found.get(word), bool) else False  # as in OpenAPI 3.0
            if exclusive and limit in found:
                found[word] = found.pop(limit)
        if found.get("required") == []:
            del found["required"]

    def _enumeration(self, schema: Schema, found: Schema, owner: str, *, named: bool) -> None:
        about = schema.get("x-ms-enum") or {}
        opened = about.get("modelAsString") or "x-known-values" in schema
        values = [value for value in schema.get("enum") or schema["x-known-values"] if value is not None]
        found["x-known-values" if opened else "enum"] = values
        if about.get("modelAsString") is False:
            found["x-closed"] = True
        if not named:
            found["title"] = self._title(pascal(str(about.get("name") or schema.get("title") or "")) or owner, values)
        details = {**schema.get("x-enum-descriptions", {})}
        details |= {v["value"]: v["description"] for v in about.get("values", []) if v.get("description")}
        if details and all(isinstance(value, str) for value in values):
            found["x-values"] = {value: {"description": details.get(value, "")} for value in values}

    def _title(self, wanted: str, values: list[Any]) -> str:
        """Return a name for an enumeration that no schema and no other enumeration has."""
        title, number = wanted, 1
        while title in self._titles and self._titles[title] != values:
            number += 1
            title = f"{wanted}Value" if number == 2 else f"{wanted}Value{number}"
        self._titles[title] = values
        return title


def _with_null(schema: Schema) -> Schema:
    """Return a schema that allows null, as OpenAPI 3.1 writes it."""
    kinds = schema.get("type")
    if isinstance(kinds, str) and not schema.keys() & {"enum", "x-known-values"}:
        return {**schema, "type": [kinds, "null"]}
    if kinds is None and not schema.keys() & {"allOf", "oneOf", "anyOf", "$ref", "enum"}:
        return schema  # any value may be null
    described: Node = {word: schema[word] for word in ("description", "readOnly", "default") if word in schema}
    return {**described, "anyOf": [{w: v for w, v in schema.items() if w not in described}, {"type": "null"}]}
