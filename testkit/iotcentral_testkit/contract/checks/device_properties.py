"""Checks of the properties of a device, at each of its levels."""

from __future__ import annotations

from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..assertions.json_comparison import same
from ..engine.exchange import Exchange, Json
from ..engine.server_times import SKEW, aware_moment, server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.hard_values import hard_text
from ..fixtures.job_fixtures import measuring, provisioned
from ..fixtures.other_items import resembling_id
from .device_levels import CONTROL, device_of, place_of, second_part_of
from .job_effects import desired
from .property_metadata import expect_later_version, expect_metadata
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
    elsewhere, version = _written_elsewhere(context, family, device.id), 0
    numbers = context.random.sample(range(1000), 3)  # other ones each time
    for operation in (family.update, family.create, family.update):
        value = numbers.pop() / 2
        written = context.require(operation, place, body={"targetTemperature": value})
        _expect_desired(context, written, value, "answer", operation, written)
        read = context.require(family.get, place)
        _expect_desired(context, read, value, "value", operation, written, read)
        version = expect_later_version(context, version, written, read)
    _expect_elsewhere(context, elsewhere, written)
    _check_rejections(context, family, place, read)
    _clears(context, family, place)
    _keeps_apart(context, family, place)
    _hides_unmodeled(context, family, place)
    _shows_components(context, family, place, device.id)
    if family.name == "Devices/properties":
        _leaves_others(context, family, place)
    else:
        _shows_parts(context, family, device.id)


_NOTHING: Json = {"counter": 0, "active": False, "label": ""}
"""Values that careless servers take for none."""


def _written_elsewhere(context: CheckContext, family: Family, device_id: str) -> list[tuple[Exchange, Exchange]]:
    """Write properties at the levels of a device that are not within that of a family; return what was read of each then."""
    whole = family.path.removesuffix("properties")
    found: list[tuple[Exchange, Family]] = []
    for other in context.api.families:
        if other.stores or other.update is None or other.path.startswith(whole):
            continue
        for body in ({"label": context.factory.word()}, {"note": context.factory.word()}):
            written = context.send(other.update, place_of(other.get, device_id), body=body)
            found += [(written, other)] if written.succeeded else []  # a part has no cloud property
    return [(written, context.require(other.get, place_of(other.get, device_id))) for written, other in found]


def _expect_elsewhere(context: CheckContext, elsewhere: list[tuple[Exchange, Exchange]], cause: Exchange) -> None:
    """Expect that what was written at other levels is still there."""
    for written, before in elsewhere:
        after = context.require(str(before.operation), before.path)
        for name in written.sent:
            was, found = ((shown.content.get(name), desired(shown.content, name)) for shown in (before, after))
            message = f"{name} was {was} at another level, and is {found} after {cause.method} at this one"
            context.expect(was == found, message, written, cause, after, subject="another level")


_FORMATS = {"since": "date-time"}
"""Property → format of its text, of which there are several forms."""


