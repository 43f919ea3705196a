"""Folding of the changes of members that all variants of a union share: they are reported once, at the union."""

from __future__ import annotations

import json
from dataclasses import replace

from ..document.nodes import Node
from ..document.schemas import SCHEMAS
from .changes import Change
from .contracts import Contract

__all__ = ["with_shared_members_once"]


def with_shared_members_once(changes: list[Change], old: Contract, new: Contract) -> list[Change]:
    """Return the changes, with those of a shared member of all variants of a union as one."""
    for union, variants in _unions(old.document).items():
        kept = [variant for variant in variants if variant in new.document["components"].get("schemas", {})]
        if len(kept) > 1 and len(kept) == len(variants):
            changes = _folded(changes, union, kept)
    return changes


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
