"""Tests of deliveries: webhooks on this machine receive the messages of exports; nothing else is called."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import httpx
import orjson
import pytest
from iotcentral_testkit.emulator.data_export import delivery, exports, obstacles
from iotcentral_testkit.emulator.data_export.outbox import queue_of
from iotcentral_testkit.emulator.http.posting import Posting
from iotcentral_testkit.emulator.languages.export_filter import parse
from iotcentral_testkit.emulator.state.callees import is_loopback
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import World

from .conftest import START

V = {"api-version": "2022-10-31-preview"}
T = "dtmi:contoso:Thermostat;1"
MODEL = {
    "@id": "dtmi:contoso:model;1",
    "@type": "Interface",
    "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    "contents": [
        {"@type": "Telemetry", "name": "temperature", "schema": "double"},
        {"@type": "Property", "name": "target", "schema": "double", "writable": True},
        {"@type": ["Property", "Cloud"], "name": "room", "schema": "string"},
        {
            "@type": "Component",
            "name": "sensor",
            "schema": {
                "@id": "dtmi:contoso:sensor;1",
                "@type": "Interface",
                "contents": [{"@type": "Telemetry", "name": "humidity", "schema": "double"}],
            },
        },
    ],
}
TEMPLATE = {"@id": T, "@type": ["ModelDefinition", "DeviceModel"], "displayName": "Thermo", "capabilityModel": MODEL}


class Webhook:
    """Webhook that records what is posted."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Mapping[str, str], bytes]] = []
        self.status = 200

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        self.calls.append((url, headers, body))
        return self.status, b'{"access_token": "t0"}' if "token" in url else b""

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [orjson.loads(body) for url, _, body in self.calls if "token" not in url]


