"""Tests of exports to all six kinds of destinations, of those that can send nothing, and of the audit log."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import orjson
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.data_export.blob_storage import blob_request, endpoint_of
from iotcentral_testkit.emulator.seeding import seed_devices

ADMINISTRATOR = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
CONNECTION = {"type": "connectionString", "connectionString": "AccountName=a;AccountKey=a2V5;Endpoint=sb://x"}
KINDS: dict[str, dict[str, Any]] = {
    "blobstorage@v1": {"authorization": {**CONNECTION, "containerName": "c"}},
    "dataexplorer@v1": {
        "clusterUrl": "https://c.example",
        "database": "d",
        "table": "t",
        "authorization": {"type": "systemAssignedManagedIdentity"},
    },
    "eventhubs@v1": {"authorization": {**CONNECTION, "hubName": "h"}},
    "servicebusqueue@v1": {"authorization": {**CONNECTION, "queueName": "q"}},
    "servicebustopic@v1": {"authorization": {**CONNECTION, "topicName": "t"}},
}
SOURCES = ("deviceLifecycle", "deviceTemplateLifecycle")


@pytest.fixture(scope="module")
def shared() -> Iterator[Emulator]:
    with Emulator(clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC))) as emulator:
        yield emulator


@pytest.fixture
def emulator(shared: Emulator) -> Emulator:
    shared.reset()
    return shared


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with caller(emulator, emulator.token) as http:
        yield http


def caller(emulator: Emulator, token: str) -> httpx.Client:
    return httpx.Client(
        base_url=f"{emulator.url}/api",
        headers={"Authorization": token},
        params={"api-version": "2022-10-31-preview"},
        transport=emulator.transport(),
    )


def put(http: httpx.Client, path: str, **body: Any) -> Any:
    answer = http.put(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def export(http: httpx.Client, source: str, kind: str, **destination: Any) -> None:
    put(http, "/dataExport/destinations/d", displayName="D", type=kind, **destination)
    destinations = [{"id": "d"}]
    put(http, "/dataExport/exports/e", displayName="E", enabled=True, source=source, destinations=destinations)


def status(http: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = http.get("/dataExport/exports/e").json()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_would_be_sent_is_recorded(emulator: Emulator, http: httpx.Client, kind: str) -> None:
    export(http, "deviceLifecycle", kind, **KINDS[kind])
    put(http, "/devices/t1")
    emulator.clock.advance("PT2M")  # blob storage is written to when the minute is over
    emulator.settle()
    assert [message["messageType"] for message in emulator.exported("d")] == ["registered"]
    assert status(http)["status"] == "healthy"


def test_an_export_that_can_send_nothing_is_never_healthy(emulator: Emulator, http: httpx.Client) -> None:
    export(http, "deviceLifecycle", "webhook@v1", url="https://hooks.example/in")
    assert status(http)["status"] == "starting"
    emulator.clock.advance("PT1M")
    shown = status(http)
    assert (shown["status"], shown["errors"][0]["code"]) == ("error", "AddressNotAllowed")
    assert http.get("/dataExport/destinations/d").json()["status"] == "error"
    http.patch("/dataExport/destinations/d", json={"url": "http://127.0.0.1:9/in"}).raise_for_status()
    shown = status(http)
    assert shown["status"] == "starting"
    assert "errors" not in shown
    emulator.clock.advance("PT1M")
    assert status(http)["status"] == "healthy"


def test_an_export_without_destinations_can_send_nothing(emulator: Emulator, http: httpx.Client) -> None:
    put(http, "/dataExport/exports/e", displayName="E", enabled=True, source="deviceLifecycle", destinations=[])
    emulator.clock.advance("PT1M")
    assert status(http)["errors"][0]["code"] == "NoDestination"


def test_the_audit_log_tells_who_changed_what(emulator: Emulator, http: httpx.Client) -> None:
    export(http, "audit", "eventhubs@v1", **KINDS["eventhubs@v1"])
    roles = [{"role": ADMINISTRATOR}]
    token = put(http, "/apiTokens/ci", roles=roles)["token"]
    put(http, "/users/u1", type="email", email="ada@example.com", roles=roles)
    with caller(emulator, token) as other:
        other.patch("/users/u1", json={"roles": [{"role": "344138e9-8de4-4497-8c54-5237e96d6aaf"}]}).raise_for_status()
        put(other, "/devices/t1", displayName="T1")
        other.delete("/users/u1").raise_for_status()
    http.delete("/apiTokens/ci").raise_for_status()
    emulator.settle()
    sent = emulator.exported("d")
    user = {"id": "u1", "type": "user", "displayName": "ada@example.com"}
    assert [(message["actor"]["id"], message["messageType"], message["resource"]["type"]) for message in sent] == [
        ("emulator-administrator", "created", "apiToken"),
        ("emulator-administrator", "created", "user"),
        ("ci", "updated", "user"),
        ("ci", "created", "device"),
        ("ci", "deleted", "user"),
        ("emulator-administrator", "deleted", "apiToken"),
    ]
    assert {message["actor"]["type"] for message in sent} == {"apiToken"}
    assert {message["messageSource"] for message in sent} == {"audit"}
    assert sent[2]["resource"] == user
    assert sent[2]["updated"] == {"properties": ["roles"]}
    assert sent[3]["deviceId"] == "t1"


def test_users_are_told_as_users(emulator: Emulator, http: httpx.Client) -> None:
    export(http, "audit", "eventhubs@v1", **KINDS["eventhubs@v1"])
    token = emulator.credential().get_token("https://apps.azureiotcentral.com/.default").token
    with caller(emulator, f"Bearer {token}") as creator:
        put(creator, "/devices/t1")
    emulator.settle()
    assert [message["actor"]["type"] for message in emulator.exported("d")] == ["user"]


def test_what_happens_by_itself_is_in_no_audit_log(emulator: Emulator, http: httpx.Client) -> None:
    export(http, "audit", "eventhubs@v1", **KINDS["eventhubs@v1"])
    template = "dtmi:t:t;1"
    model = {"@id": "dtmi:t:m;1", "@type": "Interface", "contents": [], "@context": ["dtmi:dtdl:context;2"]}
    body = {"@type": ["ModelDefinition", "DeviceModel"], "displayName": "T", "capabilityModel": model}
    put(http, f"/deviceTemplates/{template}", **body)
    put(http, "/devices/t1", template=template, simulated=True)
    emulator.clock.advance("PT1M")  # it is provisioned
    emulator.settle()
    assert [message["messageType"] for message in emulator.exported("d")] == ["created", "created"]
    assert http.get("/devices/t1").json()["provisioned"]


def blob(text: str) -> dict[str, Any]:
    return {"authorization": {"type": "connectionString", "connectionString": text, "containerName": "c"}}


def test_blob_storage_is_found_by_its_connection_string() -> None:
    assert endpoint_of(blob("UseDevelopmentStorage=true")) == "http://127.0.0.1:10000/devstoreaccount1"
    assert endpoint_of(blob("AccountName=a;AccountKey=k")) == "https://a.blob.core.windows.net"
    assert endpoint_of(blob("AccountName=a;BlobEndpoint=http://x;AccountKey=k")) == "http://x"
    assert endpoint_of({"authorization": {"type": "systemAssignedManagedIdentity", "endpointUri": "https://x"}}) is None


def test_a_file_has_a_message_a_line() -> None:
    now = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)
    request = blob_request(blob("UseDevelopmentStorage=true"), "app", "2026/f.json", [{"a": 1}, {"a": 2}], now)
    assert request.url == "http://127.0.0.1:10000/devstoreaccount1/c/app/0/2026/f.json"
    assert request.body == b'{"a":1}\n{"a":2}\n'
    scheme, _, signature = request.headers["Authorization"].rpartition(":")
    assert scheme == "SharedKey devstoreaccount1"
    assert len(base64.b64decode(signature)) == 32


def test_a_signature_in_a_connection_string_is_sent_as_it_is() -> None:
    destination = blob("BlobEndpoint=http://127.0.0.1:1/a;SharedAccessSignature=?sv=1&sig=x%3D")
    request = blob_request(destination, "app", "f", [], datetime(2026, 3, 1, tzinfo=UTC))
    assert request.url.endswith("/f?sv=1&sig=x%3D")
    assert "Authorization" not in request.headers


def test_storage_on_this_machine_that_does_not_answer_is_an_error(emulator: Emulator, http: httpx.Client) -> None:
    text = "AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a"
    export(http, "deviceLifecycle", "blobstorage@v1", **blob(text))
    put(http, "/devices/t1")
    emulator.clock.advance("PT2M")
    emulator.settle()
    assert emulator.exported("d") == []
    assert status(http)["errors"][0]["code"] == "DestinationNotReachable"


def written(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Return the place of each file that is written from now on, below the application's, and the devices in it."""
    files: list[tuple[str, list[str]]] = []

    async def post(url: str, _headers: Any, body: bytes, *, method: str) -> tuple[int, bytes]:
        assert method == "PUT"
        devices = [orjson.loads(line)["deviceId"] for line in body.splitlines()]
        files.append((url.partition("/0/")[2].rpartition("/")[0], devices))
        return 201, b""

    monkeypatch.setattr(emulator.world.posting, "post", post)
    return files


