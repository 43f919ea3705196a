"""Whether two JSON values are the same; without recursion, since answers may be nested deeper than a stack."""

from __future__ import annotations

from typing import Any

from iotcentral._core.model import Model

from ...openapi.json_types import is_array, is_object

__all__ = ["difference", "encoded"]


def encoded(value: Any) -> Any:
    """Return the JSON of what a call gave."""
    if isinstance(value, Model):
        return value.to_dict()
    return [encoded(item) for item in value] if is_array(value) else value


def difference(found: Any, expected: Any, *, exact: bool) -> str | None:
    """Return the first place where two JSON values differ, with the values; None if they are the same.

    Args:
        found: one of them.
        expected: the other one.
        exact: 1 and 1.0 are different, and so are members in another order.
    """
    waiting: list[tuple[str, Any, Any]] = [("", found, expected)]
    while waiting:
        place, one, other = waiting.pop()
        if is_object(one) and is_object(other):
            if list(one) != list(other) if exact else set(one) != set(other):
                return f"{place or 'the whole'} has the members {list(one)}, but {list(other)} were sent"
            waiting += [(f"{place}/{name}", value, other[name]) for name, value in one.items()]
        elif is_array(one) and is_array(other):
            if len(one) != len(other):
                return f"{place or 'the whole'} has {len(one)} items, but {len(other)} were sent"
            waiting += [(f"{place}/{index}", *pair) for index, pair in enumerate(zip(one, other, strict=True))]
        elif not _equal(one, other, exact):
            return f"{place or 'the whole'} is {_shown(one)}, but {_shown(other)} was sent"
    return None


def _equal(one: Any, other: Any, exact: bool) -> bool:
    number = isinstance(one, int | float) and isinstance(other, int | float)
    alike = type(one) is type(other) or (number and not exact and bool not in {type(one), type(other)})
    return alike and bool(one == other)


def _shown(value: Any) -> str:
    if is_object(value) or is_array(value):
        return "an object" if is_object(value) else "an array"
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}…"
