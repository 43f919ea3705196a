"""Components, links and tags of one api-version, which follow from what its operations reach.

They need no marks of their own: a schema is in the versions of which an operation reaches it, a link in those that have
its target with the parameters that it supplies, a tag in those with an operation of its resource.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..document.nodes import Node, component
from ..document.operations import operations
from .link_faults import link_faults, linked_operations, use_faults
from .selection import NAMED

__all__ = ["keep_reached", "reached_components", "reached_from", "referenced_components"]

_REACHED = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "pathItems")
"""Kinds of components that are there for those who refer to them."""

_VALUES = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords with values of the API, in which nothing is a reference."""


def keep_reached(document: Node, methods: str) -> None:
    """Remove from a selection what none of its operations reaches.

    Args:
        document: the selection, which is changed in place.
        methods: the resource of operationIds that name none.
    """
    document["paths"] = {path: item for path, item in document.get("paths", {}).items() if item}
    _keep_links(document)
    components = document.get("components", {})
    reached = reached_components(document)
    for kind in [kind for kind in _REACHED if kind in components]:
        components[kind] = {name: node for name, node in components[kind].items() if f"{kind}/{name}" in reached}
    if isinstance(document.get("tags"), list):
        resources = {_resource(operation, methods) for _, _, operation in operations(document)}
        document["tags"] = [tag for tag in document["tags"] if tag.get("name") in resources]


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
                del source.operation["responses"][status]["links"][name]


def _is_gone(use: object, links: Mapping[str, Any]) -> bool:
    prefix, _, name = str(use.get("$ref", "")).rpartition("/") if isinstance(use, dict) else ("", "", "")
    return prefix == "#/components/links" and name not in links


def reached_components(document: Node) -> set[str]:
    """Return the components that operations, or components marked `x-unused`, refer to, directly or not."""
    kept = {
        f"{kind}/{name}": node
        for kind, nodes in document.get("components", {}).items()
        for name, node in nodes.items()
        if isinstance(node, dict) and "x-unused" in node
    }
    return kept.keys() | reached_from(document, [document.get("paths", {}), *kept.values()])


def reached_from(document: Node, nodes: Iterable[object]) -> set[str]:
    """Return the components that nodes refer to, directly or not."""
    reached: set[str] = set()
    waiting = list(nodes)
    while waiting:
        for target in _references(waiting.pop()):
            if target not in reached:
                reached.add(target)
                waiting.append(component(document, f"#/components/{target}"))
    return reached


def _references(node: object) -> Iterator[str]:
    """Iterate over the components to which a node, or anything below it, refers."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            yield from referenced_components(found)
            for keyword, value in found.items():
                if keyword == "examples" and isinstance(value, dict):
                    yield from (target for example in value.values() for target in referenced_components(example))
                elif keyword in NAMED and isinstance(value, dict):
                    waiting += value.values()
                elif keyword not in _VALUES and isinstance(value, dict | list):
                    waiting.append(value)


def referenced_components(node: Any) -> Iterator[str]:
    """Iterate over the components that a node itself refers to, as `kind/name`."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix("#/components/")
        if isinstance(node.get("x-merge-patch-of"), str):
            yield f"schemas/{node['x-merge-patch-of']}"
