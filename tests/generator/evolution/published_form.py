"""Projected documents in the form in which Azure publishes contracts: Swagger 2.0, without prose."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from iotcentral_generator.document.nodes import resolved
from iotcentral_generator.document.operations import operations, parameters_of

__all__ = ["swagger_of"]

_PROSE = {"description", "summary", "title", "example", "examples", "x-unused", "x-enum-descriptions", "x-secret"}
_SCHEMAS = "#/components/schemas/"


def swagger_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return a projected document as Swagger 2.0: unions by `allOf`, open enumerations by `x-ms-enum`, loose patches."""
    schemas = document["components"].get("schemas", {})
    patches = {name for name, schema in schemas.items() if schema.get("x-merge-patch")}
    found: dict[str, Any] = {
        "swagger": "2.0",
        "info": {"title": document["info"]["title"], "version": document["info"]["version"]},
        "host": "api.example",
        "schemes": ["https"],
        "paths": {},
        "definitions": {name: _schema(schema) for name, schema in deepcopy(schemas).items() if name not in patches},
    }
    for key, item, operation in operations(document):
        found["paths"].setdefault(key[1], {})[key[2]] = _operation(document, item, operation)
    for name, union in schemas.items():
        if "discriminator" in union:
            _inherit(found["definitions"], name, union)
    return found


def _operation(document: dict[str, Any], item: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {
        word: operation[word] for word in ("operationId", "deprecated", "x-ms-pageable") if word in operation
    }
    kept |= {word: value for word, value in operation.items() if word.startswith("x-ms-long")}
    kept["parameters"] = [_parameter(document, parameter) for parameter in parameters_of(document, item, operation)]
    body = operation.get("requestBody")
    if body:
        kept["consumes"] = list(body["content"])
        schema = next(iter(body["content"].values()))["schema"]
        patch = resolved(document, schema).get("x-merge-patch")
        required = {"required": True} if body.get("required") else {}
        kept["parameters"] += [
            {"in": "body", "name": "body", **required, "schema": {"type": "object"} if patch else _schema(schema)}
        ]
    kept["responses"] = {status: _response(document, r) for status, r in operation["responses"].items()}
    return kept


def _parameter(document: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    schema = {} if "const" in parameter["schema"] else _schema(resolved(document, parameter["schema"]))
    kept: dict[str, Any] = {
        word: parameter[word] for word in ("name", "in", "required", "x-ms-parameter-location") if word in parameter
    }
    if schema.get("type") == "array" and parameter["in"] == "query":
        schema["items"] = _schema(resolved(document, parameter["schema"]["items"]))
        kept["collectionFormat"] = "multi" if parameter.get("explode", True) else "csv"
    return {**kept, "type": "string", **schema}


def _response(document: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    response = resolved(document, response)
    kept: dict[str, Any] = {}
    if "headers" in response:
        kept["headers"] = {
            name: _schema(resolved(document, header)["schema"]) for name, header in response["headers"].items()
        }
    for media in response.get("content", {}).values():
        kept["schema"] = _schema(media["schema"])
    return kept


def _schema(schema: Any) -> Any:
    """Return a schema in the terms of Swagger 2.0."""
    if isinstance(schema, list):
        return [_schema(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {
        word: {name: _schema(member) for name, member in value.items()} if word == "properties" else _schema(value)
        for word, value in schema.items()
        if word not in _PROSE
    }
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = kept["$ref"].replace(_SCHEMAS, "#/definitions/")
    if "x-known-values" in kept:
        kept["enum"] = kept.pop("x-known-values")
        kept["x-ms-enum"] = {"name": schema.get("title", ""), "modelAsString": True}
    if isinstance(kept.get("type"), list):
        kept["type"] = next(kind for kind in kept["type"] if kind != "null")
    choices = kept.get("anyOf")
    if isinstance(choices, list):
        kept = {**{word: value for word, value in kept.items() if word != "anyOf"}, **choices[0]}
    return kept


def _inherit(definitions: dict[str, Any], name: str, union: dict[str, Any]) -> None:
    """Let the variants of a union inherit from it, as Swagger 2.0 writes it."""
    tag = union["discriminator"]["propertyName"]
    heirs = [str(target).removeprefix(_SCHEMAS) for target in union["discriminator"]["mapping"].values()]
    common = _common(definitions, heirs, tag)
    required = [member for member in common if all(member in definitions[heir].get("required", []) for heir in heirs)]
    definitions[name] = {
        "type": "object",
        "discriminator": tag,
        "required": list(dict.fromkeys([tag, *required])),
        "properties": {tag: {"type": "string"}, **common},
    }
    for value, heir in zip(union["discriminator"]["mapping"], heirs, strict=True):
        own = definitions[heir]
        own["x-ms-discriminator-value"] = value
        own["properties"] = {key: member for key, member in own["properties"].items() if key not in {tag, *common}}
        own["required"] = [key for key in own.get("required", []) if key not in {tag, *common}]
        own["allOf"] = [{"$ref": f"#/definitions/{name}"}, *own.get("allOf", [])]


def _common(definitions: dict[str, Any], heirs: list[str], tag: str) -> dict[str, Any]:
    first = definitions[heirs[0]]["properties"]
    return {
        key: member
        for key, member in first.items()
        if key != tag and all(definitions[heir]["properties"].get(key) == member for heir in heirs)
    }
