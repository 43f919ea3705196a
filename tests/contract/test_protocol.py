"""Rules of versions, media types, bodies, paths and ids find defects, and nothing without one."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.contract.assertions.invalid_bodies import (
    confused_bodies,
    fits,
    invalid_bodies,
    spelled_bodies,
)
from iotcentral_testkit.emulator.http.errors import bad_request
from iotcentral_testkit.openapi.api import Api

from tests.contract.defective_emulator import broken

from ..mutants.switching import instead, replaced
from .runs import PREVIEW, STABLE, passed, run_rules, subjects

_API = Api(PREVIEW)


_CODES = ["IC210", "IC211", "IC220", "IC221", "IC222", "IC223", "IC224", "IC230", "IC231", "IC232", "IC233", "IC234"]


@pytest.mark.parametrize("version", [STABLE, PREVIEW])
def test_correct_server(version: str) -> None:
    result = run_rules(*_CODES, resource="Devices", version=version)
    assert subjects(result) == set()
    assert passed(result) == {*_CODES} - ({"IC233"} if version == STABLE else set())


def test_unknown_version_accepted() -> None:
    def by(right: Any) -> Any:
        return lambda server, version: right(server, STABLE if version is None or version != PREVIEW else version)

    with replaced("iotcentral_testkit.emulator.data_plane:DataPlane._version", by)():
        result = run_rules("IC210", "IC211", resource="Roles", version=STABLE)
    assert {(rule, operation) for rule, operation, _ in subjects(result)} == {
        (rule, operation) for rule in ("IC210", "IC211") for operation in ("Roles_List", "Roles_Get")
    }


def test_patches_that_differ_by_media_type() -> None:
    def partly(call: Any, rightly: Any) -> Any:
        if call.headers["content-type"] == "application/json":
            call.body = {name: value for name, value in call.body.items() if name != "displayName"}
        return rightly(call)

    with instead("DeviceGroups_Update", do=partly)():
        result = run_rules("IC221", resource="DeviceGroups", version=STABLE)
    assert subjects(result) == {("IC221", "DeviceGroups_Update", "displayName")}


def _unchecked(operation_id: str) -> Any:
    """Do not check the bodies of an operation."""

    def by(right: Any) -> Any:
        def check(operation: Any, body: Any) -> None:
            if operation.id != operation_id:
                right(operation, body)

        return check

    return replaced("iotcentral_testkit.emulator.http.bodies:check_body", by)


def test_body_of_the_wrong_type_accepted() -> None:
    def forgiving(call: Any, rightly: Any) -> Any:
        call.body = {name: value for name, value in call.body.items() if isinstance(value, str)}
        return rightly(call)

    with _unchecked("Organizations_Create")(), instead("Organizations_Create", do=forgiving)():
        result = run_rules("IC224", resource="Organizations", version=STABLE)
    ((rule, operation, subject),) = subjects(result)
    assert (rule, operation) == ("IC224", "Organizations_Create")
    assert subject.endswith(" type")


def test_refused_body_that_is_stored() -> None:
    def refuse_late(call: Any, rightly: Any) -> Any:
        broken_body = not isinstance(call.body.get("displayName", ""), str)
        call.body = {name: value for name, value in call.body.items() if isinstance(value, str)}
        answer = rightly(call)
        stored[call.path["organizationId"]] = answer
        if broken_body:
            raise bad_request("The name is not a text.")
        return answer

    def read(call: Any, rightly: Any) -> Any:
        return stored.get(call.path["organizationId"]) or rightly(call)

    stored: dict[str, Any] = {}
    switches = (instead("Organizations_Create", do=refuse_late), instead("Organizations_Get", do=read))
    with _unchecked("Organizations_Create")(), switches[0](), switches[1]():
        result = run_rules("IC224", resource="Organizations", quick=False, version=STABLE)
    assert ("IC224", "Organizations_Create", "displayName type stored") in subjects(result)


def test_unknown_id_that_is_answered() -> None:
    with instead("Roles_Get", do=lambda call, _: {"id": call.path["roleId"], "displayName": "Any"})():
        result = run_rules("IC230", resource="Roles", version=STABLE)
    assert subjects(result) == {("IC230", "Roles_Get", "")}


def test_longest_id_refused() -> None:
    def shorter(call: Any, rightly: Any) -> Any:
        if len(call.path["userId"]) > 40:
            raise bad_request("too long")
        return rightly(call)

    with instead("Users_Create", do=shorter)():
        result = run_rules("IC231", resource="Users", version=STABLE)
    assert {operation for _, operation, _ in subjects(result)} == {"Users_Create"}


def test_id_that_is_told_wrongly() -> None:
    with broken("Users_Create", lambda _, answer: {**answer, "id": answer["id"][:20]}):
        result = run_rules("IC231", resource="Users", version=STABLE)
    assert subjects(result) == {("IC231", "Users_Create", "id")}


def test_violations_break_one_rule_each() -> None:
    operation = _API.operations["Jobs_Create"]
    body = {
        "group": "g",
        "batch": {"type": "number", "value": 5},
        "data": [{"type": "property", "target": "t", "path": "p", "value": 1}],
    }
    assert fits(_API, operation, body)
    found = {(each.kind, each.place): each.body for each in invalid_bodies(_API, operation, body)}
    assert not [place for place, broken_body in found.items() if fits(_API, operation, broken_body)]
    assert found["missing", "group"] == {name: value for name, value in body.items() if name != "group"}
    assert found["items", "data"]["data"] == []
    assert found["tag", "data.*.type"]["data"][0]["type"] == "unknown@kind"
    assert found["missing", "data.*.type"]["data"] == [{"target": "t", "path": "p", "value": 1}]
    assert ("type", "displayName") in found
    assert not [place for _, place in found if place.startswith(("id", "status", "progress"))]


def test_values_that_a_lenient_server_converts() -> None:
    body = {"group": "g", "batch": {"type": "number", "value": 5}, "cancellationThreshold": {"batch": True, "value": 1}}
    found = {each.place: (each.kind, each.body) for each in confused_bodies(_API, _API.operations["Jobs_Create"], body)}
    assert found["batch.value"][1]["batch"] == {"type": "number", "value": True}
    assert found["cancellationThreshold.batch"][0] == "boolean"
    assert found["cancellationThreshold.batch"][1]["cancellationThreshold"] == {"batch": 1, "value": 1}
    assert "displayName" not in found, "it is not there, so that nothing is taken for it"


def test_numbers_and_truth_values_are_spelled_one_at_a_time() -> None:
    body = {
        "displayName": "7",
        "group": "g",
        "batch": {"type": "number", "value": 5},
        "cancellationThreshold": {"type": "percentage", "value": 2.5, "batch": True},
    }
    found = {each.place: each.body for each in spelled_bodies(_API, _API.operations["Jobs_Create"], body)}
    assert found.keys() == {"batch.value", "cancellationThreshold.value", "cancellationThreshold.batch"}
    assert found["batch.value"] == {**body, "batch": {"type": "number", "value": "5"}}
    assert found["cancellationThreshold.value"]["cancellationThreshold"]["value"] == "2.5"
    assert found["cancellationThreshold.batch"]["cancellationThreshold"]["batch"] == "true"


def test_violations_of_a_patch_leave_null_alone() -> None:
    found = invalid_bodies(_API, _API.operations["Devices_Update"], {"displayName": "d"})
    assert {(each.kind, each.place) for each in found} >= {("type", "displayName"), ("type", "enabled")}
    assert all(each.body.get("displayName") is not None for each in found)


def test_each_kind_of_element_is_broken_once() -> None:
    tiles = [
        {"displayName": kind, "x": 0, "y": 0, "width": 1, "height": 1, "configuration": {"type": kind, **members}}
        for kind, members in (("label", {"text": "t"}), ("deviceCount", {"format": {"textSize": 9}}), ("label", {}))
    ]
    body = {"displayName": "a board", "tiles": tiles}
    found = {(each.kind, each.place): each for each in invalid_bodies(_API, _API.operations["Dashboards_Create"], body)}
    assert found["members", "tiles.*.configuration.format"].keys == ("tiles", 1, "configuration", "format")
    assert found["members", "tiles.*.configuration.format"].body["tiles"][1]["configuration"]["format"] == {}
    assert found["short", "tiles.*.configuration.text"].body["tiles"][0]["configuration"]["text"] == ""
    assert found["short", "displayName"].body["displayName"] == ""
    assert found["maximum", "tiles.*.x"].keys == ("tiles", 0, "x")


def test_the_date_of_an_end_is_a_date() -> None:
    end = {"type": "date", "date": "2031-05-17"}
    body = {
        "group": "g",
        "data": [{"type": "command", "target": "t", "path": "p"}],
        "schedule": {"start": "", "end": end},
    }
    found = {(each.kind, each.place) for each in invalid_bodies(_API, _API.operations["ScheduledJobs_Create"], body)}
    assert ("format", "schedule.end.date") in found
