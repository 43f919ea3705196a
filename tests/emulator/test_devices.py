"""Tests of devices: creating, reading, changing, deleting and listing them."""

from __future__ import annotations

from typing import Any

import httpx
import iotcentral_v2022_07_31
import iotcentral_v2022_10_31_preview
import pytest
from iotcentral_testkit.emulator.http.authentication import api_token_secret
from iotcentral_testkit.emulator.http.authorization import ORG_OPERATOR
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_10_31_preview import models

from iotcentral import (
    NO_RETRY,
    ApiError,
    ApiToken,
    BadRequestError,
    ForbiddenError,
    NotFoundError,
    PreconditionFailedError,
    UnprocessableEntityError,
)

from .bridge import Bridge
from .conftest import URL

App = iotcentral_v2022_10_31_preview.IoTCentral
Stable = iotcentral_v2022_07_31.IoTCentral

TEMPLATE = "dtmi:contoso:Gateway;1"
PREVIEW = "api-version=2022-10-31-preview"


def interface(*contents: Any) -> dict[str, Any]:
    return {"@id": "dtmi:contoso:Part;1", "@type": "Interface", "displayName": "Part", "contents": list(contents)}


@pytest.fixture(autouse=True)
def template(world: World) -> str:
    """A template with a component and a module that has a component itself."""
    fan = {
        "@type": "Component",
        "name": "fan",
        "displayName": "Fan",
        "description": "Turns",
        "schema": {**interface(), "@id": "dtmi:contoso:Fan;1"},
    }
    module = {
        "@type": ["Relationship", "EdgeModule"],
        "name": "filterModule",
        "displayName": "Filter",
        "target": [{**interface(fan), "@id": "dtmi:contoso:Filter;1"}],
    }
    model = {**interface({**fan, "name": "pump", "displayName": "Pump"}, module), "@id": "dtmi:contoso:GatewayModel;1"}
    content = {
        "@id": TEMPLATE,
        "@type": ["ModelDefinition", "DeviceModel"],
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
        "displayName": "Gateway",
        "etag": "1",
        "capabilityModel": {**model, "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"]},
    }
    world.applications[DEFAULT_APP].put("template", TEMPLATE, content)
    return TEMPLATE


def limited(world: World, bridge: Bridge, organization: str) -> App:
    """A client whose token reaches one organization only."""
    application = world.applications[DEFAULT_APP]
    expiry = world.clock.now().replace(year=2030)
    content = {"roles": [{"role": ORG_OPERATOR, "organization": organization}]}
    application.put("apiToken", organization, {**content, "id": organization, "_se": int(expiry.timestamp() * 1000)})
    secret = api_token_secret(application, organization, expiry)
    return App(URL, ApiToken(secret), transport=bridge, limiter=None, retry=NO_RETRY)


@pytest.fixture
def organizations(world: World) -> None:
    for name in ("north", "south"):
        world.applications[DEFAULT_APP].put("organization", name, {"id": name, "displayName": name})


def ids(pager: Any) -> list[str]:
    return [device.id for device in pager]


def test_a_device_without_a_body_s_members_takes_the_defaults(stable: Stable) -> None:
    device = stable.devices.create("t1", iotcentral_v2022_07_31.models.Device())
    assert device.to_dict() == {
        "id": "t1",
        "etag": device.etag,
        "displayName": "t1",
        "simulated": False,
        "provisioned": False,
        "enabled": True,
    }
    assert stable.devices.get("t1") == device


@pytest.mark.parametrize("id", ["a%20b", "a.b", "%C3%A4", "x" * 129, "a%2Fb"])
def test_ids_hold_letters_digits_hyphens_and_underscores(raw: httpx.Client, id: str) -> None:
    response = raw.put(f"/api/devices/{id}?{PREVIEW}", json={})
    assert response.status_code == 400
    assert "letters, digits, hyphens and underscores" in response.json()["error"]["message"]


def test_ids_are_case_sensitive(app: App) -> None:
    app.devices.create("Pump", models.Device())
    with pytest.raises(NotFoundError):
        app.devices.get("pump")


def test_put_replaces_what_can_be_written(app: App) -> None:
    first = app.devices.create("t1", models.Device(display_name="One", template=TEMPLATE, enabled=False))
    second = app.devices.create("t1", models.Device())
    assert (second.display_name, second.enabled) == ("t1", True)
    assert "template" not in second.to_dict()
    assert first.etag != second.etag


def test_read_only_and_unknown_members_are_passed_over(raw: httpx.Client) -> None:
    body = {"id": "other", "provisioned": True, "colour": "red", "_provisionedAt": "now"}
    answer = raw.put(f"/api/devices/t1?{PREVIEW}", json=body).json()
    assert (answer["id"], answer["provisioned"]) == ("t1", False)
    assert not {"colour", "_provisionedAt"} & answer.keys()
    echoed = raw.patch(f"/api/devices/t1?{PREVIEW}", json={**answer, "enabled": False}).json()
    assert echoed["enabled"] is False


