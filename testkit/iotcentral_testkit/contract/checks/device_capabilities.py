"""Checks of device capabilities: properties, commands, telemetry, components and modules, at all four levels of a device."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_places import at
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..assertions.filter_oracle import ComparisonTerm
from ..assertions.json_comparison import same, unequal
from ..engine.exchange import Exchange, Json
from ..engine.findings import DeviationError
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.hard_values import hard_text
from ..fixtures.job_fixtures import measuring, provisioned, server_time
from .jobs import desired
from .list_lookup import expect_no_differences
from .rules import each_family, each_operation, named, rule

_CONTROL = "article Control devices with the REST API"
_PLACES = {"components": "zone", "modules": "filterModule", "commands": "reboot", "telemetry": "temperature"}
"""Collection in a path → name in the shared template, see `body_factories.capability_model`."""

_INNER = {**_PLACES, "components": "chamber"}
"""The same within its module, whose component has another name than that of the device."""

_SKEW = timedelta(minutes=5)
"""Difference that is allowed between a server's clocks."""


def _device(context: CheckContext, template: str = "") -> CreatedItem:
    """Create a device that is not simulated, of the shared template unless another is named."""
    model = template or context.factory.template
    body: Json = {"displayName": context.factory.title(), "template": model, "simulated": False}
    if context.factory.takes("Devices", "type"):
        body["type"] = ["iotEdge"]
    return context.create("Devices", body)


def _place(operation: ApiOperation, device_id: str, **more: str) -> dict[str, str]:
    """Return the path parameters of an operation at one level of a device.

    Args:
        operation: the operation.
        device_id: of the device.
        more: collection in the path (`commands`) → another name than that of the shared template.
    """
    known = {"devices": device_id, **(_INNER if "/modules/{" in operation.path else _PLACES), **more}
    parts = pairwise(operation.path.split("/"))
    return {name[1:-1]: known[above] for above, name in parts if name.startswith("{") and above in known}


@rule(
    "IC610",
    "The desired value of a writable property is returned; PATCH changes only that one, PUT replaces all",
    source=f"{_CONTROL}; the document: 202, the values are accepted for delivery",
    over=each_family("update", "create", "get", also=lambda family: not family.stores),
    varied=True,
    by_hand=True,
)
def properties(context: CheckContext, family: Family) -> None:
    """Write and read properties of a device that never connects."""
    assert family.update is not None  # each_family("update")
    device = _device(context)
    place = _place(family.get, device.id)
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
    source=f"{_CONTROL}; the document: 202, the values are accepted for delivery",
    over=each_family("update", "create", "get", also=lambda family: not family.stores),
    by_hand=True,
)
def property_values(context: CheckContext, family: Family) -> None:
    """Write hard values of every kind to a device, by PATCH one by one and by PUT, and read them.

    Another device has none of them, nor has one that is created under the id after its removal.
    """
    assert family.update is not None  # each_family("update")
    device, other = _device(context), _device(context)
    place, beside = _place(family.get, device.id), _place(family.get, other.id)
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
    near = moment.tzinfo is not None and abs(moment - server_time(written)) <= _SKEW
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


def _history(api: Api, operation: ApiOperation) -> ApiOperation | None:
    return api.at("GET", operation.path)


def _runs_command(operation: ApiOperation) -> bool:
    return operation.method == "POST" and "/commands/{" in operation.path and operation.path.endswith("}")


def _commands(api: Api) -> list[tuple[ApiOperation, tuple[str, ...]]]:
    running = [operation for operation in api.operations.values() if _runs_command(operation)]
    found = [(operation, _history(api, operation)) for operation in running]
    return [(operation, (operation.id, history.id)) for operation, history in found if history is not None]


