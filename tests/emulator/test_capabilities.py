"""Tests of properties, telemetry and commands of devices on all four scopes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.emulator.devices import commands, properties, twin
from iotcentral_testkit.emulator.telemetry import values as telemetry
from iotcentral_testkit.emulator.world import World
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import NotFoundError, UnprocessableEntityError

from .models_of_devices import ROOM, TEMPLATE

PREVIEW = {"api-version": "2022-10-31-preview"}
PLACES = ["", "/components/left", "/modules/filter", "/modules/filter/components/right"]


@pytest.fixture(autouse=True)
def devices(app: IoTCentral, world: World) -> None:
    """A real device, and a simulated one that has been provisioned."""
    app.device_templates.create(TEMPLATE, models.DeviceTemplate.from_dict(ROOM))
    app.devices.create("real", models.Device(template=TEMPLATE))
    app.devices.create("played", models.Device(template=TEMPLATE, simulated=True))
    world.clock.advance("PT5M")
    assert app.devices.get("played").provisioned


@pytest.fixture
def the_app(world: World) -> Any:
    return next(iter(world.applications.values()))


def shown(app: IoTCentral, device: str, **query: Any) -> dict[str, Any]:
    return app.devices.get_properties(device, **query).to_dict()


def test_a_new_device_has_no_values(app: IoTCentral) -> None:
    assert shown(app, "real") == {"floor": 3, "left": {"$metadata": {}}, "$metadata": {}}


def test_a_simulated_device_reports_all_its_properties(app: IoTCentral) -> None:
    found = shown(app, "played")
    assert {"serialNumber", "target", "levels", "schedule", "floor", "left", "$metadata"} == found.keys()
    assert -30 <= found["target"] <= 10
    assert found["left"]["$metadata"]["maximum"]["lastUpdateTime"].startswith("2026-03-01T08:00:05")


def test_desired_values_wait_for_the_device(app: IoTCentral, the_app: Any) -> None:
    body = models.DevicePropertiesPatch.from_dict({"target": 5, "left": {"target": 4}})
    answer = app.devices.update_properties("real", body).to_dict()
    assert answer == {
        "$metadata": {"target": {"desiredValue": 5}},
        "left": {"$metadata": {"target": {"desiredValue": 4}}},
    }
    found = shown(app, "real")
    assert found["$metadata"] == {"target": {"desiredValue": 5, "desiredVersion": 1}}
    assert "target" not in found
    properties.report(the_app, "real", {"target": 5, "serialNumber": "CR-1"})
    found = shown(app, "real")
    assert (found["target"], found["serialNumber"]) == (5, "CR-1")
    assert found["$metadata"]["target"] == {
        "desiredValue": 5,
        "desiredVersion": 1,
        "lastUpdateTime": "2026-03-01T08:05:00.0000000Z",
        "ackVersion": 1,
        "ackCode": 200,
        "ackDescription": "completed",
    }


def test_a_simulated_device_accepts_at_once(app: IoTCentral) -> None:
    app.devices.update_properties("played", models.DevicePropertiesPatch.from_dict({"target": 5}))
    app.devices.update_properties("played", models.DevicePropertiesPatch.from_dict({"target": 6}))
    found = shown(app, "played")
    assert found["target"] == 6
    assert (found["$metadata"]["target"]["ackVersion"], found["$metadata"]["target"]["ackCode"]) == (2, 200)


def test_replacing_clears_what_is_left_out_and_updating_does_not(app: IoTCentral) -> None:
    patch = models.DevicePropertiesPatch.from_dict
    app.devices.update_properties("real", patch({"target": 5, "customer": "Ada", "left": {"target": 4}}))
    app.devices.update_properties("real", patch({"levels": {"a": 1}}))
    assert shown(app, "real")["$metadata"].keys() == {"target", "customer", "levels"}
    app.devices.replace_properties("real", models.DeviceProperties.from_dict({"levels": {"b": 2}}))
    found = shown(app, "real")
    assert found["$metadata"] == {"levels": {"desiredValue": {"b": 2}, "desiredVersion": 3}}
    assert found["left"]["$metadata"] == {}
    assert "customer" not in found


def test_null_and_objects_are_merged(app: IoTCentral) -> None:
    patch = models.DevicePropertiesPatch.from_dict
    app.devices.update_properties("real", patch({"schedule": {"low": 1, "mode": 2}, "target": 1}))
    app.devices.update_properties("real", patch({"schedule": {"mode": 1}, "target": None}))
    metadata = shown(app, "real")["$metadata"]
    assert metadata == {"schedule": {"desiredValue": {"low": 1, "mode": 1}, "desiredVersion": 2}}


def test_what_the_device_reported_survives_a_replacement(app: IoTCentral, the_app: Any) -> None:
    properties.report(the_app, "real", {"target": 5})
    app.devices.replace_properties("real", models.DeviceProperties())
    app.devices.update_properties("real", models.DevicePropertiesPatch.from_dict({"target": None}))
    assert shown(app, "real")["target"] == 5


def test_cloud_properties_have_their_value_at_once(app: IoTCentral) -> None:
    app.devices.update_properties("real", models.DevicePropertiesPatch.from_dict({"customer": "Ada", "floor": 4}))
    found = shown(app, "real")
    assert (found["customer"], found["floor"]) == ("Ada", 4)
    assert "desiredValue" not in found["$metadata"]["customer"]


def test_what_was_read_can_be_written_back(app: IoTCentral) -> None:
    found = shown(app, "played")
    app.devices.replace_properties("played", models.DeviceProperties.from_dict(found))
    assert shown(app, "played")["target"] == found["target"]


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        ({"target": "warm"}, 'target should be number, but is "warm".'),
        ({"target": 11}, "target should be <= 10"),
        ({"serialNumber": "x"}, "serialNumber is read-only"),
        ({"nothing": 1}, "nothing is not a property"),
        ({"levels": {"a": 1.5}}, "levels.a should be integer"),
        ({"schedule": {"mode": 3}}, "schedule.mode should be equal to one of the allowed values"),
        ({"schedule": {"other": 3}}, "should not have the field 'other'"),
        ({"left": 3}, "left should be object"),
        ({"left": {"maximum": 3}}, "left.maximum is read-only"),
        ({"customer": "x" * 5000}, "customer should be no longer than 4096 bytes"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_values_that_do_not_fit_are_refused_together(
    raw: httpx.Client, app: IoTCentral, method: str, body: Any, clause: str
) -> None:
    response = raw.request(method, "/api/devices/real/properties", params=PREVIEW, json={"target": 1, **body})
    assert response.status_code == 422
    assert clause in response.json()["error"]["message"]
    assert shown(app, "real")["$metadata"] == {}


def test_unmodeled_properties_are_reached_only_on_request(app: IoTCentral) -> None:
    body = models.DevicePropertiesPatch.from_dict({"extra": {"a": 1}})
    with pytest.raises(UnprocessableEntityError):
        app.devices.update_properties("real", body)
    app.devices.update_properties("real", body, unmodeled=True)
    assert "extra" not in shown(app, "real")["$metadata"]
    found = shown(app, "real", unmodeled=True)
    assert found["$metadata"]["extra"] == {"desiredValue": {"a": 1}, "desiredVersion": 1}


@pytest.mark.parametrize("place", PLACES)
def test_properties_are_written_and_read_on_each_scope(raw: httpx.Client, place: str) -> None:
    name, url = "rate" if place == "/modules/filter" else "target", f"/api/devices/real{place}/properties"
    for method in ("PUT", "PATCH"):
        response = raw.request(method, url, params=PREVIEW, json={name: 2})
        assert (response.status_code, response.json()) == (202, {"$metadata": {name: {"desiredValue": 2}}})
    assert raw.get(url, params=PREVIEW).json()["$metadata"][name] == {"desiredValue": 2, "desiredVersion": 2}


@pytest.mark.parametrize("place", ["/components/none", "/modules/none", "/modules/filter/components/none"])
def test_unknown_places_are_not_found(raw: httpx.Client, place: str) -> None:
    for path in ("properties", "telemetry/temperature", "commands/report"):
        assert raw.get(f"/api/devices/real{place}/{path}", params=PREVIEW).status_code == 404


def test_unknown_devices_are_not_found(app: IoTCentral) -> None:
    calls: list[Any] = [
        lambda: app.devices.get_properties("none"),
        lambda: app.devices.update_properties("none", models.DevicePropertiesPatch()),
        lambda: app.devices.replace_properties("none", models.DeviceProperties()),
        lambda: app.devices.get_telemetry_value("none", "temperature"),
        lambda: app.devices.run_command("none", "reboot", models.DeviceCommand()),
        lambda: list(app.devices.get_command_history("none", "reboot")),
    ]
    for call in calls:
        with pytest.raises(NotFoundError):
            call()


@pytest.mark.parametrize(
    ("place", "name"), list(zip(PLACES, ["temperature", "temperature", "passed", "temperature"], strict=True))
)
def test_simulated_telemetry_has_a_last_value_on_each_scope(raw: httpx.Client, place: str, name: str) -> None:
    found = raw.get(f"/api/devices/played{place}/telemetry/{name}", params=PREVIEW).json()
    assert found["timestamp"].startswith("2026-03-01T08:04:")
    assert isinstance(found["value"], int | float)
    assert raw.get(f"/api/devices/real{place}/telemetry/{name}", params=PREVIEW).json() == {}


def test_telemetry_moves_with_the_clock_and_agrees_with_the_history(
    app: IoTCentral, world: World, the_app: Any
) -> None:
    seen = []
    for _ in range(3):
        world.clock.advance("PT1M")
        last = app.devices.get_telemetry_value("played", "temperature")
        seen.append((last.timestamp, last.value))
    now = world.clock.now()
    past = telemetry.history(the_app, the_app.get("device", "played"), "temperature", now.replace(hour=0), now)
    assert [value for _, value in past][-3:] == [value for _, value in seen]
    assert len(set(seen)) == 3


def test_a_real_device_sends_its_own_telemetry(app: IoTCentral, world: World, the_app: Any) -> None:
    telemetry.record(the_app, "real", {"temperature": 20.5}, component="left")
    assert app.devices.get_component_telemetry_value("real", "left", "temperature").value == 20.5
    now = world.clock.now()
    past = telemetry.history(the_app, the_app.get("device", "real"), "left.temperature", now, now)
    assert [value for _, value in past] == [20.5]


def test_unknown_telemetry_is_not_found(app: IoTCentral) -> None:
    with pytest.raises(NotFoundError):
        app.devices.get_telemetry_value("played", "nothing")


@pytest.mark.parametrize(
    ("place", "name", "request_"),
    [
        ("", "reboot", 10),
        ("/components/left", "report", "2026-03-01T08:00:00Z"),
        ("/modules/filter", "flush", None),
        ("/modules/filter/components/right", "report", None),
    ],
)
def test_simulated_devices_answer_commands_on_each_scope(
    raw: httpx.Client, place: str, name: str, request_: Any
) -> None:
    url = f"/api/devices/played{place}/commands/{name}"
    assert raw.get(url, params=PREVIEW).json() == {"value": []}
    body = {} if request_ is None else {"request": request_}
    assert raw.post(url, params=PREVIEW, json=body).status_code == 201
    answer = raw.post(url, params=PREVIEW, json={**body, "responseTimeout": 5})
    assert answer.status_code == 201
    assert answer.json()["responseCode"] == 200
    assert answer.json().get("request") == request_
    assert answer.json()["response"] is not None
    assert raw.get(url, params=PREVIEW).json() == {"value": [answer.json()]}


def test_payloads_are_checked(app: IoTCentral) -> None:
    with pytest.raises(UnprocessableEntityError, match="request should be integer"):
        app.devices.run_command("played", "reboot", models.DeviceCommand(request={"delay": 5}))


def test_offline_devices_are_not_reached(app: IoTCentral) -> None:
    with pytest.raises(NotFoundError, match="Could not connect to device in order to send command"):
        app.devices.run_command("real", "reboot", models.DeviceCommand(request=1))
    assert list(app.devices.get_command_history("real", "reboot")) == []


def test_durable_commands_have_no_response(app: IoTCentral) -> None:
    answer = app.devices.run_command("real", "later", models.DeviceCommand()).to_dict()
    assert answer.keys() == {"id"}


def test_unknown_commands_are_not_found(app: IoTCentral) -> None:
    with pytest.raises(NotFoundError):
        app.devices.run_command("played", "nothing", models.DeviceCommand())
    with pytest.raises(NotFoundError):
        list(app.devices.get_command_history("played", "nothing"))


def test_jobs_write_properties_and_run_commands_by_path(app: IoTCentral, the_app: Any) -> None:
    properties.set_desired(the_app, "played", "left.target", 3)
    properties.set_desired(the_app, "played", "customer", "Ada", cloud=True)
    shown = twin.values(the_app, the_app.get("device", "played"))
    assert (shown["left"]["target"], shown["customer"]) == (3, "Ada")
    assert commands.invoke(the_app, "played", "left.report", None)["responseCode"] == 200


def test_a_removed_device_leaves_nothing_behind(app: IoTCentral) -> None:
    app.devices.update_properties("played", models.DevicePropertiesPatch.from_dict({"target": 5}))
    app.devices.run_command("played", "blink", models.DeviceCommand())
    app.devices.remove("played")
    app.devices.create("played", models.Device(template=TEMPLATE))
    assert shown(app, "played")["$metadata"] == {}
    assert list(app.devices.get_command_history("played", "blink")) == []
