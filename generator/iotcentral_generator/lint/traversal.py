"""Traversal of authored documents for the rules: schemas, names for messages, positions."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.grammar import Kind
from ..document.nodes import Key, Node
from ..document.traversal import places

__all__ = ["is_property", "schema_name", "schemas"]


def schemas(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the schemas at every depth of the components, the parameters and the bodies."""
    return ((place.key, place.node) for place in places(document) if place.kind is Kind.SCHEMA)


def is_property(key: Key) -> bool:
    """Return whether the key of a schema is that of a property; a property may itself be named `properties`."""
    before = key[:-1]
    while before[-2:] == ("properties", "properties"):
        before = before[:-2]
    return before[-1:] == ("properties",)


def schema_name(key: Key) -> str:
    """Return the name that messages use for the schema at a key, or around it."""
    return str(key[2]) if key[:2] == ("components", "schemas") else " ".join(map(str, key[1:3]))
