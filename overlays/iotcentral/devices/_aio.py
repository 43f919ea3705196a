"""Counts of devices by their status, taken as the devices arrive."""

from __future__ import annotations

from collections.abc import AsyncIterable

from ._status import Registration, RegistrationSummary

__all__ = ["registration_summary"]


async def registration_summary(devices: AsyncIterable[Registration]) -> RegistrationSummary:
    """Count devices by status and by template.

    Keeps counts only, so that the memory does not grow with the number of devices.

    Args:
        devices: the devices, each taken once; `app.devices.list()` reads them page by page (Devices_List).

    Raises:
        IoTCentralError: what reading the devices raises.
    """
    summary = RegistrationSummary()
    async for device in devices:
        summary.add(device)
    return summary
