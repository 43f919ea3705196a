"""Changes of the parameters of an operation."""

from __future__ import annotations

import re
from typing import Any

from ...document.fixed_values import is_fixed
from ...document.nodes import Node
from ...document.operations import parameters_of, path_names
from ..places import Place, translated
from ..reach import REQUESTS
from .document_operations import DocumentOperation
from .found import Comparison
from .schemas import compare_schemas

__all__ = ["compare_parameters", "path_renames"]

Key = tuple[str, str]
"""The place of a parameter, such as `query`, and its name."""

_SENT = frozenset({REQUESTS})
_PROSE = {
    "description": "description-changed",
    "x-ms-summary": "description-changed",
    "x-ms-visibility": "description-changed",
    "example": "example-changed",
    "examples": "example-changed",
}
_HANDLED = frozenset(
    {
        *("name", "in", "required", "deprecated", "schema", "style", "explode", "allowReserved", "x-role"),
        *("x-ms-parameter-location", "x-renamed-from", "x-name"),
        *_PROSE,
    }
)


def compare_parameters(found: Comparison, name: str, old: DocumentOperation, new: DocumentOperation) -> None:
    """Report the changes of the parameters of an operation."""
    before, after = _parameters(found.old, old), _parameters(found.new, new)
    kept = _kept(found, name, before, after)
    for key, parameter in before.items():
        place = ("operation", name, *key)
        other = kept.get(key)
        if other is None:
            found.report("parameter-removed", place, key[1], directions=_SENT)
        else:
            _compare(found, place, parameter, after[other])
            _compare_place(found, place, key, other)
    new_name = translated(("operation", name), found.renames)[1]
    for key, parameter in after.items():
        if key not in kept.values():
            kind = "parameter-added-required" if _is_asked_for(parameter) else "parameter-added"
            place = ("operation", name, *key)
            found.report(kind, place, None, key[1], directions=_SENT, after=("operation", new_name, *key))
    _compare_order(found, name, old.path, new.path)


def _parameters(document: Node, operation: DocumentOperation) -> dict[Key, Node]:
    """Return the parameters by place and name; an operation's own win over those of its path."""
    return {(p["in"], p["name"]): p for p in parameters_of(document, operation.item, operation.node)}


def _kept(found: Comparison, name: str, old: dict[Key, Node], new: dict[Key, Node]) -> dict[Key, Key]:
    """Return parameter → its successor, by declared renames; one that moved keeps its name."""
    kept: dict[Key, Key] = {}
    for key in old:
        place = translated(("operation", name, *key), found.renames)
        if (place[2], place[3]) in new:
            kept[key] = (place[2], place[3])
    for key in old.keys() - kept.keys():
        moved = [other for other in new if other[1] == key[1] and other not in kept.values()]
        if len(moved) == 1:
            kept[key] = moved[0]
    return kept


def _is_asked_for(parameter: Node) -> bool:
    """Return whether a caller has to pass a parameter: it is required, and has no single value."""
    return bool(parameter.get("required")) and not is_fixed(parameter)


def _compare_place(found: Comparison, place: Place, old: Key, new: Key) -> None:
    if old[1] != new[1]:
        found.report("parameter-renamed", place, old[1], new[1], directions=_SENT)
    if old[0] != new[0]:
        after = (*translated(place, found.renames)[:2], *new)
        found.report("parameter-moved", place, old[0], new[0], directions=_SENT, after=after)


def _compare(found: Comparison, place: Place, old: Node, new: Node) -> None:
    before, after = old.get("schema", {}), new.get("schema", {})
    fixed = is_fixed(old), is_fixed(new)
    for word, kind in _PROSE.items():
        if old.get(word) != new.get(word) and not all(fixed):
            found.report(kind, place, old.get(word), new.get(word))
    if fixed[0] != fixed[1]:
        kind = "parameter-fixed" if fixed[1] else "parameter-no-longer-fixed"
        found.report(kind, place, before.get("const"), after.get("const"), directions=_SENT)
        return
    if fixed[0]:
        _compare_fixed(found, place, before["const"], after["const"])
        return
    required = (bool(old.get("required")), bool(new.get("required")))
    if required[0] != required[1]:
        kind = "parameter-became-required" if required[1] else "parameter-became-optional"
        found.report(kind, place, *required, directions=_SENT)
    if bool(old.get("deprecated")) != bool(new.get("deprecated")):
        kind = "parameter-deprecated" if new.get("deprecated") else "parameter-undeprecated"
        found.report(kind, place, old.get("deprecated"), new.get("deprecated"), directions=_SENT)
    if (styles := (_style(old), _style(new)))[0] != styles[1] and old["in"] == new["in"]:
        found.report("parameter-style-changed", place, *styles, directions=_SENT)
    _compare_marks(found, place, old, new)
    compare_schemas(found, place, before, after, _SENT)


def _compare_fixed(found: Comparison, place: Place, old: Any, new: Any) -> None:
    """Report that a single value changed, unless it is the version of each document."""
    versions = (found.old.get("info", {}).get("version"), found.new.get("info", {}).get("version"))
    if old != new and (old, new) != versions:
        found.report("fixed-value-changed", place, old, new, directions=_SENT)


def _compare_marks(found: Comparison, place: Place, old: Node, new: Node) -> None:
    if old.get("x-role") != new.get("x-role"):
        found.report("parameter-role-changed", place, old.get("x-role"), new.get("x-role"), directions=_SENT)
    known = [each.get("x-ms-parameter-location") == "client" for each in (old, new)]
    if known[0] != known[1]:
        kind = "parameter-known-to-client" if known[1] else "parameter-unknown-to-client"
        found.report(kind, place, *known, directions=_SENT)
    for word in sorted((old.keys() | new.keys()) - _HANDLED):
        if old.get(word) != new.get(word):
            at = (*place, f"`{word}`")
            found.report("parameter-keyword-changed", at, old.get(word), new.get(word), directions=_SENT)


def _style(parameter: Node) -> str:
    style = parameter.get("style", "form" if parameter["in"] in {"query", "cookie"} else "simple")
    explode = parameter.get("explode", style == "form")
    return f"{style}{', exploded' if explode else ''}{', reserved' if parameter.get('allowReserved') else ''}"


def _compare_order(found: Comparison, name: str, old: str, new: str) -> None:
    """Report that parameters of the path are in another order: callers pass them by position."""
    before = [translated(("operation", name, "path", each), found.renames)[-1] for each in path_names(old)]
    after = path_names(new)
    common = [each for each in before if each in after]
    if common != [each for each in after if each in before]:
        found.report("parameter-order-changed", ("operation", name), path_names(old), after)


def path_renames(old: str, new: str) -> dict[str, str]:
    """Return the parameters of a path that have another name at the same position; their names are not sent."""
    if re.sub(r"\{[^}]*\}", "{}", old) != re.sub(r"\{[^}]*\}", "{}", new):
        return {}
    before, after = path_names(old), path_names(new)
    return {a: b for a, b in zip(before, after, strict=True) if a != b and a not in after and b not in before}
