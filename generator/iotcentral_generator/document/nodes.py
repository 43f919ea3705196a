"""Nodes of an OpenAPI document: keys, references, and the walk through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["Key", "Node", "Schema", "component", "resolved", "walk"]

Key = tuple[str | int, ...]
"""The path from the root of a document to a node: `("paths", "/api/devices", "get")`."""

Node = dict[str, Any]
"""An object of a document: the document itself, an operation, a parameter, …"""

Schema = Node
"""A node that is a schema."""


def component(document: Mapping[str, Any], reference: object) -> Any:
    """Return the node to which a `$ref` points, or None if it points to none."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    node: Any = document
    for part in reference[2:].split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, Mapping) or part not in node:
            return None
        node = node[part]
    return node


def resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Any:
    """Return a node with its `$ref` followed; {} if that points to none."""
    while "$ref" in node:
        node = component(document, node["$ref"]) or {}
    return node


def walk(node: object, key: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Iterate over a node and everything below it, each with its key."""
    yield key, node
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield from walk(value, (*key, name))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*key, index))
