"""Changes of schemas: components one by one, and their members at every depth."""

from __future__ import annotations

from ...document.nodes import Node, Schema, resolved
from ..places import Place
from ..reach import ANSWERS, PATCHES, REQUESTS
from .found import Comparison, name_of
from .members import compare_members
from .schema_forms import bare, type_of, written
from .unions import compare_unions
from .values import VALUE_KEYWORDS, compare_values

__all__ = ["compare_components", "compare_schemas"]

_MARKS = {
    "x-secret": ("became-secret", "no-longer-secret"),
    "x-sensitive": ("became-secret", "no-longer-secret"),
    "x-always": ("always-held", "no-longer-always-held"),
    "deprecated": ("deprecated", "undeprecated"),
}
_PROSE = {
    "description": "description-changed",
    "x-ms-summary": "description-changed",
    "externalDocs": "description-changed",
    "example": "example-changed",
    "examples": "example-changed",
}
_STRUCTURE = frozenset(
    {
        *("$ref", "type", "format", "items", "additionalProperties", "properties", "required", "readOnly", "writeOnly"),
        *(
            "allOf",
            "anyOf",
            "oneOf",
            "discriminator",
            "x-ms-mutability",
            "x-merge-patch",
            "x-renamed-from",
            "x-backfill",
            "x-enum-descriptions",
        ),
    }
)
"""The keywords that are compared in other ways than as a whole."""

_NAMES_ONLY = frozenset({"title", "x-name"})
"""The keywords that change the names in Python and nothing else."""

_FOR_TOOLS = frozenset({"x-refers-to"})
"""The keywords that tools read, and that change nothing of a request, an answer, or Python."""


def compare_components(found: Comparison) -> None:
    """Report the changes of all component schemas."""
    old, new = _components(found.old), _components(found.new)
    kept = {name: found.renamed_schema(name) for name in old}
    for name, schema in old.items():
        if found.is_derived(name) and kept[name] in new:
            continue
        directions = found.reach_of(name).directions
        if kept[name] not in new:
            if not found.is_derived(name):
                found.report("schema-removed", ("schema", name), name, directions=directions)
            continue
        if kept[name] != name:
            found.report("schema-renamed", ("schema", name), name, kept[name], directions=directions)
        compare_schemas(found, ("schema", name), schema, new[kept[name]], directions)
    for name in new.keys() - set(kept.values()):
        if not found.is_derived(name):
            place = ("schema", name)
            found.report("schema-added", place, None, name, directions=found.reach_of(name).directions, after=place)


def _components(document: Node) -> dict[str, Schema]:
    schemas: dict[str, Schema] = document.get("components", {}).get("schemas", {})
    return schemas


