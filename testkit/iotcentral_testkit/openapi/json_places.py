"""Places within JSON values: what is at a path of names and positions, and the mark of what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .json_types import is_array, is_object

__all__ = ["ABSENT", "at", "place_name"]


class _Absent:
    def __repr__(self) -> str:
        return "nothing"

    def __bool__(self) -> bool:
        return False


ABSENT: Any = _Absent()
"""Marker of a member that does not exist."""


def at(value: Any, keys: Iterable[str | int]) -> Any:
    """Return the value at a place; `ABSENT` if there is none."""
    for key in keys:
        if isinstance(key, str) and is_object(value):
            value = value.get(key, ABSENT)
        elif isinstance(key, int) and is_array(value) and key < len(value):
            value = value[key]
        else:
            return ABSENT
    return value


def place_name(keys: Iterable[str | int]) -> str:
    """Return the name of a place, with `*` for any position in an array: `tiles/*/width`."""
    return "/".join("*" if isinstance(key, int) else key for key in keys)
