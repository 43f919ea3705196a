# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""LoanState: Where a loan stands."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["LoanState"]


class LoanState(OpenEnum):
    """Where a loan stands.

    The service may add values; any string is accepted where one of these is.
    """

    LENT: Final = "lent"
    """The reader has the book."""
    RETURNED: Final = "returned"
    """The library has it."""
    LOST: Final = "lost"
    """Nobody has it."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        LENT,
        RETURNED,
        LOST,
    )
