"""What a device can do: properties, commands, telemetry, components and modules, at all four places of a device."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ..engine.exchange import Exchange, Json
from ..engine.findings import Deviation
from ..fixtures.check_context import Probe
from ..fixtures.factory import Item
from ..fixtures.job_fixtures import provisioned, server_time
from .jobs import desired
from .rules import each_family, each_operation, rule

_CONTROL = "article Control devices with the REST API"
_PLACES = {"componentName": "zone", "moduleName": "filterModule"}
"""Names in the template that checks share, see `recipes.capability_model`."""

_SKEW = timedelta(minutes=5)
"""By which a server's clocks may differ."""


def _device(probe: Probe) -> Item:
    """Return a device of the shared template that is not simulated; checks write its properties, each its own way."""
    body: Json = {"displayName": probe.workshop.title(), "template": probe.workshop.template, "simulated": False}
    if probe.workshop.preview:
        body["type"] = ["iotEdge"]
    return probe.make("Devices", body)


def _place(operation: ApiOperation, device_id: str, **more: str) -> dict[str, str]:
    """Return the path parameters of an operation at its place of a device."""
    known = {**_PLACES, "deviceId": device_id, **more}
    return {name: known[name] for parameter in operation.of("path") if (name := parameter["name"]) in known}


@rule(
    "IC610",
    "What is desired of a writable property is read again; PATCH changes it alone, PUT the whole",
    source=f"{_CONTROL}; the document: 202, the values are accepted for delivery",
    over=each_family("update", "create", "get", also=lambda family: not family.stores),
    varied=True,
)
def properties(probe: Probe, family: Family) -> None:
    """Write and read properties of a device that nobody plays."""
    assert family.update is not None  # each_family("update")
    device = _device(probe)
    place = _place(family.get, device.id)
    probe.need(family.get, place)
    for operation in (family.update, family.create, family.update):
        value = probe.random.randrange(1000) / 2
        written = probe.need(operation, place, body={"targetTemperature": value})
        _expect_desired(probe, written, value, "answer", operation, written)
        read = probe.need(family.get, place)
        _expect_desired(probe, read, value, "value", operation, written, read)
    _refuses(probe, family, place, read)
    if family.name == "Devices/properties":
        _leaves_others(probe, family, place)
    else:
        _shows_parts(probe, family, device.id)


def _expect_desired(
    probe: Probe, shown: Exchange, value: Any, subject: str, operation: ApiOperation, *exchanges: Exchange
) -> None:
    found = desired(shown.content, "targetTemperature")
    message = f"{operation.method} wrote {value!r} to targetTemperature, and {found!r} is shown as desired"
    probe.expect(found == value, message, *exchanges, subject=subject, operation=operation.id)


def _refuses(probe: Probe, family: Family, place: dict[str, str], before: Exchange) -> None:
    """Write what does not fit, and expect that nothing comes of it."""
    for operation in (family.update, family.create):
        assert operation is not None  # each_family("update")
        wrong = probe.ask(operation, place, body={"targetTemperature": "warm"})
        probe.expect(
            400 <= wrong.status < 500,
            f"a text for a property of numbers is answered with {wrong.status}",
            wrong,
            subject="wrong type",
            operation=operation.id,
        )
        fixed = probe.ask(operation, place, body={"targetTemperature": 1.5, "serialNumber": "from the cloud"})
        read = probe.need(family.get, place)
        probe.expect(
            desired(read.content, "serialNumber") != "from the cloud",
            f"{operation.method} set serialNumber, which is read-only",
            fixed,
            read,
            subject="read-only",
            operation=operation.id,
        )
        if not fixed.succeeded:
            same = desired(read.content, "targetTemperature") == desired(before.content, "targetTemperature")
            probe.expect(
                same,
                "a request that was refused changed targetTemperature",
                wrong,
                fixed,
                read,
                subject="refused",
                operation=operation.id,
            )


