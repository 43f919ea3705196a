# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Taste: How it tastes."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Taste"]


class Taste(StrEnum):
    """How it tastes."""

    SWEET = "sweet"
    SOUR = "sour"
