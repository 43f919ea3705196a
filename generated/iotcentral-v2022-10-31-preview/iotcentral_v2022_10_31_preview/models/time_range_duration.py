# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TimeRangeDuration: Length of a time window as an ISO 8601 duration, from 30 minutes to 30 days."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["TimeRangeDuration"]


class TimeRangeDuration(OpenEnum):
    """Length of a time window as an ISO 8601 duration, from 30 minutes to 30 days.

    The service may add values; any string is accepted where one of these is.
    """

    PT30M: Final = "PT30M"
    """The last 30 minutes."""
    PT1H: Final = "PT1H"
    """The last hour."""
    PT12H: Final = "PT12H"
    """The last 12 hours."""
    P1D: Final = "P1D"
    """The last day."""
    P1W: Final = "P1W"
    """The last week."""
    P30D: Final = "P30D"
    """The last 30 days."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        PT30M,
        PT1H,
        PT12H,
        P1D,
        P1W,
        P30D,
    )
