"""Reach of schemas from operations: which are in requests, in answers, in merge patches, and of which operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..document.nodes import Node, resolved
from ..document.operations import operations, parameters_of
from ..document.schemas import SCHEMAS
from .python_names.class_places import derived_patches

__all__ = ["ANSWERS", "DIRECTIONS", "PATCHES", "REQUESTS", "SchemaReach", "reach"]

REQUESTS = "requests"
ANSWERS = "answers"
PATCHES = "patches"

DIRECTIONS = (REQUESTS, PATCHES, ANSWERS)
"""The directions in which a schema is sent; a merge patch is a request in which every member is optional."""


class SchemaReach(NamedTuple):
    """The directions in which a component schema is sent, and the operations that send it."""

    directions: frozenset[str] = frozenset()
    operations: frozenset[str] = frozenset()

    def joined(self, other: SchemaReach) -> SchemaReach:
        """Return the reach of one schema in two documents."""
        return SchemaReach(self.directions | other.directions, self.operations | other.operations)


def reach(document: Node) -> dict[str, SchemaReach]:
    """Return component schema → its reach; schemas that no operation reaches are left out."""
    walker = _ReachWalker(document)
    for (_, path, method), item, operation in operations(document):
        name = operation.get("operationId", f"{method} {path}")
        for direction, node in _bodies(document, item, operation):
            walker.visit(node, direction, str(name))
    return {
        schema: SchemaReach(frozenset(d for d, _ in found), frozenset(o for _, o in found))
        for schema, found in walker.found.items()
    }


def _bodies(document: Node, item: Node, operation: Node) -> Iterator[tuple[str, Node]]:
    """Iterate over the parts of an operation that have schemas, each with its direction."""
    for parameter in parameters_of(document, item, operation):
        yield REQUESTS, parameter
    if "requestBody" in operation:
        yield REQUESTS, operation["requestBody"]
    for response in operation.get("responses", {}).values():
        yield ANSWERS, resolved(document, response)
    for callback in operation.get("callbacks", {}).values():
        yield ANSWERS, callback  # the service sends it, and the client reads it


class _ReachWalker:
    def __init__(self, document: Node) -> None:
        self._document = document
        self._patches = derived_patches(document)
        self.found: dict[str, set[tuple[str, str]]] = {}

    def visit(self, node: Any, direction: str, operation: str) -> None:
        for name in set(_references(node)):
            if name in self._patches:
                self._enter(self._patches[name][1], PATCHES, operation)
            else:
                self._enter(name, direction, operation)

    def _enter(self, name: str, direction: str, operation: str) -> None:
        seen = self.found.setdefault(name, set())
        if (direction, operation) not in seen:
            seen.add((direction, operation))
            schema = self._document.get("components", {}).get("schemas", {}).get(name, {})
            self.visit(_carried(schema, direction), direction, operation)


def _carried(schema: Node, direction: str) -> Node:
    """Return a schema without the members that are not sent in a direction."""
    left_out = "writeOnly" if direction == ANSWERS else "readOnly"
    members = {name: member for name, member in schema.get("properties", {}).items() if not member.get(left_out)}
    return {**schema, "properties": members}


def _references(node: Any) -> Iterator[str]:
    """Iterate over the component schemas that a node refers to, in itself and below."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(SCHEMAS):
            yield reference.removeprefix(SCHEMAS)
        yield from _all_references(value for key, value in node.items() if key not in {"examples", "example", "links"})
    elif isinstance(node, list):
        yield from _all_references(node)


def _all_references(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        yield from _references(node)
