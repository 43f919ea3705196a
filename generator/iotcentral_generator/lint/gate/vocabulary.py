"""White list of what the generator carries out: for each kind of object its fields, and the values of some fields.

A field or a value that is in none of these tables is a problem of the input. Each is opened or refused by one entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from ...document.grammar import Kind

__all__ = [
    "BESIDE_REFERENCE",
    "ERROR_MEDIA_TYPES",
    "LOCATIONS",
    "RECEIVED_MEDIA_TYPES",
    "SECURITY",
    "SENT_MEDIA_TYPES",
    "SHAPES",
    "SITUATIONS",
    "STATUSES",
    "STYLES",
    "TYPES",
    "VOCABULARY",
    "CarriedValues",
    "Treatment",
]


class Treatment(NamedTuple):
    """What becomes of a field; by default code follows from it.

    Attributes:
        kept: why the field is only kept in `openapi.json`.
        instead: what to do instead, where the field is refused.
    """

    kept: str = ""
    instead: str = ""


class CarriedValues(NamedTuple):
    """The values of a field that are carried out.

    Attributes:
        carried: patterns of these values.
        instead: what to do instead of any other value.
        special: pattern → what to do instead of such a value, which is not carried out.
    """

    carried: tuple[str, ...]
    instead: str
    special: Mapping[str, str] = {}

    def fault(self, value: str) -> str | None:
        """Return what to do instead of a value, None if it is carried out."""
        if text := next((text for pattern, text in self.special.items() if fnmatchcase(value, pattern)), None):
            return text
        return None if any(fnmatchcase(value, pattern) for pattern in self.carried) else self.instead


CODE = Treatment()


def _kept(reason: str) -> Treatment:
    return Treatment(kept=reason)


def _refused(instead: str) -> Treatment:
    return Treatment(instead=instead)


_READERS = _kept("for readers of the document")
_DESIGNER = _kept("for `export-connector`")
_CALLER = _kept("callers pass the address and the credential")
_RAW = _kept("the raw form of a method returns all headers")
_LIMIT = _kept("a limit, named in docstrings; the service enforces it")

_ONE_SERVER = _refused("all operations of a client have one address; write `servers` in the root only")
_NO_METHOD = _refused("clients send GET, PUT, POST, PATCH, DELETE and HEAD; remove the operation")
_WRITTEN_OUT = _refused("write it out in each place where it is used, and share schemas by `$ref`")
_ONE_SHAPE = _refused("a class has one shape; use `properties` and `required`, and put the condition in `description`")
_MEMBERS = _refused("use `properties`, and `additionalProperties` for all others")
_ITEMS = _refused("use `items`, one schema for all items, and `minItems` and `maxItems`")
_COMPONENT = _refused("schemas are referred to by `#/components/schemas/NAME` only; remove it")

VOCABULARY: dict[Kind, dict[str, Treatment]] = {
    Kind.DOCUMENT: {
        **dict.fromkeys(("openapi", "info", "paths", "components", "security", "tags"), CODE),
        "servers": _CALLER,
        "externalDocs": _READERS,
        "jsonSchemaDialect": _refused("schemas are of the dialect of OpenAPI 3.1; remove it"),
        "webhooks": _refused("a client receives no requests; describe them in `description`, and remove it"),
    },
    Kind.INFO: {
        **dict.fromkeys(("title", "summary", "description"), CODE),
        "version": _kept("the api-version takes its place"),
        **dict.fromkeys(("termsOfService", "contact", "license"), _READERS),
    },
    Kind.CONTACT: dict.fromkeys(("name", "url", "email"), _READERS),
    Kind.LICENSE: dict.fromkeys(("name", "identifier", "url"), _READERS),
    Kind.SERVER: dict.fromkeys(("url", "description", "variables"), _CALLER),
    Kind.SERVER_VARIABLE: dict.fromkeys(("default", "description", "enum"), _CALLER),
    Kind.TAG: {"name": CODE, "description": CODE, "externalDocs": _READERS},
    Kind.EXTERNAL_DOCS: dict.fromkeys(("url", "description"), _READERS),
    Kind.COMPONENTS: {
        **dict.fromkeys(("schemas", "parameters", "responses", "securitySchemes"), CODE),
        "headers": _RAW,
        "links": _READERS,
        **dict.fromkeys(("requestBodies", "examples", "callbacks", "pathItems"), _WRITTEN_OUT),
    },
    Kind.PATH_ITEM: {
        **dict.fromkeys(("get", "put", "post", "patch", "delete", "head", "parameters"), CODE),
        **dict.fromkeys(("options", "trace"), _NO_METHOD),
        **dict.fromkeys(("summary", "description"), _READERS),
        "servers": _ONE_SERVER,
        "$ref": _refused("write the path item out here"),
    },
    Kind.OPERATION: {
        **dict.fromkeys(("operationId", "summary", "description", "deprecated", "parameters"), CODE),
        **dict.fromkeys(("requestBody", "responses", "callbacks"), CODE),
        "tags": _kept("the resource is named by the operationId, before its `_`"),
        "externalDocs": _READERS,
        "security": _CALLER,
        "servers": _ONE_SERVER,
    },
    Kind.PARAMETER: {
        **dict.fromkeys(("$ref", "name", "in", "description", "required", "schema", "style", "explode"), CODE),
        "deprecated": _READERS,
        "example": _READERS,
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
        "examples": _refused("write one `example`"),
        "content": _refused("a parameter is plain text, not a document of a media type; write `schema`"),
        "allowEmptyValue": _refused("a parameter without a value is not sent at all; remove it"),
        "allowReserved": _refused("reserved characters are always percent-encoded; remove it"),
    },
    Kind.HEADER: {
        **dict.fromkeys(("$ref", "description", "required", "deprecated", "schema"), _RAW),
        **dict.fromkeys(("style", "explode", "example", "examples"), _RAW),
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
        "content": _refused("write `schema`"),
        **dict.fromkeys(("allowEmptyValue", "allowReserved"), _refused("headers have no such setting; remove it")),
    },
    Kind.REQUEST_BODY: {
        **dict.fromkeys(("description", "content", "required"), CODE),
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
        "$ref": _refused("write the body out here, with a `$ref` to its schema"),
    },
    Kind.RESPONSE: {
        **dict.fromkeys(("$ref", "description", "content"), CODE),
        "headers": _RAW,
        "links": _READERS,
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
    },
    Kind.MEDIA_TYPE: {
        "schema": CODE,
        "examples": _READERS,
        "example": _refused("write `examples`, each with a name and a `value`"),
        "encoding": _refused("only forms have it, which are not carried out; remove it"),
    },
    Kind.ENCODING: dict.fromkeys(
        ("contentType", "headers", "style", "explode", "allowReserved"), _kept("refused with all of `encoding`")
    ),
    Kind.EXAMPLE: {
        **dict.fromkeys(("summary", "description", "value"), _READERS),
        "$ref": _refused("write the example out here"),
        "externalValue": _refused("write the value out as `value`"),
    },
    Kind.LINK: {
        **dict.fromkeys(("$ref", "operationId", "description", "parameters", "requestBody"), _READERS),
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
        "operationRef": _refused("name the operation by `operationId`"),
        "server": _ONE_SERVER,
    },
    Kind.CALLBACK: {"$ref": _refused("write the callback out here")},
    Kind.SECURITY_SCHEME: {
        **dict.fromkeys(("type", "name", "in", "scheme"), CODE),
        **dict.fromkeys(("description", "bearerFormat"), _READERS),
        **dict.fromkeys(("flows", "openIdConnectUrl"), _CALLER),
        "summary": _refused("it says something beside a `$ref` only; write `description`"),
        "$ref": _refused("write the security scheme out here"),
    },
    Kind.SCHEMA: {
        **dict.fromkeys(("$ref", "type", "format", "enum", "const", "title", "description"), CODE),
        **dict.fromkeys(("readOnly", "writeOnly"), CODE),
        **dict.fromkeys(("properties", "required", "additionalProperties", "items"), CODE),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "discriminator"), CODE),
        "default": _kept("named in docstrings; the service fills it in"),
        "deprecated": _READERS,
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _LIMIT),
        **dict.fromkeys(("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"), _LIMIT),
        **dict.fromkeys(("minProperties", "maxProperties"), _LIMIT),
        **dict.fromkeys(("$comment", "example", "examples", "externalDocs"), _READERS),
        "xml": _kept("bodies are JSON"),
        **dict.fromkeys(
            ("contentEncoding", "contentMediaType", "contentSchema"), _kept("the text arrives as it was sent")
        ),
        "nullable": _refused("it is of OpenAPI 3.0; write `type: [TYPE, 'null']`, or `anyOf` with `type: 'null'`"),
        "summary": _refused("schemas have `title` and `description`"),
        **dict.fromkeys(("if", "then", "else", "not", "dependentSchemas", "dependentRequired"), _ONE_SHAPE),
        **dict.fromkeys(("patternProperties", "propertyNames", "unevaluatedProperties"), _MEMBERS),
        **dict.fromkeys(("prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems"), _ITEMS),
        **dict.fromkeys(("$id", "$schema", "$vocabulary", "$anchor"), _COMPONENT),
        **dict.fromkeys(("$dynamicRef", "$dynamicAnchor", "$defs"), _COMPONENT),
    },
    Kind.DISCRIMINATOR: {"propertyName": CODE, "mapping": CODE},
    Kind.XML: dict.fromkeys(("name", "namespace", "prefix", "attribute", "wrapped"), _READERS),
    Kind.VALUE: {"description": CODE},
}
"""Kind of object → field → what becomes of it. The project's own marks (`x-…`) are listed by the grammar."""

