"""Depth of the long tests: the `fast` profile is for everybody, the `deep` one for CI."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import settings

__all__ = ["DEEP", "depth"]

T = TypeVar("T")

DEEP = settings().max_examples >= settings.get_profile("deep").max_examples
"""Whether the deep profile is loaded."""


def depth(fast: T, deep: T) -> T:
    """Return what the loaded profile takes."""
    return deep if DEEP else fast
