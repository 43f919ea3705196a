"""Grammar of documents: the kinds of objects in OpenAPI 3.1, and the form of each of their fields.

It says what a document can hold, not what the generator carries out: that is a matter of lint. The project's own marks
are fields like others, so that a word means something only where it stands as a field: a property called
`discriminator` is a property.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from typing import Any, NamedTuple

__all__ = ["GRAMMAR", "HOLDING", "FieldType", "Form", "Kind", "describe_value", "field_of", "in_words"]


class Kind(StrEnum):
    """The kind of an object, in words for messages."""

    DOCUMENT = "the root"
    INFO = "`info`"
    CONTACT = "`contact`"
    LICENSE = "`license`"
    SERVER = "a server"
    SERVER_VARIABLE = "a variable of a server"
    TAG = "a tag"
    EXTERNAL_DOCS = "`externalDocs`"
    COMPONENTS = "`components`"
    PATH_ITEM = "a path item"
    OPERATION = "an operation"
    PARAMETER = "a parameter"
    HEADER = "a header"
    REQUEST_BODY = "a request body"
    RESPONSE = "a response"
    MEDIA_TYPE = "a media type"
    ENCODING = "an encoding"
    EXAMPLE = "an example"
    LINK = "a link"
    CALLBACK = "a callback"
    SECURITY_SCHEME = "a security scheme"
    SCHEMA = "a schema"
    DISCRIMINATOR = "a discriminator"
    XML = "`xml`"
    VALUE = "a value of an enumeration"


class Form(Enum):
    """Form of a field: data, one object, a list or a mapping of objects."""

    DATA = "data"
    """A plain value; nothing in it is an object of the document."""
    ONE = "one"
    """One object."""
    LIST = "list"
    """A list of objects."""
    MAP = "map"
    """Objects by names, each of which can be any text."""
    MEMBERS = "members"
    """Objects by names, beside which an `x-` word is a mark: paths, responses, callbacks."""


class FieldType(NamedTuple):
    """The form of a field.

    Attributes:
        expected: the form in words, for messages.
        accepts: returns whether a value has the form; of objects, only the container is looked at.
        form: how the field holds objects.
        kind: their kind, if it holds any.
    """

    expected: str
    accepts: Callable[[Any], bool]
    form: Form = Form.DATA
    kind: Kind | None = None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_rates(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(rate, dict) and rate.keys() == {"requests", "seconds"} and all(map(_is_number, rate.values()))
        for rate in value.values()
    )


_DATA = FieldType("any value", lambda _: True)
_TEXT = FieldType("a text", lambda value: isinstance(value, str))
_FLAG = FieldType("true or false", lambda value: isinstance(value, bool))
_NUMBER = FieldType("a number", _is_number)
_COUNT = FieldType("a whole number from 0 on", _is_count)
_TEXTS = FieldType("a list of texts", _is_texts)
_LIST = FieldType("a list", lambda value: isinstance(value, list))
_TEXT_MAP = FieldType("a mapping of names to texts", _is_text_map)
_MAPPING = FieldType("a mapping", lambda value: isinstance(value, dict))
_TYPES = FieldType("a text or a list of texts", lambda value: isinstance(value, str) or _is_texts(value))
_TEXT_LISTS = FieldType(
    "a mapping of names to lists of texts",
    lambda value: isinstance(value, dict) and all(map(_is_texts, value.values())),
)
_SECURITY = FieldType(
    "a list of mappings of names to lists of texts",
    lambda value: isinstance(value, list) and all(map(_TEXT_LISTS.accepts, value)),
)
_RATES = FieldType("a mapping of names to `{requests: NUMBER, seconds: NUMBER}`", _is_rates)


def _record(**members: FieldType) -> FieldType:
    """Return the form of a mapping that has some of these members, and no others."""
    written = ", ".join(f"{name.replace('_', '-')}: {member.expected}" for name, member in members.items())

    def accepts(value: object) -> bool:
        forms = {name.replace("_", "-"): member for name, member in members.items()}
        return isinstance(value, dict) and all(
            name in forms and forms[name].accepts(member) for name, member in value.items()
        )

    return FieldType(f"a mapping of some of {{{written}}}", accepts)


_BODY = FieldType("a text or a mapping of names to texts", lambda value: isinstance(value, str) or _is_text_map(value))
_OLDER_VERSIONS = _record(names=_TEXTS, served_as=_TEXT, parameters=_TEXT_MAP)
_OLDER = FieldType(
    "a list of mappings with `names`, `served-as` and perhaps `parameters`",
    lambda value: (
        isinstance(value, list)
        and all(_OLDER_VERSIONS.accepts(each) and {"names", "served-as"} <= each.keys() for each in value)
    ),
)

_CARRIED = _record(
    operationId=_TEXT,
    parameters=_TEXT_MAP,
    body=_BODY,
    same=_TEXT_MAP,
    tags=_TEXT_MAP,
    unsent=_TEXTS,
    returns=_TEXT_MAP,
    first=_TEXT,
)


def _one(kind: Kind) -> FieldType:
    return FieldType(f"{kind}, which is a mapping", lambda value: isinstance(value, dict), Form.ONE, kind)


def _one_or_flag(kind: Kind) -> FieldType:
    return FieldType(f"{kind}, true or false", lambda value: isinstance(value, dict | bool), Form.ONE, kind)


def _list(kind: Kind) -> FieldType:
    return FieldType("a list", lambda value: isinstance(value, list), Form.LIST, kind)


def _map(kind: Kind) -> FieldType:
    return FieldType("a mapping", lambda value: isinstance(value, dict), Form.MAP, kind)


def _members(kind: Kind) -> FieldType:
    return FieldType("a mapping", lambda value: isinstance(value, dict), Form.MEMBERS, kind)


_Fields = dict[str, FieldType]

_CHANGES = FieldType(
    "a list of merge patches", lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value)
)
_LINES = FieldType(
    "a list of texts, or a mapping of `stable` and `preview` to lists of texts",
    lambda value: _is_texts(value) or (isinstance(value, dict) and all(map(_is_texts, value.values()))),
)

_ALL: _Fields = {"x-since": _TEXT, "x-until": _TEXT, "x-stable": _TEXT, "x-changes": _CHANGES}
"""Marks that every object can have."""

_DESCRIBED: _Fields = {"summary": _TEXT, "description": _TEXT}
_REFERENCE: _Fields = {"$ref": _TEXT, **_DESCRIBED}

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_PARAMETER: _Fields = {
    "required": _FLAG,
    "deprecated": _FLAG,
    "allowEmptyValue": _FLAG,
    "style": _TEXT,
    "explode": _FLAG,
    "allowReserved": _FLAG,
    "schema": _one(Kind.SCHEMA),
    "example": _DATA,
    "examples": _map(Kind.EXAMPLE),
    "content": _map(Kind.MEDIA_TYPE),
}

_SCHEMA_WORDS: _Fields = {
    **dict.fromkeys(("$id", "$schema", "$anchor", "$dynamicAnchor", "$dynamicRef", "$comment"), _TEXT),
    "$vocabulary": _MAPPING,
    "$defs": _map(Kind.SCHEMA),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _list(Kind.SCHEMA)),
    **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames", "contentSchema"), _one(Kind.SCHEMA)),
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), _map(Kind.SCHEMA)),
    "items": _one(Kind.SCHEMA),
    **dict.fromkeys(("additionalProperties", "unevaluatedItems", "unevaluatedProperties"), _one_or_flag(Kind.SCHEMA)),
    "type": _TYPES,
    "enum": _LIST,
    "const": _DATA,
    **dict.fromkeys(("multipleOf", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum"), _NUMBER),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxContains", "minContains"), _COUNT),
    **dict.fromkeys(("maxProperties", "minProperties"), _COUNT),
    "pattern": _TEXT,
    "uniqueItems": _FLAG,
    "required": _TEXTS,
    "dependentRequired": _TEXT_LISTS,
    **dict.fromkeys(("title", "format", "contentEncoding", "contentMediaType"), _TEXT),
    "default": _DATA,
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "nullable"), _FLAG),
    "examples": _LIST,
    "example": _DATA,
    "discriminator": _one(Kind.DISCRIMINATOR),
    "xml": _one(Kind.XML),
    "externalDocs": _one(Kind.EXTERNAL_DOCS),
}

_SCHEMA_MARKS: _Fields = {
    "x-values": _map(Kind.VALUE),
    "x-known-values": _LIST,
    "x-merge-patch-of": _TEXT,
    "x-name": _TEXT,
    "x-secret": _FLAG,
    "x-sensitive": _FLAG,
    "x-always": _FLAG,
    "x-refers-to": _TEXT,
    "x-fixed-to": _TEXT,
    "x-unused": _TEXT,
    "x-backfill": _DATA,
    "x-dynamic": _FLAG,
    "x-added": _TEXT,
    "x-ms-azure-resource": _FLAG,
    "x-ms-mutability": _TEXTS,
    "x-ms-notification-url": _FLAG,
    "x-ms-summary": _TEXT,
    "x-ms-visibility": _TEXT,
}

_OPERATION_MARKS: _Fields = {
    "x-name": _TEXT,
    "x-rate": _TEXT,
    "x-fields": _TEXT_LISTS,
    "x-successor": _TEXT,
    "x-data-plane-operation": _CARRIED,
    "x-added": _TEXT,
    "x-ms-pageable": _MAPPING,
    "x-ms-long-running-operation": _FLAG,
    "x-ms-long-running-operation-options": _record(final_state_via=_TEXT),
    "x-ms-trigger": _TEXT,
    "x-ms-summary": _TEXT,
    "x-ms-visibility": _TEXT,
}

_PARAMETER_MARKS: _Fields = {
    "x-name": _TEXT,
    "x-role": _TEXT,
    "x-unused": _TEXT,
    "x-added": _TEXT,
    "x-ms-parameter-location": _TEXT,
    "x-ms-summary": _TEXT,
    "x-ms-visibility": _TEXT,
}

_ROOT_MARKS: _Fields = {
    "x-api-versions": _LINES,
    "x-older-versions": _OLDER,
    "x-revised": _TEXTS,
    "x-package": _MAPPING,
    "x-parts": _TEXTS,
    "x-carrier": _TEXT_MAP,
    "x-rates": _RATES,
    "x-power-platform": _MAPPING,
}

_DECLARED: Mapping[Kind, _Fields] = {
    Kind.DOCUMENT: {
        "openapi": _TEXT,
        "jsonSchemaDialect": _TEXT,
        "info": _one(Kind.INFO),
        "servers": _list(Kind.SERVER),
        "paths": _members(Kind.PATH_ITEM),
        "webhooks": _map(Kind.PATH_ITEM),
        "components": _one(Kind.COMPONENTS),
        "security": _SECURITY,
        "tags": _list(Kind.TAG),
        "externalDocs": _one(Kind.EXTERNAL_DOCS),
        **_ROOT_MARKS,
    },
    Kind.INFO: {
        **_DESCRIBED,
        **dict.fromkeys(("title", "version", "termsOfService"), _TEXT),
        "contact": _one(Kind.CONTACT),
        "license": _one(Kind.LICENSE),
    },
    Kind.CONTACT: dict.fromkeys(("name", "url", "email"), _TEXT),
    Kind.LICENSE: dict.fromkeys(("name", "identifier", "url"), _TEXT),
    Kind.SERVER: {
        "url": _TEXT,
        "description": _TEXT,
        "variables": _map(Kind.SERVER_VARIABLE),
        "x-authored-choice": _TEXT,
    },
    Kind.SERVER_VARIABLE: {"enum": _TEXTS, "default": _TEXT, "description": _TEXT},
    Kind.TAG: {"name": _TEXT, "description": _TEXT, "externalDocs": _one(Kind.EXTERNAL_DOCS), "x-name": _TEXT},
    Kind.EXTERNAL_DOCS: {"description": _TEXT, "url": _TEXT},
    Kind.COMPONENTS: {
        "schemas": _map(Kind.SCHEMA),
        "responses": _map(Kind.RESPONSE),
        "parameters": _map(Kind.PARAMETER),
        "examples": _map(Kind.EXAMPLE),
        "requestBodies": _map(Kind.REQUEST_BODY),
        "headers": _map(Kind.HEADER),
        "securitySchemes": _map(Kind.SECURITY_SCHEME),
        "links": _map(Kind.LINK),
        "callbacks": _map(Kind.CALLBACK),
        "pathItems": _map(Kind.PATH_ITEM),
    },
    Kind.PATH_ITEM: {
        **_REFERENCE,
        **dict.fromkeys(_METHODS, _one(Kind.OPERATION)),
        "servers": _list(Kind.SERVER),
        "parameters": _list(Kind.PARAMETER),
    },
    Kind.OPERATION: {
        **_DESCRIBED,
        "tags": _TEXTS,
        "externalDocs": _one(Kind.EXTERNAL_DOCS),
        "operationId": _TEXT,
        "parameters": _list(Kind.PARAMETER),
        "requestBody": _one(Kind.REQUEST_BODY),
        "responses": _members(Kind.RESPONSE),
        "callbacks": _map(Kind.CALLBACK),
        "deprecated": _FLAG,
        "security": _SECURITY,
        "servers": _list(Kind.SERVER),
        **_OPERATION_MARKS,
    },
    Kind.PARAMETER: {**_REFERENCE, "name": _TEXT, "in": _TEXT, **_PARAMETER, **_PARAMETER_MARKS},
    Kind.HEADER: {**_REFERENCE, **_PARAMETER},
    Kind.REQUEST_BODY: {
        **_REFERENCE,
        "content": _map(Kind.MEDIA_TYPE),
        "required": _FLAG,
        "x-dynamic": _FLAG,
        "x-ms-client-flatten": _FLAG,
        "x-ms-summary": _TEXT,
    },
    Kind.RESPONSE: {
        **_REFERENCE,
        "headers": _map(Kind.HEADER),
        "content": _map(Kind.MEDIA_TYPE),
        "links": _map(Kind.LINK),
        "x-dynamic": _FLAG,
        "x-unused": _TEXT,
        "x-ms-error-code": _MAPPING,
        "x-ms-request-id": _MAPPING,
    },
    Kind.MEDIA_TYPE: {
        "schema": _one(Kind.SCHEMA),
        "example": _DATA,
        "examples": _map(Kind.EXAMPLE),
        "encoding": _map(Kind.ENCODING),
    },
    Kind.ENCODING: {
        "contentType": _TEXT,
        "headers": _map(Kind.HEADER),
        "style": _TEXT,
        "explode": _FLAG,
        "allowReserved": _FLAG,
    },
    Kind.EXAMPLE: {**_REFERENCE, "value": _DATA, "externalValue": _TEXT},
    Kind.LINK: {
        **_REFERENCE,
        "operationRef": _TEXT,
        "operationId": _TEXT,
        "parameters": _MAPPING,
        "requestBody": _DATA,
        "server": _one(Kind.SERVER),
        "x-unused": _TEXT,
    },
    Kind.CALLBACK: {"$ref": _TEXT},
    Kind.SECURITY_SCHEME: {
        **_REFERENCE,
        **dict.fromkeys(("type", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"), _TEXT),
        "flows": _MAPPING,
    },
    Kind.SCHEMA: {**_REFERENCE, **_SCHEMA_WORDS, **_SCHEMA_MARKS},
    Kind.DISCRIMINATOR: {"propertyName": _TEXT, "mapping": _TEXT_MAP},
    Kind.XML: {
        **dict.fromkeys(("name", "namespace", "prefix"), _TEXT),
        **dict.fromkeys(("attribute", "wrapped"), _FLAG),
    },
    Kind.VALUE: {"description": _TEXT, "x-name": _TEXT},
}

GRAMMAR: Mapping[Kind, Mapping[str, FieldType]] = {kind: {**declared, **_ALL} for kind, declared in _DECLARED.items()}
"""Kind of an object → its fields, the marks of the project included."""

HOLDING: Mapping[Kind, Mapping[str, FieldType]] = {
    kind: {name: field for name, field in fields.items() if field.kind is not None} for kind, fields in GRAMMAR.items()
}
"""Kind of an object → its fields that hold objects."""

_CALLBACK_MEMBER = _one(Kind.PATH_ITEM)


def field_of(kind: Kind, name: str) -> FieldType | None:
    """Return the form of a field; None if objects of that kind have no such field."""
    field = GRAMMAR[kind].get(name)
    if field is None and kind is Kind.CALLBACK and not name.startswith("x-"):
        return _CALLBACK_MEMBER
    return field


def in_words(kind: Kind, field: str) -> str:
    """Return the name of a field for a message: `` `parameters` of an operation ``."""
    return f"`{field}` of {kind}"


def describe_value(value: object) -> str:
    """Return a value for a message, in a few words."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{text if len(text) <= 40 else f'{text[:39]}…'}`"
