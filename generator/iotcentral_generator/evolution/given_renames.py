"""Renames that are given in a file, for documents that declare none."""

from __future__ import annotations

import json
from pathlib import Path

from ..problems import GenerationError, Position, Problem
from .places import Place, Renames

__all__ = ["read_renames"]

_SECTIONS = {"operations": "operation", "schemas": "schema", "members": "schema", "parameters": "operation"}
_FORM = (
    '{"operations": {"Things_Get": "Things_Read"}, "schemas": {"Thing": "Item"}, "members": {"Thing.name": "title"}, '
    '"parameters": {"Things_Get(query:depth)": "levels"}}'
)


def read_renames(file: Path) -> Renames:
    """Read renames: old name → new name, by section.

    Raises:
        GenerationError: the file cannot be read, or has another form.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        sections = {name: dict(content[name]) for name in _SECTIONS if name in content}
        unknown = content.keys() - _SECTIONS.keys()
        found = _renames(sections)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        message = f"renames cannot be read ({error}); the form is {_FORM}"
        raise GenerationError([Problem("S191", message, Position(file, 1))]) from error
    if unknown:
        message = f"renames have no section {', '.join(sorted(unknown))}; the form is {_FORM}"
        raise GenerationError([Problem("S191", message, Position(file, 1))])
    return found


def _renames(sections: dict[str, dict[str, str]]) -> dict[Place, Place]:
    found: dict[Place, Place] = {}
    for section in ("operations", "schemas"):
        for old, new in sections.get(section, {}).items():
            found[_SECTIONS[section], old] = (_SECTIONS[section], new)
    for old, new in sections.get("members", {}).items():
        owner, *members = old.split(".")
        before = found.get(("schema", owner), ("schema", owner))
        found["schema", owner, *members] = (*before, *members[:-1], new)
    for old, new in sections.get("parameters", {}).items():
        operation, place, name = old.rstrip(")").replace("(", ":").split(":")
        owner_place = found.get(("operation", operation), ("operation", operation))
        found["operation", operation, place, name] = (*owner_place, place, new)
    return found