def _hard(context: CheckContext) -> Json:
    """Return a value for each writable property of the shared template that careless servers alter."""
    return {
        "label": hard_text(context.factory.word()),
        "counter": 9_007_199_254_740_993,
        "targetTemperature": 0.1,
        "active": context.random.random() < 0.5,
        "mode": "Manual",
        "since": "2031-05-17T13:39:10.375+05:30",
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

    Another device, whose id begins with its own, has none of them and keeps what it has when the first is removed. One that is
    created under the id after its removal has none of them either.
    """
    assert family.update is not None  # each_family("update")
    device = device_of(context)
    other = context.create(device.family, device.sent, path={"deviceId": str(resembling_id(device.family, device.id))})
    place, beside = place_of(family.get, device.id), place_of(family.get, other.id)
    values, kept = _hard(context), dict[str, Any]()
    for name, value in values.items():
        written = context.send(family.update, place, body={name: value})
        if written.succeeded:  # a device's own limits are its server's
            kept[name] = value
            _expect_only_written(context, written)
            context.expect(
                same(desired(written.content, name), value, _FORMATS.get(name)),
                f"{name} was set to {value!r}, and the response shows {desired(written.content, name)!r}",
                written,
                subject=f"answer {name}",
                operation=family.update.id,
            )
            _expect_values(context, family, place, kept, written)
    for name, value in _NOTHING.items():
        written = context.send(family.update, place, body={name: value})
        if name in kept and written.succeeded:
            _expect_values(context, family, place, {**kept, name: value}, written)
            context.require(family.update, place, body={name: kept[name]})
    replaced = {**kept, "targetTemperature": 20.1}
    written = context.require(family.create, place, body=replaced)
    _expect_only_written(context, written)
    _expect_values(context, family, place, replaced, written)
    read = context.require(family.get, beside)
    _expect_none(context, values, "another device", written, read)
    if "settings" in kept:
        part = context.require(family.update, place, body={"settings": {"High": 2.5}})
        merged = {**kept, "targetTemperature": 20.1, "settings": {**kept["settings"], "High": 2.5}}
        _expect_values(context, family, place, merged, part)
    if device.family.remove is not None:
        own = context.require(family.update, beside, body={"targetTemperature": 7.5})
        removed = context.require(device.family.remove, device.path)
        _expect_values(context, family, beside, {"targetTemperature": 7.5}, own, removed)
        anew = context.factory.create(device.family, device.sent, path=device.path)
        read = context.require(family.get, place)
        _expect_none(context, values, "a device that was removed", written, removed, anew.exchange, read)
    reporting = provisioned(context, measuring(context.factory)[1][-1])
    for operation in (family.update, family.create):  # a device that has reported could show more than was written
        answer = context.send(operation, place_of(operation, reporting), body={"label": "written"})
        if answer.succeeded:
            _expect_only_written(context, answer)
    expect_metadata(context, family, reporting)


def _expect_only_written(context: CheckContext, written: Exchange) -> None:
    """Expect that the response shows only what was written, as the document says."""
    marks = written.content.get("$metadata")
    shown = {*written.content, *(marks if is_object(marks) else ())} - {"$metadata", *written.sent}
    message = f"{sorted(written.sent)} was written, and the response shows {sorted(shown)} too"
    context.expect(not shown, message, written, subject="only what was written", operation=written.operation)


def _expect_none(context: CheckContext, values: Json, whose: str, *exchanges: Exchange) -> None:
    """Expect that the last response shows none of the properties that were written elsewhere."""
    shown = [name for name in values if desired(exchanges[-1].content, name) is not None]
    context.expect(not shown, f"{shown} were written to {whose}, and are shown", *exchanges, subject=whose)


def _expect_values(
    context: CheckContext, family: Family, place: dict[str, str], kept: Json, written: Exchange, *since: Exchange
) -> None:
    """Expect that values were kept since they were written, and since what came after that."""
    read = context.require(family.get, place)
    for name, value in kept.items():
        found = desired(read.content, name)
        context.expect(
            same(value, found, _FORMATS.get(name)),
            f"{name} was set to {value!r}, and is {found!r}",
            written,
            *since,
            read,
            subject=name,
            operation=family.get.id,
        )
        entry = at(read.json, ("$metadata", name, "lastUpdateTime"))
        if isinstance(entry, str) and name in (written.sent or {}):
            _expect_now(context, entry, written, read)


def _expect_now(context: CheckContext, text: str, written: Exchange, read: Exchange) -> None:
    """Expect that the time of a change is that of its request."""
    moment = aware_moment(text)
    near = moment is not None and abs(moment - server_time(written)) <= SKEW
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


_WRONG: list[tuple[str, Any]] = [
    ("mode", "sideways"),
    ("targetTemperature", "warm"),
    ("counter", 1.5),
    ("active", "perhaps"),
    ("since", "the day before yesterday"),
    ("settings", {"High": "much"}),
    ("limits", {"North": "far"}),
]
"""Property of the shared template → a value that its schema does not allow; the first are tried everywhere."""


def _check_rejections(context: CheckContext, family: Family, place: dict[str, str], before: Exchange) -> None:
    """Write values that are not valid, which have to be rejected and change nothing."""
    for operation in (family.update, family.create):
        assert operation is not None  # each_family("update")
        whole = operation is family.update and family.name == "Devices/properties"
        for name, value in _WRONG if whole else [*_WRONG[:2], context.random.choice(_WRONG[2:])]:
            wrong = context.send(operation, place, body={name: value})
            context.expect(
                400 <= wrong.status < 500,
                f"{name} cannot be {value!r}, by its schema, and is answered with {wrong.status}",
                wrong,
                subject=f"wrong {name}",
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
                fixed,
                read,
                subject="refused",
                operation=operation.id,
            )


def _clears(context: CheckContext, family: Family, place: dict[str, str]) -> None:
    """Set a desired value and then null, as a merge patch removes what it names; a server may refuse it."""
    assert family.update is not None  # each_family("update")
    value = context.factory.word()
    context.require(family.update, place, body={"label": value, "targetTemperature": 2.5})
    cleared = context.send(family.update, place, body={"label": None})
    read = context.require(family.get, place)
    found = desired(read.content, "label")
    message = f"label was {value!r}, was set to null with {cleared.status}, and is {found!r}"
    context.expect((found is None) is cleared.succeeded, message, cleared, read, subject="null")
    _expect_desired(context, read, 2.5, "other property", family.update, cleared, read)


def _keeps_apart(context: CheckContext, family: Family, place: dict[str, str]) -> None:
    """Write a property that only the second part of the level has, and expect it there, and neither at the first nor at a namesake."""
    second = second_part_of(family.get)
    if not second:
        return
    assert family.update is not None  # each_family("update")
    device_id = place[family.get.names[0]]
    beside = place_of(family.get, device_id, **second)
    value = context.factory.word()
    written = context.send(family.update, beside, body={"vent": value})
    message = f"a property of another part of the device is answered with {written.status}"
    context.expect(written.succeeded, message, written, subject="another part")
    namesakes = [
        (other.get, place_of(other.get, device_id, **second), None)
        for other in context.api.families
        if other is not family and other.update is not None and second_part_of(other.get) == second
    ]
    for operation, where, wanted in ((family.get, beside, value), (family.get, place, None), *namesakes):
        read = context.require(operation, where)
        found = desired(read.content, "vent")
        message = f"vent of {'/'.join(second.values())} was set to {value!r}, and is {found!r} at {where}"
        context.expect(found == wanted, message, written, read, subject="another part", operation=operation.id)


def _hides_unmodeled(context: CheckContext, family: Family, place: dict[str, str]) -> None:
    """Write a property that the template lacks, which is read where it is asked for, and not with `false` or without."""
    assert family.update is not None  # each_family("update")
    flags = [found["name"] for found in family.get.of("query") if found["schema"].get("type") == "boolean"]
    if len(flags) != 1 or flags[0] not in {found["name"] for found in family.update.of("query")}:
        return
    name = context.factory.word()
    written = context.send(family.update, place, body={name: 1}, query={flags[0]: True})
    for query in ({}, {flags[0]: False}) if written.succeeded else ():
        read = context.require(family.get, place, query=query)
        message = f"the template lacks {name}, and it is read with {query or 'no parameter'}"
        shown = name in read.content or desired(read.content, name) is not None
        context.expect(not shown, message, written, read, subject=flags[0], operation=family.get.id)
    if written.succeeded:
        read = context.require(family.get, place, query={flags[0]: True})
        found = desired(read.content, name)
        message = f"{name} was set to 1 beside the template, and is {found!r} where such properties are asked for"
        context.expect(same(found, 1), message, written, read, subject=flags[0], operation=family.get.id)


def _shows_components(context: CheckContext, family: Family, place: dict[str, str], device_id: str) -> None:
    """Write a property of a component, and expect it within the properties of what has the component."""
    path = family.path.removesuffix("properties")
    for inner in context.api.families:
        if inner.update is None or not inner.path.startswith(f"{path}components/{{"):
            continue
        within = place_of(inner.get, device_id)
        value = context.factory.word()
        written = context.require(inner.update, within, body={"label": value})
        read = context.require(family.get, place)
        name = within[inner.get.names[-1]]
        part = read.content.get(name)
        found = desired(part, "label") if is_object(part) else None
        message = (
            f"label of the component {name} was set to {value!r}, and is shown as {found!r} with those of the whole"
        )
        context.expect(found == value, message, written, read, subject="component", operation=family.get.id)
        _patches_component(context, family, place, name, value)


def _patches_component(context: CheckContext, family: Family, place: dict[str, str], name: str, label: str) -> None:
    """Write another property of a component, within those of what has the component, and expect that its label stays."""
    assert family.update is not None  # each_family("update")
    written = context.require(family.update, place, body={name: {"targetTemperature": 3.5}})
    read = context.require(family.get, place)
    part = read.content.get(name)
    for member, wanted in (("targetTemperature", 3.5), ("label", label)):
        found = desired(part, member) if is_object(part) else None
        message = (
            f"{member} of the component {name} was set to {wanted!r}, and is {found!r} after targetTemperature was"
        )
        context.expect(found == wanted, message, written, read, subject="within a component")


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
    both: dict[str, Json] = {"zone": {"targetTemperature": 5.5}, "annex": {"vent": record}}
    inner = context.require(family.update, place, body=both)
    after = context.require(family.get, place)
    _expect_desired(context, after, 4.5, "other property", family.update, inner, after)
    for name, sent in both.items():
        part = after.content.get(name)
        found = {member: desired(part, member) if is_object(part) else None for member in sent}
        message = f"{sent!r} was written to the component {name} together with another one, and {found!r} is shown"
        context.expect(found == sent, message, inner, after, subject=f"of both {name}")
    _keeps_while_blocked(context, family, place)


def _keeps_while_blocked(context: CheckContext, family: Family, place: dict[str, str]) -> None:
    """Expect that a blocked device, which is offline, gets what is accepted for it; a server may refuse it."""
    assert family.update is not None  # each_family("update")
    if context.api.named("Devices_Update") is None:
        return
    blocked = context.require("Devices_Update", place, body={"enabled": False})
    written = context.send(family.update, place, body={"targetTemperature": 6.5})
    if written.succeeded:
        read = context.require(family.get, place)
        _expect_desired(context, read, 6.5, "blocked", family.update, blocked, written, read)


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
