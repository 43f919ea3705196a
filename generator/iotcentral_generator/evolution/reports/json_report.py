"""Report of a difference for programs: JSON, with stable ids."""

from __future__ import annotations

import json
from typing import Any

from ..changes import Change
from ..difference import ContractDifference
from ..kinds import LEVELS
from ..places import shown

__all__ = ["json_report"]


def json_report(found: ContractDifference) -> str:
    """Return a difference as JSON; `id`, `kind` and `level` of a change are stable."""
    content = {
        "old": {"version": found.old.version, "package": found.old.package or None},
        "new": {"version": found.new.version, "package": found.new.package or None},
        "counts": {level: len(found.at(level)) for level in LEVELS},
        "notes": list(found.notes),
        "changes": [_change(change) for change in found.changes],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _change(change: Change) -> dict[str, Any]:
    section, *rest = change.place
    is_parameter = section == "operation" and len(rest) > 2 and rest[1] in {"path", "query", "header", "cookie"}
    return {
        "id": change.id,
        "kind": change.kind.id,
        "level": change.level,
        "breaks": list(change.who),
        "operation": rest[0] if section == "operation" else None,
        "parameter": rest[2] if is_parameter else None,
        "schema": rest[0] if section == "schema" else None,
        "member": change.where if section == "schema" and len(rest) > 1 else None,
        "where": change.where,
        "where_after": shown(change.after),
        "in": sorted(change.directions),
        "operations": sorted(change.operations),
        "old": change.old,
        "new": change.new,
        "python": [
            {
                "before": n.before or None,
                "after": n.after,
                "old_type": n.old_type or None,
                "new_type": n.new_type or None,
            }
            for n in change.python
        ],
        "cause": change.cause or None,
        "what": change.kind.title,
        "do": change.kind.advice,
    }