def compare_schemas(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    """Report the changes of one schema and of all that is written in it.

    Args:
        found: takes the changes.
        place: the place of the schema in the old document.
        old: the schema before.
        new: the schema after.
        directions: the directions in which it is sent.
    """
    directions = _carried(found, old, new, directions)
    _compare_prose(found, place, old, new, directions)
    before, after = bare(old), bare(new)
    if before.nullable != after.nullable:
        kind = "became-nullable" if after.nullable else "no-longer-nullable"
        found.report(kind, place, before.nullable, after.nullable, directions=directions)
    referred = (name_of(before.schema), name_of(after.schema))
    if None not in referred:
        if found.renamed_schema(str(referred[0])) != referred[1]:
            found.report("type-changed", place, *referred, directions=directions)
        beside = [{k: v for k, v in each.schema.items() if k != "$ref"} for each in (before, after)]
        _compare_values_and_marks(found, place, beside[0], beside[1], directions)
        return
    _compare_content(found, place, *found.resolve(before.schema, after.schema), directions=directions)


def _compare_content(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    old_type, new_type = type_of(old), type_of(new)
    if old_type != new_type:
        found.report("type-changed", place, written(old), written(new), directions=directions)
        return
    if old.get("format") != new.get("format"):
        found.report("format-changed", place, old.get("format"), new.get("format"), directions=directions)
    _compare_values_and_marks(found, place, old, new, directions)
    if "discriminator" in old or "discriminator" in new:
        compare_unions(found, place, old, new, directions)
    _compare_alternatives(found, place, old, new, directions)
    compare_members(found, place, old, new, directions, compare_schemas)
    _compare_items(found, place, old, new, directions)
    _compare_additional(found, place, old, new, directions)


def _compare_values_and_marks(
    found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]
) -> None:
    compare_values(found, place, old, new, directions)
    for word, (set_, unset) in _MARKS.items():
        if bool(old.get(word)) != bool(new.get(word)):
            kind = set_ if new.get(word) else unset
            found.report(kind, place, old.get(word), new.get(word), directions=directions)
    if old.get("x-ms-mutability") != new.get("x-ms-mutability"):
        before, after = old.get("x-ms-mutability"), new.get("x-ms-mutability")
        found.report("mutability-changed", place, before, after, directions=directions)
    if old.get("x-backfill") != new.get("x-backfill"):
        before, after = old.get("x-backfill"), new.get("x-backfill")
        found.report("backfill-changed", place, before, after, directions=directions)
    known = _STRUCTURE | _NAMES_ONLY | _FOR_TOOLS | VALUE_KEYWORDS | _MARKS.keys() | _PROSE.keys()
    for word in sorted((old.keys() | new.keys()) - known):
        if old.get(word) != new.get(word):
            found.report(
                "schema-keyword-changed", (*place, f"`{word}`"), old.get(word), new.get(word), directions=directions
            )


def _carried(found: Comparison, old: Schema, new: Schema, directions: frozenset[str]) -> frozenset[str]:
    """Return the directions in which a member is sent: a read-only one is in no request."""
    nodes = [(schema, resolved(document, schema)) for schema, document in ((old, found.old), (new, found.new))]
    if all(any(node.get("readOnly") for node in pair) for pair in nodes):
        directions -= {REQUESTS, PATCHES}
    if all(any(node.get("writeOnly") for node in pair) for pair in nodes):
        directions -= {ANSWERS}
    return directions


def _compare_prose(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    for word, kind in _PROSE.items():
        if old.get(word) != new.get(word):
            found.report(kind, place, old.get(word), new.get(word), directions=directions)
    before, after = old.get("x-enum-descriptions", {}), new.get("x-enum-descriptions", {})
    for value in before:
        if value in after and before[value] != after[value]:
            at = (*place, f"={value}")
            found.report("description-changed", at, before[value], after[value], directions=directions)


def _compare_alternatives(
    found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]
) -> None:
    for word in ("anyOf", "oneOf"):
        before, after = old.get(word, []), new.get(word, [])
        if "discriminator" in old or "discriminator" in new or before == after:
            continue
        if len(before) != len(after):
            found.report("alternatives-changed", place, len(before), len(after), directions=directions)
            continue
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            compare_schemas(found, (*place, f"|{index}"), one, other, directions)


def _compare_items(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    before, after = old.get("items"), new.get("items")
    if before and after:
        compare_schemas(found, (*place, "[]"), before, after, directions)
    elif bool(before) != bool(after):
        kind = "items-added" if after else "items-removed"
        found.report(kind, (*place, "[]"), before and written(before), after and written(after), directions=directions)


def _compare_additional(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
    if (before is False) != (after is False):
        kind = "additional-members-refused" if after is False else "additional-members-allowed"
        found.report(kind, place, before is not False, after is not False, directions=directions)
    elif isinstance(before, dict) and before and isinstance(after, dict) and after:
        compare_schemas(found, (*place, "{}"), before, after, directions)
    elif (isinstance(before, dict) and bool(before)) != (isinstance(after, dict) and bool(after)):
        kind = "additional-members-described" if isinstance(after, dict) and after else "additional-members-undescribed"
        found.report(kind, (*place, "{}"), written(before), written(after), directions=directions)
