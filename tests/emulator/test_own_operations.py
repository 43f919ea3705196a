"""Tests of the emulator's own operations over HTTP, and of an emulator that another process runs."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator, RemoteEmulator
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.remote import RemoteEmulatorError
from iotcentral_v2022_10_31_preview import models

from tests.support.loopback import Answer, LoopbackServer
from tests.support.served import served

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
VIEWER = "ae2c9854-393b-4f97-8c42-479d70ce626e"
PREVIEW = "2022-10-31-preview"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START), devices=1) as emulator:
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    headers = {"Authorization": emulator.token}
    with httpx.Client(base_url=f"{emulator.url}/_emulator", headers=headers, transport=emulator.transport()) as client:
        yield client


def test_health_needs_no_token(emulator: Emulator) -> None:
    answer = httpx.get(f"{emulator.url}/_emulator/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "time": "2026-03-01T08:00:00.0000000Z",
        "api_versions": emulator.api_versions,
        "applications": ["emulator"],
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "reset"),
        ("POST", "settle"),
        ("GET", "clock"),
        ("POST", "clock"),
        ("GET", "exports"),
        ("POST", "applications"),
        ("POST", "rules"),
    ],
)
def test_everything_else_is_for_administrators(emulator: Emulator, method: str, path: str) -> None:
    user = models.EmailUser(email="o@contoso.example", roles=[models.RoleAssignment(role=VIEWER)])
    emulator.client(PREVIEW).users.create("o1", user)
    operator = f"Bearer {emulator.credential('o1').get_token('scope').token}"
    body = {"url": "http://localhost:1", "rule": "r"} if path == "rules" else {"advance": "P1D", "name": "x"}
    for headers, status in (({}, 401), ({"Authorization": operator}, 403)):
        answer = httpx.request(method, f"{emulator.url}/_emulator/{path}", headers=headers, json=body)
        assert answer.status_code == status
    assert httpx.request(method, f"{emulator.url}/_emulator/{path}").status_code == 401
    assert emulator.clock.now() == START
    assert list(emulator.applications) == ["emulator"]
    assert emulator.client(PREVIEW).users.get("o1")


def test_a_reset_goes_back_to_the_start(emulator: Emulator, http: httpx.Client) -> None:
    app = emulator.client()
    app.devices.remove("thermostat-000001")
    assert http.post("reset").json() == {"time": "2026-03-01T08:00:00.0000000Z", "held": True}
    assert [device.id for device in app.devices.list()] == ["thermostat-000001"]


def test_the_clock_is_held_advanced_and_released(emulator: Emulator, http: httpx.Client) -> None:
    assert http.post("clock", json={"advance": "PT10S"}).json()["time"] == "2026-03-01T08:00:10.0000000Z"
    assert emulator.client().devices.get("thermostat-000001").provisioned  # what is due by then has happened
    assert http.get("clock").json() == {"time": "2026-03-01T08:00:10.0000000Z", "held": True}
    held = http.post("clock", json={"hold": "2027-01-01T00:00:00Z"}).json()
    assert held == {"time": "2027-01-01T00:00:00.0000000Z", "held": True}
    assert http.post("clock", json={"release": True}).json()["held"] is False
    assert http.post("clock", json={"hold": True}).json()["held"] is True


@pytest.mark.parametrize(
    "body", [{}, [], None, {"advance": "1 day"}, {"advance": "P1D", "hold": True}, {"hold": "x"}, {"hold": False}]
)
def test_a_clock_that_cannot_be_set_so_is_left_as_it_is(http: httpx.Client, emulator: Emulator, body: object) -> None:
    assert http.post("clock", json=body).status_code == 400
    assert emulator.clock.now() == START


@pytest.mark.parametrize(
    ("method", "path", "sent", "said"),
    [
        ("POST", "reset", {"json": {"devices": 5}}, 'no member "devices"; there are none'),
        ("POST", "settle", {"params": {"until": "now"}}, 'no query parameter "until"; there are none'),
        ("POST", "applications", {"json": {"name": "x", "devices": 5}}, 'no member "devices"; known: name'),
        ("GET", "exports", {"params": {"destinaton": "d"}}, 'no query parameter "destinaton"; known: destination'),
        ("GET", "clock", {"params": {"at": "now"}}, 'no query parameter "at"; there are none'),
    ],
)
def test_what_would_be_ignored_is_refused(
    http: httpx.Client, emulator: Emulator, method: str, path: str, sent: dict[str, object], said: str
) -> None:
    answer = http.request(method, path, **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]
    assert list(emulator.applications) == ["emulator"]
    assert http.post("settle", json={}, params={"api-version": PREVIEW}).status_code == 200


def test_a_refusal_says_what_would_be_right(http: httpx.Client) -> None:
    message = http.post("clock", json={"hold": "x"}).json()["error"]["message"]
    assert '"x" is not a time, such as 2026-03-01T08:00:00Z.' in message
    message = http.post("applications", json={"name": "A B"}).json()["error"]["message"]
    assert '"A B" cannot name an application' in message
    assert "letters, digits and hyphens. You can" in message


def test_advancing_over_http_delivers_and_exports_are_shown(emulator: Emulator, http: httpx.Client) -> None:
    with LoopbackServer(lambda _: Answer(200)) as hook:
        app = emulator.client(PREVIEW)
        http.post("clock", json={"advance": "PT1M"})
        app.destinations.create("hook", models.WebhookV1Destination(display_name="Hook", url=hook.url))
        reference = models.DestinationReference(id="hook")
        export = models.Export(display_name="E", enabled=True, source="telemetry", destinations=[reference])
        app.exports.create("e", export)
        http.post("clock", json={"advance": "PT5M"})
        sent = [request.json for request in hook.received]
    assert len(sent) == 5
    assert http.get("exports").json() == {"value": {"hook": sent}}
    assert http.get("exports", params={"destination": "hook"}).json() == {"value": sent}
    answer = http.get("exports", params={"destination": "none"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NotFound")
    with pytest.raises(EmulatorError, match='Destination "none" of application "emulator" could not be found'):
        emulator.exported("none")


def test_an_application_is_added_and_answers_at_its_name(emulator: Emulator, http: httpx.Client) -> None:
    added = http.post("applications", json={"name": "fabrikam"})
    assert added.json() == emulator.applications["fabrikam"]._asdict()
    assert http.post("applications", json={"name": "fabrikam"}).status_code == 409
    assert http.post("applications", json={"name": "No Name"}).status_code == 400
    assert http.post("applications", json={}).status_code == 400


def test_processes_share_an_emulator() -> None:
    with served() as (url, token), RemoteEmulator(url, token) as one, RemoteEmulator(url, token) as two:
        one.add_application("one")
        two.add_application("two")
        one.client(app="one").devices.create("t1", models.Device())
        assert list(two.client(app="two").devices.list()) == []

        async def listed() -> list[str | None]:
            return [device.id async for device in one.async_client(app="one").devices.list()]

        assert asyncio.run(listed()) == asyncio.run(listed()) == ["t1"]
        one.advance("P1D")
        two.settle()
        with pytest.raises(RemoteEmulatorError, match='Destination "nothing" of application "emulator"'):
            one.exported("nothing")
        with pytest.raises(RemoteEmulatorError, match="has added no application"):
            two.client(app="one")
        with pytest.raises(RemoteEmulatorError, match="409"):
            one.add_application("one")
        with pytest.raises(RemoteEmulatorError, match="there is no api-version"):
            one.client("1.0")
        one.reset()
        with pytest.raises(RemoteEmulatorError, match="has added no application"):
            one.client(app="one")
        one.add_application("one")
        assert list(one.client(app="one").devices.list()) == []


def test_an_emulator_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with Emulator() as emulator:
        url = emulator.url
    with (
        pytest.raises(RemoteEmulatorError, match=r"no emulator answers at .*; start one with"),
        RemoteEmulator(url, "x"),
    ):
        pass
    with pytest.raises(RemoteEmulatorError, match="not connected"):
        RemoteEmulator(url, "x").settle()
    monkeypatch.delenv("IOTCENTRAL_EMULATOR_URL", raising=False)
    assert RemoteEmulator.from_environment() is None
    monkeypatch.setenv("IOTCENTRAL_EMULATOR_URL", url)
    with pytest.raises(RemoteEmulatorError, match="IOTCENTRAL_EMULATOR_TOKEN is missing"):
        RemoteEmulator.from_environment()


@pytest.mark.parametrize(
    "url", ["localhost:8800", "127.0.0.1:8800", "ftp://x", "", "http://", "http://x/api", "http://x?y"]
)
def test_what_is_no_url_of_an_emulator_is_told(url: str) -> None:
    with pytest.raises(RemoteEmulatorError, match="is not the URL of an emulator"), RemoteEmulator(url, "x"):
        pass


@pytest.mark.parametrize("token", ["a\nb", "\u00fc"])
def test_what_is_no_token_is_told_and_not_shown(emulator: Emulator, token: str) -> None:
    with (
        pytest.raises(RemoteEmulatorError, match=r"^the token is not an API token"),
        RemoteEmulator(emulator.url, token),
    ):
        pass


def test_a_certificate_that_is_not_trusted_is_named() -> None:
    with (
        Emulator(tls=True) as emulator,
        pytest.raises(RemoteEmulatorError) as caught,
        RemoteEmulator(emulator.url, emulator.token),
    ):
        pass
    assert "set SSL_CERT_FILE to the certificate that serve --tls names" in str(caught.value)


def test_a_refusal_is_told_in_words() -> None:
    with Emulator() as emulator:
        clock = f"{emulator.url}/_emulator/clock"
        with pytest.raises(RemoteEmulatorError) as caught, RemoteEmulator(emulator.url, "SharedAccessSignature x"):
            pass
        said = str(caught.value)
        assert said.startswith(f"GET {clock} was answered with 401 Unauthenticated: The provided authentication token")
        assert "What to do: set IOTCENTRAL_EMULATOR_TOKEN to the token that serve printed" in said
        with RemoteEmulator(emulator.url, emulator.token) as remote:
            with pytest.raises(RemoteEmulatorError) as caught:
                remote.advance("tomorrow")
            with pytest.raises(
                RemoteEmulatorError, match=r'409 Conflict: There is an application "emulator" already\.$'
            ):
                remote.add_application("emulator")
    assert str(caught.value).startswith(f"POST {clock} was answered with 400 BadRequest: The clock cannot be set: ")
    assert "support" not in str(caught.value)
    assert "{" not in str(caught.value)


@pytest.mark.parametrize("status", [200, 404])
def test_another_program_at_the_address_is_told(status: int) -> None:
    with (
        LoopbackServer(lambda _: Answer(status, b"<html>")) as server,
        pytest.raises(RemoteEmulatorError) as caught,
        RemoteEmulator(server.url, "x"),
    ):
        pass
    assert f"/_emulator/clock was answered with {status}, in a form " in str(caught.value)
    assert "another program may answer there" in str(caught.value)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/_emulator/reset", "POST"),
        ("DELETE", "/_emulator/clock", "GET, POST"),
        ("POST", "/", "GET"),
        ("POST", "/_emulator/requests", "GET"),
        ("POST", "/_emulator/events", "GET"),
        ("GET", "/_emulator/page/clock", "POST"),
    ],
)
def test_another_method_is_told(emulator: Emulator, method: str, path: str, allowed: str) -> None:
    answer = httpx.request(method, f"{emulator.url}{path}")
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


def test_what_is_not_there_is_told_with_what_is(emulator: Emulator) -> None:
    answer = httpx.get(f"{emulator.url}/_emulator/time")
    assert answer.status_code == 404
    assert "has nothing at /_emulator/time; it has /, /_emulator/applications, " in answer.json()["error"]["message"]
    assert emulator.requests == []


def test_the_fixtures_of_two_workers_use_the_emulator_of_the_environment(tmp_path: object) -> None:
    tests = """
import asyncio, os
import pytest

@pytest.mark.parametrize("number", range(4))
def test_shared(iotcentral_emulator, iotcentral_app, iotcentral_async_app, number):
    assert iotcentral_emulator.url == os.environ["IOTCENTRAL_EMULATOR_URL"]
    iotcentral_app.devices.create("t1", {"displayName": "T1"})

    async def listed():
        return [device.id async for device in iotcentral_async_app.devices.list()]

    assert asyncio.run(listed()) == []
    assert [device.id for device in iotcentral_app.devices.list()] == ["t1"]
"""
    with open(f"{tmp_path}/test_it.py", "w", encoding="utf-8") as file:
        file.write(tests)
    with served() as (url, token):
        shared = {"IOTCENTRAL_EMULATOR_URL": url, "IOTCENTRAL_EMULATOR_TOKEN": token}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", f"{tmp_path}"]
        done = subprocess.run(command, env={**os.environ, **shared}, capture_output=True, text=True, check=False)
    assert "4 passed" in done.stdout, done.stdout