@rule(
    "IC611",
    "A command returns the device's response, is in the history, and is rejected if the device does not have it",
    source=f"{_CONTROL}; the document: 404 when the device cannot be reached, 408 when it does not respond",
    over=_commands,
    by_hand=True,
)
def commands(context: CheckContext, operation: ApiOperation) -> None:
    """Run the command on a simulated device and on one that is not connected."""
    history = _history(context.api, operation)
    assert history is not None  # _commands
    place = _place(operation, provisioned(context))
    for delay in (5, 0):  # 0 is an argument, which careless servers take for none
        body = {"request": delay, "responseTimeout": 30}
        ran = context.factory.wait(partial(context.send, operation, place, body=body), _succeeded)
        context.expect(
            ran.succeeded,
            f"a simulated device does not respond: {ran.status} {ran.error_code}",
            ran,
            subject="unanswered",
        )
        code = ran.content.get("responseCode")
        context.expect(isinstance(code, int), f"responseCode is {code!r}, not the device's status", ran, subject="code")
        _expect_echo(context, ran.content, delay, ran)
        past = context.require(history, place)
        newest = past.value[0] if past.value else {}
        same = newest.get("id") == ran.content.get("id")
        context.expect(
            bool(newest) and same,
            f"the command ran with the id {ran.content.get('id')!r}, and the newest of the history is {newest!r}",
            ran,
            past,
            subject="history",
            operation=history.id,
        )
        _expect_echo(context, newest, delay, ran, past, operation=history.id)
        _expect_elsewhere(context, operation, history, ran)
    _expect_rejections(context, operation, place)
    _expect_blocked(context, operation)
    quiet = context.require(history, _place(history, _device(context).id))
    context.expect(
        not quiet.value,
        f"no command was run on a device, and its history has {quiet.value!r}",
        quiet,
        subject="another device",
        operation=history.id,
    )


def _expect_blocked(context: CheckContext, operation: ApiOperation) -> None:
    """Expect that a simulated device which would respond does not while it is blocked."""
    device = {"deviceId": measuring(context.factory)[1][-1]}
    place, body = _place(operation, device["deviceId"]), {"request": 1, "responseTimeout": 5}
    if not context.factory.wait(lambda: context.send(operation, place, body=body), _succeeded).succeeded:
        return
    blocked = context.require("Devices_Update", device, body={"enabled": False})
    ran = context.send(operation, place, body=body)
    context.require("Devices_Update", device, body={"enabled": True})
    message = f"the device is blocked, and its command is answered with {ran.status}"
    context.expect(not ran.succeeded, message, blocked, ran, subject="blocked")


def _expect_elsewhere(context: CheckContext, operation: ApiOperation, own: ApiOperation, ran: Exchange) -> None:
    """Expect that a run is in no history of another part of the device."""
    for other, _ in _commands(context.api):
        history = _history(context.api, other)
        if other is operation or history is None:
            continue
        past = context.send(history, _place(history, ran.path[operation.names[0]]))
        context.expect(
            all(run.get("id") != ran.content.get("id") for run in past.value),
            f"a command that was run by {operation} is in the history of {history}",
            ran,
            past,
            subject=f"in {history}",
            operation=own.id,
        )


def _succeeded(exchange: Exchange) -> bool:
    return exchange.succeeded


def _expect_echo(
    context: CheckContext, run: dict[str, Any], delay: int, *exchanges: Exchange, operation: str | None = None
) -> None:
    found = run.get("request")
    context.expect(
        found == delay,
        f"request was {delay}, and is shown as {found!r}",
        *exchanges,
        subject="request",
        operation=operation,
    )


