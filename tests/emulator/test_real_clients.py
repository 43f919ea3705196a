"""Tests of requests that real clients send beyond the document, and that are accepted."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from iotcentral_testkit.openapi.documents import documents

PREVIEW = "2022-10-31-preview"
V = {"api-version": PREVIEW}
DESIGN: dict[str, Any] = {
    "@type": ["ModelDefinition", "DeviceModel"],
    "displayName": "Thermostat",
    "capabilityModel": {
        "@id": "dtmi:contoso:model;1",
        "@type": "Interface",
        "contents": [{"@type": "Telemetry", "name": "t", "schema": "double"}],
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    },
}
OPERATOR = [{"role": "ae2c9854-393b-4f97-8c42-479d70ce626e"}]
JOB = {"group": "g", "data": [{"type": "cloudProperty", "target": "dtmi:contoso:t;1", "path": "x", "value": 1}]}
DEVICES = 'SELECT * FROM devices WHERE $template = "dtmi:contoso:t;1"'
RESOURCES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "deviceTemplates/dtmi:contoso:t;1": (DESIGN, {"displayName": "New"}),
    "devices/d": ({"displayName": "D", "template": "dtmi:contoso:t;1"}, {"displayName": "New"}),
    "deviceGroups/g": ({"displayName": "G", "filter": DEVICES}, {"displayName": "New"}),
    "enrollmentGroups/e": (
        {"displayName": "E", "type": "iot", "attestation": {"type": "symmetricKey"}},
        {"displayName": "New"},
    ),
    "organizations/org": ({"displayName": "O"}, {"displayName": "New"}),
    "users/u": ({"type": "email", "email": "u@contoso.example", "roles": OPERATOR}, {"roles": OPERATOR}),
    "dashboards/dtmi:contoso:b;1": ({"displayName": "B", "tiles": []}, {"displayName": "New"}),
    "scheduledJobs/s": (
        {**JOB, "displayName": "S", "schedule": {"start": "2026-04-01T08:00:00Z", "recurrence": "daily"}},
        {"displayName": "New"},
    ),
    "dataExport/destinations/w": (
        {"displayName": "W", "type": "webhook@v1", "url": "http://localhost:9/in"},
        {"displayName": "New"},
    ),
    "dataExport/exports/x": (
        {"displayName": "X", "enabled": False, "source": "telemetry", "destinations": [{"id": "w"}]},
        {"displayName": "New"},
    ),
}
READ_ONLY = {
    "id": "another",
    "provisioned": True,
    "status": "healthy",
    "idScope": "0neAAAAAAAA",
    "lastExportTime": "2020-01-01T00:00:00Z",
}


def patch(raw: httpx.Client, path: str, body: dict[str, Any]) -> httpx.Response:
    """Send a patch as the media type that the document has for it."""
    found = documents()[PREVIEW].match(f"/api/{path}".encode())
    assert found is not None
    headers = {"Content-Type": found.operations["PATCH"].media_types[0]}
    return raw.patch(f"/api/{path}", params=V, content=json.dumps(body), headers=headers)


@pytest.fixture
def made(raw: httpx.Client) -> None:
    for path, (body, _) in RESOURCES.items():
        answer = raw.put(f"/api/{path}", params=V, json=body)
        assert answer.status_code == 200, answer.text


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("path", RESOURCES)
def test_a_patch_may_send_back_what_a_get_gave(raw: httpx.Client, path: str) -> None:
    shown = raw.get(f"/api/{path}", params=V).json()
    change = RESOURCES[path][1]
    answer = patch(raw, path, {**shown, **change})
    assert answer.status_code == 200, answer.text
    assert {**answer.json(), "etag": 0} == {**shown, **change, "etag": 0}


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("path", RESOURCES)
def test_what_a_patch_says_of_read_only_members_is_passed_over(raw: httpx.Client, path: str) -> None:
    shown = raw.get(f"/api/{path}", params=V).json()
    told = {name: value for name, value in READ_ONLY.items() if name in shown}
    answer = patch(raw, path, {**told, **RESOURCES[path][1]})
    assert answer.status_code == 200, answer.text
    after = raw.get(f"/api/{path}", params=V).json()
    assert {name: after[name] for name in told} == {name: shown[name] for name in told}


@pytest.mark.usefixtures("made")
def test_a_patch_may_send_back_properties_with_their_metadata(raw: httpx.Client) -> None:
    shown = raw.get("/api/devices/d/properties", params=V).json()
    assert "$metadata" in shown
    assert patch(raw, "devices/d/properties", shown).is_success


def linked(raw: httpx.Client) -> str:
    for number in range(5):
        raw.put(f"/api/devices/t{number}", params=V, json={})
    return str(raw.get("/api/devices", params={**V, "maxpagesize": 2}).json()["nextLink"])


def test_a_next_link_may_be_followed_with_the_api_version_once_more(raw: httpx.Client) -> None:
    link = linked(raw)
    plain = raw.get(link).json()
    assert [device["id"] for device in plain["value"]] == ["t2", "t3"]
    assert raw.get(f"{link}&api-version={PREVIEW}").json() == plain
    assert raw.get(f"{link}&api-version={PREVIEW}&maxpagesize=2&api-version={PREVIEW}").json() == plain


@pytest.mark.parametrize("other", ["2022-07-31", "1999-01-01", ""])
def test_a_next_link_with_two_api_versions_is_refused(raw: httpx.Client, other: str) -> None:
    answer = raw.get(f"{linked(raw)}&api-version={other}")
    assert answer.status_code == 400
    assert "more than one api-version" in answer.json()["error"]["message"]
