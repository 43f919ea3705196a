"""Tests of older api-versions, each of which is answered as the version that its document stands for."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.documents import documents
from iotcentral_testkit.openapi.older_versions import AskedVersion, older_versions

OLDER = older_versions(documents().values())
PREVIEWS = [name for name, asked in OLDER.items() if asked.parameters]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=5, api_version_aliases=True) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with client(emulator) as http:
        yield http


def client(emulator: Emulator) -> httpx.Client:
    return httpx.Client(
        base_url=emulator.url, headers={"Authorization": emulator.token}, transport=emulator.transport()
    )


def test_both_documents_stand_for_older_versions() -> None:
    assert {asked.document.version for asked in OLDER.values()} == set(documents())
    assert len(PREVIEWS) == len(set(PREVIEWS)) == 3


@pytest.mark.parametrize("version", OLDER)
def test_an_older_version_is_answered_as_the_one_that_stands_for_it(http: httpx.Client, version: str) -> None:
    now = OLDER[version].document.version
    old, new = (
        http.get("/api/devices/thermostat-000001", params={"api-version": name}).raise_for_status()
        for name in (version, now)
    )
    assert old.json() == new.json()


def test_without_the_option_they_are_wrong_versions() -> None:
    with Emulator() as plain, client(plain) as http:
        for version in OLDER:
            answer = http.get("/api/devices", params={"api-version": version})
            assert answer.status_code == 404
            assert f'"{version}" is not a valid API version.' in answer.json()["error"]["message"]


@pytest.mark.parametrize("version", PREVIEWS)
def test_previews_have_the_parameters_that_they_had(http: httpx.Client, version: str) -> None:
    query = {"$filter": "id ne 'thermostat-000003'", "$orderby": "displayName desc", "$top": 3}
    first = http.get("/api/devices", params={"api-version": version, **query}).raise_for_status().json()
    assert [item["id"][-1] for item in first["value"]] == ["5", "4", "2"]
    link = httpx.URL(first["nextLink"])
    assert dict(link.params).items() >= {"api-version": version, "$top": "3", "$filter": query["$filter"]}.items()
    second = http.get(first["nextLink"]).raise_for_status().json()
    assert [item["id"][-1] for item in second["value"]] == ["1"]


@pytest.mark.parametrize("version", PREVIEWS)
def test_their_values_are_checked_like_those_of_their_successors(http: httpx.Client, version: str) -> None:
    for query in ({"$top": 0}, {"$filter": "nothing"}, {"$orderby": "id"}):
        assert http.get("/api/devices", params={"api-version": version, **query}).status_code == 400


def test_a_version_has_no_parameters_of_another(http: httpx.Client) -> None:
    version = OLDER[PREVIEWS[0]].document.version
    answer = http.get("/api/devices", params={"api-version": version, "$top": 1}).raise_for_status().json()
    assert len(answer["value"]) == 5


def test_names_are_exchanged_both_ways() -> None:
    asked = AskedVersion("old", next(iter(documents().values())), {"$top": "maxpagesize"})
    assert asked.known([("$top", "1"), ("a", "2")]) == [("maxpagesize", "1"), ("a", "2")]
    assert asked.called([("maxpagesize", 1), ("a", 2)]) == [("$top", 1), ("a", 2)]
