"""Keys of the built-in enrollment group, and the device keys that are derived from them."""

from __future__ import annotations

import base64
import hmac
from typing import Any

from ..state.application import Application

__all__ = ["SAS_GROUP", "derived_key", "group_keys", "sas_group_keys"]

SAS_GROUP = "SAS-IoT-Devices"
"""Id of the enrollment group that every application has from the start."""


def sas_group_keys(app: Application) -> dict[str, str]:
    """Return the initial keys of the group; they depend on the seed and the application only."""
    return {
        name: base64.b64encode(app.identity.constant(f"{app.name} {SAS_GROUP} {name}")).decode()
        for name in ("primaryKey", "secondaryKey")
    }


def group_keys(app: Application) -> dict[str, str]:
    """Return the present keys of the group; while it attests by certificates, its initial keys are used."""
    group: dict[str, Any] = app.get("enrollmentGroup", SAS_GROUP) or {}
    return group.get("attestation", {}).get("symmetricKey") or sas_group_keys(app)


def derived_key(group_key: str, device_id: str) -> str:
    """Return a device's key, derived from a group's: HMAC-SHA256 of the device id, with the decoded group key, in base64."""
    return base64.b64encode(hmac.digest(base64.b64decode(group_key), device_id.encode(), "sha256")).decode()
