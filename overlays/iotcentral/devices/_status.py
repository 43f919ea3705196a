"""Status of a device's registration, in the words of the application's own pages, and counts of it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Protocol

from .._core.types import Unset

__all__ = ["DeviceStatus", "Registration", "RegistrationSummary", "device_status"]


class DeviceStatus(StrEnum):
    """Status of a device between its registration and its first connection."""

    WAITING_FOR_APPROVAL = "waiting for approval"
    """Not enabled and never provisioned: someone must approve it, or blocked it before it was provisioned."""
    REGISTERED = "registered"
    """Enabled, with a template, not provisioned yet: it has not connected so far."""
    PROVISIONED = "provisioned"
    """Enabled, with a template, provisioned: it can connect."""
    BLOCKED = "blocked"
    """Provisioned, but not enabled: it cannot connect before it is enabled again."""
    UNASSIGNED = "unassigned"
    """Enabled, but without a template, provisioned or not: its data has no meaning in the application."""


class Registration(Protocol):
    """Registration of a device, as far as the status needs it; the `Device` of every package has these members."""

    @property
    def enabled(self) -> bool | Unset:
        """Whether the device may connect."""
        ...

    @property
    def provisioned(self) -> bool | Unset:
        """Whether the device has been provisioned."""
        ...

    @property
    def template(self) -> str | Unset:
        """Id of its device template."""
        ...


def device_status(device: Registration) -> DeviceStatus:
    """Return the status of a device.

    The API has no member for it; the table in the documentation of devices maps the application's words to `enabled`
    and `provisioned`. Two of them overlap there: a device waiting for approval has `enabled` and `provisioned` false,
    and so has one that was blocked before it was provisioned. `provisioned` decides: without it the device counts as
    waiting for approval, with it as blocked. The overlap is harmless, since the same update ends both (`enabled=True`).

    A device that is not enabled is so whether or not it has a template: enabling it comes first. An absent `enabled`
    counts as true, the service's default, and an absent `provisioned` as false.

    Args:
        device: a device as read (Devices_Get, Devices_List).
    """
    provisioned = getattr(device, "provisioned", False)  # an answer can leave out what every answer should hold
    if getattr(device, "enabled", True) is False:
        return DeviceStatus.BLOCKED if provisioned else DeviceStatus.WAITING_FOR_APPROVAL
    if not device.template:
        return DeviceStatus.UNASSIGNED
    return DeviceStatus.PROVISIONED if provisioned else DeviceStatus.REGISTERED


class RegistrationSummary:
    """Counts of devices.

    Attributes:
        total: number of devices.
        by_status: number of devices for each status, statuses without devices included.
        by_template: number of devices for each template id; None stands for the devices without a template.
    """

    def __init__(self) -> None:
        self.by_status = Counter(dict.fromkeys(DeviceStatus, 0))
        self.by_template: Counter[str | None] = Counter()

    @property
    def total(self) -> int:
        """Number of devices."""
        return self.by_status.total()

    def add(self, device: Registration) -> None:
        """Count one device."""
        self.by_status[device_status(device)] += 1
        self.by_template[device.template or None] += 1

    def __repr__(self) -> str:
        statuses = ", ".join(f"{count} {status}" for status, count in self.by_status.items() if count)
        return f"<RegistrationSummary of {self.total} devices: {statuses or 'none'}>"