def _leaves_others(probe: Probe, family: Family, place: dict[str, str]) -> None:
    """Write a cloud property and a component's property, and expect that PATCH leaves the others as they are."""
    assert family.update is not None  # each_family("update")
    probe.need(family.update, place, body={"targetTemperature": 4.5})
    note = probe.workshop.word()
    written = probe.need(family.update, place, body={"note": note})
    read = probe.need(family.get, place)
    probe.expect(
        read.content.get("note") == note,
        f"the cloud property note was set to {note!r}, and is {read.content.get('note')!r}",
        written,
        read,
        subject="cloud property",
    )
    _expect_desired(probe, read, 4.5, "other property", family.update, written, read)
    inner = probe.need(family.update, place, body={"zone": {"targetTemperature": 3.5}})
    after = probe.need(family.get, place)
    part = after.content.get("zone")
    found = desired(part, "targetTemperature") if is_object(part) else None
    probe.expect(
        found == 3.5,
        f"targetTemperature of the component zone was set to 3.5, and {found!r} is shown as desired",
        inner,
        after,
        subject="component",
    )
    _expect_desired(probe, after, 4.5, "other property", family.update, inner, after)


def _shows_parts(probe: Probe, family: Family, device_id: str) -> None:
    """Expect that the properties of a place are its own: the device's root has not changed."""
    root = probe.need("Devices_GetProperties", {"deviceId": device_id})
    found = desired(root.content, "targetTemperature")
    probe.expect(
        found is None,
        f"targetTemperature of {family.name} was written, and that of the device itself shows {found!r}",
        root,
        subject="another place",
    )


def _history(api: Api, operation: ApiOperation) -> ApiOperation:
    return next(other for other in api.operations.values() if other.path == operation.path and other.method == "GET")


def _runs_command(operation: ApiOperation) -> bool:
    return operation.method == "POST" and operation.path.endswith("/commands/{commandName}")


def _commands(api: Api) -> list[tuple[ApiOperation, tuple[str, ...]]]:
    running = [operation for operation in api.operations.values() if _runs_command(operation)]
    return [(operation, (operation.id, _history(api, operation).id)) for operation in running]


@rule(
    "IC611",
    "A command is answered by the device, the history shows that, and what is no command of the device is refused",
    source=f"{_CONTROL}; the document: 404 when the device cannot be reached, 408 when it does not answer",
    over=_commands,
)
def commands(probe: Probe, operation: ApiOperation) -> None:
    """Run the command on a simulated device and on one that is not connected."""
    history = _history(probe.api, operation)
    place = _place(operation, provisioned(probe), commandName="reboot")
    for delay in (5, 7):
        body = {"request": delay, "responseTimeout": 30}
        ran = probe.workshop.wait(partial(probe.ask, operation, place, body=body), _succeeded)
        probe.expect(
            ran.succeeded,
            f"a simulated device does not answer: {ran.status} {ran.error_code}",
            ran,
            subject="unanswered",
        )
        code = ran.content.get("responseCode")
        probe.expect(isinstance(code, int), f"responseCode is {code!r}, not the device's status", ran, subject="code")
        _expect_echo(probe, ran.content, delay, ran)
        past = probe.need(history, place)
        newest = past.value[0] if past.value else {}
        same = newest.get("id") == ran.content.get("id")
        probe.expect(
            bool(newest) and same,
            f"the command ran with the id {ran.content.get('id')!r}, and the newest of the history is {newest!r}",
            ran,
            past,
            subject="history",
            operation=history.id,
        )
        _expect_echo(probe, newest, delay, ran, past, operation=history.id)
    _expect_refusals(probe, operation, place)


def _succeeded(exchange: Exchange) -> bool:
    return exchange.succeeded


def _expect_echo(
    probe: Probe, run: dict[str, Any], delay: int, *exchanges: Exchange, operation: str | None = None
) -> None:
    found = run.get("request")
    probe.expect(
        found == delay,
        f"request was {delay}, and is shown as {found!r}",
        *exchanges,
        subject="request",
        operation=operation,
    )


def _expect_refusals(probe: Probe, operation: ApiOperation, place: dict[str, str]) -> None:
    history = _history(probe.api, operation)
    unknown = {**place, "commandName": "nobodyKnowsIt"}
    ran = probe.ask(operation, unknown, body={"request": 1, "responseTimeout": 5})
    probe.expect(
        400 <= ran.status < 500,
        f"a command that the template lacks is answered with {ran.status}",
        ran,
        subject="unknown",
    )
    wrong = probe.ask(operation, place, body={"request": "soon", "responseTimeout": 5})
    probe.expect(
        400 <= wrong.status < 500,
        f"a text for an argument that is a number is answered with {wrong.status}",
        wrong,
        subject="wrong type",
    )
    past = probe.need(history, place)
    requests = [run.get("request") for run in past.value]
    probe.expect(
        "soon" not in requests,
        "the history shows a run that was refused",
        wrong,
        past,
        subject="refused run",
        operation=history.id,
    )
    offline = {**place, "deviceId": _device(probe).id}
    lost = probe.ask(operation, offline, body={"request": 1, "connectionTimeout": 0, "responseTimeout": 5})
    probe.expect(
        lost.status in {404, 408},
        f"a device that is not connected cannot answer; the answer is {lost.status} rather than 404",
        lost,
        subject="offline",
    )


