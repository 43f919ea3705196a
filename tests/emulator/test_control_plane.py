"""Tests of applications on the control plane: created, changed, listed and deleted by operations that the clock drives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import World

from .conftest import START
from .control_plane_client import PROVIDER, VERSION, Arm, asking

BODY: dict[str, Any] = {"location": "westeurope", "sku": {"name": "ST2"}}
OTHERS = {
    *("condition", "consumption", "distribution", "inventory", "logistics", "meter", "mfc"),
    *("paad", "patient", "power", "quality", "store", "video-analytics-om", "waste"),
}
"""Templates beside that of an empty application."""
GUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def arm(world: World) -> Iterator[Arm]:
    with asking(world) as arm:
        yield arm


def details(answer: Any, code: str = "InvalidResource") -> dict[str, str]:
    """Return target → code of the details of a 400."""
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == code
    return {detail["target"]: detail["code"] for detail in answer.json()["error"]["details"]}


def test_an_application_is_created_with_defaults_and_answers_when_its_operation_is_done(arm: Arm) -> None:
    answer = arm.app("PUT", "Contoso-1", BODY)
    assert answer.status_code == 201
    shown = answer.json()
    assert re.fullmatch(GUID, shown["properties"].pop("applicationId"))
    assert shown == {
        "id": f"{arm.root}/resourceGroups/rg/providers/Microsoft.IoTCentral/IoTApps/Contoso-1",
        "name": "Contoso-1",
        "type": "Microsoft.IoTCentral/IoTApps",
        "location": "westeurope",
        "tags": {},
        "sku": {"name": "ST2"},
        "identity": {"type": "None"},
        "properties": {
            "displayName": "Contoso-1",
            "subdomain": "contoso-1",
            "template": "iotc-pnp-preview@1.0.0",
            "state": "created",
        },
    }
    link = answer.headers["azure-asyncoperation"]
    assert "location" not in answer.headers
    assert "retry-after" not in answer.headers
    assert re.fullmatch(
        rf"http://localhost{arm.root}/{PROVIDER}/locations/westeurope/operationResults/{GUID}"
        rf"\?api-version={VERSION}&type=createOrUpdateIotApplication&x-iot-region=westeurope&asyncinfo",
        link,
    )
    running = arm.ask("GET", link)
    assert (running.json(), running.headers["retry-after"]) == ({"status": "Creating"}, "1")
    assert arm.data_plane("contoso-1") == 404
    assert arm.app("GET", "Contoso-1").status_code == 200
    arm.world.clock.advance("PT1S")
    assert arm.ask("GET", link).json() == {"status": "Succeeded"}
    assert arm.data_plane("contoso-1") == 200
    assert arm.app("GET", "Contoso-1").json()["properties"].items() >= shown["properties"].items()


def test_what_the_body_gives_is_kept(arm: Arm) -> None:
    given = {
        "tags": {"team": "cold chain"},
        "identity": {"type": "SystemAssigned"},
        "properties": {"displayName": "Cold", "subdomain": "cold-chain", "template": "iotc-store@1.0.0"},
    }
    shown = arm.create("contoso", **given)
    assert shown["tags"] == given["tags"]
    assert shown["properties"].items() >= given["properties"].items()
    assert shown["identity"]["type"] == "SystemAssigned"
    assert re.fullmatch(GUID, shown["identity"]["principalId"])
    assert shown["identity"]["tenantId"] == arm.world.subscription.tenant_id
    assert (arm.data_plane("cold-chain"), arm.data_plane("contoso")) == (200, 404)
    assert arm.world.applications["cold-chain"].id == shown["properties"]["applicationId"]


def test_a_get_has_an_etag_that_writes_can_name(arm: Arm) -> None:
    arm.create("contoso")
    etag = arm.app("GET", "contoso").headers["etag"]
    assert re.fullmatch(f'W/"{GUID}"', etag)
    stale = arm.app("PATCH", "contoso", {"tags": {}}, headers={"If-Match": 'W/"other"'})
    assert (stale.status_code, stale.json()["error"]["code"]) == (412, "PreconditionFailed")
    assert arm.app("DELETE", "contoso", headers={"If-Match": 'W/"other"'}).status_code == 412
    assert arm.app("PUT", "contoso", BODY, headers={"If-None-Match": "*"}).status_code == 412
    assert arm.app("PUT", "fabrikam", BODY, headers={"If-Match": "*"}).status_code == 412
    assert arm.app("PATCH", "contoso", {"tags": {"a": "b"}}, headers={"If-Match": etag}).status_code == 202
    arm.world.clock.advance("PT1S")
    assert arm.app("GET", "contoso").headers["etag"] != etag


def test_a_put_on_an_application_replaces_it_but_for_what_cannot_go(arm: Arm) -> None:
    given = {"subdomain": "cold", "displayName": "Cold", "template": "iotc-store@1.0.0"}
    before = arm.create("contoso", tags={"a": "b"}, identity={"type": "SystemAssigned"}, properties=given)
    answer = arm.app("PUT", "contoso", {**BODY, "location": "West Europe", "sku": {"name": "ST0"}})
    assert answer.status_code == 200
    wanted = answer.json()
    assert arm.app("GET", "contoso").json() == before
    assert arm.ask("GET", answer.headers["azure-asyncoperation"]).json() == {"status": "Updating"}
    arm.world.clock.advance("PT1S")
    assert arm.app("GET", "contoso").json() == wanted
    assert (wanted["tags"], wanted["identity"], wanted["sku"]) == ({}, {"type": "None"}, {"name": "ST0"})
    assert wanted["properties"] == {**before["properties"], "displayName": "contoso"}


def test_what_was_read_can_be_written_back(arm: Arm) -> None:
    before = arm.create("contoso", identity={"type": "SystemAssigned"})
    assert arm.app("PUT", "contoso", before).json() == before


def test_a_patch_changes_what_it_names(arm: Arm) -> None:
    before = arm.create("contoso", tags={"a": "b"})
    answer = arm.app("PATCH", "contoso", {"properties": {"displayName": "New"}, "sku": {"name": "ST1"}})
    assert (answer.status_code, answer.content) == (202, b"")
    assert answer.headers["retry-after"] == "1"
    assert answer.headers["azure-asyncoperation"] == f"{answer.headers['location']}&asyncinfo"
    assert "type=updateIotApplication" in answer.headers["location"]
    pending = arm.ask("GET", answer.headers["location"])
    assert (pending.status_code, pending.content) == (202, b"")
    assert (pending.headers["retry-after"], pending.headers["location"]) == ("1", answer.headers["location"])
    arm.world.clock.advance("PT1S")
    after = arm.app("GET", "contoso").json()
    assert after == {
        **before,
        "sku": {"name": "ST1"},
        "properties": {**before["properties"], "displayName": "New"},
    }
    assert arm.ask("GET", answer.headers["location"]).json() == after
    arm.app("PATCH", "contoso", {"tags": {"c": "d"}, "identity": {"type": "SystemAssigned"}})
    arm.world.clock.advance("PT1S")
    tagged = arm.app("GET", "contoso").json()
    assert (tagged["tags"], tagged["identity"]["type"]) == ({"c": "d"}, "SystemAssigned")


def test_a_new_subdomain_takes_the_data_plane_along(arm: Arm) -> None:
    before = arm.create("contoso")
    token = arm.world.tokens["contoso"]
    headers = {"Authorization": token, "Host": "contoso.localhost"}
    url = "http://localhost/api/devices/t1?api-version=2022-07-31"
    assert arm.http.put(url, json={"displayName": "T1"}, headers=headers).status_code == 200
    arm.app("PATCH", "contoso", {"properties": {"subdomain": "moved"}})
    assert arm.data_plane("contoso") == 200
    arm.world.clock.advance("PT1S")
    assert (arm.data_plane("contoso"), arm.data_plane("moved")) == (404, 200)
    moved = arm.http.get(url, headers={**headers, "Host": "moved.localhost"})
    assert moved.json()["displayName"] == "T1"
    after = arm.app("GET", "contoso").json()
    assert after["properties"] == {**before["properties"], "subdomain": "moved"}
    arm.create("another", properties={"subdomain": "contoso"})
    assert arm.data_plane("contoso") == 200


def test_a_deleted_application_is_gone_with_its_data_when_its_operation_is_done(arm: Arm) -> None:
    before = arm.create("contoso")
    headers = {"Authorization": arm.world.tokens["contoso"], "Host": "contoso.localhost"}
    url = "http://localhost/api/devices/t1?api-version=2022-07-31"
    arm.http.put(url, json={}, headers=headers)
    answer = arm.app("DELETE", "contoso")
    assert (answer.status_code, answer.content) == (202, b"")
    assert answer.headers["azure-asyncoperation"] == f"{answer.headers['location']}&asyncinfo"
    assert "type=deleteIotApplication" in answer.headers["location"]
    assert arm.ask("GET", answer.headers["azure-asyncoperation"]).json() == {"status": "Deleting"}
    assert arm.ask("GET", answer.headers["location"]).status_code == 202
    assert (arm.app("GET", "contoso").status_code, arm.data_plane("contoso")) == (200, 200)
    arm.world.clock.advance("PT1S")
    assert arm.ask("GET", answer.headers["azure-asyncoperation"]).json() == {"status": "Succeeded"}
    assert arm.ask("GET", answer.headers["location"]).status_code == 204
    missing = arm.app("GET", "contoso")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "ResourceNotFound")
    assert arm.data_plane("contoso") == 404
    assert arm.app("DELETE", "contoso").status_code == 204
    assert arm.app("PATCH", "contoso", {}).status_code == 404
    again = arm.create("contoso")
    assert again["properties"]["applicationId"] != before["properties"]["applicationId"]
    assert arm.http.get(url, headers=headers).status_code == 401
    assert arm.http.get(url, headers={**headers, "Authorization": arm.world.tokens["contoso"]}).status_code == 404


def test_one_operation_runs_at_a_time_and_the_same_request_joins_it(arm: Arm) -> None:
    first = arm.app("PUT", "contoso", BODY)
    again = arm.app("PUT", "contoso", BODY)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["azure-asyncoperation"] == first.headers["azure-asyncoperation"]
    for method, body in [("PUT", {**BODY, "tags": {"a": "b"}}), ("PATCH", {"tags": {}}), ("DELETE", None)]:
        refused = arm.app(method, "contoso", body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "AnotherOperationInProgress")
        assert refused.headers["retry-after"] == "1"
    arm.world.clock.advance("PT1S")
    for method, body in [("PATCH", {"tags": {"a": "b"}}), ("DELETE", None)]:
        one, two = (arm.app(method, "contoso", body) for _ in range(2))
        assert (one.status_code, two.status_code) == (202, 202)
        assert one.headers["location"] == two.headers["location"]
        arm.world.clock.advance("PT1S")


def test_names_and_subdomains_are_given_once(arm: Arm) -> None:
    arm.create("contoso", properties={"subdomain": "cold"})
    taken = [
        ("contoso", {}, "name"),
        ("CONTOSO", {"properties": {"subdomain": "free"}}, "name"),
        ("fabrikam", {"properties": {"subdomain": "cold"}}, "properties.subdomain"),
        ("fabrikam", {"properties": {"subdomain": "emulator"}}, "properties.subdomain"),
    ]
    for name, more, target in taken:
        answer = arm.app("PUT", name, {**BODY, **more}, group="other")
        assert answer.status_code == 409
        error = answer.json()["error"]
        assert (error["code"], error["target"], error["details"][0]["code"]) == ("Conflict", target, "AlreadyExists")
    arm.app("PUT", "fabrikam", BODY)
    assert arm.app("PATCH", "contoso", {"properties": {"subdomain": "fabrikam"}}).status_code == 409
    assert arm.app("PUT", "contoso", BODY).status_code == 200


def test_a_subdomain_that_somebody_takes_meanwhile_makes_the_operation_fail(arm: Arm) -> None:
    created = arm.app("PUT", "contoso", BODY)
    arm.create("fabrikam", properties={"subdomain": "other"})  # so much later, the creation is done
    assert arm.ask("GET", created.headers["azure-asyncoperation"]).json() == {"status": "Succeeded"}
    changed = arm.app("PATCH", "fabrikam", {"properties": {"subdomain": "wanted"}})
    new = arm.app("PUT", "adventure", {**BODY, "properties": {"subdomain": "works"}})
    arm.world.add("wanted")
    arm.world.add("works")
    arm.world.clock.advance("PT1S")
    for answer in (changed, new):
        failed = arm.ask("GET", answer.headers["azure-asyncoperation"])
        assert (failed.status_code, failed.json()["status"]) == (200, "Failed")
        assert failed.json()["error"]["code"] == "Conflict"
        assert failed.json()["error"]["target"] == "properties.subdomain"
    outcome = arm.ask("GET", changed.headers["location"])
    assert (outcome.status_code, outcome.json()["error"]["code"]) == (409, "Conflict")
    assert arm.app("GET", "fabrikam").json()["properties"]["subdomain"] == "other"
    assert arm.app("GET", "adventure").status_code == 404
    assert arm.app("PATCH", "fabrikam", {"tags": {}}).status_code == 202


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"location": None}, {"location": "InvalidValue"}),
        ({"location": "not a place!"}, {"location": "LocationNotAvailable"}),
        ({"sku": {"name": "F1"}}, {"sku.name": "InvalidValue"}),
        ({"sku": {}}, {"sku": "InvalidValue"}),
        ({"tags": {"a": 1}}, {"tags.a": "InvalidValue"}),
        ({"identity": {"type": "UserAssigned"}}, {"identity.type": "InvalidValue"}),
        ({"location": "europe", "identity": {"type": "SystemAssigned"}}, {"identity.type": "InvalidValue"}),
        ({"etag": "x"}, {"etag": "UnknownMember"}),
        ({"properties": {"plan": "x", "subdomain": "Cold"}}, {"properties.plan": "UnknownMember"}),
        ({"properties": {"subdomain": "Cold_1"}}, {"properties.subdomain": "InvalidValue"}),
        ({"properties": {"template": "iotc-none@1.0.0"}}, {"properties.template": "InvalidValue"}),
        ({"sku": {"name": "ST2", "tier": "x"}, "colour": 1}, {"sku.tier": "UnknownMember", "colour": "UnknownMember"}),
    ],
)
def test_a_body_that_is_not_an_application_is_refused_with_a_detail_for_each_member(
    arm: Arm, change: dict[str, Any], wrong: dict[str, str]
) -> None:
    answer = arm.app("PUT", "contoso", {**BODY, **change})
    assert details(answer) == wrong
    assert all(target in answer.json()["error"]["message"] for target in wrong)
    assert arm.app("GET", "contoso").status_code == 404


def test_a_location_is_fixed_at_creation(arm: Arm) -> None:
    arm.create("contoso")
    put = arm.app("PUT", "contoso", {**BODY, "location": "westus"})
    assert details(put) == {"location": "PropertyChangeNotAllowed"}
    assert details(arm.app("PATCH", "contoso", {"location": "westus"})) == {"location": "UnknownMember"}


def test_another_template_is_taken_and_passed_over(arm: Arm) -> None:
    arm.create("contoso")
    changed = {"properties": {"template": "iotc-condition@1.0.0", "displayName": "Press"}}
    for method, body in (("PATCH", changed), ("PUT", {**BODY, **changed})):
        assert arm.app(method, "contoso", body).status_code in {200, 202}
        arm.world.clock.advance("PT5S")
        properties = arm.app("GET", "contoso").json()["properties"]
        assert (properties["template"], properties["displayName"]) == ("iotc-pnp-preview@1.0.0", "Press")


def test_an_empty_template_is_that_of_a_custom_application(arm: Arm) -> None:
    assert arm.create("contoso", properties={"template": ""})["properties"]["template"] == "iotc-pnp-preview@1.0.0"


@pytest.mark.parametrize("name", ["ab", "123", "-abc", "abc-", "a_b", "x" * 101])
def test_names_that_no_application_can_have_are_refused(arm: Arm, name: str) -> None:
    answer = arm.app("PUT", name, BODY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidResourceName")


def test_a_name_that_is_too_long_for_a_subdomain_needs_another(arm: Arm) -> None:
    assert details(arm.app("PUT", "x" * 64, BODY)) == {"properties.subdomain": "InvalidValue"}
    assert arm.create("x" * 100, properties={"subdomain": "x" * 63})["name"] == "x" * 100


def test_names_are_not_told_apart_by_case(arm: Arm) -> None:
    created = arm.create("Contoso", group="Cold-Chain")
    lower = created["id"].lower()
    assert arm.ask("GET", lower).json() == created
    assert arm.ask("GET", created["id"]).json() == created
    assert arm.ask("GET", f"resourceGroups/COLD-CHAIN/{PROVIDER}/IOTAPPS").json() == {"value": [created]}
    assert arm.app("PUT", "CONTOSO", BODY, group="cold-chain").status_code == 200


def test_lists_hold_the_applications_of_the_subscription_or_of_a_group(arm: Arm) -> None:
    one, two = arm.create("contoso", group="first"), arm.create("fabrikam", group="second")
    own = arm.app("GET", "emulator", group="emulator").json()
    assert arm.ask("GET", f"{PROVIDER}/iotApps").json() == {"value": [own, one, two]}
    assert arm.ask("GET", f"resourceGroups/second/{PROVIDER}/iotApps").json() == {"value": [two]}
    assert arm.ask("GET", f"resourceGroups/third/{PROVIDER}/iotApps").json() == {"value": []}


def test_long_lists_come_in_pages(arm: Arm) -> None:
    names = [f"app-{number:02}" for number in range(60)]
    for name in names:
        arm.app("PUT", name, BODY)
    arm.app("PUT", "elsewhere", BODY, group="other")
    for path, expected in [
        (f"resourceGroups/rg/{PROVIDER}/iotApps", names),
        (f"{PROVIDER}/iotApps", ["emulator", *names, "elsewhere"]),
    ]:
        page = arm.ask("GET", path).json()
        found = [item["name"] for item in page["value"]]
        assert len(found) == 25
        while "nextLink" in page:
            page = arm.ask("GET", page["nextLink"]).json()
            found += [item["name"] for item in page["value"]]
        assert found == expected
    forged = arm.ask("GET", f"{PROVIDER}/iotApps", params={"$skiptoken": "x"})
    assert forged.status_code == 400


def test_availability_of_names(arm: Arm) -> None:
    arm.create("contoso", properties={"subdomain": "cold"})

    def said(what: str, name: str, **more: str) -> tuple[bool, str | None]:
        answer = arm.ask("POST", f"{PROVIDER}/check{what}Availability", {"name": name, "type": "IoTApps", **more})
        assert answer.status_code == 200
        body = answer.json()
        assert ("message" in body) is not body["nameAvailable"]
        return body["nameAvailable"], body.get("reason")

    assert said("Name", "free-1") == (True, None)
    assert said("Name", "CONTOSO") == (False, "AlreadyExists")
    assert said("Name", "emulator") == (False, "AlreadyExists")
    assert said("Name", "cold") == (True, None)
    assert said("Name", "1") == (False, "Invalid")
    assert said("Subdomain", "free-1") == (True, None)
    assert said("Subdomain", "cold") == (False, "AlreadyExists")
    assert said("Subdomain", "emulator") == (False, "AlreadyExists")
    assert said("Subdomain", "contoso") == (True, None)
    assert said("Subdomain", "Contoso") == (False, "Invalid")
    arm.app("PATCH", "contoso", {"properties": {"subdomain": "warm"}})
    assert said("Subdomain", "warm") == (False, "AlreadyExists")
    path = f"{PROVIDER}/checkNameAvailability"
    assert arm.ask("POST", path, {"name": "free-1"}).json() == {"nameAvailable": True}
    assert details(arm.ask("POST", path, {"name": "free-1", "type": "Vaults"})) == {"type": "InvalidValue"}
    assert details(arm.ask("POST", path, {})) == {"body": "InvalidValue"}
    assert arm.ask("POST", path).json()["error"]["code"] == "InvalidRequestContent"


def test_templates_can_be_listed_and_each_makes_an_application(arm: Arm) -> None:
    templates = arm.ask("POST", f"{PROVIDER}/appTemplates").json()
    assert templates.keys() == {"value"}
    ids = [template["manifestId"] for template in templates["value"]]
    assert ids[0] == "iotc-pnp-preview"
    assert {id.removeprefix("iotc-") for id in ids[1:]} == OTHERS
    assert len(ids) == 15
    for number, template in enumerate(templates["value"]):
        assert template["manifestVersion"] == "1.0.0"
        assert template["title"]
        name = f"{template['manifestId']}@{template['manifestVersion']}"
        location = template["locations"][number]["id"]
        app = arm.create(f"app-{number}", location=location, properties={"template": name})
        assert (app["location"], app["properties"]["template"]) == (location, name)


def test_the_operations_of_the_provider_are_listed(arm: Arm) -> None:
    listed = arm.ask("GET", f"/{PROVIDER}/operations").json()["value"]
    names = {operation["name"] for operation in listed}
    assert {f"Microsoft.IoTCentral/IoTApps/{verb}" for verb in ("read", "write", "delete")} <= names
    assert all(operation["display"]["description"] for operation in listed)


def test_operations_are_forgotten_after_a_day(arm: Arm) -> None:
    link = arm.app("PUT", "contoso", BODY).headers["azure-asyncoperation"]
    arm.world.clock.advance("PT23H")
    assert arm.ask("GET", link).json() == {"status": "Succeeded"}
    arm.world.clock.advance("PT1H")
    assert arm.ask("GET", link).status_code == 404


def test_an_operation_answers_at_its_own_address_alone(arm: Arm) -> None:
    link = arm.app("PUT", "contoso", BODY).headers["azure-asyncoperation"]
    assert arm.ask("GET", link).status_code == 200
    for right, wrong in [
        ("locations/westeurope", "locations/westus"),
        ("type=createOrUpdate", "type=delete"),
        ("x-iot-region=westeurope", "x-iot-region=westus"),
        ("operationResults/", "operationResults/0"),
    ]:
        answer = arm.ask("GET", link.replace(right, wrong))
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "ResourceNotFound")


def test_how_often_an_operation_is_asked_about_changes_nothing() -> None:
    def made(asked: int) -> tuple[Any, Any]:
        world = World(seed=3, clock=Clock(START))
        with asking(world) as arm:
            link = arm.app("PUT", "contoso", BODY).headers["azure-asyncoperation"]
            for _ in range(asked):
                arm.ask("GET", link)
            arm.world.clock.advance("PT1S")
            answer = arm.app("GET", "contoso")
        world.store.close()
        return answer.json(), answer.headers["etag"]

    assert made(1) == made(7)
