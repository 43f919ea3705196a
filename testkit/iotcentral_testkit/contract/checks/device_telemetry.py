"""Checks of what a device tells by connecting: the last values of its telemetry, and that it is provisioned."""

from __future__ import annotations

from datetime import datetime

from ...openapi.json_types import is_array, is_number, is_object
from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange
from ..engine.findings import DeviationError
from ..engine.server_times import SKEW, moment_of, server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import provisioned, template
from .device_levels import CONTROL, device_of, place_of, places_beside
from .message_times import expect_time_of_message
from .rules import each_operation, named, rule

_UNTOLD = "it rests on when devices measure, which is another time for the next ones"
"""Why no program shows that a value is not the newest."""

_UNPROVISIONED = "a program does not wait until a device is provisioned"
"""Why no program shows that a device is no longer provisioned."""

_GIVEN = ("displayName", "template", "simulated", "enabled")
"""What a body says of a device."""


@rule(
    "IC612",
    "Telemetry is the last value with its time, and telemetry that the device does not have is rejected",
    source=CONTROL,
    over=each_operation(lambda operation: "/telemetry/{" in operation.path and operation.path.endswith("}")),
    by_hand=True,
)
def telemetry(context: CheckContext, operation: ApiOperation) -> None:
    """Read telemetry of a simulated device once it has sent some, and of one that never connects, which has none."""
    place = place_of(operation, provisioned(context))
    read = context.factory.wait(lambda: context.require(operation, place), lambda answer: "value" in answer.content)
    shown = read.content
    context.expect(
        ("value" in shown) == ("timestamp" in shown),
        f"a value has a time, and the response has {sorted(shown)}",
        read,
        subject="members",
    )
    if "value" in shown:
        value, moment = shown["value"], str(shown["timestamp"])
        context.expect(
            is_number(value), f"the telemetry is a number, and its value is {value!r}", read, subject="value"
        )
        _expect_past(context, moment, read)
        _expect_telemetry_of_now(context, moment, read)
        expect_time_of_message(context, operation, place, read, ("value",), ("timestamp",))
    _expect_newest(context, operation, place)
    if "value" in shown:
        _expect_later(context, operation, place, read)
    _expect_object(context, operation, place)
    _expect_own(context, operation, place)
    unknown = context.send(operation, {**place, operation.names[-1]: "nobodyKnowsIt"})
    context.expect(
        400 <= unknown.status < 500,
        f"a telemetry that the template lacks is answered with {unknown.status}",
        unknown,
        subject="unknown",
    )
    idle = context.send(operation, place_of(operation, device_of(context).id))
    context.expect(
        not idle.succeeded or idle.content.get("value") is None,
        f"a device that never connected has the telemetry {idle.content.get('value')!r}",
        idle,
        subject="another device",
    )
    if "value" not in shown:
        context.skip("the simulated device sent no telemetry within the patience of the run")


def _expect_later(context: CheckContext, operation: ApiOperation, place: dict[str, str], read: Exchange) -> None:
    """Expect that a second read has the same message or a later one."""
    again = context.require(operation, place)
    first, second = (moment_of(each.content.get("timestamp")) for each in (read, again))
    message = f"the last value was of {first}, and is said to be of {second} when it is read again"
    holds = first is None or (second is not None and second >= first)
    context.expect(holds, message, read, again, subject="read again", untold=_UNTOLD)


