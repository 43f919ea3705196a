# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CapabilityAggregateFunctionType: Function that turns the values of a capability within one interval into a single number; `count` by default."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["CapabilityAggregateFunctionType"]


class CapabilityAggregateFunctionType(OpenEnum):
    """Function that turns the values of a capability within one interval into a single number; `count` by default.

    The service may add values; any string is accepted where one of these is.
    """

    SUM: Final = "sum"
    """The sum of the values."""
    COUNT: Final = "count"
    """The number of values."""
    MAX: Final = "max"
    """The largest value."""
    MIN: Final = "min"
    """The smallest value."""
    AVG: Final = "avg"
    """The arithmetic mean of the values."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        SUM,
        COUNT,
        MAX,
        MIN,
        AVG,
    )
