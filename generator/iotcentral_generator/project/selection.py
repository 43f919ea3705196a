"""Selection of what one api-version has, by the marks of availability and of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..document.changes import CHANGES, KEYS, changed
from ..document.nodes import Key, component
from ..document.operations import METHODS
from ..document.versions import AVAILABILITY, VersionLines

__all__ = ["NAMED", "Origins", "copied", "select"]

NAMED = frozenset(
    [
        "properties",
        "patternProperties",
        "$defs",
        "dependentSchemas",
        "paths",
        "callbacks",
        "responses",
        "headers",
        "content",
        "links",
        "examples",
        "schemas",
        "parameters",
        "requestBodies",
        "securitySchemes",
        "pathItems",
        "encoding",
        "variables",
        "x-values",
    ]
)
"""Keywords whose mapping has names of the document as its keys, and nodes as its values."""

_VALUES = frozenset(["const", "default", "enum", "example", "value", "mapping", "scopes", "security"])
"""Keywords with values of the API, in which nothing is a mark."""

_DROPPED = frozenset({*AVAILABILITY, CHANGES})

_RENAMED_IN = frozenset(["paths", "schemas", "responses", "parameters", "headers", "links", "requestBodies"])
"""Mappings at the top of a document in which `x-path` and `x-key` give a node another key."""


@dataclass
class Origins:
    """Keys and names of a selection that differ from those of the authored document.

    Attributes:
        keys: key in the selection → key in the authored document.
        operation_ids: authored operationId → operationId in the selection.
        parameters: authored name of a parameter → name in the selection.
        changed: whether a node has changes (`x-changes`) that apply.
        collisions: authored keys of nodes whose changed key another node has.
    """

    keys: dict[Key, Key] = field(default_factory=dict)
    operation_ids: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    changed: bool = False
    collisions: list[Key] = field(default_factory=list)

    def __call__(self, key: Key) -> Key:
        """Return the authored key of a node of the selection."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.keys:
                return (*self.keys[key[:length]], *key[length:])
        return key


def select(document: Mapping[str, Any], version: str, lines: VersionLines) -> tuple[dict[str, Any], Origins]:
    """Return the part of an authored document that `version` has by its marks, without these marks.

    What is not available is removed: members, list items, values of enumerations (`x-values`); with a schema also its
    place in the unions that name it, with a property its place in `required`. Changes (`x-changes`) are applied.
    """
    selection = _Selection(document, version, lines)
    selected = selection.node(document)
    selection.move_operations(selected)
    return selected, selection.origins


