"""Tests of an api-version of which the emulator knows nothing but the document: families, members, variants and headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.openapi.packages import newest_stable
from iotcentral_testkit.openapi.planes import DATA

from tests.support.fictional import VERSION, fictional_document, fictional_package, served_beside

WIDGET = {"displayName": "W", "source": {"kind": "timer", "period": "PT1M"}}
PATCH = {"content-type": "application/merge-patch+json"}
GROUP = {"displayName": "g", "filter": "SELECT * FROM devices WHERE $provisioned = true"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    found = tmp_path_factory.mktemp("fictional")
    fictional_package(found)
    with served_beside(found):
        yield found


@pytest.fixture
def http(folder: Path) -> Iterator[httpx.Client]:
    with Emulator() as emulator, requester(emulator) as client:
        yield client


def requester(emulator: Emulator, version: str = VERSION) -> httpx.Client:
    headers = {"Authorization": emulator.token}
    return httpx.Client(base_url=f"{emulator.url}/api/", headers=headers, params={"api-version": version})


def of(http: httpx.Client, version: str) -> Any:
    """Return a function that sends a request of another version."""
    return lambda method, path, **more: http.request(method, path, params={"api-version": version}, **more)


def test_a_package_on_the_path_is_served_beside_the_others(folder: Path) -> None:
    with Emulator() as emulator:
        assert emulator.api_versions == [*DATA.versions]
        assert emulator.api_versions[-1] == VERSION
        for version in emulator.api_versions:
            with requester(emulator, version) as http:
                assert http.get("devices").json() == {"value": []}


def test_a_new_preview_changes_nothing_for_who_names_no_version(folder: Path) -> None:
    with Emulator() as emulator:
        assert newest_stable(DATA.versions) != VERSION
        emulator.client().devices.create("t1", {})
        assert emulator.requests[-1].query == f"api-version={newest_stable(DATA.versions)}"
        with pytest.raises(EmulatorError, match='no api-version "1999-01-01"'):
            emulator.client("1999-01-01")


def test_an_item_is_stored_merged_and_removed(http: httpx.Client) -> None:
    created = http.put("widgets/w1", json={**WIDGET, "size": {"width": 3, "unit": "cm"}}).json()
    assert created.keys() == {"id", "etag", "createdAt", "displayName", "source", "size", "enabled"}
    assert (created["id"], created["enabled"]) == ("w1", True)
    assert http.get("widgets/w1").json() == created
    patch = {"size": {"unit": None, "width": 4}, "color": "red"}
    changed = http.patch("widgets/w1", headers=PATCH, json=patch).json()
    assert changed == {**created, "size": {"width": 4}, "color": "red", "etag": changed["etag"]}
    assert changed["etag"] != created["etag"]
    replaced = http.put("widgets/w1", json=WIDGET).json()
    assert replaced == {
        **WIDGET,
        **{name: created[name] for name in ("id", "createdAt", "enabled")},
        "etag": replaced["etag"],
    }
    assert http.delete("widgets/w1").status_code == 204
    assert [http.get("widgets/w1").status_code, http.delete("widgets/w1").status_code] == [404, 404]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"displayName": "W"}, "source"),
        ({**WIDGET, "displayName": ""}, "displayName"),
        ({**WIDGET, "color": "mauve"}, "color"),
        ({**WIDGET, "labels": ["no"]}, "labels"),
        ({**WIDGET, "size": {}}, "size"),
        ({**WIDGET, "source": {"kind": "timer"}}, "source"),
        ({**WIDGET, "source": {"kind": "moon", "period": "PT1M"}}, "source"),
        ({**WIDGET, "source": {"kind": "device", "device": "d", "weight": 0}}, "source"),
    ],
)
def test_a_body_is_held_against_the_schema(http: httpx.Client, body: dict[str, Any], problem: str) -> None:
    answer = http.put("widgets/w1", json=body)
    assert answer.status_code == 422
    assert problem in answer.json()["error"]["message"]
    assert http.get("widgets/w1").status_code == 404


def test_what_a_patch_makes_of_an_item_is_held_against_the_schema(http: httpx.Client) -> None:
    before = http.put("widgets/w1", json=WIDGET).json()
    assert http.patch("widgets/w1", headers=PATCH, json={"size": {"unit": "cm"}}).status_code == 422
    assert http.patch("widgets/w1", headers=PATCH, json={"displayName": None}).status_code == 422
    assert http.get("widgets/w1").json() == before


def test_what_the_schema_does_not_have_is_not_stored(http: httpx.Client) -> None:
    source = {**WIDGET["source"], "device": "d1"}  # a member of the other variant
    stored = http.put("widgets/w1", json={**WIDGET, "source": source, "mass": 1, "createdAt": "2001-01-01"}).json()
    assert stored["source"] == WIDGET["source"]
    assert "mass" not in stored
    assert stored["createdAt"] > "2001-01-02"


def test_a_write_can_be_conditional(http: httpx.Client) -> None:
    etag = http.put("widgets/w1", json=WIDGET).json()["etag"]
    for headers, status in (({"if-match": '"old"'}, 412), ({"if-match": etag}, 200), ({"if-match": "*"}, 200)):
        assert http.patch("widgets/w1", headers={**PATCH, **headers}, json={"color": "red"}).status_code == status
    assert http.put("widgets/w1", json={**WIDGET, "etag": etag}).status_code == 412


def test_a_list_is_paged_filtered_and_sorted(http: httpx.Client) -> None:
    for number in range(7):
        http.put(f"widgets/w{number}", json={**WIDGET, "displayName": f"n{number % 3}", "enabled": number != 2})
    query = {"api-version": VERSION, "maxpagesize": 3, "filter": "enabled eq true", "orderby": "displayName desc"}
    first = http.get("widgets", params=query).json()
    second = httpx.get(first["nextLink"], headers=http.headers).json()
    assert [item["id"] for item in first["value"] + second["value"]] == ["w5", "w1", "w4", "w0", "w3", "w6"]
    assert "nextLink" not in second
    assert http.get("widgets", params={**query, "filter": "colour eq 'red'"}).status_code == 400


def test_items_below_an_item_need_it_and_go_with_it(http: httpx.Client) -> None:
    assert http.put("devices/d1/notes/n1", json={"text": "a"}).status_code == 404
    http.put("devices/d1", json={})
    http.put("devices/d2", json={})
    note = http.put("devices/d1/notes/n%2F1", json={"text": "a"}).json()
    assert http.get("devices/d1/notes").json() == {"value": [note]}
    assert http.get("devices/d2/notes").json() == {"value": []}
    assert http.get("devices/d0/notes").status_code == 404
    http.delete("devices/d1")
    http.put("devices/d1", json={})
    assert http.get("devices/d1/notes").json() == {"value": []}


def test_members_that_the_handlers_do_not_know_are_kept_for_the_versions_that_have_them(http: httpx.Client) -> None:
    older = of(http, DATA.versions[0])
    location = {"site": "s1", "floor": 2}
    device = http.put("devices/d1", json={"displayName": "D", "location": location}).json()
    assert (device["location"], device["generation"]) == (location, 1)
    assert http.get("devices").json()["value"] == [device]
    shown = older("GET", "devices/d1").json()
    assert device.keys() - shown.keys() == {"location", "generation"}
    older("PUT", "devices/d1", json={"displayName": "E", "location": {"site": "s2"}})  # which is not its to set
    assert http.get("devices/d1").json()["location"] == location
    patched = http.patch("devices/d1", headers=PATCH, json={"location": {"floor": None}}).json()
    assert patched["location"] == {"site": "s1"}
    assert "location" not in http.put("devices/d1", json={}).json()
    http.delete("devices/d1")


def test_members_that_a_version_lacks_are_neither_taken_nor_shown(http: httpx.Client) -> None:
    newest = of(http, DATA.versions[-2])
    assert "description" not in http.put("deviceGroups/g1", json={**GROUP, "description": "d"}).json()
    assert newest("PUT", "deviceGroups/g1", json={**GROUP, "description": "d"}).json()["description"] == "d"
    assert "description" not in http.get("deviceGroups/g1").json()
    assert "description" not in http.get("deviceGroups").json()["value"][0]


def test_a_variant_that_the_handlers_do_not_know_is_kept(http: httpx.Client) -> None:
    body = {"displayName": "M", "type": "mqtt@v1", "url": "https://a.example", "topic": "t"}
    stored = http.put("dataExport/destinations/m1", json=body).json()
    assert {name: stored[name] for name in body} == body
    assert http.put("dataExport/destinations/m2", json={**body, "topic": 1}).status_code == 422
    assert of(http, DATA.versions[-2])("PUT", "dataExport/destinations/m2", json=body).status_code == 422


def test_a_required_header_is_required(http: httpx.Client) -> None:
    place, body = "dashboards/dtmi:contoso:D;1", {"displayName": "D"}
    for headers, status in (({}, 400), ({"x-reason": "c"}, 400), ({"x-reason": "a"}, 200)):
        answer = http.put(place, json=body, headers=headers)
        assert answer.status_code == status
    answer = http.put(place, json=body)
    assert (answer.headers["x-ms-error-code"], answer.json()["error"]["code"]) == ("BadRequest", "BadRequest")
    assert "x-reason is required" in answer.json()["error"]["message"]
    assert of(http, DATA.versions[-2])("PUT", place, json=body).status_code == 200


def test_operations_and_parameters_that_a_version_renames_are_the_same(http: httpx.Client) -> None:
    http.put("deviceGroups/g1", json=GROUP)
    assert http.get("deviceGroups/g1/devices").json() == {"value": []}
    role = http.get("roles").json()["value"][0]
    assert http.get(f"roles/{role['id']}").json() == role
    assert http.post("queries", json={"query": "no query"}).status_code == 400
    assert http.post("query", json={"query": "no query"}).status_code == 404


def test_what_no_document_explains_is_refused_by_itself(tmp_path: Path) -> None:
    document = fictional_document()
    picture = {"200": {"description": "Done.", "content": {"image/png": {}}}}
    drawn = dict(document["paths"]["/api/widgets/{widgetId}"]["get"], operationId="Widgets_Draw", responses=picture)
    document["paths"]["/api/widgets/{widgetId}/picture"] = {"get": drawn}
    fictional_package(tmp_path, document)
    with served_beside(tmp_path), Emulator() as emulator, requester(emulator) as http:
        assert http.put("widgets/w1", json=WIDGET).status_code == 200
        answer = http.get("widgets/w1/picture")
        assert (answer.status_code, answer.json()["error"]["code"]) == (501, "NotImplemented")
        assert "Widgets_Draw" in answer.json()["error"]["message"]


def test_a_state_is_kept_in_a_file(folder: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with Emulator(state=state) as emulator, requester(emulator) as http:
        http.put("devices/d1", json={"location": {"site": "s1"}})
        before = http.put("widgets/w1", json=WIDGET).json(), http.put("devices/d1/notes/n1", json={"text": "a"}).json()
    with Emulator(state=state) as emulator, requester(emulator) as http:
        assert (http.get("widgets/w1").json(), http.get("devices/d1/notes/n1").json()) == before
        assert http.get("devices/d1").json()["location"] == {"site": "s1"}
