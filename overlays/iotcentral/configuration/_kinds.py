"""ResourceKinds of things that an application is made of, read from the document of an api-version.

A kind is a family of the document that can be listed, read, created and removed, or one object of the application that can
be. What refers to what is marked in the document (`x-refers-to`), and decides on the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from .._core.json_kinds import is_object
from .._core.package_models import models_of

__all__ = ["ResourceKind", "ResourceKinds", "kinds_of", "kinds_of_document"]

Node = Mapping[str, Any]


class ResourceKind(NamedTuple):
    """ResourceKind of things, with the operations on them."""

    name: str
    """Its name in files: `deviceGroups`."""
    resource: str
    """Its resource, in the document's spelling."""
    operations: Mapping[str, str]
    """`list`, `get`, `create`, `update`, `remove` → name of the operation in the document's spelling; those that are there."""
    id_member: str
    """The member that holds the id; empty if there is one of the kind alone."""
    tag: str | None
    """The member that tells variants apart, if there are any."""
    references: tuple[tuple[tuple[str, ...], str], ...]
    """Path of a member → name of the kind that it refers to; `*` stands for any item of an array and any member of a map."""

    filled: tuple[tuple[str, ...], ...] = ()
    """Paths of the members that the service fills in if they are left out, since every answer holds them or they have a
    default."""

    page_size: int | None = None
    """The highest number of things that a page of the list can have, if a request can say it (`maxpagesize`)."""

    @property
    def single(self) -> bool:
        """Whether an application has one of it at most."""
        return not self.id_member


class ResourceKinds(NamedTuple):
    """ResourceKinds of an api-version, each after those that it refers to, and the reasons why others are left out."""

    api_version: str
    kinds: tuple[ResourceKind, ...]
    omitted: Mapping[str, str]

    def named(self, name: str) -> ResourceKind | None:
        """Return the kind of a name; None if there is none."""
        return next((kind for kind in self.kinds if kind.name == name), None)


def kinds_of(app: object) -> ResourceKinds:
    """Return the kinds of a client's api-version.

    Raises:
        ConfigurationError: it is not a client of a generated package.
    """
    return _read(Path(str(models_of(app).__file__)).parents[1] / "openapi.json")


@cache
def _read(file: Path) -> ResourceKinds:
    return kinds_of_document(orjson.loads(file.read_bytes()))


def kinds_of_document(document: Node) -> ResourceKinds:
    """Return the kinds of a document."""
    found: list[ResourceKind] = []
    omitted: dict[str, str] = {}
    for path, item in document["paths"].items():
        if "{" in path or "get" not in item:
            continue
        single = "x-ms-pageable" not in item["get"]
        operations = item if single else {**_element(document, path), "list": item["get"]}
        name = _name(item["get"]["operationId"])
        if reason := _reason(document, operations):
            omitted[name] = reason
        else:
            found.append(_kind(document, name, operations, single=single))
    for kind in found:
        if parts := _parts(document, kind):
            omitted[f"{kind.name} ({', '.join(parts)})"] = "belongs to single ones of them, and is not listed with them"
    return ResourceKinds(document["info"]["version"], tuple(_ordered(found)), omitted)


def _element(document: Node, path: str) -> Node:
    """Return the path item of one thing in a list."""
    pattern = re.compile(re.escape(path) + r"/\{[^/]+\}")
    none: Node = {}
    return next((item for each, item in document["paths"].items() if pattern.fullmatch(each)), none)


def _name(operation: str) -> str:
    group = operation.partition("_")[0]
    return group[:1].lower() + group[1:]


def _reason(document: Node, operations: Node) -> str | None:
    """Return why things cannot be kept in a file; None if they can be."""
    if "put" not in operations:
        return "the API does not create it"
    if "delete" not in operations:
        return "it is history, which the API does not remove"
    for member in _properties(document, _body(document, operations["put"])).values():
        if member.get("readOnly") and member.get("x-secret"):
            return "it holds a secret that is shown only when it is created"
    return None


_OPERATIONS = {"list": "list", "get": "get", "create": "put", "update": "patch", "remove": "delete"}


