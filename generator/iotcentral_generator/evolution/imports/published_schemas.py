"""Schemas of a published version, with what they hold by composition and by their unions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...document.nodes import Schema
from ...document.schemas import SCHEMAS
from .schema_forms import tags_of

__all__ = ["PublishedSchemas"]


class PublishedSchemas(Mapping[str, Schema]):
    """The schemas by their names.

    Args:
        schemas: name → schema.
    """

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def __getitem__(self, name: str) -> Schema:
        return self._schemas[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemas)

    def __len__(self) -> int:
        return len(self._schemas)

    def members_of_all(self, names: Iterable[str]) -> dict[str, Schema]:
        """Return the members of published components."""
        found: dict[str, Schema] = {}
        for name in names:
            found |= self.members_of(self._schemas.get(name, {}))
        return found

    def members_of_variants(self) -> dict[str, dict[str, Schema]]:
        """Return variant → the members that its unions give it."""
        found: dict[str, dict[str, Schema]] = {}
        for union in self._schemas.values():
            for target in tags_of(union).values():
                found.setdefault(str(target).removeprefix(SCHEMAS), {}).update(self.members_of(union))
        return found

    def members_of(self, schema: Schema) -> dict[str, Schema]:
        """Return the members of an object, those of its parts and unions included."""
        found: dict[str, Schema] = {}
        for parent in self._parents(schema):
            found |= self.members_of(parent)
        found |= schema.get("properties", {})
        return found

    def required_of(self, schema: Schema) -> Iterator[str]:
        """Iterate over the required members of an object, those of its parts and unions included."""
        for parent in self._parents(schema):
            yield from self.required_of(parent)
        yield from schema.get("required", [])

    def _parents(self, schema: Schema) -> Iterator[Schema]:
        for union in self.unions_of(schema):
            yield {word: union[word] for word in ("properties", "required", "allOf") if word in union}
        for part in schema.get("allOf", []):
            reference = str(part.get("$ref", ""))
            yield self._schemas.get(reference.removeprefix(SCHEMAS), {}) if reference else part

    def unions_of(self, schema: Schema) -> Iterator[Schema]:
        """Iterate over the published unions that have a schema as a variant."""
        name = next((name for name, known in self._schemas.items() if known is schema), "")
        for union in self._schemas.values():
            if union is not schema and SCHEMAS + name in tags_of(union).values():
                yield union