def test_a_template_has_to_exist(app: App) -> None:
    with pytest.raises(BadRequestError, match="dtmi:contoso:Nothing;1"):
        app.devices.create("t1", models.Device(template="dtmi:contoso:Nothing;1"))
    app.devices.create("t1", models.Device(template=TEMPLATE))
    with pytest.raises(BadRequestError):
        app.devices.update("t1", models.DevicePatch(template="dtmi:contoso:GatewayModel;1"))
    assert app.devices.get("t1").template == TEMPLATE


def test_names_have_at_most_148_characters(app: App) -> None:
    assert app.devices.create("t1", models.Device(display_name="n" * 148)).display_name == "n" * 148
    with pytest.raises(UnprocessableEntityError, match="148"):
        app.devices.create("t1", models.Device(display_name="n" * 149))


def test_a_patch_changes_what_it_names_and_null_restores_the_default(app: App) -> None:
    app.devices.create("t1", models.Device(display_name="One", template=TEMPLATE, simulated=True))
    changed = app.devices.update("t1", models.DevicePatch(enabled=False))
    assert (changed.display_name, changed.enabled, changed.simulated) == ("One", False, True)
    cleared = app.devices.update(
        "t1", models.DevicePatch(display_name=None, enabled=None, simulated=None, template=None)
    ).to_dict()
    assert cleared == {**cleared, "displayName": "t1", "enabled": True, "simulated": False}
    assert "template" not in cleared


def test_an_outdated_etag_is_refused_and_a_star_is_not(app: App) -> None:
    device = app.devices.create("t1", models.Device())
    app.devices.update("t1", models.DevicePatch(enabled=False, etag=device.etag))
    with pytest.raises(PreconditionFailedError):
        app.devices.update("t1", models.DevicePatch(enabled=True, etag=device.etag))
    with pytest.raises(PreconditionFailedError):
        app.devices.update("t1", models.DevicePatch(enabled=True), if_match=str(device.etag))
    with pytest.raises(PreconditionFailedError):
        app.devices.create("t1", models.Device(etag=device.etag))
    assert app.devices.update("t1", models.DevicePatch(enabled=True), if_match="*").enabled is True


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_a_device_that_does_not_exist_is_not_found(raw: httpx.Client, method: str) -> None:
    body = {"json": {}} if method == "patch" else {}
    response = raw.request(method, f"/api/devices/nobody?{PREVIEW}", **body)  # type: ignore[arg-type]
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "NotFound"


@pytest.mark.parametrize("body", [{"enabled": "yes"}, {"displayName": 5}, {"organizations": "north"}, [], "x"])
def test_a_body_of_another_form_is_refused(raw: httpx.Client, body: Any) -> None:
    for method in ("put", "patch"):
        raw.put(f"/api/devices/t1?{PREVIEW}", json={})
        assert raw.request(method, f"/api/devices/t1?{PREVIEW}", json=body).status_code == 422


def test_the_kind_is_chosen_at_creation_and_stays(app: App, stable: Stable) -> None:
    assert app.devices.create("e1", models.Device(type=["iotEdge"])).type == ["iotEdge"]
    assert app.devices.create("e1", models.Device(display_name="Edge")).type == ["iotEdge"]
    assert "type" not in stable.devices.get("e1").to_dict()
    stable.devices.create("e1", iotcentral_v2022_07_31.models.Device())
    assert app.devices.update("e1", models.DevicePatch(type=["iotEdge"])).type == ["iotEdge"]
    for change in (None, ["other"]):
        with pytest.raises(UnprocessableEntityError):
            app.devices.update("e1", models.DevicePatch(type=change))
    app.devices.create("d1", models.Device())
    with pytest.raises(UnprocessableEntityError):
        app.devices.update("d1", models.DevicePatch(type=["iotEdge"]))
    with pytest.raises(UnprocessableEntityError):
        app.devices.create("d2", models.Device(type=["other"]))


def test_a_manifest_is_answered_when_it_is_asked_for(app: App) -> None:
    manifest = models.DeploymentManifest(data={"modulesContent": {"$edgeAgent": {}}})
    app.devices.create("e1", models.Device(type=["iotEdge"], deployment_manifest=manifest))
    assert "deploymentManifest" not in app.devices.get("e1").to_dict()
    expanded = app.devices.get("e1", expand="deploymentManifest").to_dict()
    assert expanded["deploymentManifest"] == {"data": {"modulesContent": {"$edgeAgent": {}}}}
    [listed] = app.devices.list(expand="deploymentManifest")
    assert listed.to_dict() == expanded
    app.devices.create("e1", models.Device(display_name="Edge"))
    assert "deploymentManifest" in app.devices.get("e1", expand="deploymentManifest").to_dict()
    app.devices.update("e1", models.DevicePatch(deployment_manifest=None))
    assert "deploymentManifest" not in app.devices.get("e1", expand="deploymentManifest").to_dict()
    with pytest.raises(UnprocessableEntityError):
        app.devices.create("d1", models.Device(deployment_manifest=manifest))
    with pytest.raises(BadRequestError, match="telemetry"):
        app.devices.get("e1", expand="telemetry")


