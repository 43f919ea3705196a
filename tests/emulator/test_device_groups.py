"""Tests of device groups over the API: definitions, members at the time of reading, organizations."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_07_31 import IoTCentral as Stable
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ApiError, NotFoundError, PreconditionFailedError

TEMPLATE = "dtmi:contoso:Thermostat;1"
FILTER = f'SELECT * FROM devices WHERE $template = "{TEMPLATE}"'


@pytest.fixture(autouse=True)
def devices(world: World) -> None:
    """Devices as they are stored: d00 to d29 of one template, every third simulated; one without a template."""
    application = world.applications[DEFAULT_APP]
    for number in range(30):
        put_device(world, f"d{number:02}", simulated=number % 3 == 0)
    put_device(world, "stray", template=None)
    application.put("template", TEMPLATE, {"@id": TEMPLATE})


def put_device(world: World, id: str, *, template: str | None = TEMPLATE, **members: Any) -> None:
    device = {"id": id, "displayName": f"Device {id}", "provisioned": False, "simulated": False, "enabled": True}
    device |= {"etag": "e", **({"template": template} if template else {}), **members}
    world.applications[DEFAULT_APP].put("device", id, device)


def group(text: str = FILTER, **members: Any) -> models.DeviceGroup:
    return models.DeviceGroup(display_name="Group", filter=text, **members)


def ids(app: IoTCentral | Stable, group_id: str = "g") -> list[str]:
    return [str(device.id) for device in app.device_groups.get_devices(group_id)]


def test_a_group_is_created_read_changed_and_removed(app: IoTCentral) -> None:
    created = app.device_groups.create("g", group(description="All"))
    assert app.device_groups.get("g") == created
    assert (created.id, created.display_name, created.filter, created.description) == ("g", "Group", FILTER, "All")
    changed = app.device_groups.update("g", models.DeviceGroupPatch(display_name="New", description=None))
    assert changed.to_dict().keys() == {"id", "displayName", "filter", "etag"}
    assert changed.etag != created.etag
    app.device_groups.remove("g")
    for call in (app.device_groups.get, app.device_groups.remove, ids_of(app)):
        with pytest.raises(NotFoundError):
            call("g")


def ids_of(app: IoTCentral) -> Any:
    return lambda group_id: ids(app, group_id)


def test_a_stale_etag_is_refused_in_body_and_header(app: IoTCentral) -> None:
    etag = str(app.device_groups.create("g", group()).etag)
    app.device_groups.create("g", group(etag=etag))
    with pytest.raises(PreconditionFailedError):
        app.device_groups.create("g", group(etag=etag))
    with pytest.raises(PreconditionFailedError):
        app.device_groups.update("g", models.DeviceGroupPatch(display_name="x"), if_match=etag)
    app.device_groups.update("g", models.DeviceGroupPatch(display_name="x"), if_match="*")


@pytest.mark.parametrize(
    "expression",
    [
        'SELECT * FROM devices WHERE ($id = "a" OR $id = "b")',
        'SELECT * FROM devices WHERE $id IN ["a"]',
        "nonsense",
        "",
    ],
)
def test_a_bad_filter_is_refused_with_the_known_message(app: IoTCentral, expression: str) -> None:
    with pytest.raises(ApiError, match="may only reference properties and cannot contain nested conditions") as caught:
        app.device_groups.create("g", group(expression))
    assert (caught.value.status_code, caught.value.code) == (422, "InvalidBody")
    app.device_groups.create("g", group())
    with pytest.raises(ApiError):
        app.device_groups.update("g", models.DeviceGroupPatch(filter=expression))
    assert app.device_groups.get("g").filter == FILTER


def test_needed_members_cannot_be_cleared(app: IoTCentral) -> None:
    app.device_groups.create("g", group())
    for patch in (models.DeviceGroupPatch(display_name=None), models.DeviceGroupPatch(filter=None)):
        with pytest.raises(ApiError) as caught:
            app.device_groups.update("g", patch)
        assert caught.value.status_code == 422


def test_members_are_found_at_the_time_of_reading(app: IoTCentral, stable: Stable, world: World) -> None:
    app.device_groups.create("g", group(FILTER + " AND $simulated = true"))
    expected = [f"d{number:02}" for number in range(0, 30, 3)]
    assert ids(app) == ids(stable) == expected
    put_device(world, "late", simulated=True)
    put_device(world, "d00", simulated=False)
    assert ids(app) == [*expected[1:], "late"]


def test_members_come_in_pages(raw: httpx.Client, app: IoTCentral) -> None:
    app.device_groups.create("g", group(FILTER + " AND $simulated = false"))
    answer = raw.get("/api/deviceGroups/g/devices?api-version=2022-10-31-preview&maxpagesize=8").json()
    assert len(answer["value"]) == 8
    pages = 1
    seen = [device["id"] for device in answer["value"]]
    while "nextLink" in answer:
        answer = raw.get(answer["nextLink"]).json()
        seen += [device["id"] for device in answer["value"]]
        pages += 1
    assert (pages, len(set(seen)), len(seen)) == (3, 20, 20)


def test_an_unassigned_device_is_in_no_group(app: IoTCentral) -> None:
    app.device_groups.create("g", group('SELECT * FROM devices WHERE $id = "stray"'))
    assert ids(app) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('$id = "d07"', ["d07"]),
        ('$displayName = "Device d07"', ["d07"]),
        ('CONTAINS($displayName, "device D2") AND $id < "d22"', ["d20", "d21"]),
        ("$enabled = false", []),
        ('$enabled != false AND $id >= "d29"', ["d29"]),
        ("$provisioned = true", []),
    ],
)
def test_metadata_can_be_asked_for(app: IoTCentral, condition: str, expected: list[str]) -> None:
    app.device_groups.create("g", group(f"SELECT * FROM devices WHERE {condition}"))
    assert ids(app) == expected


def test_a_group_of_an_organization_holds_its_devices_and_those_below(app: IoTCentral, world: World) -> None:
    application = world.applications[DEFAULT_APP]
    application.put("organization", "north", {"id": "north"})
    application.put("organization", "city", {"id": "city", "parent": "north"})
    put_device(world, "n", organizations=["north"])
    put_device(world, "c", organizations=["city"])
    app.device_groups.create("g", group(organizations=["north"]))
    app.device_groups.create("h", group(organizations=["city"]))
    assert (ids(app), ids(app, "h")) == (["n", "c"], ["c"])
    with pytest.raises(ApiError) as caught:
        app.device_groups.create("i", group(organizations=["nowhere"]))
    assert caught.value.status_code == 422


def test_groups_are_listed_filtered_and_sorted(app: IoTCentral) -> None:
    for name in ("b", "c", "a"):
        app.device_groups.create(name, models.DeviceGroup(display_name=f"Group {name}", filter=FILTER))
    assert [item.id for item in app.device_groups.list()] == ["b", "c", "a"]
    assert [item.id for item in app.device_groups.list(orderby="displayName desc")] == ["c", "b", "a"]
    assert [item.id for item in app.device_groups.list(filter="displayName eq 'Group a'")] == ["a"]
