# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookOrder: What the books are sorted by."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["BookOrder"]


class BookOrder(StrEnum):
    """What the books are sorted by."""

    TITLE = "title"
    """From A to Z."""
    NEWEST_FIRST = "newest-first"
    """From the latest on."""
