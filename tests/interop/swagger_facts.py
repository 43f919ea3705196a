"""The published contract of IoT Central's data plane (Swagger 2.0, without prose) as a document of OpenAPI 3.1.

`shared/reference/facts` beside the workspace has it; what else the format needs is read from it by rule.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

__all__ = ["facts", "in_openapi"]

Node = dict[str, Any]
_FOLDERS = (parent / "shared" / "reference" / "facts" for parent in Path(__file__).parents[2:])
FACTS = next((folder for folder in _FOLDERS if folder.is_dir()), Path("../shared/reference/facts"))
_METHODS = ("get", "put", "post", "patch", "delete")
_OF_PARAMETERS = frozenset({"name", "in", "required", "description", "x-ms-parameter-location"})


def facts(version: str) -> Node:
    """Return the published contract of a version; skip, aloud, where it is not beside the workspace."""
    file = FACTS / f"data-plane-{version}.json"
    if not file.exists():
        pytest.skip("the published contract was NOT generated from: it is not beside the workspace")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def in_openapi(document: Node, version: str) -> Node:
    """Return a Swagger 2.0 document as one of OpenAPI 3.1."""
    schemas = {name: _schema(schema) for name, schema in document["definitions"].items()}
    _complete_unions(schemas, document["definitions"])
    paths = {
        f"/api{path}": {method: _operation(document, item[method]) for method in _METHODS if method in item}
        for path, item in document["paths"].items()
    }
    prefixes = sorted({o["operationId"].partition("_")[0] for item in paths.values() for o in item.values()})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Published contract", "version": version, "description": "A contract."},
        "servers": [{"url": "https://contract.example"}],
        "tags": [{"name": prefix, "description": prefix} for prefix in prefixes],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": {
                name: _parameter(parameter)
                for name, parameter in document["parameters"].items()
                if parameter["in"] != "body" and parameter.get("x-ms-parameter-location") != "client"
            },
        },
    }


def _operation(document: Node, operation: Node) -> Node:
    made: Node = {"operationId": operation["operationId"]}
    parameters = []
    for use in operation["parameters"]:
        parameter = document["parameters"][use["$ref"].rsplit("/", 1)[-1]] if "$ref" in use else use
        if parameter["in"] == "body":
            media = {"schema": _schema(parameter["schema"])}
            types = operation.get("consumes", ["application/json"])
            made["requestBody"] = {"required": parameter.get("required", False), "content": dict.fromkeys(types, media)}
        elif parameter.get("x-ms-parameter-location") != "client":
            parameters.append(
                {"$ref": use["$ref"].replace("#/", "#/components/")} if "$ref" in use else _parameter(parameter)
            )
    if parameters:
        made["parameters"] = parameters
    _mark_merge_patch(made, operation)
    if "x-ms-pageable" in operation:
        made["x-ms-pageable"] = operation["x-ms-pageable"]
    made["responses"] = {status: _response(response) for status, response in operation["responses"].items()}
    return made


def _mark_merge_patch(made: Node, operation: Node) -> None:
    """Say of which schema a body is a merge patch: of what the operation answers; the contract has just an object."""
    for type_, media in made.get("requestBody", {}).get("content", {}).items():
        answer = operation["responses"].get("200", {}).get("schema", {})
        if type_ == "application/merge-patch+json" and "$ref" in answer:
            media["schema"] = {"x-merge-patch-of": answer["$ref"].rsplit("/", 1)[-1]}


def _parameter(parameter: Node) -> Node:
    kept = {key: value for key, value in parameter.items() if key in _OF_PARAMETERS - {"x-ms-parameter-location"}}
    rest = {
        key: value for key, value in parameter.items() if key not in _OF_PARAMETERS and not key.startswith("x-ms-s")
    }
    return {**kept, "schema": _schema(rest)}


def _response(response: Node) -> Node:
    made: Node = {"description": "A response."}
    if "schema" in response:
        made["content"] = {"application/json": {"schema": _schema(response["schema"])}}
    return made


def _schema(node: Any) -> Any:
    """Return a schema with its references and enumerations in the words of OpenAPI 3.1."""
    if isinstance(node, list):
        return [_schema(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: _schema(value) for key, value in node.items() if key not in {"x-ms-enum", "x-ms-discriminator-value"}}
    if "$ref" in node:
        return {"$ref": node["$ref"].replace("#/definitions/", "#/components/schemas/")}
    enum = node.get("x-ms-enum")
    if isinstance(enum, dict):
        made["title"] = enum["name"]
        if enum.get("modelAsString"):
            made["x-known-values"] = made.pop("enum")
    return made


def _complete_unions(schemas: Node, definitions: Node) -> None:
    """Turn each base with a discriminator into a union of what is derived from it and has a value of its tag."""
    for name, definition in definitions.items():
        if "discriminator" not in definition:
            continue
        tag = definition["discriminator"]
        derived = [variant for variant in definitions if _descends(variant, name, definitions)]
        values = {variant: definitions[variant].get("x-ms-discriminator-value") for variant in derived}
        mapping = {value: f"#/components/schemas/{variant}" for variant, value in values.items() if value}
        union = schemas[name]
        union["oneOf"] = [{"$ref": reference} for reference in mapping.values()]
        union["discriminator"] = {"propertyName": tag, "mapping": mapping}
        for variant, value in values.items():
            _derive(
                schemas[variant],
                f"#/components/schemas/{name}",
                {tag: {"type": "string", "const": value}} if value else {},
            )


def _derive(variant: Node, base: str, fixed: Node) -> None:
    """Take the base out of what a variant consists of: a union gives its members to its variants by itself."""
    variant["allOf"] = [part for part in variant.get("allOf", []) if part.get("$ref") != base]
    if not variant["allOf"]:
        del variant["allOf"]
    variant["properties"] = {**variant.get("properties", {}), **fixed}
    variant["required"] = [*variant.get("required", []), *fixed]
    if not variant["required"]:
        del variant["required"]


def _descends(name: str, base: str, definitions: Node) -> bool:
    bases = [part["$ref"].rsplit("/", 1)[-1] for part in definitions[name].get("allOf", []) if "$ref" in part]
    return base in bases or any(_descends(each, base, definitions) for each in bases)
