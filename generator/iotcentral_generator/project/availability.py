"""Availability of nodes in api-versions (`x-since`, `x-until`), and the selection of one version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document.nodes import component

__all__ = ["available", "select"]


def available(node: object, version: str, versions: tuple[str, ...]) -> bool:
    """Return whether a node is in `version`: from `x-since` on, up to and including `x-until`; both are optional."""
    if not isinstance(node, Mapping):
        return True
    since, until = node.get("x-since", versions[0]), node.get("x-until", versions[-1])
    if since not in versions or until not in versions:
        return True  # S110 reports it
    return versions.index(since) <= versions.index(version) <= versions.index(until)


def select(document: Mapping[str, Any], version: str, versions: tuple[str, ...]) -> dict[str, Any]:
    """Return the part of an authored document that is in `version`, without the marks of availability.

    What is not available is removed: members, list items, values of enumerations (`x-values`); with a schema also its
    place in the unions that name it, with a property its place in `required`.
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
            self.select_values(node, kept)
        if isinstance(node.get("properties"), dict) and isinstance(kept.get("required"), list):
            removed = node["properties"].keys() - kept["properties"].keys()
            kept["required"] = [name for name in kept["required"] if name not in removed]
        if isinstance(node.get("discriminator"), dict):
            self.select_variants(kept)
        return kept

    def select_values(self, node: dict[str, Any], kept: dict[str, Any]) -> None:
        """Keep the available values of an enumeration, and their descriptions."""
        removed = node["x-values"].keys() - kept["x-values"].keys()
        for name in ("enum", "x-known-values"):
            if name in kept:
                kept[name] = [value for value in kept[name] if value not in removed]
        descriptions = {value: details.get("description", "") for value, details in kept.pop("x-values").items()}
        kept["x-enum-descriptions"] = descriptions

    def select_variants(self, kept: dict[str, Any]) -> None:
        """Keep the available variants of a union."""
        kept["oneOf"] = [item for item in kept.get("oneOf", []) if self.has_variant(item.get("$ref"))]
        mapping = kept["discriminator"].get("mapping")
        if isinstance(mapping, dict):
            kept["discriminator"]["mapping"] = {t: ref for t, ref in mapping.items() if self.has_variant(ref)}