def test_blob_storage_gets_a_file_for_each_minute(
    emulator: Emulator, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = written(emulator, monkeypatch)
    export(http, "deviceLifecycle", "blobstorage@v1", **blob("UseDevelopmentStorage=true"))
    for id, step in (("t1", "PT30S"), ("t2", "PT1M"), ("t3", "PT1S")):
        put(http, f"/devices/{id}")
        emulator.settle()
        emulator.clock.advance(step)
        emulator.settle()
    assert files == [("2026/03/01/08/00", ["t1", "t2"])]
    emulator.clock.advance("PT1M")
    emulator.settle()
    assert files[1:] == [("2026/03/01/08/01", ["t3"])]
    assert [message["deviceId"] for message in emulator.exported("d")] == ["t1", "t2", "t3"]


def test_devices_that_are_seeded_are_told_too(emulator: Emulator, http: httpx.Client) -> None:
    export(http, "deviceLifecycle", "eventhubs@v1", **KINDS["eventhubs@v1"])
    emulator.run(lambda world: seed_devices(world, world.applications[world.default], 104))
    emulator.settle()
    told = {message["deviceId"] for message in emulator.exported("d")}
    assert told == {f"thermostat-{number:06}" for number in range(1, 105)}


def test_an_export_is_told_from_when_it_is_enabled_until_it_is_not(emulator: Emulator, http: httpx.Client) -> None:
    put(http, "/devices/before")
    export(http, "deviceLifecycle", "eventhubs@v1", **KINDS["eventhubs@v1"])
    put(http, "/devices/t1")
    emulator.settle()
    for enabled, id in ((False, "between"), (True, "t2")):
        http.patch("/dataExport/exports/e", json={"enabled": enabled}).raise_for_status()
        put(http, f"/devices/{id}")
        emulator.settle()
    http.delete("/dataExport/exports/e").raise_for_status()
    put(http, "/devices/after")
    export(http, "deviceLifecycle", "eventhubs@v1", **KINDS["eventhubs@v1"])
    put(http, "/devices/t3")
    emulator.settle()
    assert [message["deviceId"] for message in emulator.exported("d")] == ["t1", "t2", "t3"]


def test_a_long_step_of_the_clock_writes_a_file_for_each_minute(
    emulator: Emulator, http: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator.run(lambda world: seed_devices(world, world.applications[world.default], 2))
    emulator.clock.advance("PT1M")
    files = written(emulator, monkeypatch)
    export(http, "telemetry", "blobstorage@v1", **blob("UseDevelopmentStorage=true"))
    emulator.clock.advance("PT1H")
    emulator.settle()
    assert len(emulator.exported("d")) == sum(len(devices) for _, devices in files) == 2 * 59
    assert len(files) == len({place for place, _ in files})
