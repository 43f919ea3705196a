"""Authored objects with what they hold in a version by composition and by their unions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...document.nodes import Key, Schema, target_key
from ...document.schemas import SCHEMAS
from .merge_target import MergeTarget

__all__ = ["AuthoredMember", "AuthoredObjects"]


class AuthoredMember(NamedTuple):
    """A property of an object: the authored key of its schema, or the published schema itself."""

    key: Key
    schema: Schema


class AuthoredObjects:
    """The objects by their keys.

    Args:
        target: the document, and what has been changed in it so far.
    """

    def __init__(self, target: MergeTarget) -> None:
        self._target = target

    def members_of(self, key: Key) -> Iterator[tuple[str, AuthoredMember]]:
        """Iterate over the authored properties of an object in any version, those of its parts and unions included."""
        schema = self._target.now(key)
        for place in self._parents(key):
            yield from self.members_of(place)
        in_place = isinstance(self._target.at((*key, "properties")), dict)
        for name, member in schema.get("properties", {}).items():
            place = (*key, "properties", name)
            written = in_place and self._target.at(place) is not None
            yield self.member_name(key, name) if written else name, AuthoredMember(place if written else (), member)

    def member_name(self, key: Key, name: str) -> str:
        """Return the name in the version of a member that an object authors."""
        return str(self._target.now((*key, "properties", name)).get("x-key", name))

    def required_of(self, key: Key) -> Iterator[str]:
        """Iterate over the required members of an authored object, those of its parts and unions included."""
        for place in self._parents(key):
            yield from self.required_of(place)
        yield from (self.member_name(key, name) for name in self._target.now(key).get("required", []))

    def _parents(self, key: Key) -> Iterator[Key]:
        """Iterate over the unions that have an object as a variant, and over its parts."""
        if key[:2] == ("components", "schemas") and len(key) == 3:
            for union in self.unions_of(str(key[2])):
                yield ("components", "schemas", union)
        for index, part in enumerate(self._target.now(key).get("allOf", [])):
            yield target_key(part.get("$ref")) or (*key, "allOf", index)

    def unions_of(self, name: str) -> list[str]:
        """Return the authored unions that have a schema as a variant."""
        schemas = self._target.document.get("components", {}).get("schemas", {})
        reference = SCHEMAS + name
        return [
            union
            for union, schema in schemas.items()
            if union != name and reference in (schema.get("discriminator", {}).get("mapping") or {}).values()
        ]
