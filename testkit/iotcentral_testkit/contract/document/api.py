"""What a document says a server answers: operations, families of resources, and what validates answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any
from urllib.parse import quote

import orjson

from ...openapi.documents import Document, MalformedRequestError, control_plane, documents
from .families import Family, families_of
from .planes import ALL_VERSIONS, PLANES, VERSIONS, Plane, package_of

__all__ = ["ALL_VERSIONS", "VERSIONS", "Api", "Operation"]


class Operation:
    """One operation of the document.

    Attributes:
        id: operationId.
        method: in upper case.
        path: with its parameters in braces.
        node: what the document says of it.
        resource: the part of the operationId before the underscore; its tag where there is none.
        parameters: path, query and header parameters, resolved, without the api-version.
        media_types: what a body may be, the preferred one first; empty where there is none.
        body_schema: of the request body, or None.
        success: the documented status of success, the first of several.
        successes: all of them.
        long_running: whether its end is to be asked for after the answer.
        rate: the kind of rate that it counts for.
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
        self.rate: str = node.get("x-rate", "default")
        self._validators: dict[str, Any] = {}

    def of(self, place: str) -> list[dict[str, Any]]:
        """Return the parameters in `path`, `query` or `header`."""
        return [parameter for parameter in self.parameters if parameter["in"] == place]

    @property
    def names(self) -> list[str]:
        """The names of the path parameters, in their order."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]

    def takes(self, name: str) -> bool:
        """Return whether it has a parameter of this name."""
        return any(parameter["name"] == name for parameter in self.parameters)

    def url(self, path: Mapping[str, str]) -> str:
        """Return the path for values of its parameters; each is one segment, whatever is in it."""
        url = self.path
        for name, value in path.items():
            url = url.replace(f"{{{name}}}", quote(value, safe=""))
        return url

    @property
    def response_schema(self) -> dict[str, Any] | None:
        """The schema of the documented success; None where there is no body."""
        return self.schema_of(self.success)

    def schema_of(self, status: int) -> dict[str, Any] | None:
        """Return the schema of the body that comes with a status; None where none is documented."""
        return self._schema(str(status))

    def problems(self, status: int, body: Any) -> Iterator[tuple[str, str]]:
        """Return what is wrong with the body of an answer, as (place in the schema, message) pairs."""
        named = str(status) if str(status) in self.node["responses"] else "default"
        schema = self._schema(named)
        if schema is not None:
            validator = self._validators.get(named)
            if validator is None:
                validator = self._validators[named] = self._document.validator(schema)
            for error in validator.iter_errors(body):
                place = "/".join("*" if isinstance(part, int) else str(part) for part in error.instance_path)
                yield f"{place} {error.kind.name}", f"{place or 'the body'}: {error.message}"

    def _schema(self, status: str) -> dict[str, Any] | None:
        response = self.node["responses"].get(status)
        if response is None:
            return None
        content = self._document.resolve(response).get("content", {})
        media = content.get("application/json")
        return None if media is None else media["schema"]

    def __repr__(self) -> str:
        return self.id


class Api:
    """One api-version.

    Args:
        version: one of `ALL_VERSIONS`.
    """

    def __init__(self, version: str) -> None:
        self.document = _document(version)
        self.version = version
        self.plane: Plane = next(plane for plane in PLANES if version in plane.packages)
        self.content: dict[str, Any] = self.document.content
        self.operations: dict[str, Operation] = {}
        for path, item in self.content["paths"].items():
            for method in ("get", "put", "post", "patch", "delete"):
                if method in item:
                    operation = Operation(self.document, method.upper(), path, item[method])
                    self.operations[operation.id] = operation

    @cached_property
    def families(self) -> list[Family]:
        """The families of resources, in the order of the document."""
        return families_of(self)

    def family(self, resource: str) -> Family:
        """Return the family of a resource by its name (`Devices`)."""
        return next(family for family in self.families if family.name == resource)

    @property
    def resources(self) -> list[str]:
        """The names of the resources (`Devices`), in the order of the document."""
        return list(dict.fromkeys(operation.resource for operation in self.operations.values()))

    def match(self, method: str, raw_path: bytes) -> tuple[Operation, dict[str, str]] | None:
        """Find the operation that a request means, with its path parameters; None if there is none."""
        try:
            found = self.document.match(raw_path)
        except MalformedRequestError:
            return None
        known = found.operations.get(method) if found else None
        if found is None or known is None:
            return None
        operation = self.operations[known.id]
        return operation, dict(zip(operation.names, found.segments, strict=True))

    def resolve(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Follow a reference."""
        return self.document.resolve(dict(schema))


@cache
def _document(version: str) -> Document:
    """Load the document that a client package ships."""
    served = documents().get(version)
    if served is not None or version == control_plane().version:
        return served or control_plane()
    return Document(orjson.loads(resources.files(package_of(version)).joinpath("openapi.json").read_bytes()))
