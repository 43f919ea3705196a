"""Levels of a device that have capabilities: itself, its components, its modules, and the components of these."""

from __future__ import annotations

from itertools import pairwise

from ...openapi.operations import ApiOperation
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem

CONTROL = "article Control devices with the REST API"

PLACES = {"components": "zone", "modules": "filterModule", "commands": "reboot", "telemetry": "temperature"}
"""Collection in a path → name in the shared template, see `fixtures.capability_model`."""

INNER = {**PLACES, "components": "chamber"}
"""The same within its module, whose component has another name than that of the device."""


def device_of(context: CheckContext, template: str = "") -> CreatedItem:
    """Create a device that is not simulated, of the shared template unless another is named."""
    model = template or context.factory.template
    body: Json = {"displayName": context.factory.title(), "template": model, "simulated": False}
    if context.factory.takes("Devices", "type"):
        body["type"] = ["iotEdge"]
    return context.create("Devices", body)


def place_of(operation: ApiOperation, device_id: str, **more: str) -> dict[str, str]:
    """Return the path parameters of an operation at one level of a device.

    Args:
        operation: the operation.
        device_id: of the device.
        more: collection in the path (`commands`) → another name than that of the shared template.
    """
    known = {"devices": device_id, **(INNER if "/modules/{" in operation.path else PLACES), **more}
    parts = pairwise(operation.path.split("/"))
    return {name[1:-1]: known[above] for above, name in parts if name.startswith("{") and above in known}
