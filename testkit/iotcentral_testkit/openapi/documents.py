"""API documents that the client packages ship, and the routes, parameters and request bodies that they define."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes

import jsonschema_rs
import orjson

from .body_messages import MASK, problems
from .json_types import is_array, is_object
from .malformed import MalformedRequestError
from .packages import CONTROL_PLANE, DATA_PLANE, ClientPackage, packages
from .schema_facts import facts_of

__all__ = [
    "METHODS",
    "Document",
    "Match",
    "Route",
    "SchemaValidator",
    "control_plane",
    "control_planes",
    "document_in",
    "documents",
    "newest_operation",
]

METHODS = ("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE")
"""The methods of operations."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PARAMETER = "{}"
_INTEGER = re.compile(r"-?[0-9]{1,18}")


class Route:
    """Method and path of one operation in one api-version, with the validators of its requests.

    Attributes:
        id: the operationId.
        version: the api-version.
        method: the HTTP method, in upper case.
        path: with its parameters in braces.
        shape: the method and the path, whatever its parameters are called.
        media_types: media types of the request body; empty where there is none.
        body_required: whether the request needs a body.
        body_schema: schema of the request body, or None.
        status: the documented status of success, the first of several.
        response_schema: schema of the body of that response, or None.
        answers_other: whether that response has a body that is not JSON.
        roles: role of a parameter (`filter`, `orderby`, `etag`) → its name.
        creation: the operation that creates or replaces what is at its path; None where there is none.
        fields: parameter → the fields that it may name (`x-fields`); a parameter that is missing may name any.
        pageable: whether the operation is paged.
        page_members: the members of a page that have its items and the next link.
        rate: the kind of rate at which its requests are counted.
    """

    def __init__(self, document: Document, version: str, method: str, path: str, node: Mapping[str, Any]) -> None:
        self._document = document
        self.id: str = node["operationId"]
        self.version = version
        self.method = method
        self.path = path
        parameters = [document.resolve(parameter) for parameter in node.get("parameters", [])]
        self.shape = (method, tuple("{}" if part.startswith("{") else part for part in path.split("/")))
        self.names = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
        self._path = {p["name"]: document.validator(p["schema"]) for p in parameters if p["in"] == "path"}
        self._query = {p["name"]: p["schema"] for p in parameters if p["in"] == "query" and p["name"] != "api-version"}
        self._checks = {name: document.validator(schema) for name, schema in self._query.items()}
        self._required = [p["name"] for p in parameters if p["name"] in self._query and p.get("required")]
        self._headers = [_Header(document, p) for p in parameters if p["in"] == "header"]
        self.roles: dict[str, str] = {p["x-role"]: p["name"] for p in parameters if "x-role" in p}
        body = node.get("requestBody", {})
        self.media_types = tuple(body.get("content", {}))
        self.body_required = bool(body.get("required"))
        media = next(iter(body.get("content", {}).values()), None)
        self._body = document.validator(document.for_requests(media["schema"])) if media else None
        self.status = next(int(status) for status in node["responses"] if status.startswith("2"))
        self.body_schema: dict[str, Any] | None = media["schema"] if media else None
        shown = document.resolve(node["responses"][str(self.status)])
        self.response_schema = document.json_schema_of(shown)
        self.answers_other = self.response_schema is None and bool(shown.get("content"))
        self.fields: dict[str, list[str]] = node.get("x-fields", {})
        self.creation: Route | None = None
        self.pageable = "x-ms-pageable" in node
        paging: Mapping[str, str] = node.get("x-ms-pageable") or {}
        self.page_members = (paging.get("itemName", "value"), paging.get("nextLinkName") or "nextLink")
        self.rate: str = node.get("x-rate", "default")

    def path_values(self, segments: list[str]) -> dict[str, str]:
        """Return the path parameters of a request by their names.

        Args:
            segments: the decoded segments that stand for parameters, as `Document.match` returns them.

        Raises:
            MalformedRequestError: one of them is not valid by the document.
        """
        values = self.named(segments)
        for name, value in values.items():
            if not self._path[name].is_valid(value):
                raise MalformedRequestError(f'The {name} "{value}" in the path is not valid.')
        return values

    def named(self, segments: list[str]) -> dict[str, str]:
        """Return the path parameters of a request by their names, unchecked."""
        return dict(zip(self.names, segments, strict=True))

    def url(self, segments: Iterable[str]) -> str:
        """Return the path with values in the places of its parameters; each is encoded as one segment."""
        values = iter(segments)
        return "/".join(quote(next(values), safe="") if part.startswith("{") else part for part in self.path.split("/"))

    def query_values(self, pairs: list[tuple[str, str]]) -> dict[str, Any]:
        """Return the query parameters of a request, typed; unknown ones are ignored.

        Raises:
            MalformedRequestError: a required one is missing, or one of them is not valid by the document.
        """
        values: dict[str, Any] = {}
        for name, text in pairs:
            if name in self._query:
                value = _typed(text, self._query[name])
                if not self._checks[name].is_valid(value):
                    raise MalformedRequestError(
                        f'The query parameter {name} has the value "{text}", which is not valid.'
                    )
                values[name] = value
        for name in self._required:
            if name not in values:
                raise MalformedRequestError(f"The query parameter {name} is required.")
        return values

    def check_headers(self, headers: Mapping[str, str]) -> None:
        """Check the header parameters of a request.

        Args:
            headers: lower-case name → value.

        Raises:
            MalformedRequestError: a required one is missing, or one is not valid by the document.
        """
        for header in self._headers:
            header.check(headers)

    @property
    def query_names(self) -> frozenset[str]:
        """The query parameters beside `api-version`."""
        return frozenset(self._query)

    def body_members(self, body: Any) -> frozenset[str] | None:
        """Return the members that a request body may have by its schema; None: any."""
        if self.body_schema is None:
            return None
        facts = facts_of(self._document, self.body_schema, body)
        return frozenset(facts.members) if facts.members and facts.others is None else None

    def body_errors(self, body: Any) -> Iterator[Any]:
        """Return the validation errors of a request body, as `jsonschema_rs` reports them."""
        return iter(()) if self._body is None else self._body.iter_errors(body)

    def body_problems(self, body: Any) -> list[str]:
        """Return the validation errors of a request body as texts, each with the place that it is about."""
        if self.body_schema is None or self._body is None or self._body.is_valid(body):
            return []
        return list(problems(self._document, self.body_schema, body))