class _Selection:
    def __init__(self, document: Mapping[str, Any], version: str, lines: VersionLines) -> None:
        self._document = document
        self._version = version
        self._lines = lines
        self.origins = Origins()

    def has(self, node: object) -> bool:
        return self._lines.have(node, self._version)

    def has_variant(self, reference: object) -> bool:
        return self.has(component(self._document, reference))

    def node(self, node: Mapping[str, Any], *, link: bool = False) -> dict[str, Any]:
        """Return an object of the document, whose members are keywords."""
        if CHANGES in node:
            node = self._changed(node)
        kept: dict[str, Any] = {}
        for key, value in node.items():
            if not isinstance(value, dict | list) or key in _VALUES or (key == "examples" and isinstance(value, list)):
                if key not in _DROPPED:
                    kept[key] = value
            elif link or (key not in NAMED and key.startswith("x-")):
                kept[key] = copied(value)
            elif isinstance(value, list):
                kept[key] = [self.node(i) if isinstance(i, dict) else i for i in value if self.has(i)]
            elif key in NAMED:
                kept[key] = self.named(value, key)
            elif self.has(value):
                kept[key] = self.node(value)
        return self._consistent(node, kept)

    def _changed(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        after = changed(node, self._version, self._lines)
        self.origins.changed |= any(self.has(change) for change in node[CHANGES] or [])
        if "in" in node and after.get("name") != node.get("name"):
            self.origins.parameters[str(node.get("name"))] = str(after.get("name"))
        if after.get("operationId") != node.get("operationId"):
            self.origins.operation_ids[str(node.get("operationId"))] = str(after.get("operationId"))
        return after

    def named(self, nodes: Mapping[str, Any], keyword: str) -> dict[str, Any]:
        """Return a mapping whose keys are names of the document."""
        kept = {}
        for name, value in nodes.items():
            if not isinstance(value, dict):
                kept[name] = value
            elif self.has(value):
                node = self.node(value, link=keyword == "links")
                key = self._key(name, node, keyword)
                if key in kept:
                    self.origins.collisions.append((*_place(keyword), name))
                kept[key] = node
        return kept

    def _key(self, name: str, node: dict[str, Any], keyword: str) -> str:
        """Return the key of a node in this version, and take the words that say so away from it."""
        word = "x-path" if keyword == "paths" else "x-key"
        key = str(node.pop(word, name))
        if key != name and keyword in _RENAMED_IN:
            self.origins.keys[(*_place(keyword), key)] = (*_place(keyword), name)
        return key

    def _consistent(self, node: Mapping[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
        """Remove what refers to members that this version lacks."""
        if "x-values" in kept:
            self._select_values(node, kept)
        if isinstance(node.get("properties"), dict) and isinstance(kept.get("required"), list):
            self._select_required(node["properties"], kept)
        if isinstance(node.get("discriminator"), dict):
            self._select_variants(node, kept)
        return kept

    def _select_values(self, node: Mapping[str, Any], kept: dict[str, Any]) -> None:
        """Keep the available values of an enumeration, and their descriptions."""
        removed = node["x-values"].keys() - kept["x-values"].keys()
        for name in ("enum", "x-known-values"):
            if name in kept:
                kept[name] = [value for value in kept[name] if value not in removed]
        values = kept.pop("x-values").items()
        kept["x-enum-descriptions"] = {value: (details or {}).get("description", "") for value, details in values}

    def _select_required(self, properties: Mapping[str, Any], kept: dict[str, Any]) -> None:
        names = {name: self._name(name, member) for name, member in properties.items()}
        required = [names.get(name, name) for name in kept["required"]]
        kept["required"] = [name for name in required if name is not None]
        if not kept["required"]:
            del kept["required"]

    def _name(self, name: str, member: Any) -> str | None:
        """Return the name of a property in this version, None if it has none."""
        if not self.has(member):
            return None
        return str(changed(member, self._version, self._lines).get("x-key", name)) if CHANGES in member else name

    def _select_variants(self, node: Mapping[str, Any], kept: dict[str, Any]) -> None:
        """Keep the available variants of a union."""
        kept["oneOf"] = [item for item in kept.get("oneOf", []) if self.has_variant(item.get("$ref"))]
        left = {item.get("$ref") for item in kept["oneOf"]}
        removed = {item.get("$ref") for item in node.get("oneOf", [])} - left
        mapping = kept["discriminator"].get("mapping")
        if isinstance(mapping, dict):
            kept["discriminator"]["mapping"] = {
                tag: target for tag, target in mapping.items() if target not in removed and self.has_variant(target)
            }

    def move_operations(self, document: dict[str, Any]) -> None:
        """Put operations under the path and the method that their changes name."""
        moved = list(_moved(document))
        for path, method, operation in moved:
            item = document["paths"][path]
            del item[method]
            if item.get("parameters"):  # those of the path it leaves go with it
                operation["parameters"] = [*item["parameters"], *operation.get("parameters", [])]
        for path, method, operation in moved:
            target = str(operation.pop("x-path", path)), str(operation.pop("x-method", method))
            origin = (*self.origins(("paths", path)), method)
            if document["paths"].setdefault(target[0], {}).setdefault(target[1], operation) is not operation:
                self.origins.collisions.append(origin)
            self.origins.keys[("paths", *target)] = origin


def _moved(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            operation = item.get(method) if isinstance(item, dict) else None
            if isinstance(operation, dict) and not operation.keys().isdisjoint(KEYS):
                yield path, method, operation


def _place(keyword: str) -> Key:
    return ("paths",) if keyword == "paths" else ("components", keyword)


def copied(value: Any) -> Any:
    """Return a copy of a value of mappings and lists."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value
