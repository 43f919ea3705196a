"""Checks of the properties of a device, at each of its levels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..assertions.json_comparison import same
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.hard_values import hard_text
from ..fixtures.job_fixtures import server_time
from .device_levels import CONTROL, SKEW, device_of, place_of
from .job_effects import desired
from .rules import each_family, rule


@rule(
    "IC610",
    "The desired value of a writable property is returned; PATCH changes only that one, PUT replaces all",
    source=f"{CONTROL}; the document: 202, the values are accepted for delivery",
    over=each_family("update", "create", "get", also=lambda family: not family.stores),
    varied=True,
    by_hand=True,
)
def properties(context: CheckContext, family: Family) -> None:
    """Write and read properties of a device that never connects."""
    assert family.update is not None  # each_family("update")
    device = device_of(context)
    place = place_of(family.get, device.id)
    context.require(family.get, place)
    for operation in (family.update, family.create, family.update):
        value = context.random.randrange(1000) / 2
        written = context.require(operation, place, body={"targetTemperature": value})
        _expect_desired(context, written, value, "answer", operation, written)
        read = context.require(family.get, place)
        _expect_desired(context, read, value, "value", operation, written, read)
    _check_rejections(context, family, place, read)
    if family.name == "Devices/properties":
        _leaves_others(context, family, place)
    else:
        _shows_parts(context, family, device.id)


def _hard(context: CheckContext) -> Json:
    """Return a value for each writable property of the shared template that careless servers alter."""
    return {
        "label": hard_text(context.factory.word()),
        "counter": 9_007_199_254_740_993,
        "targetTemperature": 0.1,
        "active": context.random.random() < 0.5,
        "since": "2031-05-17T08:09:10Z",
        "settings": {"High": 1e-7, "inner": {"unit": "\N{DEGREE SIGN}C"}},
        "limits": {"North": 0.1, "north": 2.5, "n\N{LATIN SMALL LETTER O WITH DIAERESIS}rd": -1.0},
    }


@rule(
    "IC615",
    "The values of properties are returned exactly as they were written, by each device for itself",
    source=f"{CONTROL}; the document: 202, the values are accepted for delivery",
    over=each_family("update", "create", "get", also=lambda family: not family.stores),
    by_hand=True,
)
def property_values(context: CheckContext, family: Family) -> None:
    """Write hard values of every kind to a device, by PATCH one by one and by PUT, and read them.

    Another device has none of them, nor has one that is created under the id after its removal.
    """
    assert family.update is not None  # each_family("update")
    device, other = device_of(context), device_of(context)
    place, beside = place_of(family.get, device.id), place_of(family.get, other.id)
    values, kept = _hard(context), dict[str, Any]()
    for name, value in values.items():
        written = context.send(family.update, place, body={name: value})
        if written.succeeded:  # a device's own limits are its server's
            kept[name] = value
            context.expect(
                same(desired(written.content, name), value),
                f"{name} was set to {value!r}, and the response shows {desired(written.content, name)!r}",
                written,
                subject=f"answer {name}",
                operation=family.update.id,
            )
            _expect_values(context, family, place, kept, written)
    replaced = {**kept, "targetTemperature": 20.1}
    written = context.require(family.create, place, body=replaced)
    _expect_values(context, family, place, replaced, written)
    read = context.require(family.get, beside)
    _expect_none(context, values, "another device", written, read)
    if "settings" in kept:
        part = context.require(family.update, place, body={"settings": {"High": 2.5}})
        merged = {**kept, "targetTemperature": 20.1, "settings": {**kept["settings"], "High": 2.5}}
        _expect_values(context, family, place, merged, part)
    if device.family.remove is not None:
        removed = context.require(device.family.remove, device.path)
        anew = context.factory.create(device.family, device.sent, path=device.path)
        read = context.require(family.get, place)
        _expect_none(context, values, "a device that was removed", written, removed, anew.exchange, read)


def _expect_none(context: CheckContext, values: Json, whose: str, *exchanges: Exchange) -> None:
    """Expect that the last response shows none of the properties that were written elsewhere."""
    shown = [name for name in values if desired(exchanges[-1].content, name) is not None]
    context.expect(not shown, f"{shown} were written to {whose}, and are shown", *exchanges, subject=whose)


def _expect_values(context: CheckContext, family: Family, place: dict[str, str], kept: Json, written: Exchange) -> None:
    read = context.require(family.get, place)
    for name, value in kept.items():
        found = desired(read.content, name)
        as_moment = "date-time" if name == "since" else None
        context.expect(
            same(value, found, as_moment),
            f"{name} was set to {value!r}, and is {found!r}",
            written,
            read,
            subject=name,
            operation=family.get.id,
        )
        entry = at(read.json, ("$metadata", name, "lastUpdateTime"))
        if isinstance(entry, str) and name in (written.sent or {}):
            _expect_now(context, entry, written, read)


def _expect_now(context: CheckContext, text: str, written: Exchange, read: Exchange) -> None:
    """Expect that the time of a change is that of its request."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return  # another rule checks the form
    near = moment.tzinfo is not None and abs(moment - server_time(written)) <= SKEW
    context.expect(
        near,
        f"the property was written at {server_time(written):%H:%M:%S} by the server's clock, and lastUpdateTime is {text!r}",
        written,
        read,
        subject="lastUpdateTime",
    )


