# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TimeRangeResolution: Interval over which values are aggregated, as an ISO 8601 duration; `PT5M` by default."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["TimeRangeResolution"]


class TimeRangeResolution(OpenEnum):
    """Interval over which values are aggregated, as an ISO 8601 duration; `PT5M` by default.

    The service may add values; any string is accepted where one of these is.
    """

    PT1M: Final = "PT1M"
    """One point per minute."""
    PT5M: Final = "PT5M"
    """One point per five minutes."""
    PT10M: Final = "PT10M"
    """One point per ten minutes."""
    PT30M: Final = "PT30M"
    """One point per half hour."""
    PT1H: Final = "PT1H"
    """One point per hour."""
    PT12H: Final = "PT12H"
    """One point per 12 hours."""
    P1D: Final = "P1D"
    """One point per day."""
    P1W: Final = "P1W"
    """One point per week."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        PT1M,
        PT5M,
        PT10M,
        PT30M,
        PT1H,
        PT12H,
        P1D,
        P1W,
    )
