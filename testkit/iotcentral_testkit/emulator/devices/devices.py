"""Operations on devices, and the provisioning of simulated ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..http.calls import Call, handles
from ..http.errors import bad_request, unprocessable
from ..http.etags import check_etag, renewed
from ..http.listing import filtered_page, first_text, text, truth
from ..http.organization_scope import placed
from ..state import timers
from ..state.application import Application
from ..state.clock import timestamp
from ..state.identity import EtagForm
from ..state.merge_patch import merged
from ..state.rows import Stored
from . import connections
from .ownership import owners_after

__all__ = ["UNDER_DEVICES", "assign_template", "remove_device", "shown_device"]

UNDER_DEVICES = ["attestation", "properties", "telemetry", "commands", "durableCommands"]
"""Kinds of documents that are deleted with their device: their ids are the device's, or begin with it and a slash."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_NAME_LENGTH = 148
_KINDS = (["iotEdge"],)
_MEMBERS = (
    *("id", "etag", "displayName", "simulated", "provisioned", "template", "enabled", "organizations"),
    *("type", "deploymentManifest"),
)
_MANIFEST = "_deploymentManifest"
"""The deployment manifest that is assigned to a device."""

_PROVISION = "device.provision"
_PROVISIONING = timedelta(seconds=5)
"""Time until a simulated device is provisioned."""

_FIELDS = {
    **{name: text(name) for name in ("id", "displayName", "template")},
    **{name: truth(name) for name in ("enabled", "provisioned", "simulated")},
    "scopes": first_text("organizations"),
    "type": first_text("type"),
}


@handles("Devices_Get")
def get(call: Call) -> Any:
    """Return a device."""
    return shown_device(call, call.get("device", call.path["deviceId"], "Device"))


@handles("Devices_List")
def list_devices(call: Call) -> Any:
    """Return a page of the devices that the caller reaches."""

    def shown(stored: Stored) -> Any | None:
        return shown_device(call, stored.content) if call.caller.reaches(stored.content) else None

    return filtered_page(call, "device", shown, fields=_FIELDS, orderby=("displayName",), indexed=True)


@handles("Devices_Create", keeps=_MEMBERS)
def create(call: Call) -> Any:
    """Create a device, or replace the writable members of an existing one."""
    device_id = call.path["deviceId"]
    if _ID.fullmatch(device_id) is None:
        raise bad_request(
            f'The device id "{device_id}" does not consist of 1 to 128 letters, digits, hyphens and underscores.'
        )
    stored = call.find("device", device_id, "Device")
    check_etag(call, stored)
    return _write(call, device_id, stored, call.body)


@handles("Devices_Update")
def update(call: Call) -> Any:
    """Change members of a device."""
    device_id = call.path["deviceId"]
    stored = call.get("device", device_id, "Device")
    check_etag(call, stored)
    cleared: set[str] = {name for name, value in call.body.items() if value is None}
    if "type" in cleared and "type" in stored:
        raise unprocessable("type cannot be changed once the device is created")
    if "deploymentManifest" in cleared:
        stored.pop(_MANIFEST, None)
    elif "deploymentManifest" in call.body:
        stored["deploymentManifest"] = stored.get(_MANIFEST)
    return _write(call, device_id, stored, merged(stored, call.body))


@handles("Devices_Remove")
def remove(call: Call) -> None:
    """Delete a device and everything that belongs to it."""
    call.get("device", call.path["deviceId"], "Device")
    remove_device(call.app, call.path["deviceId"])


def remove_device(app: Application, device_id: str) -> None:
    """Delete a device, the documents that belong to it, and its relationships."""
    connections.disconnect(app, {"id": device_id, **(app.get("device", device_id) or {})})
    app.delete("device", device_id)
    for kind in UNDER_DEVICES:
        app.delete(kind, device_id)
        app.delete_under(kind, f"{device_id}/")
    app.delete_under("relationship", f"{device_id}/")
    for stored in app.all("relationship"):
        if stored.content["target"] == device_id:
            app.delete("relationship", stored.id)
    timers.cancel(app, _PROVISION, device_id)