def _expect_object(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Expect that telemetry with an object schema is an object with the fields of the schema."""
    read = context.send(operation, {**place, operation.names[-1]: "position"})
    value = read.content.get("value") if read.succeeded else None
    fits = value is None or (is_object(value) and value.keys() <= {"Height", "angle"})
    message = f"the telemetry is an object with Height and angle, and its value is {value!r}"
    context.expect(fits, message, read, subject="object", untold=_UNTOLD)


def _expect_own(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Expect that each of two parts has its own telemetry, and not that of the other."""
    own, *others = places_beside(operation, place[operation.names[0]], "telemetry") or [{}]
    if own:
        read = context.send(operation, own)
        message = f"the telemetry of another part of the device is answered with {read.status}"
        context.expect(read.succeeded, message, read, subject="another part")
    for other in others:
        read = context.send(operation, other)
        message = f"a telemetry that only another part of the device has is answered with {read.status}"
        context.expect(400 <= read.status < 500, message, read, subject="of another part")


def _expect_newest(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Expect that the last value is not older than the newest one that a query has returned before, and is the same if it is that."""
    if context.api.named("Query_Run") is None or "/modules/{" in operation.path:
        return
    device, *names = (place[name] for name in operation.names)
    path, model = ".".join(names), template(context.factory)
    paths = ", ".join(dict.fromkeys((names[-1], path)))
    text = f"SELECT TOP 1 $ts, {paths} FROM {model} WHERE $id = '{device}' ORDER BY $ts DESC"
    asked = context.send("Query_Run", body={"query": text})
    rows = asked.content.get("results") if asked.succeeded else None
    if not is_array(rows) or not rows or not is_object(rows[0]) or rows[0].get(path) is None:
        return
    read = context.require(operation, place)
    newest, last = moment_of(rows[0].get("$ts")), moment_of(read.content.get("timestamp"))
    message = f"a query has returned a value of {newest}, and the last one is said to be of {last}"
    is_newest = newest is None or (last is not None and last >= newest)
    context.expect(is_newest, message, asked, read, subject="newest", untold=_UNTOLD)
    found, value = rows[0][path], read.content.get("value")
    message = f"a query returns {found!r} at the time at which the last value is {value!r}"
    context.expect(last != newest or found == value, message, asked, read, subject="value of a query", untold=_UNTOLD)


def _expect_telemetry_of_now(context: CheckContext, text: str, read: Exchange) -> None:
    """Expect that the time of a message is not before the device that sent it, which the run has created."""
    moment = datetime.fromisoformat(text)
    context.expect(
        moment >= context.factory.started - SKEW,
        f"the device was created by this run, and the time of its message is {text!r}",
        read,
        subject="too early",
    )


def _expect_past(context: CheckContext, text: str, read: Exchange) -> None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DeviationError(f"timestamp is {text!r}, which is not a date-time", read, subject="timestamp") from None
    context.expect(
        moment.tzinfo is not None and moment <= server_time(read) + SKEW,
        f"timestamp is {text!r}, which is not in the past",
        read,
        subject="timestamp",
        untold=_UNTOLD,
    )


@rule(
    "IC617",
    "A device is provisioned once it has connected or is simulated, and not before",
    source="the document: provisioned, set by the service when the device connects for the first time",
    over=named("Devices_Get"),
    by_hand=True,
)
def provisioning(context: CheckContext, operation: ApiOperation) -> None:
    """Read a device that never connects, and a simulated one until it is provisioned, which a PUT of what it is does not end."""
    read = context.require(operation, {operation.names[0]: device_of(context).id})
    context.expect(
        read.content.get("provisioned") is not True,
        "a device that never connected is provisioned",
        read,
        subject="never",
    )
    _expect_still_provisioned(context, operation, {operation.names[0]: provisioned(context)})


def _expect_still_provisioned(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Put a provisioned device as it is; it may have to be provisioned again, and then is."""
    before = context.require(operation, place)
    body = {name: before.content[name] for name in _GIVEN if name in before.content}
    put = context.require("Devices_Create", place, body=body)
    after = context.factory.wait(
        lambda: context.require(operation, place), lambda read: read.content.get("provisioned") is True
    )
    found = after.content.get("provisioned") is True
    message = "it was provisioned, and is not after a PUT of what it is"
    context.expect(found, message, before, put, after, subject="after a PUT", untold=_UNPROVISIONED)
