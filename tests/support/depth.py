"""Depth of the long tests: the `fast` profile is for everybody, the `deep` one for `nox -s deep`."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import settings

__all__ = ["DEEP", "depth", "mark_deep"]

T = TypeVar("T")

DEEP = settings().max_examples >= settings.get_profile("deep").max_examples
"""Whether the deep profile is loaded."""


def depth(fast: T, deep: T) -> T:
    """Return what the loaded profile takes."""
    return deep if DEEP else fast


def mark_deep(items: list[pytest.Item]) -> None:
    """Put the `deep` mark on the tests that draw examples, and on those of modules that ask for the depth."""
    for item in items:
        if isinstance(item, pytest.Function):
            draws = hasattr(item.obj, "hypothesis") or hasattr(item.cls, "settings")
            asks = any(value is depth or value is settings for value in vars(item.module).values())
            if draws or asks:
                item.add_marker(pytest.mark.deep)