def deliver_due(world: World, hook: Callable[[str, Mapping[str, str], bytes], tuple[int, bytes]]) -> int:
    """Deliver what is due in one round, and return how many messages arrived."""

    async def post(url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        return hook(url, headers, body)

    return asyncio.run(delivery.deliver_due(world, post))


@pytest.fixture
def world() -> Iterator[World]:
    world = World(seed=0, clock=Clock(START))
    world.applications["emulator"].put("template", T, {**TEMPLATE, "etag": "1"})
    yield world
    world.store.close()


@pytest.fixture
def hook() -> Webhook:
    return Webhook()


def setup(raw: httpx.Client, source: str, destination: dict[str, Any] | None = None, **more: Any) -> None:
    body = {"displayName": "D", "type": "webhook@v1", "url": "http://127.0.0.1:9/in", **(destination or {})}
    assert raw.put("/api/dataExport/destinations/d", params=V, json=body).status_code == 200
    export = {"displayName": "E", "enabled": True, "source": source, "destinations": [{"id": "d"}], **more}
    answer = raw.put("/api/dataExport/exports/e", params=V, json=export)
    assert answer.status_code == 200, answer.text


def device(raw: httpx.Client, id: str = "t1", **body: Any) -> None:
    answer = raw.put(f"/api/devices/{id}", params=V, json=body)
    assert answer.status_code == 200, answer.text


def get(raw: httpx.Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = raw.get(f"/api/dataExport/{path}", params=V).json()
    return found


def test_the_life_of_a_device_is_told_in_order(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceLifecycle", enrichments={"site": {"value": 7}, "template": {"path": "$templateDisplayName"}})
    device(raw)
    device(raw, displayName="New", enabled=False)
    device(raw, displayName="New", enabled=True, simulated=True, template=T)
    world.clock.advance("PT1M")
    raw.delete("/api/devices/t1", params=V)
    assert deliver_due(world, hook) == 7
    kinds = [
        "registered",
        "disabled",
        "displayNameChanged",
        "enabled",
        "deviceTemplateChanged",
        "provisioned",
        "deleted",
    ]
    assert [message["messageType"] for message in hook.messages] == kinds
    assert hook.messages[0] == {
        "applicationId": world.applications["emulator"].id,
        "messageSource": "deviceLifecycle",
        "messageType": "registered",
        "deviceId": "t1",
        "schema": "default@v1",
        "enqueuedTime": "2026-03-01T08:00:00.000Z",
        "enrichments": {"site": 7},
    }
    assert hook.messages[-1]["templateId"] == T
    assert hook.messages[-1]["enrichments"] == {"site": 7, "template": "Thermo"}
    assert deliver_due(world, hook) == 0
    assert get(raw, "exports/e")["lastExportTime"] == "2026-03-01T08:01:00.0000000Z"
    assert get(raw, "destinations/d")["status"] == "healthy"


def test_connections_of_simulated_devices_are_told(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceConnectivity")
    device(raw, simulated=True, template=T)
    world.clock.advance("PT1M")
    device(raw, simulated=True, template=T, enabled=False)
    deliver_due(world, hook)
    assert [message["messageType"] for message in hook.messages] == ["connected", "disconnected"]


def test_the_life_of_a_template_is_told(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceTemplateLifecycle")
    app = world.applications["emulator"]
    app.put("template", "dtmi:x", TEMPLATE)
    app.put("template", "dtmi:x", TEMPLATE)
    app.delete("template", "dtmi:x")
    deliver_due(world, hook)
    assert [message["messageType"] for message in hook.messages] == ["created", "updated", "deleted"]
    assert "deviceId" not in hook.messages[0]
    assert hook.messages[0]["templateId"] == "dtmi:x"


def test_changes_of_properties_are_told(world: World, raw: httpx.Client, hook: Webhook) -> None:
    device(raw, simulated=True, template=T)
    world.clock.advance("PT1M")
    setup(raw, "properties", filter=f"SELECT * FROM {T} WHERE target > 1")
    for body in ({"target": 1}, {"target": 4.5}, {"room": "a"}):
        assert raw.patch("/api/devices/t1/properties", params=V, json=body).status_code == 202
    deliver_due(world, hook)
    assert [(message["messageType"], message["properties"]) for message in hook.messages] == [
        ("devicePropertyDesiredChange", [{"name": "target", "value": 4.5}]),
        ("devicePropertyReportedChange", [{"name": "target", "value": 4.5}]),
        ("cloudPropertyChange", [{"name": "room", "value": "a"}]),
    ]


def test_telemetry_is_told_from_the_moment_of_enabling_on(world: World, raw: httpx.Client, hook: Webhook) -> None:
    device(raw, simulated=True, template=T)
    world.clock.advance("PT10M")
    setup(raw, "telemetry")
    deliver_due(world, hook)
    assert hook.messages == []
    world.clock.advance("PT2M")
    assert deliver_due(world, hook) == 4
    assert deliver_due(world, hook) == 0
    root = [message for message in hook.messages if "component" not in message]
    part = [message for message in hook.messages if message.get("component") == "sensor"]
    assert [list(message["telemetry"]) for message in root] == [["temperature"]] * 2
    assert [list(message["telemetry"]) for message in part] == [["humidity"]] * 2
    assert root[0]["enqueuedTime"] < root[1]["enqueuedTime"]
    assert "messageType" not in root[0]


def test_calls_carry_the_customizations_and_the_authorization(world: World, raw: httpx.Client, hook: Webhook) -> None:
    destination = {
        "url": "http://localhost:9/in?a=1",
        "queryCustomizations": {"site": {"value": "s e"}},
        "headerCustomizations": {"x-key": {"value": "geheim", "secret": True}},
        "authorization": {"type": "header", "value": "Basic x"},
    }
    setup(raw, "deviceLifecycle", destination)
    device(raw)
    deliver_due(world, hook)
    url, headers, _ = hook.calls[0]
    assert url == "http://localhost:9/in?a=1&site=s+e"
    assert headers["x-key"] == "geheim"
    assert headers["Authorization"] == "Basic x"


def test_an_access_token_is_fetched_first(world: World, raw: httpx.Client, hook: Webhook) -> None:
    oauth = {
        "type": "oauth",
        "tokenUrl": "http://127.0.0.1:9/token",
        "clientId": "c",
        "clientSecret": "s",
        "scope": "x",
    }
    setup(raw, "deviceLifecycle", {"authorization": oauth | {"requestType": "urlencoded"}})
    device(raw)
    deliver_due(world, hook)
    asked = parse_qs(hook.calls[0][2].decode())
    assert asked == {
        "grant_type": ["client_credentials"],
        "client_id": ["c"],
        "client_secret": ["s"],
        "scope": ["x"],
    }
    assert hook.calls[1][1]["Authorization"] == "Bearer t0"


def test_a_real_webhook_receives_the_message(world: World, raw: httpx.Client) -> None:
    received: list[tuple[str, dict[str, Any]]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.append((self.path, orjson.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    async def delivered() -> int:
        posting = Posting(timeout=60)
        try:
            return await delivery.deliver_due(world, posting.post)
        finally:
            await posting.close()

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        setup(raw, "deviceLifecycle", {"url": f"http://127.0.0.1:{server.server_port}/in"})
        device(raw)
        assert asyncio.run(delivered()) == 1
        server.shutdown()
    assert [(path, message["messageType"]) for path, message in received] == [("/in", "registered")]
    device(raw, "t2")
    assert asyncio.run(delivered()) == 0
    assert get(raw, "destinations/d")["errors"][0]["code"] == "DestinationNotReachable"


def test_a_refused_message_waits_and_those_behind_it_too(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceLifecycle")
    device(raw, "t1")
    device(raw, "t2")
    hook.status = 503
    assert deliver_due(world, hook) == 0
    assert deliver_due(world, hook) == 0
    assert len(hook.calls) == 1
    assert get(raw, "exports/e")["status"] == "error"
    assert get(raw, "destinations/d")["errors"][0]["code"] == "DestinationRefused"
    hook.status, hook.calls = 200, []
    world.clock.advance("PT2S")
    assert deliver_due(world, hook) == 2
    assert [message["deviceId"] for message in hook.messages] == ["t1", "t2"]
    assert "errors" not in get(raw, "destinations/d")


def test_other_machines_are_not_called(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceLifecycle", {"url": "https://alerts.contoso.example/in"})
    device(raw)
    assert deliver_due(world, hook) == 0
    assert hook.calls == []
    assert get(raw, "destinations/d")["errors"][0]["code"] == "AddressNotAllowed"
    assert get(raw, "destinations/d")["status"] == "error"
    assert world.applications["emulator"].count(queue_of("d")) == 0


def test_a_transform_without_jq_is_an_error_rather_than_a_message_of_the_wrong_form(
    world: World, raw: httpx.Client, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (obstacles, exports):
        monkeypatch.setattr(module, "can_transform", lambda: False)
    setup(raw, "deviceLifecycle", destinations=[{"id": "d", "transform": ".device"}])
    device(raw)
    deliver_due(world, hook)
    assert hook.calls == []
    assert get(raw, "destinations/d")["errors"][0]["code"] == "TransformNotSupported"


def test_nothing_is_told_that_is_not_enabled_or_filtered_out(world: World, raw: httpx.Client, hook: Webhook) -> None:
    setup(raw, "deviceLifecycle", filter='SELECT * FROM devices WHERE $displayName != "x" AND CONTAINS($id, "T")')
    device(raw, "t1", displayName="x")
    device(raw, "u1")
    assert deliver_due(world, hook) == 0
    device(raw, "t2")
    raw.patch("/api/dataExport/exports/e", params=V, json={"enabled": False})
    device(raw, "t3")
    assert deliver_due(world, hook) == 0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost/x", True),
        ("http://a.localhost:1/", True),
        ("http://LocalHost.:1/", True),
        ("http://127.0.0.5:80", True),
        ("https://[::1]/", True),
        ("http://localhost.example", False),
        ("http://attacker.example./", False),
        ("http://10.0.0.1/", False),
        ("http://127.0.0.1@example.com/", False),
        ("ftp://localhost/", False),
        ("http://localhost:99999/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_which_addresses_are_on_this_machine(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


def test_filters_compare_telemetry_with_properties() -> None:
    found = parse(f"SELECT * FROM {T} AS A, dtmi:other WHERE A.temperature > target OR ok = true")
    assert found.passes(T, {"temperature": 5, "target": 4})
    assert not found.passes(T, {"temperature": 4, "target": 4})
    assert not found.passes(T, {"temperature": 4})
    assert found.passes("dtmi:other", {"ok": True})
    assert not found.passes("dtmi:third", {"ok": True})


def test_a_message_without_a_value_for_a_condition_does_not_meet_it(
    world: World, raw: httpx.Client, hook: Webhook
) -> None:
    device(raw, simulated=True, template=T)
    world.clock.advance("PT1M")
    setup(raw, "telemetry", filter=f"SELECT * FROM {T} AS P WHERE P.temperature > -1000000")
    world.clock.advance("PT3M")
    deliver_due(world, hook)
    assert [list(message["telemetry"]) for message in hook.messages] == [["temperature"]] * 3
    raw.patch("/api/dataExport/exports/e", params=V, json={"filter": f"SELECT * FROM {T} WHERE sensor.humidity > -1"})
    hook.calls = []
    world.clock.advance("PT3M")
    deliver_due(world, hook)
    assert [list(message["telemetry"]) for message in hook.messages] == [["humidity"]] * 3
