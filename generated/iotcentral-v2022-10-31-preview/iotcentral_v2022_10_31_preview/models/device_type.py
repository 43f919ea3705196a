# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceType: Kinds of the device, chosen at creation and fixed afterwards."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["DeviceType"]


class DeviceType(OpenEnum):
    """Kinds of the device, chosen at creation and fixed afterwards. The only value is `iotEdge`; absent means an
    ordinary IoT device.

    The service may add values; any string is accepted where one of these is.
    """

    IOT_EDGE: Final = "iotEdge"
    """The device runs the IoT Edge runtime and can host modules."""

    KNOWN: ClassVar[tuple[str, ...]] = (IOT_EDGE,)
