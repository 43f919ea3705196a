"""Vocabulary of schemas, their discriminators, and the values of enumerations."""

from __future__ import annotations

from .keywords import (
    AVAILABILITY,
    COUNT,
    DATA,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    Form,
    Keyword,
    kept,
    many,
    named,
    one,
    refused,
)

__all__ = ["SCHEMA_OBJECTS"]

_READERS = "for readers of the document"
_LIMIT = "a limit, in the docstring; servers check it"
_ONE_SHAPE = "a class has one shape; describe it with `properties` and `required`, and the rest in `description`"
_WHOLE = "refer to whole schemas by `#/components/schemas/NAME`; remove it"
_LISTS = "an array has one schema for all items; write `items`"

_ORDINARY: dict[str, Keyword] = {
    "$ref": TEXT,
    "type": DATA,
    "format": TEXT,
    "enum": Keyword(Form.LIST),
    "const": DATA,
    "properties": named("schema"),
    "required": TEXTS,
    "additionalProperties": DATA,
    "items": one("schema"),
    "allOf": many("schema"),
    "anyOf": many("schema"),
    "oneOf": many("schema"),
    "discriminator": one("discriminator"),
    "title": TEXT,
    "description": TEXT,
    "deprecated": FLAG,
    "readOnly": FLAG,
    "writeOnly": FLAG,
    "default": kept(DATA, "in the docstring; servers fill it in"),
}

_LIMITS: dict[str, Keyword] = {
    "minimum": kept(NUMBER, _LIMIT),
    "maximum": kept(NUMBER, _LIMIT),
    "exclusiveMinimum": kept(NUMBER, _LIMIT),
    "exclusiveMaximum": kept(NUMBER, _LIMIT),
    "multipleOf": kept(NUMBER, _LIMIT),
    "minLength": kept(COUNT, _LIMIT),
    "maxLength": kept(COUNT, _LIMIT),
    "pattern": kept(TEXT, _LIMIT),
    "minItems": kept(COUNT, _LIMIT),
    "maxItems": kept(COUNT, _LIMIT),
    "uniqueItems": kept(FLAG, _LIMIT),
    "minProperties": kept(COUNT, _LIMIT),
    "maxProperties": kept(COUNT, _LIMIT),
}

_ANNOTATIONS: dict[str, Keyword] = {
    "$comment": kept(TEXT, "for authors of the document"),
    "example": kept(DATA, _READERS),
    "examples": kept(Keyword(Form.LIST), _READERS),
    "externalDocs": kept(one("external documentation"), _READERS),
    "xml": kept(Keyword(Form.OBJECT), "bodies are JSON, which has no use for it"),
    "contentEncoding": kept(TEXT, "the text arrives as it was sent"),
    "contentMediaType": kept(TEXT, "the text arrives as it was sent"),
    "contentSchema": kept(DATA, "the text arrives as it was sent"),
}

_REFUSED: dict[str, Keyword] = {
    **dict.fromkeys(("if", "then", "else", "not", "dependentSchemas", "dependentRequired"), refused(_ONE_SHAPE)),
    **dict.fromkeys(
        ("patternProperties", "propertyNames", "unevaluatedProperties"),
        refused("members are known by name or all of one schema; write `properties` and `additionalProperties`"),
    ),
    **dict.fromkeys(
        ("prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems"),
        refused(_LISTS),
    ),
    **dict.fromkeys(
        ("$id", "$schema", "$vocabulary", "$anchor", "$dynamicRef", "$dynamicAnchor", "$defs", "definitions"),
        refused(_WHOLE),
    ),
    "nullable": refused("it is of OpenAPI 3.0; write `type: [T, 'null']`, or `anyOf` with `type: 'null'`"),
}

_MARKS: dict[str, Keyword] = {
    "x-added": kept(TEXT, _READERS),
    "x-dynamic": FLAG,
    "x-fixed-to": TEXT,
    "x-known-values": TEXTS,
    "x-merge-patch-of": TEXT,
    "x-ms-azure-resource": kept(FLAG, _READERS),
    "x-ms-mutability": kept(TEXTS, "for the emulator and the contract kit"),
    "x-ms-notification-url": kept(FLAG, "for `export-connector`"),
    "x-ms-summary": kept(TEXT, "for `export-connector`"),
    "x-ms-visibility": kept(TEXT, "for `export-connector`"),
    "x-name": TEXT,
    "x-secret": FLAG,
    "x-unused": kept(TEXT, _READERS),
    "x-values": named("enumeration value"),
}

SCHEMA_OBJECTS: dict[str, dict[str, Keyword]] = {
    "schema": {**_ORDINARY, **_LIMITS, **_ANNOTATIONS, **_REFUSED, **_MARKS},
    "discriminator": {"propertyName": TEXT, "mapping": Keyword(Form.MAP)},
    "enumeration value": {"description": TEXT, "x-name": TEXT},
}

for _table in SCHEMA_OBJECTS.values():
    _table |= AVAILABILITY
