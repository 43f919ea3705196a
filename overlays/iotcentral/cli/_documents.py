"""Operations of the installed client packages, as their documents describe them: data for commands, without a client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from .._core.installed import client_packages
from .._core.json_kinds import is_array, is_object
from .._core.names import squeezed

__all__ = ["BodyEntry", "ClientDocument", "OperationEntry", "ParameterEntry", "installed", "kebab"]

_PACKAGE = re.compile(r"iotcentral_(?:(?P<plane>\w+?)_)?(?P<version>v\d\w*)")
_METHODS = ("get", "put", "patch", "post", "delete", "head", "options", "trace")


class ParameterEntry(NamedTuple):
    """Parameter of an operation that a caller gives."""

    name: str
    """The name in the document."""
    place: str
    """`path`, `query` or `header`."""
    kind: str
    """Type of its values in JSON Schema."""
    values: tuple[str, ...]
    """The values of a closed enumeration; empty if there is none."""
    required: bool
    description: str
    example: Any
    role: str | None
    """What it is to the runtime (`x-role`)."""


class BodyEntry(NamedTuple):
    """Body of a request."""

    media_type: str
    required: bool
    description: str
    examples: Mapping[str, Any]
    """Name → a body that is valid."""
    schema: Mapping[str, Any]
    flattened: bool
    """Whether the client's method takes its members one by one."""


class OperationEntry(NamedTuple):
    """Operation, as a command needs it."""

    id: str
    group: str
    """The resource, in the document's spelling; empty if the operations have no prefix."""
    name: str
    """The rest of the operationId, in the document's spelling."""
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[ParameterEntry, ...]
    body: BodyEntry | None
    paged: bool
    long_running: bool
    trigger: bool
    """Whether it subscribes to requests from the service."""
    deprecated: bool


