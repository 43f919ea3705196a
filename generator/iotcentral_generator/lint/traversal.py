"""Traversal of authored documents for the rules: schemas, names for messages, positions."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.changes import CHANGES
from ..document.nodes import Key, Node, walk
from ..load import Spec
from ..problems import Position

__all__ = ["authored_position", "is_property", "schema_name", "schemas"]


def schemas(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the schemas at every depth of the components, the parameters and the bodies."""
    for key, node in walk(document):
        if isinstance(node, dict) and _is_schema(key):
            yield key, node


def _is_schema(key: Key) -> bool:
    if (
        "examples" in key
        or "example" in key
        or "default" in key
        or key[:2] == ("components", "links")
        or CHANGES in key
    ):
        return False
    if len(key) == 3 and key[:2] == ("components", "schemas"):
        return True
    if key and key[-1] in {"schema", "items", "additionalProperties"}:
        return True
    part = len(key) > 1 and key[-2] in {"allOf", "oneOf", "anyOf"}
    return (part or is_property(key)) and "discriminator" not in key


def is_property(key: Key) -> bool:
    """Return whether a key is that of a property; a property may itself be named `properties`."""
    before = key[:-1]
    while before[-2:] == ("properties", "properties"):
        before = before[:-2]
    return before[-1:] == ("properties",)


def schema_name(key: Key) -> str:
    """Return the name that messages use for the schema at a key, or around it."""
    return str(key[2]) if key[:2] == ("components", "schemas") else " ".join(map(str, key[1:3]))


def authored_position(spec: Spec, key: Key) -> Position:
    """Return the position of a node of a selection.

    Selecting removes items of lists, which changes indexes; so the position of the outermost list is returned instead.
    """
    if any(isinstance(part, int) for part in key):
        key = key[: next(i for i, part in enumerate(key) if isinstance(part, int))]
    return spec.position(key)
