"""Places of the schemas for which a package has classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document.nodes import Key, Node, Schema, target_key
from ...document.operations import operations
from ...document.schemas import nested_name, schema_key
from ...plan import PackagePlan
from ..places import Place

__all__ = ["class_places", "derived_patches", "parts_of_operation"]

_STEPS = {"items": "[]", "additionalProperties": "{}"}


def class_places(plan: PackagePlan, document: Node) -> dict[str, list[Place]]:
    """Return class → the places of its schema: a component, a nested object, or an enumeration that is written in place."""
    parts = _parts(document)
    written = {schema_key(name): name for name in document.get("components", {}).get("schemas", {})}
    found: dict[str, list[Place]] = {}
    for key, name in {**written, **plan.classes}.items():
        for length in range(len(key), 0, -1):
            if key[:length] in parts:
                found.setdefault(name, []).extend((*place, *_steps(key[length:])) for place in parts[key[:length]])
                break
    return found


def _parts(document: Node) -> dict[Key, list[Place]]:
    """Return the places of what holds schemas, by its key: components, parameters, bodies, responses."""
    schemas = document.get("components", {}).get("schemas", {})
    found: dict[Key, list[Place]] = {schema_key(name): [("schema", name)] for name in schemas}
    for key, item, operation in operations(document):
        place = ("operation", str(operation.get("operationId", "")))
        for at, node, inner in parts_of_operation(key, item, operation):
            target = target_key(node.get("$ref")) or at
            parameter = _node(document, target)
            name = (parameter["in"], parameter["name"]) if inner == () else inner
            found.setdefault(target, []).append((*place, *name))
    return found


def parts_of_operation(key: Key, item: Node, operation: Node) -> Iterator[tuple[Key, Node, Place]]:
    """Iterate over the parts of an operation: key, node, and place, which is () for a parameter."""
    for around, node in ((key[:2], item), (key, operation)):
        for index, parameter in enumerate(node.get("parameters", [])):
            yield (*around, "parameters", index), parameter, ()
    if "requestBody" in operation:
        yield (*key, "requestBody"), operation["requestBody"], ("body",)
    for status, response in operation.get("responses", {}).items():
        yield (*key, "responses", status), response, ("answer", str(status))


def _node(document: Node, key: Key) -> Node:
    node: Any = document
    for part in key:
        node = node[part]
    found: Node = node
    return found


def _steps(key: Key) -> Iterator[str]:
    """Iterate over the names of the members, items and values that a key leads through."""
    parts = iter(key)
    for part in parts:
        if part == "properties":
            yield str(next(parts))
        elif part in _STEPS:
            yield _STEPS[str(part)]
        elif part in {"allOf", "anyOf", "content"}:
            next(parts)  # members of parts are members of the whole; null is not a schema of its own


def derived_patches(document: Node) -> dict[str, Place]:
    """Return the schemas that the projection has derived as merge patches, each with the place of its source."""
    schemas: dict[str, Schema] = document.get("components", {}).get("schemas", {})
    sources: dict[str, Place] = {}
    for name, schema in schemas.items():
        if not schema.get("x-merge-patch"):
            sources.setdefault(name, ("schema", name))
            sources.update({n: p for n, p in _nested(name, ("schema", name), schema) if n not in sources})
    return {
        name: sources[name.removesuffix("Patch")]
        for name, schema in schemas.items()
        if schema.get("x-merge-patch") and name.removesuffix("Patch") in sources
    }


def _nested(owner: str, place: Place, schema: Schema) -> Iterator[tuple[str, Place]]:
    """Iterate over the objects in the members of a schema, by the names that the projection gives their patches."""
    for name, member in schema.get("properties", {}).items():
        nested = nested_name(owner, name)
        if member.get("properties"):
            yield nested, (*place, name)
        yield from _nested(nested, (*place, name), member)
    for part in schema.get("allOf", []):
        yield from _nested(owner, place, part)
