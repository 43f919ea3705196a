"""Swagger 2.0 of OpenAPI 3.1: the same contract, said with what the older form has.

A union becomes a base that its variants are composed of (`discriminator`, `allOf`), null becomes `x-nullable`, a
constant an enumeration of one value, a request body a parameter. Parameters and responses are written out where they
are used. Marks of the form `x-ms-…` stay, the project's own go. What Swagger 2.0 cannot say is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from ..problems import GenerationError, Problem
from ..versions import component, resolved, walk
from ..visit import Node, parameters_of

__all__ = [
    "convert_definitions",
    "convert_operation",
    "convert_reference",
    "convert_security",
    "reachable_schemas",
    "rename_definitions",
    "server_of",
]

_SCHEMAS = "#/components/schemas/"
_DEFINITIONS = "#/definitions/"
_JSON = "application/json"

_ALIKE = frozenset(
    {
        *("type", "format", "description", "default", "enum", "required", "readOnly"),
        *("minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
    }
)
"""Keywords that both forms have, with one meaning."""

_SILENT = frozenset({"title", "example", "examples", "deprecated"})
"""Keywords that name or show something, and limit nothing."""

_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_PARAMETER = frozenset({"description", "required", "name", "in", "schema", "example", "examples", "style", "explode"})


def convert_operation(document: Node, item: Node, operation: Node) -> Node:
    """Return an operation of a projected document as one of Swagger 2.0.

    Raises:
        GenerationError: Swagger 2.0 cannot say what the operation says.
    """
    where = str(operation["operationId"])
    converted: Node = {
        key: operation[key] for key in ("operationId", "summary", "description", "tags") if key in operation
    }
    parameters = [_parameter(document, found, where) for found in parameters_of(document, item, operation)]
    if body := operation.get("requestBody"):
        media_type, schema = _content(body, where)
        if media_type != _JSON:
            converted["consumes"] = [media_type]
        parameters.append(
            {
                "name": "body",
                "in": "body",
                **_kept(body),
                **({"description": body["description"]} if "description" in body else {}),
                "required": bool(body.get("required")),
                "schema": _schema(schema, where),
            }
        )
    converted["parameters"] = parameters
    converted["responses"] = {
        status: _response(document, response, where) for status, response in operation["responses"].items()
    }
    if operation.get("deprecated"):
        converted["deprecated"] = True
    return converted | _kept(operation)


def convert_definitions(document: Node, names: Iterable[str]) -> Node:
    """Return schemas of a projected document as definitions of Swagger 2.0.

    The base of a union has the members that its variants agree on, so that a reader of the base alone sees them too;
    what a variant requires, and where it differs, is said by the variant. `x-ms-discriminator-value` is the tag of one.

    Raises:
        GenerationError: Swagger 2.0 cannot say what a schema says.
    """
    schemas = {name: document["components"]["schemas"][name] for name in names}
    unions = {name: schema for name, schema in schemas.items() if "discriminator" in schema}
    converted = {
        name: _base(document, name, schema) if name in unions else _schema(schema, name)
        for name, schema in schemas.items()
    }
    for name, union in unions.items():
        for tag, reference in union["discriminator"]["mapping"].items():
            variant = _name(reference)
            converted[variant] = _composed(converted[variant], name, tag)
    return converted


def convert_reference(reference: str) -> Node:
    """Return a reference to a schema as one to its definition."""
    return {"$ref": _DEFINITIONS + _name(reference)}


def rename_definitions(node: Any, names: dict[str, str]) -> None:
    """Let the references in converted nodes, in place, follow definitions that are called otherwise."""
    for _, found in walk(node):
        if isinstance(found, dict) and isinstance(reference := found.get("$ref"), str):
            found["$ref"] = _DEFINITIONS + names.get(_name(reference), _name(reference))


def convert_security(scheme: Node) -> Node:
    """Return a security scheme as a security definition of Swagger 2.0."""
    if scheme["type"] != "oauth2":
        return dict(scheme)
    names = {"implicit": "implicit", "password": "password"}
    names |= {"clientCredentials": "application", "authorizationCode": "accessCode"}
    flow, settings = next(iter(scheme["flows"].items()))
    return {
        "type": "oauth2",
        **({"description": scheme["description"]} if "description" in scheme else {}),
        "flow": names[flow],
        **{key: settings[key] for key in ("authorizationUrl", "tokenUrl", "scopes") if key in settings},
    }


def reachable_schemas(document: Node, operations: Iterable[Node]) -> list[str]:
    """Return the names of the schemas that operations refer to, directly or through others, in the document's order."""
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
    return [name for name in document["components"].get("schemas", {}) if _SCHEMAS + name in found]


def server_of(document: Node) -> tuple[str, str, str]:
    """Return scheme, host and path of a document's first server; its variables take their defaults."""
    server = document["servers"][0]
    url = server["url"]
    for name, variable in server.get("variables", {}).items():
        url = url.replace(f"{{{name}}}", variable["default"])
    parts = urlsplit(url)
    return parts.scheme, parts.netloc, parts.path.rstrip("/")


def _kept(node: Node) -> Node:
    return {key: value for key, value in node.items() if key.startswith("x-ms-") and key != "x-ms-client-flatten"}


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _refuse(where: str, what: str) -> GenerationError:
    return GenerationError([Problem("E102", f"{where}: Swagger 2.0 has no form for {what}; author it otherwise")])


