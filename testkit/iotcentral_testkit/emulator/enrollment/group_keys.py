"""The built-in enrollment group: its keys, and those that devices without an attestation of their own derive from them."""

from __future__ import annotations

import base64
import hmac
from typing import Any

from ..state.application import Application

__all__ = ["SAS_GROUP", "derived_key", "group_keys", "sas_group_keys"]

SAS_GROUP = "SAS-IoT-Devices"
"""Id of the enrollment group that every application has from the start."""


def sas_group_keys(app: Application) -> dict[str, str]:
    """Return the keys that the group has in the beginning; they belong to the seed and the application alone."""
    return {
        name: base64.b64encode(app.identity.constant(f"{app.name} {SAS_GROUP} {name}")).decode()
        for name in ("primaryKey", "secondaryKey")
    }


def group_keys(app: Application) -> dict[str, str]:
    """Return the keys that the group has now; while it is turned to certificates, those of the beginning stand in."""
    group: dict[str, Any] = app.get("enrollmentGroup", SAS_GROUP) or {}
    return group.get("attestation", {}).get("symmetricKey") or sas_group_keys(app)


def derived_key(group_key: str, device_id: str) -> str:
    """Derive a device's key from a group's: HMAC-SHA256 of the device id, with the decoded group key, in base64."""
    return base64.b64encode(hmac.digest(base64.b64decode(group_key), device_id.encode(), "sha256")).decode()