BESIDE_REFERENCE: dict[Kind, frozenset[str]] = {
    Kind.SCHEMA: frozenset(
        {
            *(
                "title",
                "description",
                "deprecated",
                "readOnly",
                "writeOnly",
                "default",
                "$comment",
                "example",
                "examples",
                "externalDocs",
            ),
            *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"),
            *("pattern", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "xml"),
        }
    ),
    Kind.PARAMETER: frozenset(),
    Kind.RESPONSE: frozenset(),
    Kind.HEADER: frozenset(),
    Kind.LINK: frozenset(),
}
"""Kind of object → the fields that say something beside its `$ref`."""

LOCATIONS = CarriedValues(
    ("path", "query", "header"),
    "parameters are in path, query or header",
    {"cookie": "parameters are in path, query or header, and credentials are the client's"},
)

STYLES = {
    "path": CarriedValues(("simple",), "a parameter in the path has the style simple: its value, percent-encoded"),
    "query": CarriedValues(
        ("form", "spaceDelimited", "pipeDelimited"),
        "a parameter in the query has the style form, `name=value`, an array once or repeated, or is an array of the style "
        "spaceDelimited or pipeDelimited",
    ),
    "header": CarriedValues(("simple",), "a header has the style simple: its value"),
}
"""Location → the styles that are carried out there."""

