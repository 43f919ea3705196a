"""Strategies of one document: values of its schemas; parameters, bodies and responses of its operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import orjson
from hypothesis import strategies as st

from .choices import mostly
from .values import Direction, Mode, Values

__all__ = ["Parameters", "Response", "Schemas", "schemas_of"]

_METHODS = ("get", "put", "post", "patch", "delete")
_ERRORS = (400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 502, 503, 504)
_HEADER = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=16)
"""Characters of headers that every server passes on unchanged: visible ASCII."""

_BY_PLACE: Mapping[str, Mapping[str, Any]] = {"path": {"minLength": 1}}
"""A path with an empty parameter would be another path."""

_NAME: Mapping[str, Any] = {"pattern": "^[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?$"}
"""Characters that are valid in a host and in a path; clients reject other names of an application or a subscription."""


class Parameters(NamedTuple):
    """Values of an operation's parameters, typed, by the names in the document; absent ones are left out."""

    path: dict[str, Any]
    query: dict[str, Any]
    headers: dict[str, Any]


class Response(NamedTuple):
    """A response that the document allows."""

    status: int
    headers: dict[str, str]
    body: Any
    """JSON; None where there is no body."""


class Schemas:
    """The strategies of one OpenAPI 3.1 document. Keep the object: each strategy is created once.

    Args:
        document: the document, complete in itself: references lead nowhere else.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._values = Values(document)
        self._operations: dict[str, Mapping[str, Any]] = {}
        self._shared: dict[str, list[Any]] = {}
        self._made: dict[tuple[str, str], st.SearchStrategy[Any]] = {}
        for item in document.get("paths", {}).values():
            for method in _METHODS:
                if method in item:
                    self._operations[item[method]["operationId"]] = item[method]
                    self._shared[item[method]["operationId"]] = item.get("parameters", [])

    @property
    def operations(self) -> tuple[str, ...]:
        """The operationIds, in the order of the document."""
        return tuple(self._operations)

    def operation(self, operation_id: str) -> Mapping[str, Any]:
        """Return an operation as the document has it.

        Raises:
            KeyError: the document has no such operation.
        """
        if operation_id not in self._operations:
            raise KeyError(f"the document has no operation {operation_id!r}; see Schemas.operations")
        return self._operations[operation_id]

    def values(
        self, schema: Any, *, direction: Direction = "response", unknown: bool | None = None
    ) -> st.SearchStrategy[Any]:
        """Return the JSON values that a schema allows.

        Args:
            schema: a schema; its references lead into the document.
            direction: in a request there are no read-only members, at any depth; in a response no write-only ones.
            unknown: whether objects sometimes have members that the schema neither names nor rules out; by default
                those of responses have. Objects without any named members are free-form, and have members always.

        Raises:
            UnsupportedSchemaError: a keyword or a format is not known; names it and its place.
        """
        response = direction == "response"
        mode = Mode(read_only=response, unknown=response if unknown is None else unknown)
        return self._values.of(schema, "schema", mode)

    def component(
        self, name: str, *, direction: Direction = "response", unknown: bool | None = None
    ) -> st.SearchStrategy[Any]:
        """Return `values` of the component schema of this name."""
        return self.values({"$ref": f"#/components/schemas/{name}"}, direction=direction, unknown=unknown)

    def parameters(self, operation_id: str) -> st.SearchStrategy[Parameters]:
        """Return values of an operation's parameters: all required ones, and others sometimes; no path value is empty.

        Raises:
            KeyError: the document has no such operation.
            UnsupportedSchemaError: a schema is not understood.
        """
        return self._once("parameters", operation_id, self._parameters)

    def bodies(self, operation_id: str) -> st.SearchStrategy[Any]:
        """Return the JSON bodies that a request of an operation may carry; None where it has none.

        Raises:
            KeyError: the document has no such operation.
            UnsupportedSchemaError: the schema is not understood.
        """
        return self._once("bodies", operation_id, self._bodies)

    def responses(self, operation_id: str) -> st.SearchStrategy[Response]:
        """Return the responses that the document allows for an operation: successes and, every other time, errors.

        A documented range (`4XX`, `default`) returns the statuses of IoT Central mostly, and any of the range.

        Raises:
            KeyError: the document has no such operation.
            UnsupportedSchemaError: a schema is not understood.
        """
        return self._once("responses", operation_id, self._responses)

    def _once(self, what: str, operation_id: str, make: Any) -> st.SearchStrategy[Any]:
        key = (what, operation_id)
        if key not in self._made:
            self._made[key] = make(self.operation(operation_id), f"{operation_id}/{what}", operation_id)
        return self._made[key]

    def _resolve(self, node: Any, place: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._values.normalizer.resolve(node, place)
        return found

    def _parameters(self, operation: Mapping[str, Any], place: str, operation_id: str) -> st.SearchStrategy[Parameters]:
        nodes = [*self._shared[operation_id], *operation.get("parameters", ())]
        places: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
            "path": ({}, {}),
            "query": ({}, {}),
            "header": ({}, {}),
        }
        for node in (self._resolve(node, place) for node in nodes):
            where, name = node["in"], node["name"]
            if where in places:  # clients do not send cookies
                rule = _NAME if _is_name(operation, name) else _BY_PLACE.get(where, {})
                schema = {"allOf": [node["schema"], rule]}
                required, optional = places[where]
                values = self._values.of(schema, f"{place}/{name}", Mode(read_only=False, unknown=False))
                free = where == "header" and _is_any_text(node["schema"])
                (required if node.get("required") else optional)[name] = _HEADER if free else values
        path, query, headers = (st.fixed_dictionaries(mapping=one, optional=two) for one, two in places.values())
        return st.builds(Parameters, path, query, headers)

    def _bodies(self, operation: Mapping[str, Any], place: str, _: str) -> st.SearchStrategy[Any]:
        schema = self.body_schema(operation["operationId"])
        if schema is None:
            return st.none()
        values = self._values.of(schema, place, Mode(read_only=False, unknown=False))
        return values if self._resolve(operation["requestBody"], place).get("required") else values | st.none()

    def body_schema(self, operation_id: str) -> Any:
        """Return the schema of an operation's request body; None if it has none.

        Raises:
            KeyError: the document has no such operation.
        """
        operation = self.operation(operation_id)
        content = self._resolve(operation.get("requestBody", {}), operation_id).get("content", {})
        return next((media["schema"] for media in content.values()), None)

    def _responses(self, operation: Mapping[str, Any], place: str, _: str) -> st.SearchStrategy[Response]:
        successes: list[st.SearchStrategy[Response]] = []
        errors: list[st.SearchStrategy[Response]] = []
        for status, node in operation["responses"].items():
            found = self._response(status, self._resolve(node, place), f"{place}/{status}", operation["responses"])
            (successes if status.startswith("2") else errors).append(found)
        return st.one_of([st.one_of(group) for group in (successes, errors) if group])

    def _response(
        self, status: str, node: Mapping[str, Any], place: str, all_of_them: Mapping[str, Any]
    ) -> st.SearchStrategy[Response]:
        required: dict[str, st.SearchStrategy[Any]] = {}
        optional: dict[str, st.SearchStrategy[Any]] = {}
        for name, header in node.get("headers", {}).items():
            header = self._resolve(header, place)
            values = self._values.of(header["schema"], f"{place}/{name}", Mode(read_only=True, unknown=False))
            free = _is_any_text(header["schema"])
            (required if header.get("required") else optional)[name] = _HEADER if free else values.map(_as_text)
        bodies: st.SearchStrategy[Any] = st.none()
        for media_type, media in list(node.get("content", {}).items())[:1]:
            required["content-type"] = st.just(media_type)
            bodies = self._values.of(media["schema"], place, Mode(read_only=True, unknown=True))
        headers = st.fixed_dictionaries(mapping=required, optional=optional)
        return st.builds(Response, _statuses(status, all_of_them), headers, bodies)


def _statuses(status: str, documented: Mapping[str, Any]) -> st.SearchStrategy[int]:
    """Return the statuses of a key of the responses."""
    if status.isdecimal():
        return st.just(int(status))
    taken = {int(key) for key in documented if key.isdecimal()}
    first, last = (400, 599) if status == "default" else (int(status[0]) * 100, int(status[0]) * 100 + 99)
    whole = st.integers(first, last).filter(lambda found: found not in taken)
    usual = [found for found in _ERRORS if first <= found <= last and found not in taken]
    return mostly(st.sampled_from(usual), whole) if usual else whole


def _is_name(operation: Mapping[str, Any], parameter: str) -> bool:
    """Return whether a parameter becomes a part of a URL: the application that acts, or a trigger's subscription."""
    host: Any = operation.get("x-data-plane-operation", {}).get("host")
    return parameter == host or "x-ms-trigger" in operation


def _is_any_text(schema: Mapping[str, Any]) -> bool:
    """Return whether the schema of a header leaves its characters open."""
    return schema.get("type") == "string" and not schema.keys() - {"description", "title", "type"}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


@cache
def schemas_of(package: str) -> Schemas:
    """Return the strategies of the document that a client package ships.

    Raises:
        FileNotFoundError: the package ships none.
    """
    return Schemas(orjson.loads(resources.files(package).joinpath("openapi.json").read_bytes()))
