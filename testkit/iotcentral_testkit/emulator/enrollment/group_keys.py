"""Keys of the built-in enrollment group, and the device keys that are derived from them."""

from __future__ import annotations

import base64
import hmac
from typing import Any

from ..http.etags import renewed
from ..state.application import Application
from ..state.identity import EtagForm

__all__ = ["SAS_GROUP", "add_sas_group", "derived_key", "group_keys", "sas_group_keys"]

SAS_GROUP = "SAS-IoT-Devices"
"""The group that every application has from the start; devices without an attestation of their own belong to it."""


def sas_group_keys(app: Application) -> dict[str, str]:
    """Return the initial keys of the group; they depend on the seed and the application only."""
    return {
        name: base64.b64encode(app.identity.constant(f"{app.name} {SAS_GROUP} {name}")).decode()
        for name in ("primaryKey", "secondaryKey")
    }


def add_sas_group(app: Application) -> None:
    """Create the group in a new application."""
    content = {
        "id": SAS_GROUP,
        "displayName": SAS_GROUP,
        "enabled": True,
        "type": "iot",
        "attestation": {"type": "symmetricKey", "symmetricKey": sas_group_keys(app)},
    }
    app.put("enrollmentGroup", SAS_GROUP, renewed(app, content, EtagForm.ENCODED))


def group_keys(app: Application) -> dict[str, str]:
    """Return the present keys of the group; while it attests by certificates, its initial keys are used."""
    group: dict[str, Any] = app.get("enrollmentGroup", SAS_GROUP) or {}
    return group.get("attestation", {}).get("symmetricKey") or sas_group_keys(app)


def derived_key(group_key: str, device_id: str) -> str:
    """Return a device's key, derived from a group's: HMAC-SHA256 of the device id, with the decoded group key, in base64."""
    return base64.b64encode(hmac.digest(base64.b64decode(group_key), device_id.encode(), "sha256")).decode()
