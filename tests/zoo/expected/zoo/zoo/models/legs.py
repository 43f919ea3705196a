# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Legs: A number of legs."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Legs"]


class Legs(IntEnum):
    """A number of legs."""

    BIRD = 2
    """A bird."""
    VALUE_4 = 4
    MINUS_1 = -1
