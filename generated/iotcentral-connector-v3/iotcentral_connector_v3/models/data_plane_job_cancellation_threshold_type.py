# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJobCancellationThresholdType: Whether `value` is a number of devices or a percentage of them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DataPlaneJobCancellationThresholdType"]


class DataPlaneJobCancellationThresholdType(StrEnum):
    """Whether `value` is a number of devices or a percentage of them."""

    NUMBER = "number"
    """The value counts failed devices."""
    PERCENTAGE = "percentage"
    """The value is a share of the devices in percent."""
