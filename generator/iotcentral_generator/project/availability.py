"""Availability of nodes in api-versions (`x-since`, `x-until`), and the selection of one version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Key, Node, component
from ..document.origins import Origins
from ..document.traversal import DROPPED, copied, rebuilt

__all__ = ["available", "select"]

_MARKS = ("x-since", "x-until")


def available(node: object, version: str, versions: tuple[str, ...]) -> bool:
    """Return whether a node is in `version`: from `x-since` on, up to and including `x-until`; both are optional."""
    if not isinstance(node, Mapping):
        return True
    since, until = node.get("x-since", versions[0]), node.get("x-until", versions[-1])
    if since not in versions or until not in versions:
        return True  # S110 reports it
    return versions.index(since) <= versions.index(version) <= versions.index(until)


def select(document: Node, version: str, versions: tuple[str, ...], origins: Origins | None = None) -> Node:
    """Return the part of an authored document that is in `version`, without the marks of availability.

    What is not available is removed: members, list items, values of enumerations (`x-values`); with a schema also its
    place in the unions that name it, with a property its place in `required`. What is empty then is removed too.

    Args:
        document: the authored document.
        version: one of its api-versions.
        versions: all of them, in order.
        origins: is told which items of the lists are kept.
    """
    selection = _Selection(document, version, versions, origins or Origins())
    selected: Node = selection.of(document, Kind.DOCUMENT, ())
    selected.setdefault("paths", {})
    return selected


class _Selection:
    def __init__(self, document: Node, version: str, versions: tuple[str, ...], origins: Origins) -> None:
        self._document = document
        self._version = version
        self._versions = versions
        self._origins = origins

    def has(self, node: object) -> bool:
        return available(node, self._version, self._versions)

    def has_variant(self, reference: object) -> bool:
        return self.has(component(self._document, reference))

    def of(self, node: Any, kind: Kind, key: Key) -> Any:
        """Return what is left of an object."""
        if not self.has(node):
            return DROPPED
        if key and isinstance(key[-1], int):
            self._origins.keep(key)
        if not isinstance(node, dict):
            return copied(node)
        kept = rebuilt(node, kind, self.of, key)
        for mark in _MARKS:
            kept.pop(mark, None)
        if kind is Kind.SCHEMA:
            self.select_values(node, kept)
            self.select_required(node, kept)
            if isinstance(node.get("discriminator"), dict):
                self.select_variants(kept)
        return kept

    def select_values(self, node: Node, kept: Node) -> None:
        """Keep the available values of an enumeration, and their descriptions."""
        if not isinstance(node.get("x-values"), dict):
            return
        details: Node = kept.pop("x-values", {})
        removed = node["x-values"].keys() - details.keys()
        for name in ("enum", "x-known-values"):
            if isinstance(kept.get(name), list):
                kept[name] = [value for value in kept[name] if not (isinstance(value, str) and value in removed)]
        found = {value: each for value, each in details.items() if isinstance(each, dict)}
        kept["x-enum-descriptions"] = {value: each.get("description", "") for value, each in found.items()}
        if given := {value: each["x-name"] for value, each in found.items() if "x-name" in each}:
            kept["x-enum-names"] = given

    def select_required(self, node: Node, kept: Node) -> None:
        """Remove from `required` the properties that are not in this version."""
        if not isinstance(kept.get("required"), list):
            return
        removed = {name for name, has in self._properties(node).items() if not has}
        kept["required"] = [name for name in kept["required"] if not (isinstance(name, str) and name in removed)]
        if not kept["required"]:
            del kept["required"]

    def _properties(self, node: object, passed: tuple[object, ...] = ()) -> dict[str, bool]:
        """Return the properties of an object and of its `allOf` parts, each with whether it is in this version."""
        if not isinstance(node, dict) or id(node) in passed:
            return {}
        found: dict[str, bool] = {}
        parts = node["allOf"] if isinstance(node.get("allOf"), list) else []
        for part in [component(self._document, node.get("$ref")), *parts]:
            for name, has in self._properties(part, (*passed, id(node))).items():
                found[name] = found.get(name, False) or has
        own = node["properties"] if isinstance(node.get("properties"), dict) else {}
        return found | {name: found.get(name, False) or self.has(member) for name, member in own.items()}

    def select_variants(self, kept: Node) -> None:
        """Keep the available variants of a union."""
        choices = kept["oneOf"] if isinstance(kept.get("oneOf"), list) else []
        kept["oneOf"] = [item for item in choices if not isinstance(item, dict) or self.has_variant(item.get("$ref"))]
        discriminator: Any = kept.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        if isinstance(mapping, dict):
            discriminator["mapping"] = {tag: ref for tag, ref in mapping.items() if self.has_variant(ref)}