def _kind(document: Node, name: str, operations: Node, *, single: bool) -> ResourceKind:
    body = _body(document, operations["put"])
    ids = {what: operations[key]["operationId"] for what, key in _OPERATIONS.items() if key in operations}
    return ResourceKind(
        name,
        ids["get"].partition("_")[0],
        {what: each.partition("_")[2] for what, each in ids.items()},
        "" if single else _id_member(document, ids["get"]),
        _resolved(document, body).get("discriminator", {}).get("propertyName"),
        tuple(
            dict.fromkeys(
                (path, _name(schema["x-refers-to"]))
                for path, schema in _members(document, body, (), ())
                if "x-refers-to" in schema
            )
        ),
        tuple(
            dict.fromkeys(
                path
                for path, schema in _members(document, body, (), ())
                if not schema.get("readOnly") and (schema.get("x-always") or "default" in schema)
            )
        ),
        None if single else _page_size(document, operations["list"]),
    )


_PAGE_SIZE = "maxpagesize"


def _page_size(document: Node, operation: Node) -> int | None:
    for parameter in operation.get("parameters", ()):
        found = _resolved(document, parameter)
        if found["name"] == _PAGE_SIZE:
            size: int | None = found["schema"].get("maximum")
            return size
    return None


def _id_member(document: Node, get: str) -> str:
    """Return the member of a listed thing that its get takes, as a link of the document says."""
    first = "$response.body#/value/0/"
    for link in document.get("components", {}).get("links", {}).values():
        if link.get("operationId") == get:
            for value in link.get("parameters", {}).values():
                if str(value).startswith(first):
                    return str(value).removeprefix(first)
    return "id"


def _body(document: Node, operation: Node) -> Node:
    body = _resolved(document, operation["requestBody"])
    schema: Node = next(iter(body["content"].values()))["schema"]
    return schema


def _resolved(document: Node, node: Node) -> Node:
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def _properties(document: Node, schema: Node) -> dict[str, Node]:
    schema = _resolved(document, schema)
    found: dict[str, Node] = {}
    for word in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(word, ()):
            found.update(_properties(document, each))
    return {**found, **schema.get("properties", {})}


def _members(
    document: Node, schema: Node, path: tuple[str, ...], within: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield the paths of the members below a schema, and what is written of each; lists of references end in `*`."""
    if "$ref" in schema:
        if schema["$ref"] in within:  # a schema that contains itself
            return
        within = (*within, schema["$ref"])
        schema = {**_resolved(document, schema), **{word: value for word, value in schema.items() if word != "$ref"}}
    if path:
        yield (*path, "*") if "x-refers-to" in schema and schema.get("type") == "array" else path, schema
    for name, member in schema.get("properties", {}).items():
        yield from _members(document, member, (*path, name), within)
    for word in ("items", "additionalProperties"):
        if is_object(schema.get(word)):
            yield from _members(document, schema[word], (*path, "*"), within)
    for word in ("allOf", "oneOf", "anyOf"):
        for each in schema.get(word, ()):
            yield from _members(document, each, path, within)


def _parts(document: Node, kind: ResourceKind) -> list[str]:
    """Return what can be stored for single things of a kind, by the first word of its path."""
    path = next(
        path
        for path, item in document["paths"].items()
        if item.get("get", {}).get("operationId") == f"{kind.resource}_{kind.operations['get']}"
    )
    below = {each.removeprefix(f"{path}/").split("/")[0] for each in document["paths"] if each.startswith(f"{path}/")}
    stored = {
        each.removeprefix(f"{path}/").split("/")[0]
        for each, item in document["paths"].items()
        if each.startswith(f"{path}/") and "put" in item
    }
    return sorted(below & stored)


def _ordered(kinds: list[ResourceKind]) -> Iterator[ResourceKind]:
    """Yield the kinds in the order of the document, but each after those that it refers to."""
    waiting = {kind.name: kind for kind in kinds}
    while waiting:
        ready = next(
            (
                kind
                for kind in waiting.values()
                if not any(_waits(kind, target, waiting) for _, target in kind.references)
            ),
            None,
        )
        if ready is None:
            raise ValueError(
                f"{', '.join(waiting)} refer to each other (x-refers-to), so that none can be created first"
            )
        yield waiting.pop(ready.name)


def _waits(kind: ResourceKind, target: str, waiting: Mapping[str, ResourceKind]) -> bool:
    return target != kind.name and target in waiting
