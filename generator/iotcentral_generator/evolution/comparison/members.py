"""Changes of the members of two objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...document.nodes import Node, Schema, resolved
from ..places import Place, translated
from ..reach import ANSWERS, PATCHES, REQUESTS
from .found import Comparison, name_of

__all__ = ["compare_members"]

CompareSchemas = Callable[[Comparison, Place, Schema, Schema, frozenset[str]], None]


class _Member(NamedTuple):
    """A member, and the component that declares it if the object is composed of that; empty if it is its own."""

    schema: Schema
    required: bool
    declared_by: str


def compare_members(
    found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str], compare: CompareSchemas
) -> None:
    """Report the changes of the members of an object.

    Members that come from the same other component in both documents are compared there.
    """
    before, after = _members(found.old, old), _members(found.new, new)
    kept = {name: translated((*place, name), found.renames)[-1] for name in before}
    for name, member in before.items():
        at = (*place, name)
        other = after.get(kept[name])
        if other is None:
            found.report("member-removed", at, name, directions=_carried(directions, member.schema))
        elif member.declared_by and found.renamed_schema(member.declared_by) == other.declared_by:
            _compare_required(found, at, member, other, directions)
        else:
            _compare_member(found, at, (member, other), directions, compare)
            if kept[name] != name:
                found.report("member-renamed", at, name, kept[name], directions=_carried(directions, member.schema))
    for name, member in after.items():
        if name not in kept.values():
            _report_added(found, place, name, member, directions)


def _compare_member(
    found: Comparison,
    place: Place,
    pair: tuple[_Member, _Member],
    directions: frozenset[str],
    compare: CompareSchemas,
) -> None:
    old, new = pair
    _compare_required(found, place, old, new, directions)
    _compare_access(found, place, old.schema, new.schema, directions)
    compare(found, place, old.schema, new.schema, directions)


def _report_added(found: Comparison, place: Place, name: str, member: _Member, directions: frozenset[str]) -> None:
    sent = _carried(directions, member.schema)
    kind = "member-added-required" if member.required and sent & {REQUESTS, ANSWERS} else "member-added"
    after = (*translated(place, found.renames), name)
    found.report(kind, (*place, name), None, name, directions=sent, after=after)


def _members(document: Node, schema: Schema) -> dict[str, _Member]:
    members: dict[str, _Member] = {}
    required = set(schema.get("required", []))
    for part in schema.get("allOf", []):
        target = resolved(document, part)
        for name, member in _members(document, target).items():
            members[name] = member._replace(declared_by=name_of(part) or member.declared_by)
    for name, member_schema in schema.get("properties", {}).items():
        members[name] = _Member(member_schema, name in required, "")
    return {name: member._replace(required=member.required or name in required) for name, member in members.items()}


def _compare_required(found: Comparison, place: Place, old: _Member, new: _Member, directions: frozenset[str]) -> None:
    if old.required != new.required:
        kind = "member-became-required" if new.required else "member-became-optional"
        sent = _carried(_carried(directions, old.schema), new.schema)
        found.report(kind, place, old.required, new.required, directions=sent)


def _compare_access(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    """Report whether a member can be set, and whether it is answered."""
    kinds = {
        "readOnly": ("became-read-only", "no-longer-read-only"),
        "writeOnly": ("became-write-only", "no-longer-write-only"),
    }
    olds, news = (old, resolved(found.old, old)), (new, resolved(found.new, new))
    for word, (set_, unset) in kinds.items():
        before, after = (any(bool(node.get(word)) for node in nodes) for nodes in (olds, news))
        if before != after:
            found.report(set_ if after else unset, place, before, after, directions=directions)


def _carried(directions: frozenset[str], schema: Schema) -> frozenset[str]:
    """Return the directions in which a member is sent."""
    if schema.get("readOnly"):
        directions -= {REQUESTS, PATCHES}
    return directions - {ANSWERS} if schema.get("writeOnly") else directions
