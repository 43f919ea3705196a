"""Operations on deployment manifests of IoT Edge devices, stored by themselves or applied to a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import unprocessable
from ..http.etags import check_etag, renewed
from ..http.listing import filtered_page, text
from ..http.organization_scope import placed
from ..state.identity import EtagForm
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from ..state.rows import Stored

__all__ = ["KIND"]

KIND = "manifest"
"""Kind of their documents in the store."""

_WRITABLE = ("displayName", "data", "organizations")
_FIELDS = {"id": text("id"), "displayName": text("displayName")}


def _written(call: Call, content: dict[str, Any]) -> dict[str, Any]:
    manifest_id = call.path["deploymentManifestId"]
    check_whole(call, content)
    placed(call, content.get("organizations"))
    manifest = renewed(call.app, {"id": manifest_id, "displayName": manifest_id, **content})
    call.app.put(KIND, manifest_id, manifest)
    return manifest


def _writable(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in _WRITABLE if name in content}


@handles("DeploymentManifests_List")
def list_manifests(call: Call) -> Any:
    """Return a page of the manifests."""

    def shown(stored: Stored) -> Any | None:
        return stored.content if call.caller.reaches(stored.content) else None

    return filtered_page(call, KIND, shown, fields=_FIELDS)


@handles("DeploymentManifests_Get")
def get(call: Call) -> Any:
    """Return a manifest."""
    return call.get(KIND, call.path["deploymentManifestId"], "Deployment manifest")


@handles("DeploymentManifests_Create", keeps=("id", "etag", *_WRITABLE))
def create(call: Call) -> Any:
    """Create or replace a manifest."""
    stored = call.find(KIND, call.path["deploymentManifestId"], "Deployment manifest")
    check_etag(call, stored)
    return _written(call, _writable(call.body))


@handles("DeploymentManifests_Update")
def update(call: Call) -> Any:
    """Change members of a manifest, at any depth of its data."""
    stored = call.get(KIND, call.path["deploymentManifestId"], "Deployment manifest")
    check_etag(call, stored)
    return _written(call, merged(_writable(stored), _writable(call.body or {})))


@handles("DeploymentManifests_Remove")
def remove(call: Call) -> None:
    """Delete a manifest; devices that it is assigned to keep it."""
    call.get(KIND, call.path["deploymentManifestId"], "Deployment manifest")
    call.app.delete(KIND, call.path["deploymentManifestId"])


@handles("Devices_ApplyManifest")
def apply_to_device(call: Call) -> Any:
    """Assign the manifest in the body to an IoT Edge device."""
    device_id = call.path["deviceId"]
    device = call.get("device", device_id, "Device")
    if "iotEdge" not in device.get("type", ()):
        raise unprocessable(f'the device "{device_id}" is not of the type iotEdge, which manifests are for')
    manifest = renewed(call.app, _writable(call.body))
    call.app.put("device", device_id, renewed(call.app, {**device, "_deploymentManifest": manifest}, EtagForm.INSTANCE))
    return manifest
