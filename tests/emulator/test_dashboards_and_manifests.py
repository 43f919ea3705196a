"""Tests of dashboards with their tiles, and of deployment manifests."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.openapi.documents import documents
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import BadRequestError, NotFoundError, PreconditionFailedError

V = {"api-version": "2022-10-31-preview"}
ID = "dtmi:contoso:ColdRooms;1"
PATH = f"/api/dashboards/{ID}"
MANIFEST = "/api/deploymentManifests/dtmi:contoso:Gateway;1"


def examples() -> list[dict[str, Any]]:
    put = documents()[V["api-version"]].content["paths"]["/api/dashboards/{dashboardId}"]["put"]
    return [e["value"] for e in put["requestBody"]["content"]["application/json"]["examples"].values()]


def plain(dashboard: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in dashboard.items() if k != "organizations"}


def tile(**more: Any) -> dict[str, Any]:
    place = {"x": 0, "y": 0, "width": 1, "height": 1}
    return (
        {
            "displayName": "T",
            "configuration": {"type": "label", "text": "t", "textSize": 12, "textSizeUnit": "px", "wordWrap": True},
        }
        | place
        | more
    )


@pytest.mark.parametrize("dashboard", examples(), ids=lambda one: one["displayName"])
def test_every_kind_of_tile_comes_back_as_it_was_sent(raw: httpx.Client, dashboard: dict[str, Any]) -> None:
    created = raw.put(PATH, params=V, json=plain(dashboard))
    assert created.status_code == 200, created.text
    found = created.json()
    assert found == raw.get(PATH, params=V).json()
    assert [{k: v for k, v in one.items() if k != "id"} for one in found["tiles"]] == dashboard["tiles"]
    ids = [one["id"] for one in found["tiles"]]
    assert len(set(ids)) == len(ids)
    assert found["personal"] is False
    assert found["favorite"] is False


def test_the_examples_hold_every_kind_of_tile() -> None:
    kinds = {one["configuration"]["type"] for dashboard in examples() for one in dashboard["tiles"]}
    schemas = documents()[V["api-version"]].content["components"]["schemas"]
    assert kinds == set(schemas["TileConfiguration"]["discriminator"]["mapping"])


def test_tiles_that_come_back_keep_their_ids(raw: httpx.Client) -> None:
    found = raw.put(PATH, params=V, json={"displayName": "D", "tiles": [tile(), tile(x=1)]}).json()
    tiles = [tile(x=5), *found["tiles"], {**found["tiles"][0], "x": 9}]
    changed = raw.patch(PATH, params=V, json={"tiles": tiles}, headers={"content-type": "application/merge-patch+json"})
    assert changed.status_code == 200, changed.text
    ids = [one["id"] for one in changed.json()["tiles"]]
    assert ids[1:3] == [one["id"] for one in found["tiles"]]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("id", [{"a": 1}, [1], 5, None, "other"], ids=str)
def test_ids_of_tiles_are_read_only_whatever_is_sent(raw: httpx.Client, id: Any) -> None:
    raw.put(PATH, params=V, json={"displayName": "D", "tiles": [tile()]})
    changed = raw.patch(
        PATH, params=V, json={"tiles": [tile(id=id)]}, headers={"content-type": "application/merge-patch+json"}
    )
    assert changed.status_code == 200, changed.text
    assert changed.json()["tiles"][0]["id"] != id


@pytest.mark.parametrize(
    "tiles",
    [
        [tile(width=0)],
        [tile(height=11)],
        [tile(x=101)],
        [tile(y=-1)],
        [tile(configuration={"type": "nix"})],
        [tile()] * 101,
    ],
    ids=["narrow", "high", "far", "above", "kind", "many"],
)
def test_tiles_out_of_bounds_are_refused(raw: httpx.Client, tiles: list[dict[str, Any]]) -> None:
    assert raw.put(PATH, params=V, json={"displayName": "D", "tiles": tiles}).status_code == 422


def test_personal_is_passed_over(raw: httpx.Client) -> None:
    assert raw.put(PATH, params=V, json={"displayName": "D", "personal": True, "id": "x"}).json()["personal"] is False


def test_dashboards_have_model_identifiers(app: IoTCentral) -> None:
    with pytest.raises(BadRequestError):
        app.dashboards.create("overview", models.Dashboard(display_name="D"))


def test_dashboards_are_listed_filtered_and_sorted(app: IoTCentral) -> None:
    for name in ("b", "c", "a"):
        app.dashboards.create(f"dtmi:x:{name};1", models.Dashboard(display_name=name, favorite=name == "b"))
    assert [one.display_name for one in app.dashboards.list(maxpagesize=1)] == ["b", "c", "a"]
    assert [one.display_name for one in app.dashboards.list(orderby="displayName desc")] == ["c", "b", "a"]
    assert [one.display_name for one in app.dashboards.list(filter="displayName ne 'b'")] == ["c", "a"]
    with pytest.raises(BadRequestError):
        list(app.dashboards.list(filter="nix eq 'b'"))


def test_dashboards_are_guarded_by_etags_and_removed(app: IoTCentral) -> None:
    first = app.dashboards.create(ID, models.Dashboard(display_name="D"))
    app.dashboards.update(ID, models.DashboardPatch(display_name="E"), if_match=str(first.etag))
    with pytest.raises(PreconditionFailedError):
        app.dashboards.update(ID, models.DashboardPatch(display_name="F"), if_match=str(first.etag))
    app.dashboards.remove(ID)
    for call in (app.dashboards.get, app.dashboards.remove):
        with pytest.raises(NotFoundError):
            call(ID)


def test_a_manifest_is_patched_at_any_depth(raw: httpx.Client, app: IoTCentral) -> None:
    data = {"modulesContent": {"f": {"properties.desired": {"a": 1, "debug": True}}, "g": {"x": [1]}}}
    created = raw.put(MANIFEST, params=V, json={"displayName": "G", "data": data}).json()
    patch = {"data": {"modulesContent": {"f": {"properties.desired": {"a": 2, "debug": None}}}}}
    headers = {"content-type": "application/merge-patch+json", "if-match": created["etag"]}
    changed = raw.patch(MANIFEST, params=V, json=patch, headers=headers)
    assert changed.status_code == 200, changed.text
    assert changed.json()["data"] == {"modulesContent": {"f": {"properties.desired": {"a": 2}}, "g": {"x": [1]}}}
    assert changed.json()["etag"] != created["etag"]
    assert raw.patch(MANIFEST, params=V, json=patch, headers=headers).status_code == 412
    assert raw.patch(MANIFEST, params=V, json={"data": None}, headers={**headers, "if-match": "*"}).status_code == 422
    assert [one.id for one in app.deployment_manifests.list(filter="contains(displayName, 'g')")] == [created["id"]]
    app.deployment_manifests.remove(created["id"])
    assert raw.get(MANIFEST, params=V).status_code == 404


def test_a_manifest_needs_only_its_data(raw: httpx.Client) -> None:
    assert raw.put(MANIFEST, params=V, json={"data": {}}).status_code == 200
    assert raw.put(MANIFEST, params=V, json={"displayName": "x"}).status_code == 422


def test_a_manifest_is_applied_to_an_edge_device(app: IoTCentral, raw: httpx.Client) -> None:
    assert raw.put("/api/devices/edge", params=V, json={"type": ["iotEdge"]}).status_code == 200
    body = {"displayName": "M", "data": {"modulesContent": {}}}
    applied = raw.post("/api/devices/edge/applyDeploymentManifest", params=V, json=body)
    assert applied.status_code == 200, applied.text
    assert applied.json()["data"] == body["data"]
    expanded = raw.get("/api/devices/edge", params={**V, "expand": "deploymentManifest"}).json()
    assert expanded["deploymentManifest"]["data"] == body["data"]
    app.devices.create("plain", models.Device())
    assert raw.post("/api/devices/plain/applyDeploymentManifest", params=V, json=body).status_code == 422
    assert raw.post("/api/devices/nix/applyDeploymentManifest", params=V, json=body).status_code == 404
