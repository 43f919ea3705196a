# Made from devices/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Counts of devices by their status, taken as the devices arrive."""

from __future__ import annotations

from collections.abc import Iterable

from ._status import Registration, RegistrationSummary

__all__ = ["registration_summary"]


def registration_summary(devices: Iterable[Registration]) -> RegistrationSummary:
    """Count devices by status and by template.

    Keeps counts only, so that the memory does not grow with the number of devices.

    Args:
        devices: the devices, each taken once; `app.devices.list()` reads them page by page (Devices_List).

    Raises:
        IoTCentralError: what reading the devices raises.
    """
    summary = RegistrationSummary()
    for device in devices:
        summary.add(device)
    return summary
