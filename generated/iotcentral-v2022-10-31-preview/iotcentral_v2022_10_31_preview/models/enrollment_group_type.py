# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrollmentGroupType: Kind of devices that connect through the group: `iot` or `iotEdge`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["EnrollmentGroupType"]


class EnrollmentGroupType(StrEnum):
    """Kind of devices that connect through the group: `iot` or `iotEdge`."""

    IOT = "iot"
    """Ordinary devices, without IoT Edge."""
    IOT_EDGE = "iotEdge"
    """Devices that run Azure IoT Edge."""
