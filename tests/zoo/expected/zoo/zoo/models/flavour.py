# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Flavour: What it likes, or null."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Flavour"]


class Flavour(StrEnum):
    """What it likes, or null."""

    SWEET = "sweet"
    SOUR = "sour"
