"""Changes of discriminated unions: their variants and tags."""

from __future__ import annotations

from ...document.nodes import Schema
from ...document.schemas import SCHEMAS
from ..places import Place
from .found import Comparison

__all__ = ["compare_unions"]


def compare_unions(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    """Report the changes of a union; one of the two schemas may be no union."""
    if "discriminator" not in old or "discriminator" not in new:
        kind = "union-added" if "discriminator" in new else "union-removed"
        found.report(kind, place, sorted(_tags(old)) or None, sorted(_tags(new)) or None, directions=directions)
        return
    before, after = (schema["discriminator"].get("propertyName") for schema in (old, new))
    if before != after:
        found.report("tag-changed", place, before, after, directions=directions)
    old_tags, new_tags = _tags(old), _tags(new)
    for name, tag in old_tags.items():
        kept = found.renamed_schema(name)
        also = (("schema", kept),)
        if kept not in new_tags:
            found.report("variant-removed", (*place, f"={name}"), tag, directions=directions, also=also)
        elif new_tags[kept] != tag:
            found.report(
                "tag-value-changed", (*place, f"={name}"), tag, new_tags[kept], directions=directions, also=also
            )
    renamed = {found.renamed_schema(name) for name in old_tags}
    for name, tag in new_tags.items():
        if name not in renamed:
            found.report("variant-added", (*place, f"={name}"), None, tag, directions=directions)


def _tags(schema: Schema) -> dict[str, str]:
    """Return variant → its tag."""
    mapping = schema.get("discriminator", {}).get("mapping", {})
    return {str(reference).removeprefix(SCHEMAS): tag for tag, reference in mapping.items()}
