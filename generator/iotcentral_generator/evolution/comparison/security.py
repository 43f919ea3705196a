"""Changes of the credentials that operations need."""

from __future__ import annotations

from typing import Any

from ..places import Place
from .found import Comparison

__all__ = ["compare_requirements", "compare_schemes"]

Requirements = list[dict[str, list[str]]]


def compare_requirements(found: Comparison, place: Place, old: Requirements | None, new: Requirements | None) -> None:
    """Report the changes of the alternative credentials of an operation, or of all operations.

    Args:
        found: takes the changes.
        place: the operation, or the whole document.
        old: the alternatives before; None where the operation takes those of the document.
        new: the alternatives after.
    """
    old = found.old.get("security") if old is None else old
    new = found.new.get("security") if new is None else new
    is_inherited = place[0] == "operation" and (old, new) == (found.old.get("security"), found.new.get("security"))
    if old == new or is_inherited:
        return
    before, after = _alternatives(old), _alternatives(new)
    if bool(before) != bool(after):
        found.report("security-added" if after else "security-removed", place, sorted(before), sorted(after))
        return
    for name in sorted(before.keys() | after.keys()):
        at = (*place, f"`{name}`")
        if name not in after:
            found.report("security-alternative-removed", at, name)
        elif name not in before:
            found.report("security-alternative-added", at, None, name)
        else:
            for scope in sorted(before[name] ^ after[name]):
                kind = "security-scope-removed" if scope in before[name] else "security-scope-added"
                found.report(kind, (*at, scope), *((scope, None) if scope in before[name] else (None, scope)))


def _alternatives(requirements: Requirements | None) -> dict[str, set[str]]:
    """Return the schemes of an alternative, joined by `+` → its scopes; an empty alternative asks for nothing."""
    found = {" + ".join(sorted(each)): {s for scopes in each.values() for s in scopes} for each in requirements or []}
    return {} if "" in found else found


def compare_schemes(found: Comparison) -> None:
    """Report the changes of the ways in which credentials are sent and obtained."""
    before, after = (_schemes(document) for document in (found.old, found.new))
    for name in before.keys() & after.keys():
        old, new = ({k: v for k, v in each[name].items() if k != "description"} for each in (before, after))
        if old != new:
            found.report("security-scheme-changed", ("security", name), old, new)
        if before[name].get("description") != after[name].get("description"):
            texts = (before[name].get("description"), after[name].get("description"))
            found.report("description-changed", ("security", name), *texts)


def _schemes(document: dict[str, Any]) -> dict[str, Any]:
    schemes: dict[str, Any] = document.get("components", {}).get("securitySchemes", {})
    return schemes
