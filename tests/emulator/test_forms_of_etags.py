"""Tests of the forms of etags, which are those of published answers."""

from __future__ import annotations

import base64
import re
from typing import Any

import httpx
import pytest

PREVIEW = {"api-version": "2022-10-31-preview"}
QUOTED = r'"[0-9a-f]{8}-0000-0300-0000-[0-9a-f]{12}"'
TEMPLATE = "dtmi:t:t;1"
GROUP = {"displayName": "G", "type": "iot", "attestation": {"type": "symmetricKey"}}
MODEL = {"@id": "dtmi:t:m;1", "@type": "Interface", "contents": [], "@context": ["dtmi:dtdl:context;2"]}
BODIES: dict[str, Any] = {
    f"deviceTemplates/{TEMPLATE}": {"@type": ["ModelDefinition", "DeviceModel"], "capabilityModel": MODEL},
    "devices/d1": {},
    "deviceGroups/g1": {"displayName": "G", "filter": "SELECT * FROM devices"},
    "enrollmentGroups/e1": GROUP,
    "deploymentManifests/m1": {"displayName": "M", "data": {}},
    "dashboards/dtmi:t:d;1": {"displayName": "D"},
    "fileUploads": {"connectionString": "AccountName=a;AccountKey=b", "container": "c"},
}


def etag(raw: httpx.Client, path: str) -> str:
    answer = raw.put(f"/api/{path}", params=PREVIEW, json=BODIES[path]).raise_for_status().json()
    text: str = answer["etag"]
    return text


def decoded(text: str) -> str:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()


@pytest.mark.parametrize("path", ["deviceGroups/g1", "deploymentManifests/m1", "dashboards/dtmi:t:d;1", "fileUploads"])
def test_most_are_an_id_in_quotes_of_its_own(raw: httpx.Client, path: str) -> None:
    assert re.fullmatch(QUOTED, etag(raw, path))


def test_those_of_enrollment_groups_are_that_in_base64(raw: httpx.Client) -> None:
    assert re.fullmatch(QUOTED, decoded(etag(raw, "enrollmentGroups/e1")))


def test_those_of_templates_are_a_hash(raw: httpx.Client) -> None:
    assert re.fullmatch(r'"~[A-Za-z0-9+/]{43}="', etag(raw, f"deviceTemplates/{TEMPLATE}"))


def test_those_of_devices_are_an_object_in_base64(raw: httpx.Client) -> None:
    assert decoded(etag(raw, "devices/d1")).startswith('{"pgInstance":"')


@pytest.mark.parametrize("path", [path for path in BODIES if path not in {"fileUploads"}])
def test_they_are_taken_in_headers_and_bodies_as_they_came(raw: httpx.Client, path: str) -> None:
    first = etag(raw, path)
    url, patch = f"/api/{path}", {"displayName": "New"}
    answer = raw.patch(url, params=PREVIEW, json=patch, headers={"If-Match": first})
    assert answer.status_code == 200, answer.text
    second = answer.json()["etag"]
    assert second != first
    assert raw.patch(url, params=PREVIEW, json={**patch, "etag": second}).status_code == 200
    assert raw.patch(url, params=PREVIEW, json={**patch, "etag": second}).status_code == 412
