# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Colour: A colour."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Colour"]


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    """Known as "red\""""
    LIGHT_BLUE = 'light "blue"'
    A_B = "a\\b"
    """Ends in \\"""
