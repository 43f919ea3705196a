"""Status of devices: the state of a registration, in the words of the application's own pages, and counts of it."""

from __future__ import annotations

from ._status import DeviceStatus, Registration, RegistrationSummary, device_status
from ._sync import registration_summary

__all__ = ["DeviceStatus", "Registration", "RegistrationSummary", "device_status", "registration_summary"]