@rule(
    "IC612",
    "Telemetry is the last value with its time, and a telemetry that the device lacks is refused",
    source=_CONTROL,
    over=each_operation(lambda operation: operation.path.endswith("/telemetry/{telemetryName}")),
)
def telemetry(probe: Probe, operation: ApiOperation) -> None:
    """Read telemetry of a simulated device, which may not have sent any yet."""
    place = _place(operation, provisioned(probe), telemetryName="temperature")
    read = probe.need(operation, place)
    shown = read.content
    probe.expect(
        ("value" in shown) == ("timestamp" in shown),
        f"a value comes with its time, and the answer has {sorted(shown)}",
        read,
        subject="members",
    )
    if "value" in shown:
        value, moment = shown["value"], str(shown["timestamp"])
        number = isinstance(value, int | float) and not isinstance(value, bool)
        probe.expect(number, f"the telemetry is a number, and its value is {value!r}", read, subject="value")
        _expect_past(probe, moment, read)
    unknown = probe.ask(operation, {**place, "telemetryName": "nobodyKnowsIt"})
    probe.expect(
        400 <= unknown.status < 500,
        f"a telemetry that the template lacks is answered with {unknown.status}",
        unknown,
        subject="unknown",
    )


def _expect_past(probe: Probe, text: str, read: Exchange) -> None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Deviation(f"timestamp is {text!r}, which is no time", read, subject="timestamp") from None
    probe.expect(
        moment.tzinfo is not None and moment <= server_time(read) + _SKEW,
        f"timestamp is {text!r}, which is no time that has passed",
        read,
        subject="timestamp",
    )


_PARTS = {"components": {"zone"}, "modules": {"filterModule"}}
"""Last part of a path → the names that the list holds."""


@rule(
    "IC613",
    "The components and modules of a device are those that its template names",
    source=_CONTROL,
    over=each_operation(lambda operation: operation.method == "GET" and operation.path.rpartition("/")[2] in _PARTS),
)
def parts(probe: Probe, operation: ApiOperation) -> None:
    """List them for a device that never connected."""
    device = _device(probe)
    read = probe.need(operation, _place(operation, device.id))
    wanted = _PARTS[operation.path.rpartition("/")[2]]
    names = [item.get("name") for item in read.value]
    probe.expect(
        sorted(map(str, names)) == sorted(wanted),
        f"the template names {sorted(wanted)}, and the list has {names}",
        read,
    )


@rule(
    "IC614",
    "A deployment manifest that is applied to a device is shown with it where it is asked for",
    source="article Manage deployment manifests with the REST API; the document: parameter expand",
    over=each_operation(lambda operation: operation.id == "Devices_ApplyManifest"),
)
def manifest_applied(probe: Probe, operation: ApiOperation) -> None:
    """Apply a manifest to an IoT Edge device, and read the device with it and without."""
    device = _device(probe)
    place = {"deviceId": device.id}
    manifest = probe.workshop.body(probe.api.family("DeploymentManifests"), 1)
    applied = probe.need(operation, place, body=manifest)
    _expect_manifest(probe, applied.content, manifest, applied)
    plain = probe.need("Devices_Get", place)
    probe.expect(
        "deploymentManifest" not in plain.content,
        "the manifest is shown though nobody asked for it",
        plain,
        subject="unasked",
    )
    expanded = probe.need("Devices_Get", place, query={"expand": "deploymentManifest"})
    shown = expanded.content.get("deploymentManifest")
    _expect_manifest(probe, shown if is_object(shown) else {}, manifest, applied, expanded)


def _expect_manifest(probe: Probe, shown: dict[str, Any], manifest: Json, *exchanges: Exchange) -> None:
    probe.expect(
        shown.get("data") == manifest["data"],
        f"the manifest with the data {manifest['data']!r} was applied, and {shown.get('data')!r} is shown",
        *exchanges,
        subject="data",
    )