def _content(body: Node, where: str) -> tuple[str, Node]:
    """Return one media type of a body, JSON if it may be, and its schema."""
    content = body["content"]
    media_type = _JSON if _JSON in content else next(iter(content))
    if "json" not in media_type:
        raise _refuse(where, f"a body of {media_type}")
    return media_type, content[media_type]["schema"]


def _parameter(document: Node, parameter: Node, where: str) -> Node:
    where = f"{where}, parameter {parameter['name']}"
    if parameter["in"] not in {"path", "query", "header"}:
        raise _refuse(where, f"a parameter in {parameter['in']}")
    unknown = {key for key in parameter if not key.startswith("x-")} - _PARAMETER
    if unknown:
        raise _refuse(where, f"`{min(unknown)}`")
    converted = {
        "name": parameter["name"],
        "in": parameter["in"],
        **({"description": parameter["description"]} if "description" in parameter else {}),
        "required": bool(parameter.get("required")),
        **_simple(document, parameter["schema"], where),
        **_kept(parameter),
    }
    if converted["type"] == "array":
        repeated = parameter["in"] == "query" and parameter.get("explode", True)
        converted["collectionFormat"] = "multi" if repeated else "csv"
    return converted


def _simple(document: Node, schema: Node, where: str) -> Node:
    """Return what is said of a value that is no body: it has no null, no reference and no members."""
    schema = resolved(document, schema)
    converted = _schema(schema, where)
    for key in ("description", "x-nullable", "readOnly"):
        converted.pop(key, None)
    if converted.setdefault("type", "string") == "object" or "allOf" in converted:
        raise _refuse(where, "an object that is no body")
    if converted["type"] == "array":
        converted["items"] = _simple(document, schema["items"], where)
    return converted


def _response(document: Node, response: Node, where: str) -> Node:
    if "$ref" in response:
        response = component(document, response["$ref"])
    converted: Node = {"description": response["description"], **_kept(response)}
    if response.get("content"):
        converted["schema"] = _schema(_content(response, where)[1], where)
    if response.get("headers"):
        converted["headers"] = {
            name: {"description": header.get("description", ""), **_simple(document, header["schema"], where)}
            for name, header in response["headers"].items()
        }
    return converted


def _schema(schema: Node, where: str) -> Node:
    """Return a schema in the words of Swagger 2.0."""
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
            converted[key] = {name: _schema(member, f"{where}.{name}") for name, member in value.items()}
        elif key in {"items", "additionalProperties"}:
            converted[key] = _schema(value, f"{where}.{key}") if isinstance(value, dict) else value
        elif key in {"exclusiveMinimum", "exclusiveMaximum"}:
            converted |= {f"{key[9:].lower()}": value, key: True}
        else:
            raise _refuse(where, f"`{key}`")
    _add_marks(schema, converted)
    if nullable:
        converted["x-nullable"] = True
    parts = [_schema(part, where) for part in schema.get("allOf", [])]
    if "$ref" in schema:
        parts.insert(0, convert_reference(schema["$ref"]))
    if "$ref" in schema and len(parts) == 1 and not converted:
        return parts[0]  # beside a `$ref` nothing would count
    return {**converted, "allOf": parts} if parts else converted


def _without_null(schema: Node, where: str) -> tuple[Node, bool]:
    """Take null out of what a schema allows; say whether it was in."""
    nullable = False
    if "anyOf" in schema:
        choices = [choice for choice in schema["anyOf"] if choice != {"type": "null"}]
        nullable = len(choices) < len(schema["anyOf"])
        if len(choices) != 1:
            raise _refuse(where, "a choice of several schemas (`anyOf`)")
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
    """Say in the words of Swagger what the project's own marks say."""
    if known := schema.get("x-known-values"):
        names = ", ".join(f"`{value}`" for value in known)
        converted["description"] = f"{converted.get('description', '')} Known values: {names}.".strip()
    if schema.get("x-secret") and converted.get("type") == "string":
        converted.setdefault("format", "password")
    if "required" in converted:
        members = schema.get("properties", {})
        required = [name for name in converted["required"] if not members.get(name, {}).get("readOnly")]
        del converted["required"]  # what only the service sets cannot be required here: it would be of requests too
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
    """Return the base of a union."""
    tag, mapping = union["discriminator"]["propertyName"], union["discriminator"]["mapping"]
    variants = [_members(document, component(document, reference)) for reference in mapping.values()]
    told = next((v[tag]["description"] for v in variants if "description" in v.get(tag, {})), "")
    agreed: Node = {}
    for member in dict.fromkeys(member for variant in variants for member in variant if member != tag):
        said = [variant[member] for variant in variants if member in variant]
        if all(each == said[0] for each in said):
            agreed[member] = _schema(said[0], f"{name}.{member}")
    return {
        **({"description": union["description"]} if "description" in union else {}),
        **_kept(union),
        "type": "object",
        "discriminator": tag,
        "required": [tag],
        "properties": {
            tag: {**({"description": told} if told else {}), "type": "string", "enum": list(mapping)},
            **agreed,
        },
    }


def _composed(variant: Node, base: str, tag: str) -> Node:
    """Return a variant that is composed of the base of its union."""
    reference = {"$ref": _DEFINITIONS + base}
    if "x-ms-discriminator-value" in variant:  # a variant of several unions
        return {**variant, "allOf": [reference, *variant["allOf"]]}
    own = {key: value for key, value in variant.items() if key != "description"}
    told = {"description": variant["description"]} if "description" in variant else {}
    return {**told, "x-ms-discriminator-value": tag, "allOf": [reference, own]}
