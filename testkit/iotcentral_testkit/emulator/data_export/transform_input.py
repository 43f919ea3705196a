"""Messages as transforms get them: with what is known of the device, in lists of names and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..devices.twin import Twin
from ..dtdl.elements import shown_text
from ..telemetry.messages import places

if TYPE_CHECKING:
    from ..devices.scopes import CapabilityScope
    from ..state.application import Application
    from .export_messages import ExportEvent

__all__ = ["transform_input"]


def transform_input(app: Application, event: ExportEvent, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a transform gets for a message.

    Args:
        app: the application.
        event: what the message tells.
        message: in the default form.
    """
    given = {name: value for name, value in message.items() if name not in {"deviceId", "schema", "templateId"}}
    device = event.device
    if device is None:
        return given if event.template is None else {**given, "templateId": event.template}
    if "telemetry" in given:
        scope = _sending(app, event)
        given["telemetry"] = [_named(scope, name, value) for name, value in given["telemetry"].items()]
    return {**given, "device": _device(app, device, event.template)}


def _sending(app: Application, event: ExportEvent) -> CapabilityScope | None:
    """Return the part of the device that sends a message."""
    part = (event.content.get("module"), event.content.get("component"))
    found = places(app, event.device or {})
    return next((scope for _, scope in found if (scope.module, scope.component) == part), None)


def _named(scope: CapabilityScope | None, name: str, value: Any) -> dict[str, Any]:
    origin = scope.interface.origins.get(name) if scope is not None and scope.interface is not None else None
    place = {} if origin is None else {"id": f"{origin.partition(';')[0]}:{name};1"}
    return {**place, "name": name, "value": value}


def _device(app: Application, device: Mapping[str, Any], template_id: str | None) -> dict[str, Any]:
    template = None if template_id is None else app.get("template", template_id)
    named = {} if template is None else {"templateName": shown_text(template.get("displayName"), template_id or "")}
    properties = list(_properties(app, device))
    return {
        "id": device["id"],
        "name": device["displayName"],
        **({} if template_id is None else {"templateId": template_id}),
        **named,
        "types": list(device.get("type") or ()),
        "organizations": list(device.get("organizations") or ()),
        "simulated": device["simulated"],
        "approved": device["enabled"],
        "blocked": not device["enabled"],
        "provisioned": device["provisioned"],
        "properties": {"reported": [content for cloud, content in properties if not cloud]},
        "cloudProperties": [content for cloud, content in properties if cloud],
    }


def _properties(app: Application, device: Mapping[str, Any]) -> Iterator[tuple[bool, dict[str, Any]]]:
    """Return the properties that have a value, each with whether it is a cloud property."""
    twin = Twin(app, device)
    for _, scope in places(app, device):
        part = {name: value for name in ("module", "component") if (value := getattr(scope, name)) is not None}
        for name, prop in scope.interface.properties.items() if scope.interface else ():
            value = twin.value(scope, prop)
            if value is not None:
                yield prop.cloud, {**_named(scope, name, value), **part}
