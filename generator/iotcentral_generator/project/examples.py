"""Examples of one api-version: members that this version lacks are left out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Node, Schema, component
from ..document.schemas import SCHEMAS
from ..document.traversal import places

__all__ = ["select_members_of_examples"]

_Has = Callable[[object], bool]
"""A function that returns whether the version has a node."""


def select_members_of_examples(authored: Node, selected: Node, has: _Has) -> None:
    """Remove from the examples of a selection the members that its version lacks, in place.

    Args:
        authored: the authored document, which has the members of all versions.
        selected: the selection of one version.
        has: returns whether the version has an authored node.
    """
    if not any(has(place.node) is False for place in places(authored) if _is_property(place.key)):
        return
    members = _Members(authored, has)
    for place in places(selected):
        if place.kind in {Kind.MEDIA_TYPE, Kind.PARAMETER, Kind.HEADER} and isinstance(place.node.get("schema"), dict):
            schema, node = place.node["schema"], place.node
            if "example" in node:
                node["example"] = members.of(schema, node["example"])
            for example in node["examples"].values() if isinstance(node.get("examples"), dict) else ():
                if isinstance(example, dict) and "value" in example:
                    example["value"] = members.of(schema, example["value"])


def _is_property(key: tuple[object, ...]) -> bool:
    return key[-2:-1] == ("properties",)


class _Members:
    """Selection of the members of values that authored schemas describe."""

    def __init__(self, authored: Node, has: _Has) -> None:
        self._authored = authored
        self._has = has

    def of(self, schema: object, value: Any) -> Any:
        """Return a value without the members that the version lacks."""
        if isinstance(value, list):
            items = [part["items"] for part in self._parts(schema, value) if isinstance(part.get("items"), dict)]
            return [self.of(items[0], item) for item in value] if items else value
        if not isinstance(value, dict):
            return value
        parts = list(self._parts(schema, value))
        found = {name: self._described(parts, name) for name in value}
        return {
            name: self.of(next(iter(schemas), None), value[name])
            for name, schemas in found.items()
            if not schemas or any(self._has(described) for described in schemas)
        }

    def _described(self, parts: list[Schema], name: str) -> list[Schema]:
        """Return the schemas of a member: where it is declared, else that of all other members."""
        declared = [part["properties"][name] for part in parts if name in (part.get("properties") or {})]
        return declared or [extra for part in parts if isinstance(extra := part.get("additionalProperties"), dict)]

    def _parts(self, schema: object, value: Any, passed: tuple[int, ...] = ()) -> Iterator[Schema]:
        """Iterate over the authored schemas that describe a value: what is referred to, composed, or chosen by its tag."""
        if not isinstance(schema, dict) or id(schema) in passed:
            return
        yield schema
        passed = (*passed, id(schema))
        targets = [schema.get("$ref"), *self._variants(schema, value)]
        if isinstance(name := schema.get("x-merge-patch-of"), str):
            targets.append(SCHEMAS + name)
        for target in targets:
            yield from self._parts(component(self._authored, target), value, passed)
        for word in ("allOf", "anyOf"):
            for part in schema[word] if isinstance(schema.get(word), list) else ():
                yield from self._parts(part, value, passed)

    def _variants(self, union: Schema, value: Any) -> Iterator[object]:
        """Iterate over the references to the variants that a value can be: by its tag, in a patch without it any."""
        discriminator = union.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        if isinstance(discriminator, dict) and isinstance(mapping, dict) and isinstance(value, dict):
            tag = value.get(discriminator.get("propertyName"))
            yield from [mapping[tag]] if isinstance(tag, str) and tag in mapping else mapping.values()
