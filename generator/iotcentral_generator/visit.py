"""Going through a document: its operations, and the parameters of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .load import Key
from .versions import METHODS, component

__all__ = ["Node", "operations", "parameters_of", "trigger_payload"]

Node = dict[str, Any]


def operations(document: Node) -> Iterator[tuple[Key, Node, Node]]:
    """Go through the operations of a document: key, path item, operation."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield ("paths", path, method), item, item[method]


def parameters_of(document: Node, item: Node, operation: Node) -> Iterator[Node]:
    """Go through the parameters of an operation, those of its path item included."""
    for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
        found = component(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if found:
            yield found


def trigger_payload(operation: Node) -> str:
    """Return the reference to the schema of what a trigger sends to its callback; "" if it names none."""
    for callback in operation.get("callbacks", {}).values():
        for item in callback.values():
            for media in item.get("post", {}).get("requestBody", {}).get("content", {}).values():
                return str(media.get("schema", {}).get("$ref", ""))
    return ""
