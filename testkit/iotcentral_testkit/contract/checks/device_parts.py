"""Checks of the lists of components and modules of a device."""

from __future__ import annotations

import json

from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from .device_levels import CONTROL, INNER, PLACES, device_of, place_of
from .rules import each_operation, rule

_PARTS = frozenset({"components", "modules"})
"""Last segments of the paths of lists of parts."""


@rule(
    "IC613",
    "The components and modules of a device are those of its template",
    source=CONTROL,
    over=each_operation(lambda operation: operation.method == "GET" and operation.path.rpartition("/")[2] in _PARTS),
    by_hand=True,
)
def parts(context: CheckContext, operation: ApiOperation) -> None:
    """List them for a device that never connected, and for one of another template before and after it gets this one.

    Then for one whose template is changed.
    """
    _expect_parts(context, operation, device_of(context).id)
    if len(operation.names) == 1:
        _expect_no_parts(context, operation)
    _expect_changed_parts(context, operation)


def _named(operation: ApiOperation) -> str:
    """Return the name of the part that the shared template has."""
    return (INNER if "/modules/{" in operation.path else PLACES)[operation.path.rpartition("/")[2]]


def _expect_parts(
    context: CheckContext, operation: ApiOperation, device_id: str, *before: Exchange, name: str = "", subject: str = ""
) -> None:
    """Expect the part of the shared template, or one of another name."""
    read = context.require(operation, place_of(operation, device_id))
    wanted = name or _named(operation)
    names = [item.get("name") for item in read.value]
    message = f"the template names {[wanted]}, and the list has {names}"
    context.expect(names == [wanted], message, *before, read, subject=subject)


def _expect_changed_parts(context: CheckContext, operation: ApiOperation) -> None:
    """Rename the part of a template, which a server may refuse, and expect that its device has it."""
    templates = context.factory.family("DeviceTemplates")
    if templates.update is None:
        return
    template = context.create(templates)
    device = device_of(context, template.id)
    _expect_parts(context, operation, device.id)
    former = _named(operation)
    name = f"{former}2"
    model = json.loads(json.dumps(template.sent["capabilityModel"]).replace(f'"{former}"', f'"{name}"'))
    changed = context.send(templates.update, template.path, body={"capabilityModel": {"contents": model["contents"]}})
    if changed.succeeded and f'"{name}"' in json.dumps(context.read(template).json):
        _expect_parts(context, operation, device.id, changed, name=name, subject="changed template")
    context.discard(device)


def _expect_no_parts(context: CheckContext, operation: ApiOperation) -> None:
    """Expect nothing for a device whose template has none, until it gets the shared one."""
    templates = context.factory.family("DeviceTemplates")
    plain = context.create(templates, context.factory.body(templates, 1))
    device = device_of(context, plain.id)
    read = context.require(operation, place_of(operation, device.id))
    names = [item.get("name") for item in read.value]
    context.expect(not names, f"the template names none, and the list has {names}", read, subject="another template")
    if device.family.update is not None:
        moved = context.send(device.family.update, device.path, body={"template": context.factory.template})
        if moved.succeeded:
            _expect_parts(context, operation, device.id, moved, subject="moved to another template")
    context.discard(device)
