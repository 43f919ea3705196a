"""Kinds of change of the values that a schema allows: enumerations, defaults, limits, patterns."""

from __future__ import annotations

from .kind import ChangeKind, kind

__all__ = ["BOUNDS", "VALUE_KINDS"]

BOUNDS = {
    "minimum": ("minimum", True, "the least value"),
    "maximum": ("maximum", False, "the greatest value"),
    "exclusiveMinimum": ("exclusive-minimum", True, "the bound below the values"),
    "exclusiveMaximum": ("exclusive-maximum", False, "the bound above the values"),
    "minLength": ("min-length", True, "the least length"),
    "maxLength": ("max-length", False, "the greatest length"),
    "minItems": ("min-items", True, "the least number of items"),
    "maxItems": ("max-items", False, "the greatest number of items"),
    "minProperties": ("min-members", True, "the least number of members"),
    "maxProperties": ("max-members", False, "the greatest number of members"),
}
"""Keyword of a limit → the beginning of the ids of its kinds, whether it is a lower limit, and its words."""

_NARROWED = ("callers stored", "servers", "", "Keep to it before sending; check data that is stored.")
_WIDENED = ("servers", "readers", "", "Expect values that were impossible before.")


def _bounds() -> list[ChangeKind]:
    """Return two kinds for each limit: it allows fewer values, or more."""
    kinds = []
    for name, lower, words in BOUNDS.values():
        kinds.append(kind(f"{name}-raised", f"{words} was raised", *(_NARROWED if lower else _WIDENED)))
        kinds.append(kind(f"{name}-lowered", f"{words} was lowered", *(_WIDENED if lower else _NARROWED)))
    return kinds


_CHANGED = ("callers stored servers", "readers servers")

VALUE_KINDS: tuple[ChangeKind, ...] = (
    kind("enum-added", "the values are enumerated now", "callers stored", "servers", "accepts gives name", "Pass one of the values."),
    kind("enum-removed", "the values are no longer enumerated", "servers", "readers", "accepts gives name", "Expect any value."),
    kind("enum-value-added", "new value of an enumeration", "servers", "readers", "accepts", "Handle it where values are told apart."),
    kind("enum-value-removed", "a value of an enumeration is gone", "callers stored", "servers", "name accepts", "Stop passing it."),
    kind("enum-opened", "the enumeration became open: any other string is allowed", "servers", "readers", "accepts gives name", "Expect other strings."),
    kind("enum-closed", "the enumeration became closed: no other string is allowed", "callers stored", "servers", "accepts gives name", "Pass one of the values."),
    kind("known-value-added", "new known value of an open enumeration", "servers", "readers", "", "Handle it where values are told apart."),
    kind("known-value-removed", "a known value of an open enumeration is gone", "callers stored", "", "name", "Stop passing it."),
    kind("constant-added", "the value is a single one now", "callers stored", "servers", "accepts gives call name", "Pass that value."),
    kind("constant-removed", "the value is no longer a single one", "servers", "readers", "accepts gives call name", "Expect other values."),
    kind("constant-changed", "the single value is another one", *_CHANGED, "accepts gives", "Pass and expect the new value."),
    kind("default-added", "an absent value has a meaning now", *_CHANGED, "", "Pass the value where another one is meant."),
    kind("default-removed", "an absent value has no meaning any more", *_CHANGED, "", "Pass the value that was the default."),
    kind("default-changed", "an absent value means something else", *_CHANGED, "", "Pass the old default where it is meant."),
    *_bounds(),
    kind("multiple-added", "values have to be multiples of a number now", *_NARROWED),
    kind("multiple-removed", "values no longer have to be multiples of a number", *_WIDENED),
    kind("multiple-changed", "values have to be multiples of another number", *_CHANGED, "", "Keep to it before sending; check data that is stored."),
    kind("pattern-added", "values have to match a pattern now", *_NARROWED),
    kind("pattern-removed", "values no longer have to match a pattern", *_WIDENED),
    kind("pattern-changed", "values have to match another pattern", *_CHANGED, "", "Keep to it before sending; check data that is stored."),
    kind("items-became-unique", "an item may occur only once", *_NARROWED),
    kind("items-no-longer-unique", "an item may occur more than once", *_WIDENED),
)  # fmt: skip
