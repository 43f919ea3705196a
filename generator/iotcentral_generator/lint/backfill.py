"""Rule on new required members of what is stored (S161)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Key, Node
from ..document.operations import operations
from ..document.traversal import Place, places
from ..load import Spec
from ..problems import Problem
from ..project import selected
from ..project.reach import reached_from
from .traversal import schema_name

__all__ = ["backfills"]


def backfills(spec: Spec) -> Iterator[Problem]:
    """S161: what an older version stored has no value for a member that a newer one requires.

    That concerns schemas that requests of an older version carry and responses of a newer one return. `x-backfill` of
    the member says what older data has; a `default` or a `const` says so too.
    """
    if len(spec.versions) > 1:
        yield from dict.fromkeys(problem for older, newer in _pairs(spec) for problem in _faults(spec, older, newer))


def _pairs(spec: Spec) -> Iterator[tuple[str, str]]:
    for index, newer in enumerate(spec.versions):
        for older in spec.versions[:index]:
            yield older, newer


def _faults(spec: Spec, older: str, newer: str) -> Iterator[Problem]:
    (before, before_origins), (after, origins) = selected(spec, older), selected(spec, newer)
    names = {before_origins.of(("components", "schemas", name))[2]: name for name in _schemas(before)}
    stored = {target.partition("/")[2] for target in reached_from(before, _bodies(before, "requestBody"))}
    for target in sorted(reached_from(after, _bodies(after, "responses"))):
        kind, _, name = target.partition("/")
        key = origins.of(("components", kind, name))
        if kind == "schemas" and names.get(key[2]) in stored:
            for place, member in _new_required(_schemas(before)[names[key[2]]], _schemas(after)[name]):
                message = f"{schema_name(key)}.{member} is required in {newer}, but not in {older}, which has stored "
                message += "such objects; say in `x-backfill` what those have"
                yield Problem("S161", message, spec.position((*key, *place, "properties", member)))


def _schemas(document: Node) -> dict[str, Node]:
    found: dict[str, Node] = document.get("components", {}).get("schemas", {})
    return found


def _bodies(document: Node, kind: str) -> Iterator[Place]:
    for _, _, operation in operations(document):
        if kind == "requestBody":
            yield Place((), Kind.REQUEST_BODY, operation.get(kind, {}))
        else:
            found = operation.get(kind, {}).items()
            yield from (Place((), Kind.RESPONSE, response) for status, response in found if status.startswith("2"))


def _new_required(before: Node, after: Node) -> Iterator[tuple[Key, str]]:
    """Iterate over the members, at any depth, that are required only after: key of their object, name."""
    for key, _, node in places(after, Kind.SCHEMA):
        if isinstance(node.get("required"), list):
            old = _at(before, key)
            for name in node["required"] if isinstance(old, dict) else []:
                member = node.get("properties", {}).get(name, {})
                if name not in old.get("required", []) and member.keys().isdisjoint({"x-backfill", "default", "const"}):
                    yield key, name


def _at(node: Any, key: Key) -> Any:
    for part in key:
        known = isinstance(node, dict) and part in node
        known = known or (isinstance(node, list) and isinstance(part, int) and part < len(node))
        node = node[part] if known else None
    return node