def test_a_simulated_device_with_a_template_provisions_itself(app: App, world: World) -> None:
    etag = app.devices.create("s1", models.Device(simulated=True, template=TEMPLATE)).etag
    app.devices.create("r1", models.Device(template=TEMPLATE))
    app.devices.create("s2", models.Device(simulated=True))
    app.devices.create("s3", models.Device(simulated=True, template=TEMPLATE, enabled=False))
    assert app.devices.get("s1").provisioned is False
    world.clock.advance("PT10S")
    assert [device.provisioned for device in app.devices.list()] == [True, False, False, False]
    assert app.devices.get("s1").etag == etag
    app.devices.update("s2", models.DevicePatch(template=TEMPLATE))
    app.devices.update("s3", models.DevicePatch(enabled=True))
    app.devices.update("s1", models.DevicePatch(enabled=False))
    world.clock.advance("PT10S")
    assert [device.provisioned for device in app.devices.list()] == [True, False, True, True]


def test_removing_a_device_removes_everything_under_it(app: App, world: World) -> None:
    for id in ("parent", "child", "other"):
        app.devices.create(id, models.Device(simulated=True, template=TEMPLATE))
    app.devices.create_relationship("parent", "r", models.DeviceRelationship(target="child"))
    app.devices.create_relationship("child", "r", models.DeviceRelationship(target="other"))
    tpm = models.TpmAttestation(tpm=models.Tpm(endorsement_key="c2VjcmV0"))
    app.devices.create_attestation("child", tpm)
    app.devices.remove("child")
    assert list(app.devices.list_relationships("parent")) == []
    app.devices.create("child", models.Device())
    assert list(app.devices.list_relationships("child")) == []
    with pytest.raises(NotFoundError):
        app.devices.get_attestation("child")
    world.clock.advance("PT1M")
    assert app.devices.get("child").provisioned is False


@pytest.mark.usefixtures("organizations")
def test_a_device_belongs_to_one_organization_that_exists(app: App) -> None:
    assert app.devices.create("t1", models.Device(organizations=["north"])).organizations == ["north"]
    assert "organizations" not in app.devices.update("t1", models.DevicePatch(organizations=[])).to_dict()
    for named in (["north", "south"], ["west"]):
        with pytest.raises(UnprocessableEntityError, match="organizations"):
            app.devices.create("t1", models.Device(organizations=named))


@pytest.mark.usefixtures("organizations")
def test_a_caller_sees_and_places_devices_in_its_organizations_only(app: App, world: World, bridge: Bridge) -> None:
    north = limited(world, bridge, "north")
    app.devices.create("n1", models.Device(organizations=["north"]))
    app.devices.create("s1", models.Device(organizations=["south"]))
    app.devices.create("root", models.Device())
    assert ids(north.devices.list()) == ["n1"]
    for out_of_reach in ("s1", "root"):
        for refused in (
            lambda id: north.devices.get(id),
            lambda id: north.devices.get_credentials(id),
            lambda id: north.devices.remove(id),
            lambda id: north.devices.create(id, models.Device(organizations=["north"])),
        ):
            with pytest.raises(NotFoundError):
                refused(out_of_reach)
    for organization in (None, ["south"]):
        with pytest.raises(ForbiddenError):
            north.devices.update("n1", models.DevicePatch(organizations=organization))
    with pytest.raises(ForbiddenError):
        north.devices.create("n2", models.Device())
    assert north.devices.create("n2", models.Device(organizations=["north"])).organizations == ["north"]


@pytest.fixture
def fleet(app: App) -> App:
    for number in range(60):
        body = models.Device(display_name=f"Device {number:02}" if number % 3 else "Same name", enabled=number % 2 == 0)
        app.devices.create(f"d{number}", body)
    return app


def test_a_page_holds_25_devices_unless_asked_otherwise(fleet: App, stable: Stable) -> None:
    assert [len(page.items) for page in fleet.devices.list().pages()] == [25, 25, 10]
    assert [len(page.items) for page in fleet.devices.list(maxpagesize=20).pages()] == [20, 20, 20]
    assert len(ids(stable.devices.list())) == 60


