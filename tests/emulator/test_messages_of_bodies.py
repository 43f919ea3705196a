"""Tests of what is said about bodies that do not fit: the variant that the tag means, and values that are cut short."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

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
        ("jobs/j", JOB, "data is required."),
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
