"""Tests of what is said about bodies that do not fit: the variant that the tag means, and values that are cut short."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.emulator.world import World

PREVIEW = {"api-version": "2022-10-31-preview"}
JOB = {"group": "g", "displayName": "J"}
TILE = {"displayName": "T", "x": 0, "y": 0, "width": 1, "height": 1}


def said(answer: httpx.Response) -> str:
    assert answer.status_code == 422, answer.text
    message: str = answer.json()["error"]["message"]
    return message.partition("The request body is not valid: ")[2].partition(" You can contact")[0]


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        (
            "jobs/j",
            {**JOB, "data": [{"type": "deviceTemplateMigration", "target": "t"}]},
            "data[0].template is required.",
        ),
        (
            "jobs/j",
            {**JOB, "data": [{"type": "PropertyJobData"}]},
            "data[0].type should be one of cloudProperty, command, deviceManifestMigration, deviceTemplateMigration, "
            'property, but is "PropertyJobData".',
        ),
        ("jobs/j", {**JOB, "data": ["x"]}, 'data[0] should be object, but is "x".'),
        ("jobs/j", {**JOB, "data": [{}]}, "data[0].type is required."),
        ("jobs/j", JOB, "should have required property 'data'."),
        (
            "dashboards/dtmi:lab:d;1",
            {"displayName": "D", "tiles": [{**TILE, "configuration": {"type": "markdown"}}]},
            "tiles[0].configuration.description is required.",
        ),
        (
            "devices/t1/attestation",
            {"type": "symmetricKey", "symmetricKey": None},
            "symmetricKey should be object, but is null.",
        ),
        (
            "deviceTemplates/dtmi:lab:t;1",
            {"@type": "x", "capabilityModel": {}},
            "['@type'] should be array, but is \"x\".",
        ),
        ("devices/t1", [], "the body should be object, but is []."),
        ("devices/t1", {"displayName": 3}, "displayName should be string, but is 3."),
    ],
)
def test_a_message_names_the_place_and_what_is_expected_there(
    raw: httpx.Client, path: str, body: Any, expected: str
) -> None:
    raw.put("/api/devices/t1", params=PREVIEW, json={}) if "attestation" in path else None
    assert said(raw.put(f"/api/{path}", params=PREVIEW, json=body)) == expected


def test_a_union_that_may_be_null_is_told_by_what_it_may_be_else(raw: httpx.Client) -> None:
    raw.put("/api/devices/t1", params=PREVIEW, json={})
    answer = raw.patch("/api/devices/t1", params=PREVIEW, json={"displayName": 3, "enabled": "x"})
    assert said(answer) == 'displayName should be string, but is 3; enabled should be boolean, but is "x".'


def test_a_long_value_is_cut_and_what_is_expected_comes_first(raw: httpx.Client) -> None:
    body = {"@type": ["ModelDefinition"], "capabilityModel": [{"name": "x" * 20_000}]}
    message = said(raw.put("/api/deviceTemplates/dtmi:lab:t;1", params=PREVIEW, json=body))
    assert message.startswith('capabilityModel should be object, but is [{"name":"xxx')
    assert len(message) < 300


@pytest.mark.parametrize("path", ["enrollmentGroups/SAS-IoT-Devices", "devices/t1", "devices/t1/properties"])
def test_every_patch_takes_plain_json_and_none_a_json_patch(raw: httpx.Client, path: str) -> None:
    raw.put("/api/devices/t1", params=PREVIEW, json={})
    kinds = {
        "application/json": {200, 202},
        "application/merge-patch+json": {200, 202},
        "application/json-patch+json": {400},
        "text/plain": {415},
    }
    for kind, statuses in kinds.items():
        headers = {"content-type": kind}
        assert raw.patch(f"/api/{path}", params=PREVIEW, content=b"{}", headers=headers).status_code in statuses, kind


def test_an_etag_of_something_that_does_not_exist_is_told_as_that(raw: httpx.Client) -> None:
    answer = raw.put("/api/devices/t1", params=PREVIEW, json={"etag": "x"})
    assert answer.status_code == 412
    assert "no such resource yet" in answer.json()["error"]["message"]


def test_device_ids_may_have_underscores(raw: httpx.Client) -> None:
    assert raw.put("/api/devices/line_4_oven", params=PREVIEW, json={}).status_code == 200
    assert raw.put("/api/devices/line.4", params=PREVIEW, json={}).status_code == 400


def test_members_that_no_schema_knows_are_noted_and_refused_where_that_is_asked_for(
    world: World, raw: httpx.Client
) -> None:
    body = {"displayName": "T1", "simulatd": True, "id": "t1"}
    assert raw.put("/api/devices/t1", params=PREVIEW, json=body).status_code == 200
    assert world.requests.latest()[-1].unknown_members == ("simulatd",)
    properties = raw.patch("/api/devices/t1/properties", params={**PREVIEW, "unmodeled": "true"}, json={"any": 1})
    assert properties.status_code == 202, properties.text
    assert world.requests.latest()[-1].unknown_members == ()
    world.strict = True
    assert said(raw.put("/api/devices/t2", params=PREVIEW, json=body)) == "should NOT have the property 'simulatd'."
    assert raw.get("/api/devices/t2", params=PREVIEW).status_code == 404
    assert raw.put("/api/devices/t2", params=PREVIEW, json={"displayName": "T2"}).status_code == 200


READ_BACK = {
    "/api/deviceGroups/g": {"displayName": "G", "filter": "SELECT * FROM devices"},
    "/api/devices/t1": {"displayName": "T1"},
    "/api/enrollmentGroups/e": {"displayName": "E", "type": "iot", "attestation": {"type": "symmetricKey"}},
    "/api/dashboards/dtmi:a:b;1": {"displayName": "D"},
    "/api/dataExport/destinations/d": {"displayName": "D", "type": "webhook@v1", "url": "http://localhost/"},
    "/api/fileUploads": {"connectionString": "AccountName=a;AccountKey=YWJj", "container": "c"},
    "/api/users/u": {"type": "email", "email": "a@b.c", "roles": [{"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}]},
}


@pytest.mark.parametrize(("path", "body"), READ_BACK.items(), ids=READ_BACK)
def test_members_that_were_read_are_known_to_a_patch(
    world: World, raw: httpx.Client, path: str, body: dict[str, Any]
) -> None:
    assert raw.put(path, params=PREVIEW, json=body).status_code == 200
    world.strict = True
    read = raw.get(path, params=PREVIEW).json()
    assert raw.patch(path, params=PREVIEW, json=read).status_code == 200
    assert world.requests.latest()[-1].unknown_members == ()
    assert raw.patch(path, params=PREVIEW, json={**read, "colour": 1}).status_code == 422


def test_a_template_has_a_group_of_all_its_devices_until_it_is_removed(raw: httpx.Client) -> None:
    id = "dtmi:lab:press;1"
    model = {"@id": "dtmi:lab:pressModel;1", "@type": "Interface", "contents": [], "@context": "dtmi:dtdl:context;2"}
    template = {"@type": ["ModelDefinition"], "displayName": "Press", "capabilityModel": model}
    assert raw.put(f"/api/deviceTemplates/{id}", params=PREVIEW, json=template).status_code == 200
    (group,) = raw.get("/api/deviceGroups", params=PREVIEW).json()["value"]
    assert group["id"] == "ZHRtaTpsYWI6cHJlc3M7MQ"
    assert group["displayName"] == "Press - All devices"
    raw.put("/api/devices/p1", params=PREVIEW, json={"template": id})
    raw.put("/api/devices/other", params=PREVIEW, json={})
    members = raw.get(f"/api/deviceGroups/{group['id']}/devices", params=PREVIEW).json()["value"]
    assert [device["id"] for device in members] == ["p1"]
    raw.delete("/api/devices/p1", params=PREVIEW)
    assert raw.delete(f"/api/deviceTemplates/{id}", params=PREVIEW).status_code == 204
    assert raw.get("/api/deviceGroups", params=PREVIEW).json()["value"] == []


@pytest.mark.parametrize(
    ("version", "query", "status"),
    [
        ("2022-07-31", {"filter": "id eq 'x'"}, 400),
        ("2022-07-31", {"$filter": "id eq 'x'"}, 400),
        ("2022-10-31-preview", {"$top": "1"}, 400),
        ("2022-10-31-preview", {"maxPageSize": "1"}, 400),
        ("2022-10-31-preview", {"filter": "id eq 'x'", "maxpagesize": "1"}, 200),
        ("2022-07-31", {}, 200),
    ],
)
def test_query_parameters_that_a_version_lacks_are_refused_if_wanted(
    world: World, raw: httpx.Client, version: str, query: dict[str, str], status: int
) -> None:
    params = {"api-version": version, **query}
    assert raw.get("/api/devices", params=params).status_code == 200
    world.strict = True
    answer = raw.get("/api/devices", params=params)
    assert answer.status_code == status
    if status == 400:
        assert f'Devices_List has no query parameter "{next(iter(query))}"; known are ' in answer.text.replace("\\", "")


def test_next_links_are_followed_whatever_is_refused(world: World, raw: httpx.Client) -> None:
    world.strict = True
    params = {"api-version": "2022-10-31-preview", "maxpagesize": "1"}
    for id in ("a", "b"):
        raw.put(f"/api/devices/{id}", params={"api-version": "2022-07-31"}, json={}).raise_for_status()
    link = raw.get("/api/devices", params=params).json()["nextLink"]
    assert [device["id"] for device in raw.get(link).json()["value"]] == ["b"]


def test_a_template_may_have_a_context_of_its_own(world: World, raw: httpx.Client) -> None:
    """Published templates have one, which their schema does not name; it is what their model is read by."""
    world.strict = True
    model = {"@id": "dtmi:lab:Press;1", "@type": "Interface", "contents": []}
    body = {"@type": ["ModelDefinition", "DeviceModel"], "@context": ["dtmi:iotcentral:context;2"], "displayName": "P"}
    put = {"params": PREVIEW, "json": {**body, "capabilityModel": model}}
    raw.put("/api/deviceTemplates/dtmi:lab:press;1", **put).raise_for_status()  # type: ignore[arg-type]
    assert world.requests.latest()[-1].unknown_members == ()
    answer = raw.put("/api/devices/d", params=PREVIEW, json={"@context": "x"})
    assert said(answer) == "should NOT have the property '@context'."
