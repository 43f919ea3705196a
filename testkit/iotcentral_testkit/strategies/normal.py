"""Normal form of schemas: no references and no combining keywords at the top; an unknown keyword raises."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

from ..openapi.json_types import is_array, is_object

__all__ = ["TYPES", "Normalizer", "Schema", "UnsupportedSchemaError", "canonical"]

Schema = Mapping[str, Any]

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")

_ANNOTATIONS = frozenset(
    {"$comment", "default", "deprecated", "description", "example", "examples", "externalDocs", "title"}
)
_COMBINING = frozenset({"$ref", "allOf", "anyOf", "discriminator", "oneOf"})


class UnsupportedSchemaError(ValueError):
    """A schema has something that the strategies do not support; the message names it and its place."""


def canonical(value: Any) -> str:
    """Return the text by which JSON values are compared: `1` and `true` differ, the order of members does not."""
    return json.dumps(value, sort_keys=True)


class Normalizer:
    """Normalizer of the schemas of one document.

    Args:
        document: the document that references lead into.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document

    def resolve(self, node: Any, place: str) -> Any:
        """Follow the reference that a part of the document consists of.

        Raises:
            UnsupportedSchemaError: it leads out of the document, or to nothing in it.
        """
        while is_object(node) and "$ref" in node:
            node = self._target(node["$ref"], place)
        return node

    def _target(self, reference: str, place: str) -> Any:
        found: Any = self._document
        for part in reference.removeprefix("#/").split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if not reference.startswith("#/") or not is_object(found) or name not in found:
                raise UnsupportedSchemaError(f"{place}: $ref {reference!r} leads to nothing in the document")
            found = found[name]
        return found

    def alternatives(self, schema: Any, place: str) -> list[Schema]:
        """Return schemas of which a value has to fit one, each without references and combining keywords at its top.

        `type` is a list and `const` an `enum` in them. Annotations are left out.

        Raises:
            UnsupportedSchemaError: a keyword is not known, or two schemas cannot be joined.
        """
        if isinstance(schema, bool):
            return [{}] if schema else []
        if not is_object(schema):
            raise UnsupportedSchemaError(f"{place}: a schema is an object or a boolean, not {schema!r}")
        found = [_own(schema, place)]
        if "$ref" in schema:
            reference = schema["$ref"]
            found = _product(found, self.alternatives(self._target(reference, place), reference), place)
        for index, part in enumerate(schema.get("allOf", ())):
            found = _product(found, self.alternatives(part, f"{place}/allOf/{index}"), place)
        for word in ("anyOf", "oneOf"):
            if word in schema:
                options = self.options(schema, word, place)
                found = _product(found, [each for part, at in options for each in self.alternatives(part, at)], place)
        return found

    def options(self, schema: Schema, word: str, place: str) -> list[tuple[Schema, str]]:
        """Return the parts of an `anyOf` or `oneOf` with their places, those of a union bound to their tags.

        Raises:
            UnsupportedSchemaError: the parts of a `oneOf` cannot be distinguished.
        """
        parts = [(part, f"{place}/{word}/{index}") for index, part in enumerate(schema[word])]
        if word == "oneOf" and "discriminator" in schema:
            return [(self._tagged(part, schema["discriminator"], at), at) for part, at in parts]
        if word == "oneOf" and not self._distinct(parts):
            raise UnsupportedSchemaError(f"{place}: a oneOf needs a discriminator, or parts of different types")
        return parts

    def _tagged(self, part: Schema, discriminator: Schema, place: str) -> Schema:
        """Bind a variant to its tags; one that names its tag itself stays a mere reference."""
        reference, name = part.get("$ref"), discriminator["propertyName"]
        if not isinstance(reference, str):
            raise UnsupportedSchemaError(f"{place}: the parts of a union with a discriminator have to be references")
        last = reference.rpartition("/")[2]
        mapping: Mapping[str, str] = discriminator.get("mapping", {})
        tags = [tag for tag, target in mapping.items() if target in {reference, last}] or [last]
        own = self.alternatives(part, place)
        if len(own) == 1 and name in own[0].get("required", ()):
            members = self.alternatives(own[0].get("properties", {}).get(name, True), f"{place}/properties/{name}")
            if [each.get("enum") for each in members] == [tags]:
                return part
        return {"allOf": [part], "type": "object", "required": [name], "properties": {name: {"enum": tags}}}

    def _distinct(self, parts: Iterable[tuple[Schema, str]]) -> bool:
        """Return whether no value fits two of the parts, by their types."""
        kinds = [[kind for each in self.alternatives(*part) for kind in each.get("type", TYPES)] for part in parts]
        return not any(_kinds(one, other) for one, other in combinations(kinds, 2))


