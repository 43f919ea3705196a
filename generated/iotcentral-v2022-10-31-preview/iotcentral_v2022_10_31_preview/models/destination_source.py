# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationSource: Kind of data to export; one export has exactly one source."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["DestinationSource"]


class DestinationSource(OpenEnum):
    """Kind of data to export; one export has exactly one source.

    The service may add values; any string is accepted where one of these is.
    """

    TELEMETRY: Final = "telemetry"
    """Telemetry messages sent by devices."""
    PROPERTIES: Final = "properties"
    """Changes of device properties and cloud properties."""
    DEVICE_LIFECYCLE: Final = "deviceLifecycle"
    """Devices being registered, deleted, provisioned, enabled, disabled, renamed or given another template."""
    DEVICE_TEMPLATE_LIFECYCLE: Final = "deviceTemplateLifecycle"
    """Device templates being created, updated or deleted."""
    DEVICE_CONNECTIVITY: Final = "deviceConnectivity"
    """Devices connecting and disconnecting."""
    AUDIT: Final = "audit"
    """Entries of the audit log of the application."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        TELEMETRY,
        PROPERTIES,
        DEVICE_LIFECYCLE,
        DEVICE_TEMPLATE_LIFECYCLE,
        DEVICE_CONNECTIVITY,
        AUDIT,
    )
