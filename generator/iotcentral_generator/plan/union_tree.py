"""Unions of a document as a tree: which schemas are variants of which, directly or through another union."""

from __future__ import annotations

from collections.abc import Mapping

from ..document.nodes import Schema
from ..document.schemas import SCHEMAS

__all__ = ["UnionTree"]


class UnionTree:
    """The unions of a document and their variants.

    Attributes:
        shared: the unions of which a variant is one of another union too. Their classes hold no members, so that a class
            can be derived from several of them.
    """

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._tags: dict[str, str] = {}
        self._unions: dict[str, list[str]] = {}
        for name, schema in schemas.items():
            if "discriminator" in schema:
                self._tags[name] = schema["discriminator"]["propertyName"]
                for reference in schema["discriminator"]["mapping"].values():
                    unions = self._unions.setdefault(reference.removeprefix(SCHEMAS), [])
                    unions += [name] if name not in unions else []
        several = [name for name in self._unions if len(self.bases(name)) > 1]
        self.shared = frozenset[str]().union(*(self.ancestors(name) for name in several))

    def ancestors(self, name: str) -> frozenset[str]:
        """Return all unions of which a schema is a variant, directly or not."""
        direct = self._unions.get(name, [])
        return frozenset(direct).union(*(self.ancestors(union) for union in direct))

    def bases(self, name: str) -> list[str]:
        """Return the unions of which a schema is a variant, without those of which the others are variants."""
        direct = self._unions.get(name, [])
        above = frozenset[str]().union(*(self.ancestors(union) for union in direct))
        return [union for union in direct if union not in above]

    def tags(self, name: str) -> frozenset[str]:
        """Return the members that tell apart the variants of a union, and of all unions above."""
        return frozenset(self._tags[union] for union in (*self.ancestors(name), name) if union in self._tags)
