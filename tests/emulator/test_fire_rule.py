"""Tests of rules that are fired on request: the payload, permissions, and callbacks that do not answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import httpx
import jsonschema_rs
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.state.clock import Clock

from tests.support.loopback import Answer, LoopbackServer

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
OPERATOR = "ae2c9854-393b-4f97-8c42-479d70ce626e"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=["contoso", "fabrikam"], devices=2, clock=Clock(START)) as emulator:
        emulator.clock.advance("PT5M")
        yield emulator


@pytest.fixture
def callback() -> Iterator[LoopbackServer]:
    with LoopbackServer(lambda _: Answer(202)) as server:
        yield server


def check(payload: Any) -> None:
    """Check a payload against the schema of the connector's trigger."""
    document = json.loads(files("iotcentral_connector_v3").joinpath("openapi.json").read_text("utf-8"))
    schema = {"$ref": "#/components/schemas/RuleFired", "components": document["components"]}
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(payload)


def test_the_payload_tells_of_the_device_as_it_is(emulator: Emulator, callback: LoopbackServer) -> None:
    emulator.client().devices.update_properties("thermostat-000002", {"targetTemperature": 21.5})
    url = f"{callback.url}/hook?sig=abc"
    status = emulator.fire_rule(url, rule="r1", display_name="Too warm", device_id="thermostat-000002")
    assert status == 202
    (received,) = callback.received
    assert (received.method, received.target) == ("POST", "/hook?sig=abc")
    assert received.headers["content-type"] == "application/json; charset=utf-8"
    payload = received.json
    check(payload)
    telemetry = emulator.client().devices.get_telemetry_value("thermostat-000002", "temperature")
    port = emulator.base_domain.rpartition(":")[2]
    assert payload.pop("action").items() >= {"rules": ["r1"], "url": url, "type": "WebhookAction"}.items()
    assert payload["device"]["properties"].pop("serialNumber")
    assert payload == {
        "timestamp": "2026-03-01T08:05:00.0000000Z",
        "application": {
            "id": emulator.world.applications["contoso"].id,
            "displayName": "contoso",
            "subdomain": "contoso",
            "host": f"127.0.0.1:{port}",
        },
        "device": {
            "id": "thermostat-000002",
            "displayName": "Thermostat 2",
            "template": "dtmi:emulator:Thermostat;1",
            "simulated": True,
            "provisioned": True,
            "enabled": True,
            "properties": {"targetTemperature": 21.5},
            "telemetry": {"temperature": telemetry.value},
        },
        "rule": {"id": "r1", "displayName": "Too warm", "enabled": True},
    }


def test_without_a_device_the_first_one_is_meant(emulator: Emulator, callback: LoopbackServer) -> None:
    emulator.fire_rule(callback.url, rule="r1")
    assert callback.received[0].json["device"]["id"] == "thermostat-000001"
    assert callback.received[0].json["rule"]["displayName"] == "r1"


def test_a_device_without_template_can_fire(emulator: Emulator, callback: LoopbackServer) -> None:
    emulator.client(app="fabrikam").devices.create("plain", {})
    emulator.fire_rule(callback.url, rule="r1", app="fabrikam", device_id="plain")
    payload = callback.received[0].json
    check(payload)
    assert (payload["device"]["properties"], payload["device"]["telemetry"]) == ({}, {})
    assert payload["application"]["subdomain"] == "fabrikam"


def test_the_status_of_a_callback_that_refuses_is_given(emulator: Emulator) -> None:
    with LoopbackServer(lambda _: Answer(403)) as callback:
        assert emulator.fire_rule(callback.url, rule="r1") == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "ftp://localhost/x"}, 'The url "ftp://localhost/x" is not an http or https address'),
        ({"url": "nowhere"}, 'The url "nowhere" is not'),
        ({"url": "http://127.0.0.1:1/x"}, "The callback http://127.0.0.1:1/x could not be reached"),
        ({"device_id": "nobody"}, 'Device "nobody" could not be found'),
        ({"app": "nobody"}, 'no application "nobody"'),
        ({"app": "empty"}, "A device for which the rule could fire could not be found"),
    ],
)
def test_what_cannot_be_fired_is_told(emulator: Emulator, change: dict[str, str], said: str) -> None:
    if "empty" not in emulator.applications:
        emulator.add_application("empty")
    with pytest.raises(EmulatorError, match=said.replace("(", r"\(")):
        emulator.fire_rule(**{"url": "http://127.0.0.1:1/x", "rule": "r1", **change})


def ask(emulator: Emulator, body: Any, token: str | None = None, **options: Any) -> httpx.Response:
    headers = {"Authorization": emulator.token if token is None else token}
    return httpx.post(f"{emulator.url}/_emulator/rules", json=body, headers=headers, **options)


def test_a_rule_is_fired_over_http_too(emulator: Emulator, callback: LoopbackServer) -> None:
    body = {"url": callback.url, "rule": "r1", "displayName": "R", "deviceId": "thermostat-000002"}
    answer = ask(emulator, body)
    assert answer.status_code == 200
    assert answer.json() == {"status": 202, "payload": callback.received[0].json}
    check(callback.received[0].json)
    other = emulator.applications["fabrikam"].token
    assert ask(emulator, {**body, "app": "fabrikam"}, other).status_code == 404  # it has no such device
    assert ask(emulator, {**body, "app": "fabrikam"}).status_code == 401


def test_the_callback_may_ask_the_emulator_meanwhile(emulator: Emulator) -> None:
    def asking(_: object) -> Answer:
        headers = {"Authorization": emulator.token}
        return Answer(httpx.get(f"{emulator.url}/api/devices?api-version=2022-07-31", headers=headers).status_code)

    with LoopbackServer(asking) as callback:
        assert ask(emulator, {"url": callback.url, "rule": "r1"}, timeout=30).json()["status"] == 200
        assert emulator.fire_rule(callback.url, rule="r1") == 200


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ([], 400, "must be an object"),
        ({"url": "http://127.0.0.1:1"}, 400, "lacks rule"),
        ({}, 400, "lacks url and rule"),
        ({"url": "http://127.0.0.1:1", "rule": 1}, 400, '"rule" must be a non-empty string'),
        ({"url": "http://127.0.0.1:1", "rule": "r", "device": "t1"}, 400, 'no member "device"'),
        ({"url": "x", "rule": "r"}, 400, "is not an http or https address"),
        ({"url": "http://127.0.0.1:1", "rule": "r"}, 502, "could not be reached"),
        ({"url": "http://127.0.0.1:1", "rule": "r", "app": "nobody"}, 404, 'Application "nobody"'),
    ],
)
def test_what_cannot_be_fired_over_http_is_told(emulator: Emulator, body: Any, status: int, said: str) -> None:
    answer = ask(emulator, body)
    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]


def test_only_administrators_fire_rules(emulator: Emulator, callback: LoopbackServer) -> None:
    body = {"url": callback.url, "rule": "r1"}
    assert ask(emulator, body, "SharedAccessSignature x").status_code == 401
    token = emulator.client().api_tokens.create("operator", {"roles": [{"role": OPERATOR}]})
    assert ask(emulator, body, token.token).status_code == 403
    assert callback.received == []