class ClientDocument:
    """Document of a client package, read when it is needed."""

    def __init__(self, folder: Path) -> None:
        self.package = folder.name
        self._file = folder / "openapi.json"
        found = _PACKAGE.fullmatch(self.package)
        self.plane = (found["plane"] or "") if found else self.package.removeprefix("iotcentral_")
        """The part of the package's name that tells its API from the data plane, whose is empty."""

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document."""
        content: dict[str, Any] = orjson.loads(self._file.read_bytes())
        return content

    @property
    def api_version(self) -> str:
        """Its api-version."""
        return str(self.content["info"]["version"])

    @property
    def groups(self) -> dict[str, str]:
        """The resources in the document's spelling, and what they are."""
        described = {tag.get("x-name", tag["name"]): tag.get("description", "") for tag in self.content.get("tags", [])}
        used = dict.fromkeys(group for group, _, _, _ in self._places if group)
        return {group: described.get(group, "") for group in used}

    def commands(self, group: str) -> dict[str, str]:
        """Return the operations of a resource: name → summary."""
        return {name: operation.get("summary", "") for found, name, _, operation in self._places if found == group}

    def operation(self, group: str, command: str) -> OperationEntry | None:
        """Return the operation of a resource that a command is called after; None if there is none.

        Args:
            group: the resource, as a command is called or in the document's spelling; empty: operations without one.
            command: the name of the command.
        """
        for found, name, path, operation in self._places:
            if kebab(found) == kebab(group) and kebab(name) == command:
                return self._entry(found, name, path, operation)
        return None

    @cached_property
    def _places(self) -> list[tuple[str, str, str, dict[str, Any]]]:
        """Resource, name, path and content of each operation."""
        return [*self._found()]

    def _found(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        for path, item in self.content["paths"].items():
            for method in _METHODS:
                if method in item:
                    operation = {**item[method], "_method": method.upper(), "_shared": item.get("parameters", ())}
                    group, separator, name = operation["operationId"].partition("_")
                    if not separator:
                        group, name = "", group
                    yield group, operation.get("x-name", name), path, operation

    def _entry(self, group: str, name: str, path: str, operation: Mapping[str, Any]) -> OperationEntry:
        parameters = [self._resolved(each) for each in (*operation["_shared"], *operation.get("parameters", ()))]
        given = [each for each in parameters if _is_given(each)]
        order = re.findall(r"{([^}]+)}", path)
        given.sort(key=lambda each: order.index(each["name"]) if each["in"] == "path" else len(order))
        return OperationEntry(
            operation["operationId"],
            group,
            name,
            operation["_method"],
            path,
            operation.get("summary", ""),
            operation.get("description", ""),
            tuple(map(self._parameter, given)),
            self._body(operation.get("requestBody")),
            "x-ms-pageable" in operation,
            bool(operation.get("x-ms-long-running-operation")),
            "x-ms-trigger" in operation,
            bool(operation.get("deprecated")),
        )

    def _parameter(self, parameter: Mapping[str, Any]) -> ParameterEntry:
        schema = self._resolved(parameter.get("schema", {}))
        kind = schema.get("type", "string")
        examples: Mapping[str, Mapping[str, Any]] = parameter.get("examples", {})
        example = parameter.get("example", next((each.get("value") for each in examples.values()), None))
        return ParameterEntry(
            parameter.get("x-name", parameter["name"]),
            parameter["in"],
            kind if isinstance(kind, str) else "string",
            tuple(map(str, schema.get("enum", ()))),
            bool(parameter.get("required")),
            parameter.get("description", ""),
            example,
            parameter.get("x-role"),
        )

    def _body(self, body: Any) -> BodyEntry | None:
        if body is None:
            return None
        body = self._resolved(body)
        media_type, content = next(iter(body["content"].items()))
        examples = {name: self._resolved(each).get("value") for name, each in content.get("examples", {}).items()}
        if "example" in content:
            examples = {"example": content["example"]}
        return BodyEntry(
            media_type,
            bool(body.get("required")),
            body.get("description", ""),
            examples,
            content.get("schema", {}),
            bool(body.get("x-ms-client-flatten")),
        )

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            found: Any = self.content
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def types_at(self, schema: Mapping[str, Any], path: Sequence[str]) -> set[str]:
        """Return the types that the document allows for a member at a path below a schema; none if it has no such member."""
        schema = self._resolved(schema)
        kinds = schema.get("type", ())
        found: set[str] = {kinds} if isinstance(kinds, str) else {*kinds}
        if path:
            inner = schema.get("items") if path[0].isdigit() else schema.get("properties", {}).get(path[0])
            found = self.types_at(inner, path[1:]) if is_object(inner) else set()
        for keyword in ("oneOf", "anyOf", "allOf"):
            for each in schema.get(keyword, ()):
                found |= self.types_at(each, path)
        return found

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The names of the members that are secrets somewhere in the document."""
        return frozenset(_secrets(self.content.get("components", {}).get("schemas", {})))


def installed(version: str | None) -> dict[str, ClientDocument]:
    """Return the document to use of each plane: plane → document; that of the data plane is under the empty text.

    Args:
        version: the api-version wanted of the data plane; None: the newest that is installed.

    Raises:
        LookupError: it is not installed; the message names those that are.
    """
    found: dict[str, list[ClientDocument]] = {}
    for folder in client_packages():
        document = _document(folder)
        found.setdefault(document.plane, []).append(document)
    newest = {plane: documents[-1] for plane, documents in found.items()}
    if version is not None:
        there = {squeezed(document.package): document for document in found.get("", ())}
        wanted = there.get(squeezed(f"iotcentral_v{version}"))
        if wanted is None:
            names = ", ".join(document.api_version for document in found.get("", ())) or "none"
            raise LookupError(
                f'api-version "{version}" is not installed (installed: {names}); pip install iotcentral-v{version}'
            )
        newest[""] = wanted
    return newest


@cache
def _document(folder: Path) -> ClientDocument:
    return ClientDocument(folder)


def kebab(name: str) -> str:
    """Return the name of a command or an option for a name of the document: `GetDevices` → `get-devices`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+", "-", name)
    return words.strip("-").lower()


def _is_given(parameter: Mapping[str, Any]) -> bool:
    """Return whether a caller gives a parameter: not if it is fixed, or the client knows it."""
    schema: Mapping[str, Any] = parameter.get("schema", {})
    return (
        "const" not in schema and parameter.get("x-ms-parameter-location") != "client" and parameter["in"] != "cookie"
    )


def _secrets(node: Any) -> Iterator[str]:
    if is_object(node):
        properties = node.get("properties")
        for name, member in properties.items() if is_object(properties) else ():
            if is_object(member) and (member.get("x-secret") or member.get("format") == "password"):
                yield name
        for value in node.values():
            yield from _secrets(value)
    elif is_array(node):
        for value in node:
            yield from _secrets(value)
