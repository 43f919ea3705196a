"""The API documents that the client packages ship: routes, parameters, bodies and media types come from them alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

import jsonschema_rs
import orjson

from ..emulator.errors import bad_request, unprocessable
from .json_types import is_array, is_object

__all__ = ["CONTROL_PLANE", "PACKAGES", "Document", "Operation", "control_plane", "decode_json", "documents"]

PACKAGES = ("iotcentral_v2022_07_31", "iotcentral_v2022_10_31_preview")
CONTROL_PLANE = "iotcentral_management_v2021_06_01"

_METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETER = "{}"
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DEPTH = 100
"""Levels of objects and arrays in a request body; far more than any resource has, and far less than recursion takes."""


class Operation:
    """One operation of one api-version, with what checks its requests."""

    def __init__(self, document: Document, version: str, method: str, path: str, node: Mapping[str, Any]) -> None:
        self.id: str = node["operationId"]
        self.version = version
        self.method = method
        self.path = path
        parameters = [document.resolve(parameter) for parameter in node.get("parameters", [])]
        self._names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        self._path = {p["name"]: document.validator(p["schema"]) for p in parameters if p["in"] == "path"}
        self._query = {p["name"]: p["schema"] for p in parameters if p["in"] == "query" and p["name"] != "api-version"}
        self._checks = {name: document.validator(schema) for name, schema in self._query.items()}
        body = node.get("requestBody", {})
        self.media_types = tuple(body.get("content", {}))
        self.body_required = bool(body.get("required"))
        media = next(iter(body.get("content", {}).values()), None)
        self._body = document.validator(_writable(document, media["schema"])) if media else None
        self.status = next(int(status) for status in node["responses"] if status.startswith("2"))
        self.body_schema: dict[str, Any] | None = media["schema"] if media else None
        self.pageable = "x-ms-pageable" in node
        self.rate: str = node.get("x-rate", "default")

    def path_values(self, segments: list[str]) -> dict[str, str]:
        """Return the path parameters of a request.

        Raises:
            Refusal: one of them has not the documented form.
        """
        values = dict(zip(self._names, segments, strict=True))
        for name, value in values.items():
            if not self._path[name].is_valid(value):
                raise bad_request(f'The {name} "{value}" in the path is not valid.')
        return values

    def query_values(self, pairs: list[tuple[str, str]]) -> dict[str, Any]:
        """Return the query parameters of a request, typed; unknown ones are passed over.

        Raises:
            Refusal: one of them has not the documented form.
        """
        values: dict[str, Any] = {}
        for name, text in pairs:
            if name in self._query:
                value = _typed(text, self._query[name])
                if not self._checks[name].is_valid(value):
                    raise bad_request(f'The query parameter {name} has the value "{text}", which is not valid.')
                values[name] = value
        return values

    @property
    def query_names(self) -> frozenset[str]:
        """The query parameters beside `api-version`."""
        return frozenset(self._query)

    def check_body(self, body: Any) -> None:
        """Check a request body.

        Raises:
            Refusal: it is not what the document says.
        """
        clauses = [_clause(error) for error in self.body_errors(body)]
        if clauses:
            raise unprocessable(*clauses[:10])

    def body_errors(self, body: Any) -> Iterator[Any]:
        """Return what is wrong with a request body, as `jsonschema_rs` tells it."""
        return iter(()) if self._body is None else self._body.iter_errors(body)


def _clause(error: Any) -> str:
    place = ".".join(str(part) for part in error.instance_path)
    return f"{place} {error.message}".strip() if place else str(error.message)


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _writable(document: Document, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema for requests: read-only members may be sent, and are passed over, so they are not checked."""
    return document.for_requests(schema)


