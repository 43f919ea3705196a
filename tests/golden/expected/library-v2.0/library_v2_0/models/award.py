# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Award: Prizes it was given."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Award"]


class Award(StrEnum):
    """Prizes it was given."""

    GOLD = "gold"
    """The first."""
    SILVER = "silver"
    """The second."""
