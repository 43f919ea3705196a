# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJobRecurrence: How often the job is repeated: `daily`, `weekly` or `monthly`; absent means a single run at `start`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DataPlaneJobRecurrence"]


class DataPlaneJobRecurrence(StrEnum):
    """How often the job is repeated: `daily`, `weekly` or `monthly`; absent means a single run at `start`."""

    DAILY = "daily"
    """One run every day."""
    WEEKLY = "weekly"
    """One run every week."""
    MONTHLY = "monthly"
    """One run every month."""
