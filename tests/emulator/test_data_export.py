"""Tests of destinations and exports: secrets, references, statuses and errors."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.emulator.world import World
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ConflictError, NotFoundError, PreconditionFailedError, UnprocessableEntityError

DESTINATIONS = "/api/dataExport/destinations"
EXPORTS = "/api/dataExport/exports"
V = {"api-version": "2022-10-31-preview"}

KEY = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net"
BUS = "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0;EntityPath=q"
MASKED_KEY = KEY.replace("c2VjcmV0", "*****")
MASKED_BUS = BUS.replace("c2VjcmV0", "*****")

BLOB = {
    "type": "blobstorage@v1",
    "authorization": {"type": "connectionString", "connectionString": KEY, "containerName": "c"},
}
EXPLORER = {
    "type": "dataexplorer@v1",
    "clusterUrl": "https://c.kusto.windows.net",
    "database": "d",
    "table": "t",
    "authorization": {"type": "servicePrincipal", "clientId": "i", "tenantId": "t", "clientSecret": "geheim"},
}
HUB = {"type": "eventhubs@v1", "authorization": {"type": "connectionString", "connectionString": BUS}}
QUEUE = {"type": "servicebusqueue@v1", "authorization": {"type": "connectionString", "connectionString": BUS}}
TOPIC = {"type": "servicebustopic@v1", "authorization": {"type": "connectionString", "connectionString": BUS}}
HOOK = {
    "type": "webhook@v1",
    "url": "http://127.0.0.1:9/in",
    "queryCustomizations": {"site": {"value": "seattle"}},
    "headerCustomizations": {"x-key": {"value": "geheim", "secret": True}, "x-plain": {"value": "p", "secret": False}},
    "authorization": {"type": "header", "value": "Basic geheim"},
}


def put(raw: httpx.Client, path: str, body: dict[str, Any]) -> httpx.Response:
    return raw.put(path, params=V, json=body)


def export(*ids: str, **more: Any) -> dict[str, Any]:
    content = {"displayName": "E", "enabled": True, "source": "telemetry", "destinations": [{"id": id} for id in ids]}
    return content | more


@pytest.fixture
def hook(raw: httpx.Client) -> str:
    assert put(raw, f"{DESTINATIONS}/hook", {"displayName": "Hook", **HOOK}).status_code == 200
    return "hook"


@pytest.mark.parametrize("kind", [BLOB, EXPLORER, HUB, QUEUE, TOPIC, HOOK], ids=lambda kind: kind["type"])
def test_a_destination_of_each_kind_is_answered_without_its_secrets(raw: httpx.Client, kind: dict[str, Any]) -> None:
    body = {"displayName": "D", **kind}
    created = put(raw, f"{DESTINATIONS}/d", body)
    assert created.status_code == 200, created.text
    assert "geheim" not in created.text
    assert "c2VjcmV0" not in created.text
    assert created.json() == raw.get(f"{DESTINATIONS}/d", params=V).json()
    assert created.json()["status"] == "waiting"
    assert created.json()["type"] == kind["type"]


def test_masks_leave_the_rest_of_a_connection_string(raw: httpx.Client, hook: str) -> None:
    assert put(raw, f"{DESTINATIONS}/b", {"displayName": "D", **BLOB}).json()["authorization"] == {
        "type": "connectionString",
        "connectionString": MASKED_KEY,
        "containerName": "c",
    }
    queue = put(raw, f"{DESTINATIONS}/q", {"displayName": "D", **QUEUE}).json()
    assert queue["authorization"]["connectionString"] == MASKED_BUS
    shown = raw.get(f"{DESTINATIONS}/{hook}", params=V).json()
    assert shown["headerCustomizations"] == {
        "x-key": {"value": "*****", "secret": True},
        "x-plain": {"value": "p", "secret": False},
    }
    assert shown["authorization"] == {"type": "header", "value": "*****"}


def test_a_destination_that_is_sent_back_as_read_keeps_its_secrets(raw: httpx.Client, world: World, hook: str) -> None:
    shown = raw.get(f"{DESTINATIONS}/{hook}", params=V).json()
    put(raw, f"{DESTINATIONS}/{hook}", shown)
    stored = world.applications["emulator"].get("destination", hook)
    assert stored["authorization"]["value"] == "Basic geheim"
    assert stored["headerCustomizations"]["x-key"]["value"] == "geheim"


def test_a_patch_changes_members_and_null_clears_them(app: IoTCentral, raw: httpx.Client, hook: str) -> None:
    body = {"url": "http://localhost:9/two", "queryCustomizations": None}
    changed = raw.patch(f"{DESTINATIONS}/{hook}", params=V, json=body).json()
    assert changed["url"] == "http://localhost:9/two"
    assert "queryCustomizations" not in changed
    assert app.destinations.get(hook).display_name == "Hook"
    assert raw.patch(f"{DESTINATIONS}/{hook}", params=V, json={"displayName": None}).status_code == 422
    assert raw.patch(f"{DESTINATIONS}/nix", params=V, json=body).status_code == 404


def test_a_patch_to_another_kind_takes_none_of_the_former_members(raw: httpx.Client, hook: str) -> None:
    changed = raw.patch(f"{DESTINATIONS}/{hook}", params=V, json=BLOB).json()
    assert set(changed) == {"id", "displayName", "type", "authorization", "status"}
    assert raw.patch(f"{DESTINATIONS}/{hook}", params=V, json={"type": "webhook@v1"}).status_code == 422


def test_a_condition_other_than_any_fails_because_destinations_have_no_etag(app: IoTCentral, hook: str) -> None:
    app.destinations.update(hook, models.DestinationPatch(display_name="H"), if_match="*")
    with pytest.raises(PreconditionFailedError):
        app.destinations.update(hook, models.DestinationPatch(display_name="H"), if_match="x")


def test_an_export_needs_destinations_that_exist(raw: httpx.Client, hook: str) -> None:
    refused = put(raw, f"{EXPORTS}/e", export("nix"))
    assert refused.status_code == 422
    assert "nix" in refused.json()["error"]["message"]
    assert put(raw, f"{EXPORTS}/e", export(hook)).status_code == 200


def test_a_destination_in_use_stays(app: IoTCentral, raw: httpx.Client, hook: str) -> None:
    put(raw, f"{EXPORTS}/e", export(hook))
    with pytest.raises(ConflictError, match='"e"'):
        app.destinations.remove(hook)
    app.exports.remove("e")
    app.destinations.remove(hook)
    with pytest.raises(NotFoundError):
        app.destinations.get(hook)


def test_the_status_follows_the_clock_and_the_switch(
    app: IoTCentral, raw: httpx.Client, world: World, hook: str
) -> None:
    assert put(raw, f"{EXPORTS}/e", export(hook, enabled=False)).json()["status"] == "notStarted"
    assert app.exports.update("e", models.ExportPatch(enabled=True)).status == "starting"
    world.clock.advance("PT1M")
    assert app.exports.get("e").status == "healthy"
    assert app.exports.update("e", models.ExportPatch(enabled=False)).status == "notStarted"
    world.clock.advance("PT1M")
    assert app.exports.get("e").status == "notStarted"


def test_exports_and_destinations_name_one_another(app: IoTCentral, raw: httpx.Client, hook: str) -> None:
    put(raw, f"{DESTINATIONS}/b", {"displayName": "B", **BLOB})
    put(raw, f"{EXPORTS}/e1", export("b", hook))
    put(raw, f"{EXPORTS}/e2", export(hook))
    assert [item["id"] for item in raw.get(f"{EXPORTS}/e1/destinations", params=V).json()["value"]] == ["b", hook]
    assert [item["id"] for item in raw.get(f"{DESTINATIONS}/{hook}/exports", params=V).json()["value"]] == ["e1", "e2"]
    assert [item["id"] for item in raw.get(f"{DESTINATIONS}/b/exports", params=V).json()["value"]] == ["e1"]
    assert [one.id for one in app.exports.list()] == ["e1", "e2"]
    assert [one.id for one in app.destinations.list()] == [hook, "b"]
    assert raw.get(f"{EXPORTS}/nix/destinations", params=V).status_code == 404
    assert raw.get(f"{DESTINATIONS}/nix/exports", params=V).status_code == 404


def test_enrichments_are_kept(raw: httpx.Client, hook: str) -> None:
    enrichments = {
        "site": {"value": {"a": [1, None]}},
        "name": {"path": "$displayName"},
        "limit": {"target": "dtmi:contoso:Thermostat;1", "path": "targetTemperature"},
    }
    assert put(raw, f"{EXPORTS}/e", export(hook, enrichments=enrichments)).json()["enrichments"] == enrichments


@pytest.mark.parametrize(
    "more",
    [
        {"source": "weather"},
        {"filter": "SELECT temperature FROM devices"},
        {"filter": "SELECT * FROM devices WHERE $nix = 1"},
        {"enrichments": {"a": {}}},
        {"enrichments": {"a": {"value": 1, "path": "$id"}}},
        {"enrichments": {"a": {"path": "$secret"}}},
        {"enrichments": {"a": {"value": 1, "target": "x"}}},
        {"enrichments": {str(n): {"value": n} for n in range(11)}},
        {"destinations": [{"id": "hook"}, {"id": "hook"}]},
        {"destinations": [{"id": str(n)} for n in range(11)]},
    ],
    ids=str,
)
def test_what_an_export_cannot_be_is_refused(
    app: IoTCentral, raw: httpx.Client, hook: str, more: dict[str, Any]
) -> None:
    with pytest.raises(UnprocessableEntityError):
        app.exports.create("e", models.Export.from_dict(export(hook, **more)))


def test_an_application_has_at_most_ten_of_each(raw: httpx.Client) -> None:
    for number in range(10):
        assert put(raw, f"{DESTINATIONS}/{number}", {"displayName": "D", **BLOB}).status_code == 200
        assert put(raw, f"{EXPORTS}/{number}", export("0")).status_code == 200
    assert put(raw, f"{DESTINATIONS}/10", {"displayName": "D", **BLOB}).status_code == 409
    assert put(raw, f"{EXPORTS}/10", export("0")).status_code == 409
    assert put(raw, f"{EXPORTS}/9", export("1")).status_code == 200
