"""Tests of devices that a program plays: connecting, sending, reporting, and answering commands and desired values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.played_device import PlayedDevice, PlayedDeviceError
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import NO_RETRY, ApiToken, NotFoundError, RequestTimeoutError, ServerError

from .models_of_devices import ROOM, TEMPLATE

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START)) as emulator:
        yield emulator


@pytest.fixture
def emulator(shared: Emulator) -> Emulator:
    shared.reset()
    return shared


@pytest.fixture
def app(emulator: Emulator) -> IoTCentral:
    app = IoTCentral(
        emulator.url, ApiToken(emulator.token), transport=emulator.transport(), limiter=None, retry=NO_RETRY
    )
    app.device_templates.create(TEMPLATE, models.DeviceTemplate.from_dict(ROOM))
    app.devices.create("real", models.Device(template=TEMPLATE))
    return app


@pytest.fixture
def device(emulator: Emulator, app: IoTCentral) -> PlayedDevice:
    return emulator.device("real")


def run(app: IoTCentral, name: str, request: Any = None) -> dict[str, Any]:
    command = models.DeviceCommand() if request is None else models.DeviceCommand(request=request)
    return app.devices.run_command("real", name, command).to_dict()


def metadata(app: IoTCentral, name: str) -> dict[str, Any]:
    found: dict[str, Any] = app.devices.get_properties("real").to_dict()["$metadata"][name]
    return found


def want(app: IoTCentral, **values: Any) -> None:
    app.devices.update_properties("real", models.DevicePropertiesPatch.from_dict(values))


def test_connected_devices_answer_for_themselves_or_not_in_time(app: IoTCentral, device: PlayedDevice) -> None:
    device.connect(lambda name, request: (207, f"{name} {request}"))
    answer = run(app, "reboot", 3)
    assert (answer["response"], answer["responseCode"]) == ("reboot 3", 207)
    for silent in (lambda *_: None, None):
        device.connect(silent)
        with pytest.raises(RequestTimeoutError):
            run(app, "reboot", 3)
    device.disconnect()
    with pytest.raises(NotFoundError):
        run(app, "reboot", 3)


def test_a_device_that_connects_is_provisioned(app: IoTCentral, device: PlayedDevice) -> None:
    assert not app.devices.get("real").provisioned
    device.connect()
    assert app.devices.get("real").provisioned


def test_what_is_sent_and_reported_is_read(app: IoTCentral, device: PlayedDevice) -> None:
    device.connect()
    device.send({"temperature": 21.5}, component="left")
    device.report({"serialNumber": "CR-1"})
    assert app.devices.get_component_telemetry_value("real", "left", "temperature").value == 21.5
    assert app.devices.get_properties("real").to_dict()["serialNumber"] == "CR-1"


def test_durable_commands_are_delivered_on_connection_within_a_day(
    emulator: Emulator, app: IoTCentral, device: PlayedDevice
) -> None:
    got: list[Any] = []

    def on_command(name: str, request: Any) -> None:
        got.append((name, request))

    run(app, "later")
    emulator.clock.advance("PT1H")
    run(app, "later")
    emulator.clock.advance("PT23H30M")
    device.connect()  # takes no commands, so that they go on waiting
    device.connect(on_command)
    assert got == [("later", None)]
    assert run(app, "later").keys() == {"id"}
    assert got == [("later", None)] * 2
    device.connect(on_command)
    assert len(got) == 2


def test_a_device_refuses_a_desired_value(app: IoTCentral, device: PlayedDevice) -> None:
    told: list[Any] = []

    def on_desired(name: str, value: Any) -> Any:
        told.append((name, value))
        return (400, "too warm") if value > 8 else 200

    want(app, target=5)
    device.connect(on_desired=on_desired)
    assert told == [("target", 5)]
    want(app, target=9)
    assert told[1:] == [("target", 9)]
    assert app.devices.get_properties("real").to_dict()["target"] == 5
    found = metadata(app, "target")
    assert (found["desiredValue"], found["ackCode"], found["ackDescription"]) == (9, 400, "too warm")
    assert found["ackVersion"] == found["desiredVersion"] == 2


def test_a_refusal_can_be_reported_later(app: IoTCentral, device: PlayedDevice) -> None:
    device.connect(on_desired=lambda *_: None)
    want(app, target=9)
    assert "ackCode" not in metadata(app, "target")
    device.report({"target": 8}, ack=400, description="8 at most")
    assert app.devices.get_properties("real").to_dict()["target"] == 8
    assert metadata(app, "target")["ackDescription"] == "8 at most"


def test_a_command_can_report(app: IoTCentral, device: PlayedDevice) -> None:
    def on_command(_: str, request: Any) -> tuple[int, Any]:
        device.report({"serialNumber": f"CR-{request}"})
        return 200, "done"

    device.connect(on_command)
    run(app, "reboot", 2)
    assert app.devices.get_properties("real").to_dict()["serialNumber"] == "CR-2"


def test_connections_are_told_by_exports(emulator: Emulator, app: IoTCentral, device: PlayedDevice) -> None:
    destination = {"displayName": "D", "type": "eventhubs@v1", "authorization": CONNECTION}
    app.destinations.create("d", models.Destination.from_dict(destination))
    export = {"displayName": "E", "enabled": True, "source": "deviceConnectivity", "destinations": [{"id": "d"}]}
    app.exports.create("e", models.Export.from_dict(export))
    device.connect()
    app.devices.update("real", models.DevicePatch(enabled=False))
    emulator.settle()
    assert [message["messageType"] for message in emulator.exported("d")] == ["connected", "disconnected"]


CONNECTION = {"type": "connectionString", "connectionString": "Endpoint=sb://x;EntityPath=e", "hubName": "h"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (None, "create it first"),
        ({"simulated": True}, "only others can be played"),
        ({"enabled": False}, "enable it first"),
    ],
)
def test_devices_that_cannot_be_played(
    emulator: Emulator, app: IoTCentral, body: dict[str, Any] | None, problem: str
) -> None:
    if body is not None:
        app.devices.create("other", models.Device.from_dict(body))
    with pytest.raises(PlayedDeviceError, match=problem):
        emulator.device("other").connect()


def test_a_component_that_the_device_lacks(device: PlayedDevice) -> None:
    with pytest.raises(PlayedDeviceError, match='Component "none" of device "real" could not be found'):
        device.send({"temperature": 3}, component="none")


@pytest.mark.parametrize(
    "values",
    ["temperature", [1], None, {"temperature": float("nan")}, {"temperature": 10**400}, {"temperature": {1, 2}}],
)
def test_what_json_does_not_have_is_not_sent(device: PlayedDevice, values: Any) -> None:
    for send in (device.send, device.report):
        with pytest.raises(PlayedDeviceError, match="devices send"):
            send(values)


def test_a_status_code_alone_answers_a_command(app: IoTCentral, device: PlayedDevice) -> None:
    device.connect(on_command=lambda _name, _request: 204)
    done = app.devices.run_command("real", "reboot", models.DeviceCommand())
    assert (done.response_code, done.response) == (204, None)


@pytest.mark.parametrize("answer", ["done", True, ("200", "done"), (200, "done", 1), {}])
def test_handlers_that_return_something_else_are_told(
    app: IoTCentral, device: PlayedDevice, caplog: pytest.LogCaptureFixture, answer: Any
) -> None:
    device.connect(on_command=lambda _name, _request: answer, on_desired=lambda _name, _value: answer)
    said = f'of the played device "real" failed: TypeError: it returned {answer!r}, not a status code'
    with pytest.raises(ServerError, match=re.escape(f"on_command {said}")):
        app.devices.run_command("real", "reboot", models.DeviceCommand())
    with pytest.raises(ServerError, match=re.escape(f"on_desired {said}")):
        app.devices.update_properties("real", models.DevicePropertiesPatch.from_dict({"target": 1}))
    assert caplog.text.count("Traceback") == 2


def test_handlers_that_fail_are_told_and_hold_up_no_job(
    emulator: Emulator, app: IoTCentral, device: PlayedDevice, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> int:
        raise LookupError("no such pump")

    device.connect(on_command=broken, on_desired=broken)
    with pytest.raises(ServerError, match='on_command of the played device "real" failed: LookupError: no such pump'):
        run(app, "reboot", 3)
    group = {"displayName": "G", "filter": 'SELECT * FROM devices WHERE $id = "real"'}
    app.device_groups.create("g", models.DeviceGroup.from_dict(group))
    data = [{"type": "property", "target": TEMPLATE, "path": "target", "value": 5}]
    app.jobs.create("j", models.Job.from_dict({"displayName": "J", "group": "g", "data": data}))
    emulator.clock.advance("PT1M")
    emulator.settle()
    assert app.jobs.get("j").status == "failed"
    assert caplog.text.count("on_desired of the played device real failed") == 1
    device.disconnect()
    want(app, target=1)
    with pytest.raises(PlayedDeviceError, match='on_desired of the played device "real" failed: LookupError'):
        device.connect(on_desired=broken)
