"""State of a comparison: the two documents, what is known of both, and the changes that were found."""

from __future__ import annotations

from typing import Any

from ...document.nodes import Node, Schema, resolved
from ...document.schemas import SCHEMAS
from ..changes import Change
from ..kinds import KINDS
from ..places import Place, Renames, translated
from ..python_names.class_places import derived_patches
from ..reach import SchemaReach, reach

__all__ = ["Comparison", "name_of"]


class Comparison:
    """Comparison of two documents.

    Attributes:
        old, new: the documents.
        renames: the declared renames.
        changes: the changes that were found, in the order of the old document.
    """

    def __init__(self, old: Node, new: Node, renames: Renames) -> None:
        self.old = old
        self.new = new
        self.renames = renames
        self.changes: list[Change] = []
        self._patches = derived_patches(old) | derived_patches(new)
        self._reach = (reach(old), reach(new))

    def report(
        self,
        kind: str,
        place: Place,
        old: Any = None,
        new: Any = None,
        *,
        directions: frozenset[str] = frozenset(),
        after: Place | None = None,
        also: tuple[Place, ...] = (),
    ) -> None:
        """Add a change."""
        after = translated(place, self.renames) if after is None else after
        named = self.reach_of(place[1]).operations if place[0] == "schema" else frozenset(place[1:2])
        self.changes.append(Change(KINDS[kind], place, after, old, new, directions, named, also))

    def reach_of(self, schema: str) -> SchemaReach:
        """Return the reach of a component schema of the old document in both documents."""
        old, new = self._reach
        empty = SchemaReach()
        return old.get(schema, empty).joined(new.get(self.renamed_schema(schema), empty))

    def renamed_schema(self, name: str) -> str:
        """Return the name in the new document of a component schema; a derived merge patch follows its source."""
        owner = name.removesuffix("Patch")
        if name in self._patches and ("schema", owner) in self.renames:
            return f"{self.renamed_schema(owner)}Patch"
        return translated(("schema", name), self.renames)[1]

    def is_derived(self, name: str) -> bool:
        """Return whether the projection has derived a schema from another one, with which it is reported."""
        return name in self._patches

    def resolve(self, old: Schema, new: Schema) -> tuple[Schema, Schema]:
        """Return two schemas with their references followed."""
        return resolved(self.old, old), resolved(self.new, new)


def name_of(schema: Schema) -> str | None:
    """Return the name of the component to which a schema refers; None if it is written in place."""
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith(SCHEMAS):
        return reference.removeprefix(SCHEMAS)
    return None