def _expect_rejections(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    history = _history(context.api, operation)
    assert history is not None  # _commands
    unknown = {**place, operation.names[-1]: "nobodyKnowsIt"}
    ran = context.send(operation, unknown, body={"request": 1, "responseTimeout": 5})
    context.expect(
        400 <= ran.status < 500,
        f"a command that the template lacks is answered with {ran.status}",
        ran,
        subject="unknown",
    )
    wrong = context.send(operation, place, body={"request": "soon", "responseTimeout": 5})
    context.expect(
        400 <= wrong.status < 500,
        f"a text for a numeric argument is answered with {wrong.status}",
        wrong,
        subject="wrong type",
    )
    past = context.require(history, place)
    requests = [run.get("request") for run in past.value]
    context.expect(
        "soon" not in requests,
        "the history shows a command that was rejected",
        wrong,
        past,
        subject="refused run",
        operation=history.id,
    )
    offline = {**place, operation.names[0]: _device(context).id}
    lost = context.send(operation, offline, body={"request": 1, "connectionTimeout": 0, "responseTimeout": 5})
    context.expect(
        lost.status in {404, 408},
        f"a device that is not connected cannot respond; the status is {lost.status} rather than 404",
        lost,
        subject="offline",
    )


@rule(
    "IC612",
    "Telemetry is the last value with its time, and telemetry that the device does not have is rejected",
    source=_CONTROL,
    over=each_operation(lambda operation: "/telemetry/{" in operation.path and operation.path.endswith("}")),
    by_hand=True,
)
def telemetry(context: CheckContext, operation: ApiOperation) -> None:
    """Read telemetry of a simulated device once it has sent some, and of one that never connects, which has none."""
    place = _place(operation, provisioned(context))
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
        number = isinstance(value, int | float) and not isinstance(value, bool)
        context.expect(number, f"the telemetry is a number, and its value is {value!r}", read, subject="value")
        _expect_past(context, moment, read)
        _expect_telemetry_of_now(context, moment, read)
    unknown = context.send(operation, {**place, operation.names[-1]: "nobodyKnowsIt"})
    context.expect(
        400 <= unknown.status < 500,
        f"a telemetry that the template lacks is answered with {unknown.status}",
        unknown,
        subject="unknown",
    )
    idle = context.send(operation, _place(operation, _device(context).id))
    context.expect(
        not idle.succeeded or idle.content.get("value") is None,
        f"a device that never connected has the telemetry {idle.content.get('value')!r}",
        idle,
        subject="another device",
    )
    if "value" not in shown:
        context.skip("the simulated device sent no telemetry within the patience of the run")


def _expect_telemetry_of_now(context: CheckContext, text: str, read: Exchange) -> None:
    """Expect that the time of a message is not before the device that sent it, which the run has created."""
    moment = datetime.fromisoformat(text)
    context.expect(
        moment >= context.factory.started - _SKEW,
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
        moment.tzinfo is not None and moment <= server_time(read) + _SKEW,
        f"timestamp is {text!r}, which is not in the past",
        read,
        subject="timestamp",
    )


@rule(
    "IC617",
    "A device is provisioned once it has connected or is simulated, and not before",
    source="the document: provisioned, set by the service when the device connects for the first time",
    over=named("Devices_Get"),
    by_hand=True,
)
def provisioning(context: CheckContext, operation: ApiOperation) -> None:
    """Read a device that never connects, and a simulated one until it is provisioned."""
    read = context.require(operation, {operation.names[0]: _device(context).id})
    context.expect(
        read.content.get("provisioned") is not True,
        "a device that never connected is provisioned",
        read,
        subject="never",
    )
    provisioned(context)


_PARTS = frozenset({"components", "modules"})
"""Last segments of the paths of lists of parts."""


@rule(
    "IC613",
    "The components and modules of a device are those of its template",
    source=_CONTROL,
    over=each_operation(lambda operation: operation.method == "GET" and operation.path.rpartition("/")[2] in _PARTS),
    by_hand=True,
)
def parts(context: CheckContext, operation: ApiOperation) -> None:
    """List them for a device that never connected, and for one of another template before and after it gets this one."""
    _expect_parts(context, operation, _device(context).id)
    if len(operation.names) == 1:
        _expect_no_parts(context, operation)


def _expect_parts(context: CheckContext, operation: ApiOperation, device_id: str, *before: Exchange) -> None:
    """Expect those of the shared template."""
    read = context.require(operation, _place(operation, device_id))
    wanted = (_INNER if "/modules/{" in operation.path else _PLACES)[operation.path.rpartition("/")[2]]
    names = [item.get("name") for item in read.value]
    subject = "moved to another template" if before else ""
    message = f"the template names {[wanted]}, and the list has {names}"
    context.expect(names == [wanted], message, *before, read, subject=subject)


def _expect_no_parts(context: CheckContext, operation: ApiOperation) -> None:
    """Expect nothing for a device whose template has none, until it gets the shared one."""
    templates = context.factory.family("DeviceTemplates")
    plain = context.create(templates, context.factory.body(templates, 1))
    device = _device(context, plain.id)
    read = context.require(operation, _place(operation, device.id))
    names = [item.get("name") for item in read.value]
    context.expect(not names, f"the template names none, and the list has {names}", read, subject="another template")
    if device.family.update is not None:
        moved = context.send(device.family.update, device.path, body={"template": context.factory.template})
        if moved.succeeded:
            _expect_parts(context, operation, device.id, moved)
    context.discard(device)


@rule(
    "IC614",
    "A deployment manifest that is applied to a device is returned with it where it is requested",
    source="article Manage deployment manifests with the REST API; the document: parameter expand",
    over=named("Devices_ApplyManifest"),
    by_hand=True,
)
def manifest_applied(context: CheckContext, operation: ApiOperation) -> None:
    """Apply a manifest to an IoT Edge device, read the device with it and without, and change its name; it has no other effect."""
    device = _device(context)
    place = {"deviceId": device.id}
    manifest = context.factory.body(context.factory.family("DeploymentManifests"), 1)
    before = context.require("Devices_Get", place)
    applied = context.require(operation, place, body=manifest)
    _expect_manifest(context, applied.content, manifest, applied)
    plain = context.require("Devices_Get", place)
    context.expect(
        "deploymentManifest" not in plain.content,
        "the manifest is returned without being requested",
        plain,
        subject="unasked",
    )
    expanded = context.require("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = expanded.content.get("deploymentManifest")
    _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, expanded)
    _expect_in_list(context, device, manifest, applied)
    expect_no_differences(
        context, unequal(before.json, plain.json, leave=("etag",)), before, applied, plain, operation=operation.id
    )
    if device.family.update is None:
        return
    renamed = context.require(device.family.update, place, body={"displayName": context.factory.title()})
    after = context.require("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = after.content.get("deploymentManifest")
    update = device.family.update.id
    _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, renamed, after, operation=update)


def _expect_in_list(context: CheckContext, device: CreatedItem, manifest: Json, applied: Exchange) -> None:
    """Expect the manifest in the list where it is requested there, and not otherwise."""
    listing = device.family.list
    if listing is None or not listing.takes("expand"):
        return
    for query, asked in (({"expand": "deploymentManifest"}, True), ({}, False)):
        found, page = dict[str, Any](), applied
        for page in context.pages(listing, query={**query, **listing.sized(100)}):
            found = next((item for item in page.value if item.get("id") == device.id), found)
            if found:
                break
        if not found:
            context.skip("the list does not have the device, see IC507")
        shown = found.get("deploymentManifest")
        if asked:
            _expect_manifest(context, shown if is_object(shown) else {}, manifest, applied, page)
        else:
            message = "the list has the manifest without being asked for it"
            context.expect(shown is None, message, applied, page, subject="unasked in the list")
    if listing.role("filter") is not None:
        _expect_on_later_pages(context, device, manifest)


def _expect_on_later_pages(context: CheckContext, device: CreatedItem, manifest: Json) -> None:
    """Expect the manifest of each of two devices of the same name, on pages of one."""
    listing = device.family.list
    assert listing is not None
    expression = str(ComparisonTerm("displayName", "eq", str(device.sent["displayName"])))
    other = context.create("Devices", device.sent)
    applied = context.require("Devices_ApplyManifest", {"deviceId": other.id}, body=manifest)
    query = {"expand": "deploymentManifest", str(listing.role("filter")): expression, **listing.sized(1)}
    for page in context.pages(listing, query=query):
        for item in page.value:
            shown = item.get("deploymentManifest")
            content = shown if is_object(shown) else {}
            _expect_manifest(context, content, manifest, applied, page, operation=listing.id)


def _expect_manifest(
    context: CheckContext, shown: dict[str, Any], manifest: Json, *exchanges: Exchange, operation: str | None = None
) -> None:
    context.expect(
        shown.get("data") == manifest["data"],
        f"the manifest with the data {manifest['data']!r} was applied, and {shown.get('data')!r} is shown",
        *exchanges,
        subject="data",
        operation=operation,
    )
