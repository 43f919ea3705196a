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
"""The same within its module, whose first component has another name than that of the device."""


_SECOND = {"components": "annex", "modules": "pumpModule", "commands": "purge", "telemetry": "humidity"}
"""The second part of each kind, which has one name at the levels of the device and of its module, and the capabilities that it
has alone."""


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


def part_of(operation: ApiOperation) -> str:
    """Return the kind of part that an operation is about: `components`, `modules`, or nothing for the device itself."""
    return max(("components", "modules"), key=operation.path.find) if _is_within_part(operation) else ""


def _is_within_part(operation: ApiOperation) -> bool:
    return "/components/{" in operation.path or "/modules/{" in operation.path


def second_part(kind: str) -> str:
    """Return the second part of a kind, at whatever level."""
    return _SECOND[kind]


def second_part_of(operation: ApiOperation) -> dict[str, str]:
    """Return the kind of part that an operation is about → the second part of that kind; empty for the device itself."""
    part = part_of(operation)
    return {part: second_part(part)} if part else {}


def places_beside(operation: ApiOperation, device_id: str, kind: str) -> list[dict[str, str]]:
    """Return path parameters of an operation about a capability, at the second part of its level.

    Args:
        operation: the operation.
        device_id: of the device.
        kind: collection of the capability in the path (`commands`).

    Returns:
        The place of a capability that the second part has alone; then that of one which it lacks, and that of the first
        part, which lacks the other. Nothing for the device itself.
    """
    second = second_part_of(operation)
    if not second:
        return []
    own = {kind: _SECOND[kind]}
    return [place_of(operation, device_id, **more) for more in ({**second, **own}, second, own)]
