"""Kinds of JSON values, for code that is handed any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

__all__ = ["is_array", "is_object", "is_stream"]


def is_object(value: Any) -> TypeGuard[Mapping[str, Any]]:
    """Return whether a value is an object."""
    return isinstance(value, Mapping)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a value is an array."""
    return isinstance(value, list)


def is_stream(value: Any) -> TypeGuard[Iterator[Any]]:
    """Return whether a value is a list whose items are still to come."""
    return isinstance(value, Iterator)
