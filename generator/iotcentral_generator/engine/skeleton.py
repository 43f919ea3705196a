"""Skeleton of a lowered document: the types of its parts without its texts, under names that the engine leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..document.nodes import Node, Schema, component, resolved
from ..document.operations import operations
from ..document.schemas import SCHEMAS
from .wire_names import encoded

__all__ = ["skeleton"]

_TEXTS = frozenset({"title", "description", "summary", "example", "examples", "externalDocs"})
"""Keywords of which no type depends; the engine would derive names from some of them."""


_PLACES = {"header": "cookie"}
"""Place of parameters → the place where the engine takes all their types; `plan` knows no cookies."""


def skeleton(document: Node) -> Node:
    """Return the document that the engine reads for a lowered one."""
    paths: dict[str, Node] = {}
    for (_, path, method), item, operation in operations(document):
        paths.setdefault(_path(str(path)), {})[str(method)] = _operation(document, item, operation)
    schemas = document["components"]["schemas"]
    read = {encoded(name): _schema(document, schema) for name, schema in schemas.items() if "$ref" not in schema}
    info = {"title": "API", "version": "1"}
    return {"openapi": document.get("openapi"), "info": info, "paths": paths, "components": {"schemas": read}}


def _path(path: str) -> str:
    return re.sub(r"\{([^{}]*)\}", lambda found: f"{{{encoded(found[1])}}}", path)


def _operation(document: Node, item: Node, operation: Node) -> Node:
    read: Node = {"operationId": encoded(operation["operationId"]), "tags": operation.get("tags", [])}
    own = [resolved(document, parameter) for parameter in operation.get("parameters", [])]
    shared = [resolved(document, parameter) for parameter in item.get("parameters", [])]
    known = {(parameter["name"], parameter["in"]) for parameter in own}
    declared = [*own, *(parameter for parameter in shared if (parameter["name"], parameter["in"]) not in known)]
    read["parameters"] = [
        {
            **_plain(parameter),
            "name": encoded(parameter["name"]),
            "in": _PLACES.get(parameter["in"], parameter["in"]),
            "schema": _schema(document, parameter["schema"]),
        }
        for parameter in declared
        if "schema" in parameter
    ]
    if "requestBody" in operation:
        body = resolved(document, operation["requestBody"])
        read["requestBody"] = {**_plain(body), "content": _content(document, body)}
    read["responses"] = {
        status: {"description": "", **({"content": _content(document, found)} if "content" in found else {})}
        for status, response in operation["responses"].items()
        if (found := resolved(document, response)) is not None
    }
    return read


def _content(document: Node, node: Node) -> Node:
    return {
        media_type: {"schema": _schema(document, media["schema"])} if "schema" in media else {}
        for media_type, media in node.get("content", {}).items()
    }


def _plain(node: Node) -> Node:
    """Return the keywords of a node that are neither texts nor marks."""
    return {key: value for key, value in node.items() if key not in _TEXTS and not key.startswith("x-")}


def _schema(document: Node, schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _reference(document, schema["$ref"])
    read: Schema = _plain(schema)
    _write_plainly(read)
    if "properties" in read or read.get("type") == "object":
        read.pop("default", None)  # the engine knows no default of an object; it is only documented
    if isinstance(read.get("enum"), list):
        read["enum"] = _texts(read["enum"])
        read |= {"default": _texts([read["default"]])[0]} if "default" in read else {}
    for word in ("items", "additionalProperties"):
        if word in read:
            read[word] = _schema(document, read[word])
    for word in ("allOf", "anyOf", "oneOf"):
        if word in read:
            read[word] = [_schema(document, part) for part in read[word]]
    if "properties" in read:
        read["properties"] = {encoded(name): _schema(document, part) for name, part in read["properties"].items()}
        read["required"] = [encoded(name) for name in read.get("required", [])]
    return read


def _write_plainly(schema: Schema) -> None:
    """Write the keywords of a schema in the way in which the engine reads them rightly."""
    if schema.get("format") == "binary":  # in JSON these are strings like others
        del schema["format"]
    if "const" in schema:
        schema.pop("type", None)
        if schema["const"] is None:
            del schema["const"]
            schema["type"] = "null"
    if isinstance(kinds := schema.get("type"), list) and len(kinds) == 1:
        schema["type"] = kinds[0]


def _reference(document: Node, reference: str) -> Any:
    name = reference.removeprefix(SCHEMAS).replace("~1", "/").replace("~0", "~")
    if name in document["components"]["schemas"]:
        return {"$ref": SCHEMAS + encoded(name)}
    return _schema(document, component(document, reference))


def _texts(values: Iterable[Any]) -> list[Any]:
    return [encoded(value) if isinstance(value, str) else value for value in dict.fromkeys(values)]