def test_pages_hold_still_while_devices_come_and_go(fleet: App) -> None:
    pages = fleet.devices.list(maxpagesize=20).pages()
    seen = [device.id for device in next(pages).items]
    for gone in ("d0", "d19", "d30"):
        fleet.devices.remove(gone)
    fleet.devices.create("late", models.Device())
    for page in pages:
        seen += [device.id for device in page.items]
    assert seen == [f"d{number}" for number in range(60) if number != 30] + ["late"]


def test_sorted_pages_hold_still_while_devices_come_and_go(fleet: App) -> None:
    pages = fleet.devices.list(maxpagesize=7, orderby="displayName desc").pages()
    seen = [device.id for device in next(pages).items]
    fleet.devices.remove(seen[-1])
    fleet.devices.create("first", models.Device(display_name="Zebra"))
    fleet.devices.create("last", models.Device(display_name=""))
    for page in pages:
        seen += [device.id for device in page.items]
    assert len(seen) == len(set(seen)) == 61
    assert seen[-1] == "last"


@pytest.mark.parametrize(("orderby", "reverse"), [("displayName", False), ("displayName desc", True)])
def test_devices_are_sorted_by_name(fleet: App, orderby: str, reverse: bool) -> None:
    names = [str(device.display_name) for device in fleet.devices.list(orderby=orderby, maxpagesize=9)]
    assert names == sorted(names, reverse=reverse)
    assert len(names) == 60


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("enabled eq false", 30),
        ("contains(displayName, 'SAME')", 20),
        ("contains(displayName, 'same') and enabled eq true", 10),
        ("id eq 'd7' or id eq 'd8'", 2),
        ("template eq null", 60),
        ("provisioned eq true or simulated eq true", 0),
        ("scopes eq 'north'", 0),
        ("contains(type, 'iotEdge')", 0),
    ],
)
def test_devices_are_filtered(fleet: App, expression: str, expected: int) -> None:
    assert len(ids(fleet.devices.list(filter=expression, maxpagesize=10))) == expected
    assert len(ids(fleet.devices.list(filter=expression, orderby="displayName", maxpagesize=10))) == expected


def test_a_filtered_list_ends_without_an_empty_page(fleet: App) -> None:
    pages = list(fleet.devices.list(filter="id lt 'd2'", maxpagesize=6).pages())
    assert [len(page.items) for page in pages] == [6, 6]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("filter=colour eq 'red'", "position 1"),
        ("filter=id eq", "position 6"),
        ("orderby=id", "orderby"),
        ("maxpagesize=0", "maxpagesize"),
        ("maxpagesize=101", "maxpagesize"),
        ("$skiptoken=abc", "continuation token"),
        ("$skiptoken=%C3%A4", "continuation token"),
    ],
)
def test_a_bad_list_parameter_is_refused_with_its_place(raw: httpx.Client, query: str, place: str) -> None:
    response = raw.get(f"/api/devices?{PREVIEW}&{query}")
    assert response.status_code == 400
    assert place in response.json()["error"]["message"]


def test_the_stable_version_knows_no_filter(fleet: App, raw: httpx.Client) -> None:
    answer = raw.get("/api/devices?api-version=2022-07-31&filter=nonsense&maxpagesize=3").json()
    assert len(answer["value"]) == 25


def test_a_next_link_belongs_to_its_list(fleet: App, raw: httpx.Client) -> None:
    link = raw.get(f"/api/devices?{PREVIEW}").json()["nextLink"]
    assert raw.get(f"{link}&{PREVIEW}").status_code == 200  # some clients send the version twice
    other = raw.get(link.replace("/api/devices?", "/api/devices/d1/relationships?"))
    assert other.status_code == 400


def test_components_and_modules_come_from_the_template(app: App) -> None:
    app.devices.create("g1", models.Device(template=TEMPLATE))
    [component] = app.devices.list_components("g1").to_dict()["value"]
    assert component == {"@type": "Component", "name": "pump", "displayName": "Pump", "description": "Turns"}
    [module] = app.devices.list_modules("g1").to_dict()["value"]
    assert module == {"@type": ["Relationship", "EdgeModule"], "name": "filterModule", "displayName": "Filter"}
    [inner] = app.devices.list_module_components("g1", "filterModule").to_dict()["value"]
    assert inner["name"] == "fan"
    with pytest.raises(NotFoundError, match="nothing"):
        app.devices.list_module_components("g1", "nothing")


def test_an_unassigned_device_has_no_components(app: App) -> None:
    app.devices.create("u1", models.Device())
    assert app.devices.list_components("u1").to_dict() == {"value": []}
    assert app.devices.list_modules("u1").to_dict() == {"value": []}
    for absent in (app.devices.list_components, app.devices.list_modules):
        with pytest.raises(ApiError, match="nobody"):
            absent("nobody")