def assign_template(app: Application, device_id: str, template_id: str) -> None:
    """Assign an existing template to a device."""
    device = renewed(app, {**app.get("device", device_id), "template": template_id}, EtagForm.INSTANCE)
    app.put("device", device_id, device)
    _plan_provisioning(app, device)


def shown_device(call: Call, device: Mapping[str, Any]) -> dict[str, Any]:
    """Return a device as responses of the request's version show it, expanded as the request specifies.

    Raises:
        ServiceError: 400: `expand` names anything but the deployment manifest.
    """
    expand = call.query.get("expand")
    if expand not in {None, "", "deploymentManifest"}:
        raise bad_request(f'The query parameter expand names "{expand}"; only deploymentManifest can be expanded.')
    answer = {name: value for name, value in device.items() if not name.startswith("_")}
    if expand and _MANIFEST in device:
        answer["deploymentManifest"] = device[_MANIFEST]
    return answer


def _write(call: Call, device_id: str, stored: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> Any:
    """Store a device.

    Args:
        call: the request.
        device_id: its id.
        stored: the device as it is; None: it is created.
        wanted: its new content; missing members take their defaults.
    """
    template = wanted.get("template")
    if template is not None and call.app.get("template", template) is None:
        raise bad_request(f'The device template "{template}" does not exist.')
    name = wanted.get("displayName", device_id)
    if len(name) > _NAME_LENGTH:
        raise unprocessable(f"displayName should NOT be longer than {_NAME_LENGTH} characters")
    organizations = placed(call, wanted.get("organizations"))
    kind = _kind(stored, wanted)
    hidden = {name: value for name, value in (stored or {}).items() if name.startswith("_")}
    hidden |= _manifest(kind, wanted) | owners_after(stored, organizations, call.now)
    device = {
        "id": device_id,
        "etag": call.app.identity.etag(EtagForm.INSTANCE),
        "displayName": name,
        "simulated": wanted.get("simulated", False),
        "provisioned": stored is not None and stored["provisioned"],
        **({} if template is None else {"template": template}),
        "enabled": wanted.get("enabled", True),
        **({} if organizations is None else {"organizations": organizations}),
        **({} if kind is None else {"type": kind}),
        **hidden,
    }
    call.app.put("device", device_id, device)
    if not device["enabled"]:
        connections.disconnect(call.app, device)
    _plan_provisioning(call.app, device)
    return shown_device(call, device)


def _kind(stored: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> list[str] | None:
    """Return the device's `type`: it is fixed at creation, and a write that leaves it out keeps it."""
    present: list[str] | None = None if stored is None else stored.get("type")
    named = wanted.get("type")
    if not named:
        return present
    if stored is not None and named != present:
        raise unprocessable("type cannot be changed once the device is created")
    if named not in _KINDS:
        raise unprocessable('type should be ["iotEdge"]')
    return list(named)


def _manifest(kind: list[str] | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the deployment manifest that a write assigns, if any; without one, the assigned manifest stays."""
    manifest = wanted.get("deploymentManifest")
    if manifest is None:
        return {}
    if kind is None:
        raise unprocessable('deploymentManifest can only be assigned to devices of the type "iotEdge"')
    if "data" not in manifest:
        raise unprocessable("deploymentManifest should have required property 'data'")
    return {_MANIFEST: {name: value for name, value in manifest.items() if value is not None}}


def _plan_provisioning(app: Application, device: Mapping[str, Any]) -> None:
    if _provisions_itself(device):
        timers.schedule(app, _PROVISION, device["id"], app.now + _PROVISIONING)


def _provisions_itself(device: Mapping[str, Any]) -> bool:
    return bool(device["simulated"] and device["enabled"] and "template" in device and not device["provisioned"])


@timers.action(_PROVISION)
def provision(app: Application, device_id: str) -> None:
    """Provision a simulated device; its etag stays, because nothing that a caller may write has changed."""
    device = app.get("device", device_id)
    if device is not None and _provisions_itself(device):
        app.put("device", device_id, {**device, "provisioned": True, "_provisionedAt": timestamp(app.now)})
