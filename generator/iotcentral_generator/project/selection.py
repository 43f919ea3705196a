"""Selection of what one api-version has, by the marks of availability and of changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document.changes import CHANGES, KEYS, changed
from ..document.grammar import Form, Kind, field_of
from ..document.nodes import Key, Node, component
from ..document.operations import METHODS
from ..document.origins import Origins
from ..document.traversal import DROPPED, copied, rebuilt
from ..document.versions import AVAILABILITY, VersionLines

__all__ = ["select"]


def select(document: Node, version: str, lines: VersionLines, origins: Origins | None = None) -> Node:
    """Return the part of an authored document that `version` has by its marks, without these marks.

    What is not available is removed: members, list items, values of enumerations (`x-values`); with a schema also its
    place in the unions that name it, with a property its place in `required`. What is empty then is removed too.
    Changes (`x-changes`) are applied.

    Args:
        document: the authored document.
        version: one of its api-versions.
        lines: all of them.
        origins: is told which items of lists are kept, and what has another key or name.
    """
    selection = _Selection(document, version, lines, origins or Origins())
    selected: Node = selection.of(document, Kind.DOCUMENT, ())
    selected.setdefault("paths", {})
    selection.move_operations(selected)
    return selected


class _Selection:
    def __init__(self, document: Node, version: str, lines: VersionLines, origins: Origins) -> None:
        self._document = document
        self._version = version
        self._lines = lines
        self._origins = origins

    def has(self, node: object) -> bool:
        return self._lines.have(node, self._version)

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
        if CHANGES in node:
            node = self._changed(node, key)
        kept = rebuilt(node, kind, self.of, key)
        for mark in AVAILABILITY:
            kept.pop(mark, None)
        if kind is Kind.SCHEMA:
            self._select_values(node, kept)
            self._select_required(node, kept)
            if isinstance(node.get("discriminator"), dict):
                self._select_variants(node, kept)
        if self._origins.changed and kind in {Kind.DOCUMENT, Kind.COMPONENTS, Kind.SCHEMA}:
            self._rename(kept, kind, key)
        return kept

    def _changed(self, node: Node, key: Key) -> Node:
        after = dict(changed(node, self._version, self._lines))
        after.pop(CHANGES, None)
        changes = node[CHANGES] if isinstance(node[CHANGES], list) else []
        self._origins.changed |= any(self.has(change) for change in changes)
        if "in" in node and after.get("name") != node.get("name"):
            self._origins.parameters[str(node.get("name"))] = str(after.get("name"))
        if key[:1] == ("paths",) and after.get("operationId") != node.get("operationId"):
            self._origins.operation_ids[str(node.get("operationId"))] = str(after.get("operationId"))
        return after

    def _rename(self, kept: Node, kind: Kind, key: Key) -> None:
        """Set nodes the keys that their changes name (`x-key`; of a path item `x-path`)."""
        for name, nodes in kept.items():
            field = field_of(kind, name)
            if field is None or field.form not in {Form.MAP, Form.MEMBERS} or not isinstance(nodes, dict):
                continue
            word = "x-path" if field.kind is Kind.PATH_ITEM else "x-key"
            if any(isinstance(node, dict) and word in node for node in nodes.values()):
                kept[name] = self._renamed(nodes, word, (*key, name))

    def _renamed(self, nodes: Node, word: str, key: Key) -> Node:
        found: Node = {}
        for name, node in nodes.items():
            new = str(node.pop(word, name)) if isinstance(node, dict) else name
            if new in found:
                self._origins.collisions.append((*key, name))
            if new != name:
                self._origins.rename((*key, new), (*key, name))
            found[new] = node
        return found

    def _select_values(self, node: Node, kept: Node) -> None:
        """Keep the available values of an enumeration, and their descriptions."""
        if not isinstance(node.get("x-values"), dict):
            return
        details: Node = kept.pop("x-values", {})
        removed = node["x-values"].keys() - details.keys()
        for name in ("enum", "x-known-values"):
            if isinstance(kept.get(name), list):
                kept[name] = [
                    value for value in kept[name] if not (isinstance(value, str | int) and str(value) in removed)
                ]
        found = {value: each for value, each in details.items() if isinstance(each, dict)}
        kept["x-enum-descriptions"] = {value: each.get("description", "") for value, each in found.items()}
        if given := {value: each["x-name"] for value, each in found.items() if "x-name" in each}:
            kept["x-enum-names"] = given

    def _select_required(self, node: Node, kept: Node) -> None:
        """Remove from `required` the properties that are not in this version."""
        if not isinstance(kept.get("required"), list):
            return
        names = self._properties(node)
        required = [names.get(name, name) if isinstance(name, str) else name for name in kept["required"]]
        kept["required"] = [name for name in required if name is not None]
        if not kept["required"]:
            del kept["required"]

    def _properties(self, node: object, passed: tuple[object, ...] = ()) -> dict[str, str | None]:
        """Return the properties of an object and of its `allOf` parts: name → name in this version, if it has it."""
        if not isinstance(node, dict) or id(node) in passed:
            return {}
        found: dict[str, str | None] = {}
        parts = node["allOf"] if isinstance(node.get("allOf"), list) else []
        for part in [component(self._document, node.get("$ref")), *parts]:
            for name, now in self._properties(part, (*passed, id(node))).items():
                found[name] = found.get(name) or now
        own = node["properties"] if isinstance(node.get("properties"), dict) else {}
        return found | {name: found.get(name) or self._name(name, member) for name, member in own.items()}

    def _name(self, name: str, member: object) -> str | None:
        """Return the name of a property in this version, None if it has none."""
        if not self.has(member):
            return None
        if not isinstance(member, dict) or CHANGES not in member:
            return name
        return str(changed(member, self._version, self._lines).get("x-key", name))

    def _select_variants(self, node: Node, kept: Node) -> None:
        """Keep the available variants of a union."""
        choices = kept["oneOf"] if isinstance(kept.get("oneOf"), list) else []
        kept["oneOf"] = [item for item in choices if not isinstance(item, dict) or self.has_variant(item.get("$ref"))]
        listed = [item for item in node.get("oneOf") or [] if isinstance(item, dict)]
        left = {item.get("$ref") for item in listed if self.has(item)}  # a variant can be listed twice, around a gap
        removed = {item.get("$ref") for item in listed} - left
        discriminator: Any = kept.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        if isinstance(mapping, dict):
            discriminator["mapping"] = {
                tag: ref for tag, ref in mapping.items() if ref not in removed and self.has_variant(ref)
            }

    def move_operations(self, document: Node) -> None:
        """Put operations under the path and the method that their changes name."""
        moved = list(_moved(document)) if self._origins.changed else []
        for path, method, operation in moved:
            item = document["paths"][path]
            del item[method]
            if item.get("parameters"):  # those of the path it leaves go with it
                operation["parameters"] = [*copied(item["parameters"]), *operation.get("parameters", [])]
        for path, method, operation in moved:
            target = str(operation.pop("x-path", path)), str(operation.pop("x-method", method))
            origin = self._origins.of(("paths", path, method))
            if document["paths"].setdefault(target[0], {}).setdefault(target[1], operation) is not operation:
                self._origins.collisions.append(origin)
            self._origins.rename(("paths", *target), origin)


def _moved(document: Node) -> Iterator[tuple[str, str, Node]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            operation = item.get(method) if isinstance(item, dict) else None
            if isinstance(operation, dict) and not operation.keys().isdisjoint(KEYS):
                yield path, method, operation