_BODIES = "bodies are JSON, or text or bytes that are sent as they are"
_FORMS = dict.fromkeys(("application/x-www-form-urlencoded*", "multipart/*"), f"it is a form or has parts; {_BODIES}")

SENT_MEDIA_TYPES = CarriedValues(("*?/?*",), _BODIES, {**_FORMS, "*[*]*": "name the media type that is sent"})
"""Media types of request bodies."""

RECEIVED_MEDIA_TYPES = CarriedValues(
    ("*?/?*",),
    _BODIES,
    {**_FORMS, "text/event-stream*": "an answer is read as a whole when it ends; remove the operation"},
)
"""Media types of successes."""

ERROR_MEDIA_TYPES = CarriedValues(
    ("application/json", "application/json;*", "application/*+json", "text/*"),
    "the errors that clients read are application/json, a media type that ends in +json, or text",
)
"""Media types of errors, whose bodies the runtime reads."""

STATUSES = CarriedValues(
    ("2[0-9][0-9]", "[45][0-9][0-9]", "[245]XX", "default"),
    "a status is a number such as 200, one of the ranges 2XX, 4XX and 5XX, or default",
    {
        "1*": "httpx deals with interim answers; remove it",
        "3*": "redirections are not answers of a method; remove it",
    },
)

TYPES = CarriedValues(
    ("string", "integer", "number", "boolean", "object", "array", "null"),
    "a type is string, integer, number, boolean, object, array, or with another one null",
    {"file": "it is of Swagger 2.0"},
)

SECURITY = CarriedValues(
    ("oauth2", "openIdConnect", "http bearer", "apiKey header Authorization"),
    "credentials are sent in the header Authorization: oauth2, openIdConnect, http with the scheme bearer, or apiKey "
    "with `in: header` and `name: Authorization`",
)

SHAPES = {
    "path": CarriedValues(("a single value", "an array"), "a path is filled in with single values and arrays of them"),
    "query": CarriedValues(("a single value", "an array"), "the query has single values and arrays of them"),
    "header": CarriedValues(("a single value", "an array"), "a header has a single value or an array of them"),
}
"""Location → the shapes of parameters that are carried out there."""

SITUATIONS: dict[str, str] = {
    "a component with a class that is null too": "take null out of it, and write `anyOf` of it and `type: 'null'` where it is used",
}
"""What is refused although its words are carried out → what to do instead. An entry that is removed opens it."""
