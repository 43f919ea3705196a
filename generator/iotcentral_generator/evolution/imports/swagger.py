"""Swagger 2.0 documents in the terms of OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...document.nodes import Node, component, walk
from ...document.operations import METHODS
from .losses import ImportReport

__all__ = ["from_swagger"]

_SECTIONS = {"definitions": "schemas", "parameters": "parameters", "responses": "responses"}
_SCHEMA_WORDS = frozenset(
    [
        "type",
        "format",
        "items",
        "enum",
        "default",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "x-ms-enum",
        "x-nullable",
    ]
)
_FLOWS = {"implicit": "implicit", "password": "password", "application": "clientCredentials"}
_FLOWS["accessCode"] = "authorizationCode"
_METHODS = (*METHODS, "head", "options")
_COLLECTIONS = {"multi": ("form", True), "csv": ("form", False), "ssv": ("spaceDelimited", False)}
_COLLECTIONS["pipes"] = ("pipeDelimited", False)


def from_swagger(document: Node, report: ImportReport) -> Node:
    """Return a Swagger 2.0 document in the terms of OpenAPI 3.1."""
    return _Swagger(document, report).converted()


class _Swagger:
    def __init__(self, document: Node, report: ImportReport) -> None:
        self._document = document
        self._report = report
        self._host_parameters = {str(p.get("name")) for p in self._of_host()}

    def _of_host(self) -> list[Node]:
        host = self._document.get("x-ms-parameterized-host") or {}
        return [self._resolved(parameter) for parameter in host.get("parameters", [])]

    def _resolved(self, node: Node) -> Node:
        found = component(self._document, node["$ref"]) if "$ref" in node else node
        if not isinstance(found, dict):
            self._report.lose(str(node["$ref"]), "it points to nothing in this document")
            return {}
        return found

    def converted(self) -> Node:
        base = str(self._document.get("basePath", "")).rstrip("/")
        found: Node = {
            "openapi": "3.1.0",
            "info": dict(self._document.get("info", {})),
            "servers": list(self._servers()),
            "tags": self._document.get("tags", []),
            "paths": {f"{base}{path}": self._item(item) for path, item in self._document["paths"].items()},
            "components": self._components(),
        }
        if "security" in self._document:
            found["security"] = self._document["security"]
        return _with_references(found)

    def _components(self) -> Node:
        parameters = self._document.get("parameters", {})
        kept = {
            n: p for n, p in parameters.items() if p.get("in") != "body" and p.get("name") not in self._host_parameters
        }
        schemes = self._document.get("securityDefinitions", {})
        produces = self._document.get("produces", ["application/json"])
        return {
            "schemas": dict(self._document.get("definitions", {})),
            "parameters": {name: self._parameter(parameter) for name, parameter in kept.items()},
            "responses": {n: self._response(r, produces) for n, r in self._document.get("responses", {}).items()},
            "securitySchemes": {name: self._scheme(scheme) for name, scheme in schemes.items()},
        }

    def _servers(self) -> Iterator[Node]:
        host = self._document.get("x-ms-parameterized-host")
        scheme = next(iter(sorted(self._document.get("schemes", ["https"]), reverse=True)), "https")
        if host:
            prefix = "" if host.get("useSchemePrefix") is False else f"{scheme}://"
            variables = {p["name"]: {"default": str(p.get("default", "contoso"))} for p in self._of_host() if p}
            yield {"url": f"{prefix}{host['hostTemplate']}", "variables": variables}
        elif "host" in self._document:
            yield {"url": f"{scheme}://{self._document['host']}"}

    def _item(self, item: Node) -> Node:
        shared = [self._resolved(parameter) | _reference(parameter) for parameter in item.get("parameters", [])]
        return {method: self._operation(item[method], shared) for method in _METHODS if method in item}

    def _operation(self, operation: Node, shared: list[Node]) -> Node:
        written = [*shared, *(self._resolved(p) | _reference(p) for p in operation.get("parameters", []))]
        parameters = [p for p in written if p.get("name") not in self._host_parameters or p.get("in") != "path"]
        consumes, produces = self._media_types(operation, "consumes"), self._media_types(operation, "produces")
        kept = {
            word: value
            for word, value in operation.items()
            if word not in {"parameters", "responses", "produces", "consumes", "schemes"}
        }
        plain = [p for p in parameters if p.get("in") not in {"body", "formData"}]
        kept["parameters"] = [_reference(p) if "$ref" in p else self._parameter(p) for p in plain]
        kept |= self._body(parameters, consumes)
        responses = operation.get("responses", {})
        kept["responses"] = {
            str(status): r if "$ref" in r else self._response(r, produces) for status, r in responses.items()
        }
        return kept

    def _media_types(self, operation: Node, word: str) -> list[str]:
        listed: list[str] = operation[word] if word in operation else self._document.get(word) or ["application/json"]
        return listed

    def _body(self, parameters: list[Node], consumes: list[str]) -> Node:
        for parameter in parameters:
            if parameter.get("in") == "body":
                body: Node = {
                    word: parameter[word]
                    for word in ("description", "required", "x-ms-client-flatten")
                    if word in parameter
                }
                return {
                    "requestBody": body | {"content": {m: {"schema": parameter.get("schema", {})} for m in consumes}}
                }
        fields = [parameter for parameter in parameters if parameter.get("in") == "formData"]
        if not fields:
            return {}
        media = "multipart/form-data" if any(p.get("type") == "file" for p in fields) else _form_type(consumes)
        properties = {p["name"]: self._schema(p) for p in fields}
        required = [p["name"] for p in fields if p.get("required")]
        schema = {"type": "object", "properties": properties} | ({"required": required} if required else {})
        return {"requestBody": {"required": bool(required), "content": {media: {"schema": schema}}}}

    def _parameter(self, parameter: Node) -> Node:
        kept = {word: value for word, value in parameter.items() if word not in _SCHEMA_WORDS | {"collectionFormat"}}
        if parameter.get("type") == "array":
            collection = str(parameter.get("collectionFormat", "csv"))
            style, explode = _COLLECTIONS.get(collection, ("form", False))
            kept |= {"style": style, "explode": explode} if parameter.get("in") == "query" else {}
        return {**kept, "schema": self._schema(parameter)}

    def _schema(self, node: Node) -> Node:
        schema: Node = {word: node[word] for word in node if word in _SCHEMA_WORDS}
        if schema.get("type") == "file":
            return {"type": "string", "format": "binary"}
        return schema

    def _response(self, response: Node, produces: list[str]) -> Node:
        kept: Node = {"description": response.get("description", "")}
        kept |= {word: value for word, value in response.items() if word.startswith("x-")}
        if response.get("headers"):
            kept["headers"] = {
                name: {**_described(header), "schema": self._schema(header)}
                for name, header in response["headers"].items()
            }
        schema = response.get("schema")
        if schema is not None:
            binary = {"type": "string", "format": "binary"}
            schema = binary if schema.get("type") == "file" else schema
            kept["content"] = {media: {"schema": schema} for media in produces}
        return kept

    def _scheme(self, scheme: Node) -> Node:
        if scheme.get("type") == "basic":
            return {"type": "http", "scheme": "basic", **_described(scheme)}
        if scheme.get("type") != "oauth2":
            return dict(scheme)
        flow = {word: scheme[word] for word in ("authorizationUrl", "tokenUrl") if word in scheme}
        kind = _FLOWS.get(str(scheme.get("flow")), "implicit")
        return {"type": "oauth2", **_described(scheme), "flows": {kind: flow | {"scopes": scheme.get("scopes", {})}}}


def _reference(node: Node) -> Node:
    return {"$ref": node["$ref"]} if "$ref" in node else {}


def _described(node: Mapping[str, Any]) -> Node:
    return {"description": node["description"]} if node.get("description") else {}


def _form_type(consumes: list[str]) -> str:
    forms = ("application/x-www-form-urlencoded", "multipart/form-data")
    return next((media for media in consumes if media in forms), forms[0])


def _with_references(document: Node) -> Node:
    """Let references point to the components of OpenAPI 3."""
    for _, node in walk(document):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str) and reference.startswith("#/"):
            section, _, name = reference[2:].partition("/")
            if section in _SECTIONS:
                node["$ref"] = f"#/components/{_SECTIONS[section]}/{name}"
    return document
