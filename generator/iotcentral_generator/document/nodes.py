"""Nodes of an OpenAPI document: keys, references, and the walk through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

__all__ = ["Key", "Node", "Schema", "component", "resolved", "target_key", "walk"]

Key = tuple[str | int, ...]
"""The path from the root of a document to a node: `("paths", "/api/devices", "get")`."""

Node = dict[str, Any]
"""An object of a document: the document itself, an operation, a parameter, …"""

Schema = Node
"""A node that is a schema."""


def component(document: Mapping[str, Any], reference: object) -> Any:
    """Return the node to which a `$ref` points, or None if it points to none."""
    node: Any = document
    for part in target_key(reference):
        if not isinstance(node, Mapping) or part not in node:
            return None
        node = node[part]
    return None if node is document else node


def target_key(reference: object) -> Key:
    """Return the key of the node to which a `$ref` points, () if it is not a reference within the document."""
    return _parts(reference) if isinstance(reference, str) and reference.startswith("#/") else ()


@lru_cache(maxsize=4096)
def _parts(reference: str) -> Key:
    return tuple(unquote(part).replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))


def resolved(document: Mapping[str, Any], node: Mapping[str, Any]) -> Any:
    """Return a node with its `$ref` followed; {} if that points to none, or leads back to itself."""
    passed = set[object]()
    while "$ref" in node:
        found = component(document, node["$ref"])
        if not isinstance(found, Mapping) or node["$ref"] in passed:
            return {}
        passed.add(node["$ref"])
        node = found
    return node


def walk(node: object, key: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Iterate over plain data and everything in it, each with its key; `traversal` does so for objects of a document."""
    yield key, node
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield from walk(value, (*key, name))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*key, index))