def _own(schema: Schema, place: str) -> Schema:
    """Return the keywords of the schema itself."""
    own: dict[str, Any] = {}
    for word, value in schema.items():
        if word in _ANNOTATIONS or word in _COMBINING or (word.startswith("x-") and word != "x-known-values"):
            continue
        if word == "const":
            word, value = "enum", [value]  # the normal form of it
            if "enum" in schema:
                value = [each for each in value if canonical(each) in map(canonical, schema["enum"])]
        elif word == "enum" and "const" in schema:
            continue
        elif word == "type":
            value = list(value) if is_array(value) else [value]
            if unknown := [kind for kind in value if kind not in TYPES]:
                raise UnsupportedSchemaError(f"{place}: the type {unknown[0]!r} is not a type of JSON Schema")
        elif word not in _JOINED and word not in {"properties", "additionalProperties"}:
            raise UnsupportedSchemaError(f"{place}: the strategies do not support the keyword {word!r}")
        own[word] = value
    return own


def _product(ones: list[Schema], others: list[Schema], place: str) -> list[Schema]:
    """Return the schemas that fit one of each list; those that no value can fit are left out."""
    joined = (_join(one, other, place) for one in ones for other in others)
    return [each for each in joined if each.get("type", TYPES) and each.get("enum", TYPES)]


def _join(one: Schema, other: Schema, place: str) -> Schema:
    """Return the schema that combines both."""
    both: dict[str, Any] = {**one, **other}
    for word in one.keys() & other.keys():
        if word in _JOINED:
            both[word] = _JOINED[word](one[word], other[word])
            if both[word] is _CONFLICT:
                raise UnsupportedSchemaError(f"{place}: two values of {word} apply at once, which is not supported")
    names = {**one.get("properties", {}), **other.get("properties", {})}
    if names:
        both["properties"] = {name: _all_of([*_says(one, name), *_says(other, name)]) for name in names}
    if "additionalProperties" in one and "additionalProperties" in other:
        both["additionalProperties"] = _all_of([one["additionalProperties"], other["additionalProperties"]])
    return both


def _says(schema: Schema, name: str) -> list[Any]:
    """Return the schema of a member: by its name, or as one of the others."""
    if name in (properties := schema.get("properties", {})):
        return [properties[name]]
    return [schema["additionalProperties"]] if "additionalProperties" in schema else []


def _all_of(parts: list[Any]) -> Any:
    if False in [part for part in parts if isinstance(part, bool)]:
        return False
    telling = [part for part in parts if not isinstance(part, bool)]
    return {"allOf": telling} if len(telling) > 1 else telling[0] if telling else True


def _kinds(one: list[str], other: list[str]) -> list[str]:
    """Return the common types; a whole number is a number."""
    both = [kind for kind in one if kind in other]
    for first, second in ((one, other), (other, one)):
        if "integer" in first and "number" in second and "number" not in first and "integer" not in both:
            both.append("integer")
    return both


_CONFLICT: Any = object()


def _same(one: Any, other: Any) -> Any:
    return one if canonical(one) == canonical(other) else _CONFLICT


_JOINED: Mapping[str, Callable[[Any, Any], Any]] = {
    "type": _kinds,
    "enum": lambda one, other: [value for value in one if canonical(value) in set(map(canonical, other))],
    "required": lambda one, other: list(dict.fromkeys([*one, *other])),
    **dict.fromkeys(("readOnly", "writeOnly"), lambda one, other: one or other),
    "uniqueItems": lambda one, other: one or other,
    "items": lambda one, other: _all_of([one, other]),
    "propertyNames": lambda one, other: _all_of([one, other]),
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), max),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), min),
    **dict.fromkeys(("format", "multipleOf", "pattern", "x-known-values"), _same),
}
"""Each supported keyword, with the function that merges two values of it."""
