# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Genre: What kind of book it is."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Genre"]


class Genre(StrEnum):
    """What kind of book it is."""

    NOVEL = "novel"
    """A long story."""
    POETRY = "poetry"
    """Verse."""
    NON_FICTION = "non-fiction"
    """True."""