class _Header:
    """A header parameter of an operation, with the validator of its values."""

    def __init__(self, document: Document, parameter: Mapping[str, Any]) -> None:
        self._name: str = parameter["name"]
        self._required = bool(parameter.get("required"))
        self._schema: Mapping[str, Any] = parameter["schema"]
        self._check = document.validator(parameter["schema"])

    def check(self, headers: Mapping[str, str]) -> None:
        text = headers.get(self._name.lower())
        if text is None:
            if self._required:
                raise MalformedRequestError(f"The header {self._name} is required.")
        elif not self._check.is_valid(_typed(text, self._schema)):
            raise MalformedRequestError(f'The header {self._name} has the value "{text}", which is not valid.')


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


class _Node:
    """A node in the tree of routes, segment by segment; parameters stand for any segment."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.operations: dict[str, Route] = {}


def _segments(raw_path: bytes) -> list[str]:
    """Return the segments of a path, each decoded by itself."""
    try:
        if b"%" not in raw_path:
            return raw_path.decode().strip("/").split("/")
        return [unquote_to_bytes(part).decode() for part in raw_path.strip(b"/").split(b"/")]
    except UnicodeDecodeError:
        raise MalformedRequestError("The path is not valid UTF-8.") from None


class Match(NamedTuple):
    """Operations of a path, by method, and the decoded segments that stand for parameters."""

    operations: dict[str, Route]
    segments: list[str]


class Document:
    """The OpenAPI document of one api-version.

    Args:
        content: the document.
        any_case: whether the fixed segments of paths match in any case, as with Azure Resource Manager.
    """

    def __init__(self, content: dict[str, Any], *, any_case: bool = False) -> None:
        self.content = content
        self._any_case = any_case
        self.version: str = content["info"]["version"]
        self._request_schemas = _RequestSchemas(content["components"]["schemas"])
        self._masked: dict[bytes, SchemaValidator] = {}
        self._root = _Node()
        self.operations: dict[str, Route] = {}
        """operationId → route."""
        for path, item in content["paths"].items():
            for method in METHODS:
                if method.lower() in item:
                    route = Route(self, self.version, method, path, item[method.lower()])
                    self.operations[route.id] = route
                    self._add(path, route)

    def _add(self, path: str, route: Route) -> None:
        node = self._root
        for part in path.strip("/").split("/"):
            node = node.children.setdefault(_PARAMETER if part.startswith("{") else self._fixed(part), _Node())
        node.operations[route.method] = route
        creation = node.operations.get("PUT")
        for other in node.operations.values():
            other.creation = creation

    def _fixed(self, segment: str) -> str:
        return segment.lower() if self._any_case else segment

    def match(self, raw_path: bytes) -> Match | None:
        """Return the operations of a path, or None; a segment is decoded by itself, so that an encoded slash stays in it.

        Raises:
            MalformedRequestError: a segment is not UTF-8.
        """
        node, values = self._root, list[str]()
        for segment in _segments(raw_path):
            following = node.children.get(self._fixed(segment)) if segment != _PARAMETER else None
            if following is None:
                following = node.children.get(_PARAMETER)
                if following is None or not segment:
                    return None
                values.append(segment)
            node = following
        return Match(node.operations, values) if node.operations else None

    def resolve(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Follow the reference of a node, if it is one, and return what it refers to."""
        while "$ref" in node:
            found: Any = self.content
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return dict(node) if not isinstance(node, dict) else node

    def json_schema_of(self, response: dict[str, Any]) -> dict[str, Any] | None:
        """Return the schema of the JSON body of a response; None where it has none."""
        content = self.resolve(response).get("content", {})
        media = content.get("application/json")
        return None if media is None else media["schema"]

    def for_requests(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema for requests, components included.

        Read-only members may be sent and are ignored, so they are not checked.
        """
        return {**_without_read_only(schema), "components": {"schemas": self._request_schemas}}

    def errors_of(self, schema: Mapping[str, Any], value: Any) -> Iterator[Any]:
        """Return the errors of a value in a request, as `jsonschema_rs` reports them; messages mask the value."""
        key = orjson.dumps(schema)
        if key not in self._masked:
            whole = self.for_requests(dict(schema))
            self._masked[key] = SchemaValidator(whole, whole["components"]["schemas"], mask=MASK)
        return self._masked[key].iter_errors(value)

    def validator(self, schema: dict[str, Any]) -> SchemaValidator:
        """Return a validator of a schema, whose references are to its own components or to those of the document."""
        return SchemaValidator(schema, (schema.get("components") or self.content["components"])["schemas"])


class _RequestSchemas(Mapping[str, Any]):
    """The components of a document as requests are checked against them, each made when it is first used."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = schemas
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _without_read_only(self._schemas[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemas)

    def __len__(self) -> int:
        return len(self._schemas)


class SchemaValidator:
    """Validator of one schema, compiled at its first use: most schemas of a document are not used in a process.

    Args:
        schema: what values are checked against.
        components: the schemas that it may refer to, by name.
        mask: what stands for values in messages; None: they are shown.
    """

    def __init__(self, schema: Mapping[str, Any], components: Mapping[str, Any], *, mask: str | None = None) -> None:
        self._schema = schema
        self._components = components
        self._mask = mask

    @cached_property
    def _compiled(self) -> Any:
        """The validator, compiled with those components alone that the schema reaches."""
        reached: dict[str, Any] = {}
        todo = [{key: value for key, value in self._schema.items() if key != "components"}]
        for part in todo:
            for name in _references(part):
                if name not in reached:
                    reached[name] = self._components[name]
                    todo.append(reached[name])
        root = {"$schema": _DIALECT, **todo[0], "components": {"schemas": reached}}
        return jsonschema_rs.validator_for(root, validate_formats=True, mask=self._mask)

    def is_valid(self, value: Any) -> bool:
        """Return whether a value is valid."""
        return bool(self._compiled.is_valid(value))

    def iter_errors(self, value: Any) -> Iterator[Any]:
        """Return the errors of a value, as `jsonschema_rs` reports them."""
        errors: Iterator[Any] = self._compiled.iter_errors(value)
        return errors


def _references(schema: Any) -> Iterator[str]:
    """Return the names of the components that a schema refers to itself."""
    if is_array(schema):
        for part in schema:
            yield from _references(part)
    elif is_object(schema):
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]
        for part in schema.values():
            yield from _references(part)


def _without_read_only(schema: Any) -> Any:
    """Leave out read-only members at every depth."""
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


def documents() -> dict[str, Document]:
    """Return the documents of the data plane, from the oldest to the newest: api-version → document."""
    return _documents(packages(DATA_PLANE))


@cache
def _documents(found: tuple[ClientPackage, ...]) -> dict[str, Document]:
    return {package.version: document_in(package.folder) for package in found}


def newest_operation(id: str) -> Route:
    """Return an operation of the data plane, as the newest version has it that does."""
    return next(found.operations[id] for found in reversed(documents().values()) if id in found.operations)


def control_planes() -> dict[str, Document]:
    """Return the documents of the control plane, from the oldest to the newest: api-version → document."""
    return {found.version: document_in(found.folder, any_case=True) for found in packages(CONTROL_PLANE)}


def control_plane() -> Document:
    """Return the newest document of the control plane."""
    return [*control_planes().values()][-1]


@cache
def document_in(folder: Path, *, any_case: bool = False) -> Document:
    """Return the document that the client package in a folder ships."""
    return Document(orjson.loads((folder / "openapi.json").read_bytes()), any_case=any_case)
