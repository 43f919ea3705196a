"""Work of a job on one device, by the type of the job's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..devices.commands import invoke
from ..devices.devices import assign_template
from ..devices.properties import set_desired
from ..http.errors import ServiceError, conflict, not_found
from ..http.etags import renewed
from ..state.identity import EtagForm
from ..state.rows import BrokenRowError

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["missing", "perform"]


def perform(app: Application, data: list[dict[str, Any]], device_id: str) -> bool:
    """Do the work of a job on a device, entry by entry, up to the first that fails.

    Args:
        app: the application.
        data: the job's entries.
        device_id: the device; one that was deleted since the job began is a failure.

    Returns:
        Whether all of it succeeded.
    """
    try:
        device = app.get("device", device_id)
        if device is None:
            return False
        for entry in data:
            _WORK[entry["type"]](app, device, entry)
    except (ServiceError, BrokenRowError):
        return False
    return True


def missing(app: Application, data: list[dict[str, Any]]) -> str | None:
    """Return the template or manifest that a migration needs and that does not exist; None if nothing is missing."""
    for entry in data:
        for kind, what, member in (("template", "Device template", "template"), ("manifest", "Manifest", "manifest")):
            if member in entry and app.get(kind, entry[member]) is None:
                return f'{what} "{entry[member]}"'
    return None


def _set_property(app: Application, device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    _need_template(device, entry)
    set_desired(app, device["id"], entry["path"], entry.get("value"))


def _set_cloud_property(app: Application, device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    _need_template(device, entry)
    set_desired(app, device["id"], entry["path"], entry.get("value"), cloud=True)


def _run_command(app: Application, device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    _need_template(device, entry)
    invoke(app, device["id"], entry["path"], entry.get("value"))


def _assign_template(app: Application, device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    if app.get("template", entry["template"]) is None:
        raise not_found(f'Device template "{entry["template"]}"')
    assign_template(app, device["id"], entry["template"])


def _assign_manifest(app: Application, device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    manifest = app.get("manifest", entry["manifest"])
    if manifest is None:
        raise not_found(f'Deployment manifest "{entry["manifest"]}"')
    if "iotEdge" not in (device.get("type") or ()):
        raise conflict(f'Device "{device["id"]}" is not an IoT Edge device.')
    content = {name: value for name, value in manifest.items() if not name.startswith("_")}
    app.put("device", device["id"], renewed(app, {**device, "_deploymentManifest": content}, EtagForm.INSTANCE))


def _need_template(device: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    """Refuse a device of another template than the one whose capability the entry names."""
    if device.get("template") != entry["target"]:
        raise conflict(f'Device "{device["id"]}" is not assigned to template "{entry["target"]}".')


_WORK: dict[str, Callable[[Application, Mapping[str, Any], Mapping[str, Any]], None]] = {
    "property": _set_property,
    "cloudProperty": _set_cloud_property,
    "command": _run_command,
    "deviceTemplateMigration": _assign_template,
    "deviceManifestMigration": _assign_manifest,
}
"""Type of a job's entry → function that does its work on a device."""