class _Node:
    """A place in the tree of routes, segment by segment; parameters stand for any segment."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.operations: dict[str, Operation] = {}


class Match(NamedTuple):
    """What a path leads to."""

    operations: dict[str, Operation]
    segments: list[str]


class Document:
    """One api-version.

    Args:
        content: the OpenAPI document.
        any_case: whether the fixed segments of paths are found whatever their case, as with Azure Resource Manager.
    """

    def __init__(self, content: dict[str, Any], *, any_case: bool = False) -> None:
        self.content = content
        self._any_case = any_case
        self.version: str = content["info"]["version"]
        self._request_schemas = {
            name: _without_read_only(schema) for name, schema in content["components"]["schemas"].items()
        }
        self._root = _Node()
        self.operations: dict[str, Operation] = {}
        for path, item in content["paths"].items():
            for method in _METHODS:
                if method.lower() in item:
                    operation = Operation(self, self.version, method, path, item[method.lower()])
                    self.operations[operation.id] = operation
                    self._add(path, operation)

    def _add(self, path: str, operation: Operation) -> None:
        node = self._root
        for part in path.strip("/").split("/"):
            node = node.children.setdefault(_PARAMETER if part.startswith("{") else self._fixed(part), _Node())
        node.operations[operation.method] = operation

    def _fixed(self, segment: str) -> str:
        return segment.lower() if self._any_case else segment

    def match(self, raw_path: bytes) -> Match | None:
        """Find what a path leads to; a segment is decoded by itself, so that an encoded slash stays in it.

        Raises:
            Refusal: a segment is no UTF-8.
        """
        node, values = self._root, list[str]()
        for part in raw_path.strip(b"/").split(b"/"):
            try:
                segment = unquote_to_bytes(part).decode()
            except UnicodeDecodeError:
                raise bad_request("The path is not valid UTF-8.") from None
            following = node.children.get(self._fixed(segment)) if segment != _PARAMETER else None
            if following is None:
                following = node.children.get(_PARAMETER)
                if following is None or not segment:
                    return None
                values.append(segment)
            node = following
        return Match(node.operations, values) if node.operations else None

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """Follow a reference."""
        while "$ref" in node:
            found: Any = self.content
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def for_requests(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema with the components that requests are checked against."""
        return {**_without_read_only(schema), "components": {"schemas": self._request_schemas}}

    def validator(self, schema: dict[str, Any]) -> Any:
        """Make a validator."""
        components = schema.get("components") or self.content["components"]
        root = {"$schema": _DIALECT, **schema, "components": components}
        return jsonschema_rs.validator_for(root, validate_formats=True)


def _without_read_only(schema: Any) -> Any:
    """Leave out read-only members at every depth: what a request says of them is passed over."""
    if is_array(schema):
        return [_without_read_only(part) for part in schema]
    if not is_object(schema):
        return schema
    kept = {key: _without_read_only(value) for key, value in schema.items()}
    properties = schema.get("properties")
    if is_object(properties):
        gone = {name for name, member in properties.items() if is_object(member) and member.get("readOnly")}
        kept["properties"] = {name: member for name, member in kept["properties"].items() if name not in gone}
        if is_array(kept.get("required")):
            kept["required"] = [name for name in kept["required"] if name not in gone]
    return kept


@cache
def documents() -> dict[str, Document]:
    """Load the documents of the data plane: api-version → document."""
    found = (Document(_content(package)) for package in PACKAGES)
    return {document.version: document for document in found}


@cache
def control_plane() -> Document:
    """Load the document of the control plane."""
    return Document(_content(CONTROL_PLANE), any_case=True)


def _content(package: str) -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads(resources.files(package).joinpath("openapi.json").read_bytes())
    return content


def decode_json(content: bytes) -> Any:
    """Parse a request body.

    Raises:
        Refusal: it is no JSON, no UTF-8, nested too deeply, or names a member twice.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise bad_request("The request body is not valid UTF-8.") from None
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise bad_request(f"The request body is not valid JSON: {error}.") from None
    if text.count(":") > _members(body):
        _refuse_duplicates(text)
    return body


def _members(body: Any) -> int:
    """Count the members of all objects.

    Raises:
        Refusal: they are nested too deeply.
    """
    count, level = 0, [body]
    for _ in range(_DEPTH):
        following: list[Any] = []
        for node in level:
            if is_object(node):
                count += len(node)
                following += node.values()
            elif is_array(node):
                following += node
        if not following:
            return count
        level = following
    raise bad_request(f"The request body is nested more than {_DEPTH} levels deep.")


def _refuse_duplicates(text: str) -> None:
    """Look for members that are named twice; the fast parser keeps the last and says nothing.

    It is asked for only where there are more colons than members, which those within strings can cause as well.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for name, value in pairs:
            if name in members:
                raise bad_request(f'The request body names the member "{name}" twice.')
            members[name] = value
        return members

    json.loads(text, object_pairs_hook=unique, parse_int=float)  # int() refuses very long numbers
