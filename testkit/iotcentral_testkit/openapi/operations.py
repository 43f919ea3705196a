"""Operations of API documents, with the validators of their requests and responses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from .documents import Document, SchemaValidator
from .json_places import place_name
from .samples import Samples

__all__ = ["ApiOperation"]

_INTEGER = re.compile(r"-?[0-9]{1,18}")


class ApiOperation:
    """An operation of an API document.

    Attributes:
        id: operationId.
        method: in upper case.
        path: with its parameters in braces.
        node: its object in the document.
        resource: the part of the operationId before the underscore; its tag where there is none.
        parameters: path, query and header parameters, resolved, without the api-version.
        media_types: of the request body, the preferred one first; empty where there is none.
        body_schema: of the request body, or None.
        success: the documented status of success, the first of several.
        successes: all of them.
        long_running: whether it goes on after the response.
        pageable: whether it is paged.
        page_members: the members of a page that have its items and the next link.
        rate: the kind of rate limit that it counts towards.
    """

    def __init__(self, document: Document, method: str, path: str, node: Mapping[str, Any]) -> None:
        self._document = document
        self.id: str = node["operationId"]
        self.method = method
        self.path = path
        self.node = node
        self.resource: str = self.id.partition("_")[0] if "_" in self.id else node["tags"][0]
        resolved = [document.resolve(parameter) for parameter in node.get("parameters", [])]
        self.parameters: list[dict[str, Any]] = [found for found in resolved if found["name"] != "api-version"]
        content: Mapping[str, Any] = node.get("requestBody", {}).get("content", {})
        self.media_types = tuple(content)
        self.body_schema: dict[str, Any] | None = next(iter(content.values()))["schema"] if content else None
        media: Mapping[str, Any] = next(iter(content.values())) if content else {}
        self.examples: list[Any] = [example["value"] for example in media.get("examples", {}).values()]
        self.successes = tuple(int(status) for status in node["responses"] if status.startswith("2"))
        self.success = self.successes[0]
        self.long_running = bool(node.get("x-ms-long-running-operation"))
        self.pageable = "x-ms-pageable" in node
        self.page_members = document.operations[self.id].page_members
        self.rate: str = node.get("x-rate", "default")
        self._query = {parameter["name"]: parameter["schema"] for parameter in self.of("query")}
        self._validators: dict[str, SchemaValidator] = {}

    def of(self, place: str) -> list[dict[str, Any]]:
        """Return the parameters in `path`, `query` or `header`."""
        return [parameter for parameter in self.parameters if parameter["in"] == place]

    @property
    def names(self) -> list[str]:
        """The names of the path parameters, in their order."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]

    @cached_property
    def required_headers(self) -> dict[str, str]:
        """Values of the header parameters that every request needs."""
        return {name: str(value) for name, value in self._required("header").items()}

    @cached_property
    def required_query(self) -> dict[str, Any]:
        """Values of the query parameters that every request needs, beside the api-version."""
        return self._required("query")

    def _required(self, place: str) -> dict[str, Any]:
        samples = Samples(self._document)
        return {
            parameter["name"]: parameter["example"] if "example" in parameter else samples.of(parameter["schema"])
            for parameter in self.of(place)
            if parameter.get("required")
        }

    def role(self, role: str) -> str | None:
        """Return the name of the parameter that has a role (`filter`); None if there is none."""
        return next((parameter["name"] for parameter in self.parameters if parameter.get("x-role") == role), None)

    def sized(self, size: int | None) -> dict[str, Any]:
        """Return the query that asks for pages of a size; empty where none is asked for, or none can be."""
        name = self.role("pagesize")
        return {} if name is None or size is None else {name: size}

    def takes(self, name: str) -> bool:
        """Return whether the operation has a parameter of this name."""
        return any(parameter["name"] == name for parameter in self.parameters)

    def url(self, path: Mapping[str, str]) -> str:
        """Return the path for values of its parameters; each is encoded as one segment."""
        url = self.path
        for name, value in path.items():
            url = url.replace(f"{{{name}}}", quote(value, safe=""))
        return url

    @property
    def response_schema(self) -> dict[str, Any] | None:
        """The schema of the documented success; None where there is no body."""
        return self.schema_of(self.success)

    def schema_of(self, status: int) -> dict[str, Any] | None:
        """Return the schema of the body for a status; None where none is documented."""
        return self._schema(str(status))

    def query_problems(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Return the problems of the query parameters of a request; unknown ones are ignored."""
        for name, text in pairs:
            schema = self._query.get(name)
            if schema is not None and not self._validator(f"query {name}", schema).is_valid(_typed(text, schema)):
                yield f'the query parameter {name} has the value "{text}", which is not valid'

    def body_problems(self, body: Any) -> Iterator[str]:
        """Return the problems of a request body; read-only members may have any value."""
        if self.body_schema is not None:
            writable = self._document.for_requests(self.body_schema)
            for error in self._validator("request", writable).iter_errors(body):
                place = ".".join(str(part) for part in error.instance_path)
                yield f"{place or 'the body'}: {error.message}"

    def problems(self, status: int, body: Any) -> Iterator[tuple[str, str]]:
        """Return the problems of the body of a response, as (place in the schema, message) pairs."""
        named = str(status) if str(status) in self.node["responses"] else "default"
        schema = self._schema(named)
        if schema is not None:
            for error in self._validator(named, schema).iter_errors(body):
                place = place_name(error.instance_path)
                yield f"{place} {error.kind.name}", f"{place or 'the body'}: {error.message}"

    def _validator(self, use: str, schema: dict[str, Any]) -> SchemaValidator:
        """Return the validator of a schema, the same one for each use, so that it is compiled once."""
        if use not in self._validators:
            self._validators[use] = self._document.validator(schema)
        return self._validators[use]

    def _schema(self, status: str) -> dict[str, Any] | None:
        response = self.node["responses"].get(status)
        if response is None:
            return None
        content = self._document.resolve(response).get("content", {})
        media = content.get("application/json")
        return None if media is None else media["schema"]

    def __repr__(self) -> str:
        return self.id


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    """Convert the text of a query parameter to the type of its schema."""
    if schema.get("type") == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if schema.get("type") == "boolean" and text in {"true", "false"}:
        return text == "true"
    return text
