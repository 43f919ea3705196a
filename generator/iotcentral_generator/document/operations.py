"""Operations of an OpenAPI document, and their parameters."""

from __future__ import annotations

from collections.abc import Iterator

from .nodes import Key, Node, component

__all__ = ["METHODS", "operations", "parameters_of", "trigger_payload", "written_parameters"]

METHODS = ("get", "put", "post", "patch", "delete")
"""The members of a path item that are operations."""


def operations(document: Node) -> Iterator[tuple[Key, Node, Node]]:
    """Iterate over the operations of a document: key, path item, operation."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield ("paths", path, method), item, item[method]


def parameters_of(document: Node, item: Node, operation: Node) -> Iterator[Node]:
    """Iterate over the parameters of an operation, those of its path item first."""
    for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
        found = component(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if found:
            yield found


def written_parameters(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the parameters where they are written: in the components, in path items, in operations."""
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield ("components", "parameters", name), parameter
    places: list[tuple[Key, Node]] = [(("paths", path), item) for path, item in document.get("paths", {}).items()]
    places += [(key, operation) for key, _, operation in operations(document)]
    for key, place in places:
        for index, parameter in enumerate(place.get("parameters", [])):
            if "$ref" not in parameter:
                yield (*key, "parameters", index), parameter


def trigger_payload(operation: Node) -> str:
    """Return the reference to the schema of what a trigger sends to its callback; "" if there is none."""
    for callback in operation.get("callbacks", {}).values():
        for item in callback.values():
            for media in item.get("post", {}).get("requestBody", {}).get("content", {}).values():
                return str(media.get("schema", {}).get("$ref", ""))
    return ""
