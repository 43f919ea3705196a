"""Folding of changes that follow from another one: of members that all variants of a union share, and of tags."""

from __future__ import annotations

import json
from dataclasses import replace

from ...document.nodes import Node
from ...document.schemas import SCHEMAS
from ..changes import Change
from ..contracts import Contract

__all__ = ["with_shared_members_once", "with_tags_once"]


def with_shared_members_once(changes: list[Change], old: Contract, new: Contract) -> list[Change]:
    """Return the changes, with those of a shared member of all variants of a union as one."""
    unions = _unions(old.document)
    changes = [_with_unions(change, unions) for change in changes]
    for union, variants in unions.items():
        kept = [variant for variant in variants if variant in new.document["components"].get("schemas", {})]
        if len(kept) > 1 and len(kept) == len(variants):
            changes = _folded(changes, union, kept)
    return changes


def _with_unions(change: Change, unions: dict[str, list[str]]) -> Change:
    """Return a change of a variant's member that is also at its unions: their merge patches have it too."""
    if change.place[0] != "schema" or len(change.place) < 3:
        return change
    found = tuple(("schema", union, *change.after[2:]) for union, tags in unions.items() if change.place[1] in tags)
    return replace(change, also=(*change.also, *found)) if found else change


def _unions(document: Node) -> dict[str, list[str]]:
    schemas = document.get("components", {}).get("schemas", {})
    return {
        name: [
            str(reference).removeprefix(SCHEMAS) for reference in schema["discriminator"].get("mapping", {}).values()
        ]
        for name, schema in schemas.items()
        if "discriminator" in schema
    }


def _folded(changes: list[Change], union: str, variants: list[str]) -> list[Change]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        if change.place[0] == "schema" and change.place[1] in variants and len(change.place) > 2:
            content = json.dumps([change.kind.id, change.place[2:], change.old, change.new], default=str)
            groups.setdefault(content, []).append(change)
    shared = [group for group in groups.values() if len({change.place[1] for change in group}) == len(variants)]
    first = {id(group[0]): _at_union(group, union) for group in shared}
    others = {id(change) for group in shared for change in group[1:]}
    return [first.get(id(change), change) for change in changes if id(change) not in others]


def _at_union(group: list[Change], union: str) -> Change:
    return replace(
        group[0],
        place=("schema", union, *group[0].place[2:]),
        after=("schema", union, *group[0].after[2:]),
        directions=frozenset().union(*(change.directions for change in group)),
        operations=frozenset().union(*(change.operations for change in group)),
        also=tuple(change.after for change in group),
    )


_OF_MEMBERS = frozenset({"member-added", "member-added-required", "member-removed", "constant-changed"})


def with_tags_once(changes: list[Change]) -> list[Change]:
    """Return the changes, without those of the members that hold a tag which is reported to have changed."""
    tagged: list[Change] = []
    for change in changes:
        if change.kind.id == "tag-changed":
            members = {(*change.place, change.old), (*change.place, change.new)}
            tagged += [each for each in changes if each.kind.id in _OF_MEMBERS and each.place in members]
        elif change.kind.id == "tag-value-changed":
            variant = ("schema", change.place[-1].removeprefix("="))
            tagged += [
                each
                for each in changes
                if each.kind.id == "constant-changed" and each.place[:2] == variant and each.old == change.old
            ]
    folded = {id(each) for each in tagged}
    also = tuple(place for each in tagged for place in (each.after, *each.also))
    return [
        replace(change, also=(*change.also, *also)) if tagged and change.kind.id.startswith("tag-") else change
        for change in changes
        if id(change) not in folded
    ]
