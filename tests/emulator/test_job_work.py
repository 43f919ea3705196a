"""Tests of the work of jobs on devices, with real templates, properties and commands; and of groups by properties."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.emulator.world import World
from iotcentral_v2022_10_31_preview import IoTCentral, models

TEMPLATE = "dtmi:contoso:Thermostat;1"


def interface(id: str, *contents: dict[str, Any]) -> dict[str, Any]:
    return {"@id": id, "@type": "Interface", "displayName": "I", "contents": list(contents)}


def prop(name: str, schema: str, *, writable: bool = False, cloud: bool = False) -> dict[str, Any]:
    kind = ["Property", "Cloud"] if cloud else "Property"
    return {
        "@type": kind,
        "name": name,
        "displayName": name,
        "schema": schema,
        **({"writable": True} if writable else {}),
    }


ZONE = interface("dtmi:contoso:Zone;1", prop("target", "double", writable=True))
MODEL = interface(
    "dtmi:contoso:ThermostatModel;1",
    prop("target", "double", writable=True),
    prop("firmware", "string"),
    prop("customer", "string", cloud=True),
    {"@type": "Command", "name": "reboot", "displayName": "Reboot"},
    {"@type": "Component", "name": "zone", "displayName": "Zone", "schema": ZONE},
)


@pytest.fixture(autouse=True)
def devices(world: World, app: IoTCentral) -> None:
    """A simulated device and one that is offline, of one template; another of a second template."""
    for id in (TEMPLATE, "dtmi:contoso:Other;1"):
        body = {
            "@id": id,
            "@type": ["ModelDefinition", "DeviceModel"],
            "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
            "displayName": "T",
            "capabilityModel": MODEL if id == TEMPLATE else interface("dtmi:contoso:OtherModel;1"),
        }
        app.device_templates.create(id, models.DeviceTemplate.from_dict(body))
    app.devices.create("sim", models.Device(template=TEMPLATE, simulated=True))
    app.devices.create("off", models.Device(template=TEMPLATE))
    app.devices.create("other", models.Device(template="dtmi:contoso:Other;1"))
    app.device_groups.create("g", models.DeviceGroup(display_name="All", filter="SELECT * FROM devices"))
    world.clock.advance("PT2M")


def outcome(app: IoTCentral, world: World, *data: Any) -> dict[str, str]:
    app.jobs.create("j", models.Job(group="g", data=list(data)))
    world.clock.advance("PT5S")
    assert app.jobs.get("j").end
    return {str(device.id): str(device.status) for device in app.jobs.get_devices("j")}


def test_a_property_is_written_on_devices_of_its_template(app: IoTCentral, world: World) -> None:
    data = [
        models.PropertyJobData(target=TEMPLATE, path="target", value=21.5),
        models.PropertyJobData(target=TEMPLATE, path="zone.target", value=19),
    ]
    assert outcome(app, world, *data) == {"sim": "completed", "off": "completed", "other": "failed"}
    found = app.devices.get_properties("off").to_dict()
    assert found["$metadata"]["target"]["desiredValue"] == 21.5
    assert found["zone"]["$metadata"]["target"]["desiredValue"] == 19


@pytest.mark.parametrize(
    ("path", "value"),
    [("firmware", "x"), ("nothing", 1), ("target", "hot"), ("customer", "x"), ("no.target", 1), ("zone", 1), ("", 1)],
)
def test_what_is_no_writable_property_fails(app: IoTCentral, world: World, path: str, value: Any) -> None:
    found = outcome(app, world, models.PropertyJobData(target=TEMPLATE, path=path, value=value))
    assert set(found.values()) == {"failed"}
    assert app.jobs.get("j").status == "failed"


def test_a_cloud_property_is_written(app: IoTCentral, world: World) -> None:
    data = models.CloudPropertyJobData(target=TEMPLATE, path="customer", value="Contoso")
    assert outcome(app, world, data) == {"sim": "completed", "off": "completed", "other": "failed"}
    assert app.devices.get_properties("off").to_dict()["customer"] == "Contoso"


def test_a_command_runs_where_a_device_answers(app: IoTCentral, world: World) -> None:
    data = models.CommandJobData(target=TEMPLATE, path="reboot", value=None)
    assert outcome(app, world, data) == {"sim": "completed", "off": "failed", "other": "failed"}
    assert len(list(app.devices.get_command_history("sim", "reboot"))) == 1
    again = app.jobs.rerun("j", "again")
    world.clock.advance("PT5S")
    assert [device.id for device in app.jobs.get_devices(str(again.id))] == ["off", "other"]


def test_a_device_that_fails_the_first_entry_is_spared_the_second(app: IoTCentral, world: World) -> None:
    data = [
        models.CommandJobData(target=TEMPLATE, path="nothing", value=None),
        models.CommandJobData(target=TEMPLATE, path="reboot", value=None),
    ]
    assert set(outcome(app, world, *data).values()) == {"failed"}
    assert list(app.devices.get_command_history("sim", "reboot")) == []


def test_devices_move_to_another_template(app: IoTCentral, world: World) -> None:
    data = models.DeviceTemplateMigrationJobData(template="dtmi:contoso:Other;1")
    assert set(outcome(app, world, data).values()) == {"completed"}
    assert {device.template for device in app.devices.list()} == {"dtmi:contoso:Other;1"}


def test_groups_ask_for_cloud_properties_and_follow_their_changes(app: IoTCentral) -> None:
    app.device_groups.create(
        "c", models.DeviceGroup(display_name="C", filter='SELECT * FROM devices WHERE customer = "Contoso"')
    )

    def ids() -> list[str]:
        return [str(device.id) for device in app.device_groups.get_devices("c")]

    assert ids() == []
    app.devices.update_properties("off", models.DeviceProperties.from_dict({"customer": "Contoso"}))
    assert ids() == ["off"]
    app.devices.update_properties("off", models.DeviceProperties.from_dict({"customer": "Fabrikam"}))
    assert ids() == []


def test_groups_ask_for_reported_properties(app: IoTCentral) -> None:
    expected = {}
    for device in ("sim", "off"):
        found = app.devices.get_properties(device).to_dict()
        if "firmware" in found:
            expected[device] = found["firmware"]
    for device, value in expected.items():
        expression = f'SELECT * FROM devices WHERE firmware = "{value}" AND $id = "{device}"'
        app.device_groups.create("c", models.DeviceGroup(display_name="C", filter=expression))
        assert [item.id for item in app.device_groups.get_devices("c")] == [device]
    assert "sim" in expected
