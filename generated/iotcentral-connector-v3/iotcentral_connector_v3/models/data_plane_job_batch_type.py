# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJobBatchType: Whether `value` is a number of devices or a percentage of the group."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DataPlaneJobBatchType"]


class DataPlaneJobBatchType(StrEnum):
    """Whether `value` is a number of devices or a percentage of the group."""

    NUMBER = "number"
    """The value counts devices."""
    PERCENTAGE = "percentage"
    """The value is a share of the device group in percent."""
