"""Changes of the values that two schemas allow: enumerations, constants, defaults, limits, patterns."""

from __future__ import annotations

from typing import Any

from ...document.nodes import Schema
from ..kinds.values import BOUNDS
from ..places import Place
from .found import Comparison

__all__ = ["VALUE_KEYWORDS", "compare_values"]

VALUE_KEYWORDS = frozenset(
    {*BOUNDS, "enum", "x-known-values", "const", "default", "multipleOf", "pattern", "uniqueItems"}
)
"""The keywords that this module compares."""

_PLAIN = {"const": "constant", "default": "default", "multipleOf": "multiple", "pattern": "pattern"}


def compare_values(found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]) -> None:
    """Report the changes of the values that a schema allows."""
    _compare_enumerations(found, place, old, new, directions)
    for word, (name, _, _) in BOUNDS.items():
        if (moved := _moved(word, old.get(word), new.get(word))) is not None:
            found.report(f"{name}-{moved}", place, old.get(word), new.get(word), directions=directions)
    for word, name in _PLAIN.items():
        before, after = old.get(word), new.get(word)
        if word in old and word in new and not same(before, after):
            found.report(f"{name}-changed", place, before, after, directions=directions)
        elif (word in old) != (word in new):
            found.report(f"{name}-{'removed' if word in old else 'added'}", place, before, after, directions=directions)
    if (unique := bool(new.get("uniqueItems"))) != bool(old.get("uniqueItems")):
        kind = "items-became-unique" if unique else "items-no-longer-unique"
        found.report(kind, place, not unique, unique, directions=directions)


def same(old: Any, new: Any) -> bool:
    """Return whether two JSON values are equal; `true` is not 1."""
    return type(old) is type(new) and bool(old == new)


def _moved(word: str, old: Any, new: Any) -> str | None:
    """Return whether a limit was `raised` or `lowered`; None if it is the same."""
    if old == new:
        return None
    lower = BOUNDS[word][1]
    if old is None:
        return "raised" if lower else "lowered"
    if new is None:
        return "lowered" if lower else "raised"
    return "raised" if new > old else "lowered"


def _values(schema: Schema) -> tuple[str, list[Any]]:
    """Return the form of an enumeration (`closed`, `open`, or empty if there is none) and its values."""
    if "x-known-values" in schema:
        return "open", schema["x-known-values"]
    return ("closed", schema["enum"]) if "enum" in schema else ("", [])


def _compare_enumerations(
    found: Comparison, place: Place, old: Schema, new: Schema, directions: frozenset[str]
) -> None:
    (old_form, old_values), (new_form, new_values) = _values(old), _values(new)
    forms = {
        ("", "closed"): "enum-added",
        ("", "open"): "enum-opened",
        ("closed", ""): "enum-removed",
        ("open", ""): "enum-removed",
        ("closed", "open"): "enum-opened",
        ("open", "closed"): "enum-closed",
    }
    if kind := forms.get((old_form, new_form)):
        found.report(kind, place, old_values or None, new_values or None, directions=directions)
    if not old_form or not new_form:
        return
    prefix = "known" if new_form == "open" else "enum"
    for value in old_values:
        if value not in new_values:
            found.report(f"{prefix}-value-removed", (*place, f"={value}"), value, directions=directions)
    for value in new_values:
        if value not in old_values:
            found.report(f"{prefix}-value-added", (*place, f"={value}"), None, value, directions=directions)
