"""Availability: which nodes of an authored document are in which api-version (`x-since`, `x-until`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .load import Key

__all__ = ["METHODS", "available", "component", "resolved", "select", "walk"]

METHODS = ("get", "put", "post", "patch", "delete")
"""The members of a path item that are operations."""


def available(node: object, version: str, versions: tuple[str, ...]) -> bool:
    """Return whether a node is in `version`: from `x-since` on, up to and with `x-until`; both are optional."""
    if not isinstance(node, Mapping):
        return True
    since, until = node.get("x-since", versions[0]), node.get("x-until", versions[-1])
    if since not in versions or until not in versions:
        return True  # lint tells
    return versions.index(since) <= versions.index(version) <= versions.index(until)


def component(document: Mapping[str, Any], reference: object) -> Any:
    """Return what a `$ref` points to, or None if it points nowhere."""
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
    """Return a node, or what it refers to; {} if that is nowhere."""
    while "$ref" in node:
        node = component(document, node["$ref"]) or {}
    return node


def walk(node: object, key: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Go through a node and everything below it, each with its key."""
    yield key, node
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield from walk(value, (*key, name))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*key, index))


def select(document: Mapping[str, Any], version: str, versions: tuple[str, ...]) -> dict[str, Any]:
    """Return the part of an authored document that is in `version`, without the marks of availability.

    What is not available goes: members, list items, values of enumerations (`x-values`), and with a schema its place
    in the unions that name it; with a property its place in `required`.
    """
    selection = _Selection(document, version, versions)
    selected: dict[str, Any] = selection.of(document)
    return selected


class _Selection:
    def __init__(self, document: Mapping[str, Any], version: str, versions: tuple[str, ...]) -> None:
        self._document = document
        self._version = version
        self._versions = versions

    def has(self, node: object) -> bool:
        return available(node, self._version, self._versions)

    def has_variant(self, reference: object) -> bool:
        return self.has(component(self._document, reference))

    def of(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.of(item) for item in node if self.has(item)]
        if not isinstance(node, dict):
            return node
        kept = {k: self.of(v) for k, v in node.items() if k not in {"x-since", "x-until"} and self.has(v)}
        if "x-values" in kept:
            self.values(node, kept)
        if isinstance(node.get("properties"), dict) and isinstance(kept.get("required"), list):
            gone = node["properties"].keys() - kept["properties"].keys()
            kept["required"] = [name for name in kept["required"] if name not in gone]
        if isinstance(node.get("discriminator"), dict):
            self.variants(kept)
        return kept

    def values(self, node: dict[str, Any], kept: dict[str, Any]) -> None:
        """Keep the available values of an enumeration, and their descriptions."""
        gone = node["x-values"].keys() - kept["x-values"].keys()
        for name in ("enum", "x-known-values"):
            if name in kept:
                kept[name] = [value for value in kept[name] if value not in gone]
        descriptions = {value: about.get("description", "") for value, about in kept.pop("x-values").items()}
        kept["x-enum-descriptions"] = descriptions

    def variants(self, kept: dict[str, Any]) -> None:
        """Keep the available variants of a union."""
        kept["oneOf"] = [item for item in kept.get("oneOf", []) if self.has_variant(item.get("$ref"))]
        mapping = kept["discriminator"].get("mapping")
        if isinstance(mapping, dict):
            kept["discriminator"]["mapping"] = {t: ref for t, ref in mapping.items() if self.has_variant(ref)}