def _expect_desired(
    context: CheckContext, shown: Exchange, value: Any, subject: str, operation: ApiOperation, *exchanges: Exchange
) -> None:
    found = desired(shown.content, "targetTemperature")
    message = f"{operation.method} wrote {value!r} to targetTemperature, and {found!r} is shown as desired"
    context.expect(found == value, message, *exchanges, subject=subject, operation=operation.id)


def _check_rejections(context: CheckContext, family: Family, place: dict[str, str], before: Exchange) -> None:
    """Write values that are not valid, which have to be rejected and change nothing."""
    for operation in (family.update, family.create):
        assert operation is not None  # each_family("update")
        wrong = context.send(operation, place, body={"targetTemperature": "warm"})
        context.expect(
            400 <= wrong.status < 500,
            f"a text for a numeric property is answered with {wrong.status}",
            wrong,
            subject="wrong type",
            operation=operation.id,
        )
        fixed = context.send(operation, place, body={"targetTemperature": 1.5, "serialNumber": "from the cloud"})
        read = context.require(family.get, place)
        context.expect(
            desired(read.content, "serialNumber") != "from the cloud",
            f"{operation.method} set serialNumber, which is read-only",
            fixed,
            read,
            subject="read-only",
            operation=operation.id,
        )
        if not fixed.succeeded:
            same = desired(read.content, "targetTemperature") == desired(before.content, "targetTemperature")
            context.expect(
                same,
                "a rejected request changed targetTemperature",
                wrong,
                fixed,
                read,
                subject="refused",
                operation=operation.id,
            )


def _leaves_others(context: CheckContext, family: Family, place: dict[str, str]) -> None:
    """Write a cloud property and a component's property, and expect that PATCH leaves the others as they are."""
    assert family.update is not None  # each_family("update")
    context.require(family.update, place, body={"targetTemperature": 4.5})
    record = context.factory.word()
    written = context.require(family.update, place, body={"note": record})
    read = context.require(family.get, place)
    context.expect(
        read.content.get("note") == record,
        f"the cloud property note was set to {record!r}, and is {read.content.get('note')!r}",
        written,
        read,
        subject="cloud property",
    )
    _expect_desired(context, read, 4.5, "other property", family.update, written, read)
    inner = context.require(family.update, place, body={"zone": {"targetTemperature": 3.5}})
    after = context.require(family.get, place)
    part = after.content.get("zone")
    found = desired(part, "targetTemperature") if is_object(part) else None
    context.expect(
        found == 3.5,
        f"targetTemperature of the component zone was set to 3.5, and {found!r} is shown as desired",
        inner,
        after,
        subject="component",
    )
    _expect_desired(context, after, 4.5, "other property", family.update, inner, after)


def _shows_parts(context: CheckContext, family: Family, device_id: str) -> None:
    """Expect that the properties of one level are its own: those of the device's root have not changed."""
    root = context.require("Devices_GetProperties", {"deviceId": device_id})
    found = desired(root.content, "targetTemperature")
    context.expect(
        found is None,
        f"targetTemperature of {family.name} was written, and that of the device itself shows {found!r}",
        root,
        subject="another place",
    )
