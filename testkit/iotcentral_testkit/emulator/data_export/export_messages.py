"""Messages of data exports in the documented default form, filtered and enriched by the export's definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ...openapi.json_types import is_array, is_object
from ..dtdl.elements import shown_text
from ..languages.export_filter import ExportFilter, parse
from ..state.clock import milliseconds
from ..telemetry.messages import property_values

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["ExportEvent", "device_events", "message_for", "property_events", "template_events"]


class ExportEvent(NamedTuple):
    """Something that happened and that exports may send.

    Attributes:
        source: the source of data that it belongs to: `deviceLifecycle`, `telemetry`, …
        type: its `messageType`; None for telemetry.
        device: the device at that time; None for events of templates.
        template: id of the template.
        content: members of the message beside the common ones.
        values: values that filters can name, beside the device's metadata and properties.
    """

    source: str
    type: str | None
    device: Mapping[str, Any] | None
    template: str | None
    content: Mapping[str, Any] = {}
    values: Mapping[str, Any] = {}


def device_events(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[ExportEvent]:
    """Return the events of a change of a device's document."""
    device = after or before or {}
    for source, kind in _device_changes(before, after):
        yield ExportEvent(source, kind, device, device.get("template"))


def _device_changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    connected = before is not None and _connected(before)
    if after is None:
        if connected:
            yield "deviceConnectivity", "disconnected"
        yield "deviceLifecycle", "deleted"
        return
    if before is None:
        yield "deviceLifecycle", "registered"
        before = after
    if after["enabled"] != before["enabled"]:
        yield "deviceLifecycle", "enabled" if after["enabled"] else "disabled"
    if after["displayName"] != before["displayName"]:
        yield "deviceLifecycle", "displayNameChanged"
    if after.get("template") != before.get("template"):
        yield "deviceLifecycle", "deviceTemplateChanged"
    if after["provisioned"] and not before["provisioned"]:
        yield "deviceLifecycle", "provisioned"
    if _connected(after) != connected:
        yield "deviceConnectivity", "disconnected" if connected else "connected"


def _connected(device: Mapping[str, Any]) -> bool:
    """Return whether a device counts as connected: simulated devices do while provisioned and enabled."""
    return bool(device["simulated"] and device["provisioned"] and device["enabled"])


def template_events(template_id: str, before: Any, after: Any) -> Iterator[ExportEvent]:
    """Return the event of a change of a template's document."""
    kind = "created" if before is None else "deleted" if after is None else "updated"
    yield ExportEvent("deviceTemplateLifecycle", kind, None, template_id)


def property_events(
    device: Mapping[str, Any], kind: str, changes: Mapping[str, Any], component: str | None, module: str | None
) -> Iterator[ExportEvent]:
    """Return the event of a change of properties, if anything changed.

    Args:
        device: whose properties they are.
        kind: `cloudPropertyChange`, `devicePropertyDesiredChange` or `devicePropertyReportedChange`.
        changes: name → new value.
        component: the component that they belong to; None: none.
        module: the module that they belong to; None: none.
    """
    if changes:
        place = {name: value for name, value in (("module", module), ("component", component)) if value is not None}
        told = [{"name": name, "value": value, **place} for name, value in changes.items()]
        prefix = "".join(f"{part}." for part in (module, component) if part is not None)
        values = {f"{prefix}{name}": value for name, value in changes.items()}
        yield ExportEvent("properties", kind, device, device.get("template"), {"properties": told}, values)


def message_for(app: Application, export: Mapping[str, Any], event: ExportEvent, at: datetime) -> dict[str, Any] | None:
    """Return the message that an export sends of an event; None if it does not export it."""
    if event.source != export["source"]:
        return None
    text = export.get("filter")
    if text is not None and not _filter(text).passes(event.template, _values(app, event)):
        return None
    device = event.device
    message = {
        "applicationId": app.id,
        "messageSource": event.source,
        "messageType": event.type,
        "deviceId": None if device is None else device["id"],
        "schema": "default@v1",
        "templateId": event.template,
        "enqueuedTime": milliseconds(at),
        **event.content,
    }
    message = {name: value for name, value in message.items() if value is not None}
    return {**message, "enrichments": _enrichments(app, export.get("enrichments") or {}, event)}


@lru_cache(maxsize=64)
def _filter(text: str) -> ExportFilter:
    return parse(text)


def _values(app: Application, event: ExportEvent) -> dict[str, Any]:
    if event.device is None:
        return {"$template": event.template}
    names = ("id", "displayName", "template", "provisioned", "simulated", "enabled", "organizations")
    metadata = {f"${name}": event.device.get(name) for name in names}
    return {**property_values(app, event.device), **event.values, **metadata}


def _enrichments(app: Application, enrichments: Mapping[str, Mapping[str, Any]], event: ExportEvent) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, enrichment in enrichments.items():
        value = enrichment["value"] if "value" in enrichment else _looked_up(app, enrichment, event)
        if value is not None:
            found[name] = value
    return found


def _looked_up(app: Application, enrichment: Mapping[str, Any], event: ExportEvent) -> Any:
    """Return the value at an enrichment's path, or None; a target must be the device's template or its model."""
    path: str = enrichment["path"]
    device = event.device
    if device is None:
        return None
    template = app.get("template", event.template) if event.template is not None else None
    if path == "$templateDisplayName":
        return None if template is None else shown_text(template.get("displayName"), event.template or "")
    if path.startswith("$"):
        return device.get(path[1:])
    target = enrichment.get("target")
    if target is not None and target != event.template and not _holds_interface(template, target):
        return None
    return property_values(app, device).get(path)


def _holds_interface(template: Any, interface_id: str) -> bool:
    """Return whether an interface with this id is defined anywhere in a template."""
    todo = [template]
    while todo:
        node = todo.pop()
        if is_object(node):
            if node.get("@id") == interface_id:
                return True
            todo += node.values()
        elif is_array(node):
            todo += node
    return False
