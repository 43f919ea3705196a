"""Components, links and tags of one api-version, which follow from what its operations reach.

They need no marks of their own: a schema is in the versions of which an operation reaches it, a link in those that have
its target with the parameters that it supplies, a tag in those with an operation of its resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Node
from ..document.operations import METHODS, operations
from ..document.traversal import Place, children, places
from .link_faults import link_faults, linked_operations, use_faults

__all__ = ["keep_reached", "reached_components", "reached_from", "referenced_components"]

_REACHED = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "pathItems")
"""Kinds of components that are there for those who refer to them."""


def keep_reached(document: Node, methods: str) -> None:
    """Remove from a selection what none of its operations reaches.

    Args:
        document: the selection, which is changed in place.
        methods: the resource of operationIds that name none.
    """
    document["paths"] = {path: item for path, item in document.get("paths", {}).items() if _has_operations(item)}
    _keep_links(document)
    components = document.get("components", {})
    reached = reached_components(document)
    for kind in [kind for kind in _REACHED if kind in components]:
        components[kind] = {name: node for name, node in components[kind].items() if f"{kind}/{name}" in reached}
        if not components[kind]:
            del components[kind]
    if isinstance(document.get("tags"), list):
        resources = {_resource(operation, methods) for _, _, operation in operations(document)}
        document["tags"] = [tag for tag in document["tags"] if tag.get("name") in resources]
        if not document["tags"]:
            del document["tags"]


def _has_operations(item: Node) -> bool:
    return "$ref" in item or any(method in item for method in METHODS)


def _resource(operation: Node, methods: str) -> str:
    prefix, named, _ = str(operation.get("operationId")).partition("_")
    return prefix if named else methods


def _keep_links(document: Node) -> None:
    """Keep the links whose target the version has, with all that it needs, where responses have what they take."""
    links = document.get("components", {}).get("links", {})
    linked = linked_operations(document)
    for name in [
        n for n, link in links.items() if any(link_faults(link, linked.get(str(link.get("operationId"))), ""))
    ]:
        del links[name]
    for source in linked.values():
        for status, name, use in list(source.links()):
            if _is_gone(use, links) or any(use_faults(use, source, status, "")):
                response = source.operation["responses"][status]
                del response["links"][name]
                if not response["links"]:
                    del response["links"]


def _is_gone(use: object, links: Mapping[str, Any]) -> bool:
    prefix, _, name = str(use.get("$ref", "")).rpartition("/") if isinstance(use, dict) else ("", "", "")
    return prefix == "#/components/links" and name not in links


def reached_components(document: Node) -> set[str]:
    """Return the components that operations, or components marked `x-unused`, refer to, directly or not."""
    kept = [
        Place(("components", *key), kind, node)
        for node, kind, key in children(document.get("components", {}), Kind.COMPONENTS)
        if isinstance(node, dict) and "x-unused" in node
    ]
    rest = {name: value for name, value in document.items() if name != "components"}
    reached = reached_from(document, [Place((), Kind.DOCUMENT, rest), *kept])
    return reached | {"/".join(map(str, place.key[1:])) for place in kept}


def reached_from(document: Node, starts: Iterable[Place]) -> set[str]:
    """Return the components that objects refer to, directly or not, as `kind/name`."""
    components = {
        "/".join(map(str, key)): (node, kind)
        for node, kind, key in children(document.get("components", {}), Kind.COMPONENTS)
    }
    reached: set[str] = set()
    waiting = [places(start.node, start.kind) for start in starts]
    while waiting:
        for place in waiting.pop():
            for target in referenced_components(place):
                if target not in reached:
                    reached.add(target)
                    waiting += [places(*components[target])] if target in components else []
    return reached


def referenced_components(place: Place) -> Iterator[str]:
    """Iterate over the components that an object itself refers to, as `kind/name`."""
    if isinstance(reference := place.node.get("$ref"), str):
        yield reference.removeprefix("#/components/")
    if place.kind is Kind.SCHEMA and isinstance(name := place.node.get("x-merge-patch-of"), str):
        yield f"schemas/{name}"
