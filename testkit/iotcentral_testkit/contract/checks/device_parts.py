"""Checks of the lists of components and modules of a device."""

from __future__ import annotations

import json

from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange
from ..fixtures.capability_model import PART_NAMES
from ..fixtures.check_context import CheckContext
from .device_levels import CONTROL, INNER, PLACES, device_of, place_of, second_part
from .rules import each_operation, rule

_PARTS = frozenset({"components", "modules"})
"""Last segments of the paths of lists of parts."""

_OUTER = "modules"
"""The parts that have parts of their own."""


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
    device = device_of(context)
    _expect_parts(context, operation, device.id)
    if len(operation.names) == 1:
        _expect_no_parts(context, operation)
    else:
        _expect_none_of_the_other(context, operation, device.id)
    _expect_changed_parts(context, operation)


def _named(operation: ApiOperation) -> str:
    """Return the name of the part that the shared template has."""
    return (INNER if "/modules/{" in operation.path else PLACES)[operation.path.rpartition("/")[2]]


def _expect_parts(
    context: CheckContext, operation: ApiOperation, device_id: str, *before: Exchange, name: str = "", subject: str = ""
) -> None:
    """Expect the parts of the shared template, or one of them under another name."""
    read = context.require(operation, place_of(operation, device_id))
    first = _named(operation)
    titles = {name or first: PART_NAMES[first]} | {
        part: PART_NAMES[part] for part in (second_part(operation.path.rpartition("/")[2]),)
    }
    names = [item.get("name") for item in read.value]
    message = f"the template names {sorted(titles)}, and the list has {names}"
    context.expect(sorted(map(str, names)) == sorted(titles), message, *before, read, subject=subject)
    for item in read.value:
        found, wanted = item.get("displayName"), titles[item["name"]]
        told = found.values() if is_object(found) else [found]  # by language, maybe
        message = f"the template names {item['name']} {wanted!r} for people, and the list {found!r}"
        context.expect(found is None or wanted in told, message, *before, read, subject="displayName")


def _expect_none_of_the_other(context: CheckContext, operation: ApiOperation, device_id: str) -> None:
    """Expect nothing for the second module, which has no components."""
    read = context.require(operation, place_of(operation, device_id, **{_OUTER: second_part(_OUTER)}))
    names = [item.get("name") for item in read.value]
    context.expect(not names, f"the module has no components, and the list has {names}", read, subject="another module")


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
