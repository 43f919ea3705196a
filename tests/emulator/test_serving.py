"""Tests of the emulator over real HTTP: in a thread, with several applications, tokens, TLS and a clock of its own."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.http.calls import HANDLERS
from iotcentral_testkit.emulator.rooms import load_rooms
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_v2022_10_31_preview import API_VERSION, AsyncIoTCentral, IoTCentral, models

from iotcentral import ApiToken, ForbiddenError, UnauthorizedError
from tests.support.loopback import LoopbackServer
from tests.support.work import calls_of

VERSION = "api-version=2022-10-31-preview"


def test_one_line_starts_an_emulator_that_the_client_talks_to() -> None:
    with Emulator() as emulator, IoTCentral(emulator.url, ApiToken(emulator.token)) as app:
        app.devices.create("t1", models.Device(display_name="T1"))
        assert [device.display_name for device in app.devices.list()] == ["T1"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(emulator.url)


def test_starts_with_little_work() -> None:
    with Emulator():  # what is loaded once is loaded
        pass
    emulator = Emulator()
    try:
        assert calls_of(emulator.start) < 5_000
        assert httpx.get(f"{emulator.url}/api/devices?{VERSION}").status_code == 401
    finally:
        emulator.close()


def test_several_run_side_by_side_and_know_nothing_of_each_other() -> None:
    with Emulator() as one, Emulator() as two:
        one.client().devices.create("t1", models.Device())
        assert one.url != two.url
        assert list(two.client().devices.list()) == []


def test_two_applications_are_told_apart_by_host() -> None:
    with Emulator(apps=["contoso", "fabrikam"]) as emulator:
        emulator.client(app="fabrikam").devices.create("t1", models.Device())
        assert [device.id for device in emulator.client(app="fabrikam").devices.list()] == ["t1"]
        assert list(emulator.client(app="contoso").devices.list()) == []
        assert emulator.applications["fabrikam"].url.startswith("http://fabrikam.localhost:")
        elsewhere = {"Host": "nobody.localhost", "Authorization": emulator.token}
        assert httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers=elsewhere).status_code == 404
        foreign = {"Host": "fabrikam.localhost", "Authorization": emulator.token}
        assert httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers=foreign).status_code == 401


def test_next_links_lead_back_to_the_host_that_was_asked() -> None:
    with Emulator(apps=["contoso", "fabrikam"]) as emulator:
        app = emulator.client(app="fabrikam")
        for number in range(30):
            app.devices.create(f"t{number}", models.Device())
        assert len(list(app.devices.list())) == 30  # of which a page has 25


def test_an_application_can_be_added_while_it_runs() -> None:
    with Emulator() as emulator:
        assert emulator.add_application("later").name == "later"
        assert list(emulator.client("2022-07-31", app="later").devices.list()) == []
        with pytest.raises(EmulatorError, match="already"):
            emulator.add_application("later")


def test_the_credential_speaks_azure_identitys_protocol() -> None:
    with Emulator() as emulator:
        credential = emulator.credential()
        token = credential.get_token("https://apps.azureiotcentral.com/.default", claims=None, enable_cae=True)
        assert token.expires_on > time.time() + 3000
        with IoTCentral(emulator.url, credential) as app:
            assert list(app.devices.list()) == []

        async def listed() -> list[str]:
            async with AsyncIoTCentral(emulator.url, credential) as app:
                return [device.id async for device in app.devices.list()]

        assert asyncio.run(listed()) == []


def test_a_credential_is_good_for_the_rights_of_its_user_until_it_expires() -> None:
    operator = "ae2c9854-393b-4f97-8c42-479d70ce626e"
    user = models.EmailUser(email="o@contoso.example", roles=[models.RoleAssignment(role=operator)])
    with Emulator() as emulator:
        emulator.client().users.create("o1", user)
        credential = emulator.credential("o1")
        token = credential.get_token("scope").token
        with IoTCentral(emulator.url, credential) as app:
            assert list(app.devices.list()) == []
            with pytest.raises(ForbiddenError):
                list(app.users.list())
            emulator.clock.advance("PT2H")
            assert list(app.devices.list()) == []  # a new token is asked for
        old = httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers={"Authorization": f"Bearer {token}"})
        assert old.status_code == 401
        with IoTCentral(emulator.url, emulator.credential("nobody")) as app, pytest.raises(ForbiddenError):
            list(app.devices.list())


@pytest.mark.parametrize("secret", ["emulator.a.1.x", "emulator.YQ.99999999999.é", "x", "emulator...", "é.é.é.é"])
def test_bearer_tokens_of_nobody_are_refused(raw: httpx.Client, secret: str) -> None:
    headers = {"Authorization": f"Bearer {secret}".encode("latin-1")}
    assert raw.get(f"/api/devices?{VERSION}", headers=headers).status_code == 401


def test_the_clock_decides_what_is_due() -> None:
    with Emulator(clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC)), devices=1) as emulator:
        app = emulator.client()
        assert app.devices.get("thermostat-000001").provisioned is False
        emulator.clock.advance("PT1M")
        assert app.devices.get("thermostat-000001").provisioned is True


def test_what_is_due_is_done_without_requests_too() -> None:
    with Emulator(clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC)), devices=1) as emulator:
        emulator.clock.advance(timedelta(minutes=1))
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            stored = emulator.run(lambda world: world.applications["emulator"].get("device", "thermostat-000001"))
            if stored["provisioned"]:
                return
            time.sleep(0.01)
        raise AssertionError("nobody looked")


def test_dates_of_answers_are_the_clocks() -> None:
    with Emulator(clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC))) as emulator:
        answer = httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers={"Authorization": emulator.token})
        assert answer.headers["date"] == "Sun, 01 Mar 2026 08:00:00 GMT"


def test_seeded_devices_are_there_once() -> None:
    with Emulator(devices=30) as emulator:
        devices = list(emulator.client().devices.list())
        assert len(devices) == 30
        assert {device.template for device in devices} == {"dtmi:emulator:Thermostat;1"}


def test_the_state_is_kept_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file, seed=7, devices=2) as emulator:
        token = emulator.token
        emulator.client().devices.create("t1", models.Device(display_name="kept"))
    with Emulator(state=file, devices=3) as emulator:
        assert emulator.token == token
        with IoTCentral(emulator.url, ApiToken(token)) as app:
            assert app.devices.get("t1").display_name == "kept"
            assert len(list(app.devices.list())) == 4


def test_a_state_file_has_one_writer(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file), pytest.raises(EmulatorError, match="another emulator has it"), Emulator(state=file):
        pass


def test_a_file_that_is_no_state_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to be looked at as one" * 50)
    before = file.read_bytes()
    with pytest.raises(EmulatorError, match="not a database"), Emulator(state=file):
        pass
    assert file.read_bytes() == before
    with pytest.raises(EmulatorError, match="there is no folder"), Emulator(state=tmp_path / "no" / "state.db"):
        pass


def test_a_port_in_use_is_told(free: Emulator) -> None:
    port = int(free.url.rpartition(":")[2])
    with pytest.raises(EmulatorError, match=f"port {port} of 127.0.0.1"), Emulator(port=port):
        pass


@pytest.mark.parametrize("name", ["", "Contoso", "a_b", "-a", "a.b", "x" * 64])
def test_names_that_no_host_can_have_are_refused(name: str) -> None:
    with pytest.raises(EmulatorError, match="cannot name an application"):
        Emulator(apps=[name])


def test_tls_is_served_with_a_certificate_of_its_own() -> None:
    with Emulator(tls=True, apps=["contoso", "fabrikam"]) as emulator:
        assert emulator.url.startswith("https://127.0.0.1:")
        assert list(emulator.client().devices.list()) == []
        assert list(emulator.client(app="fabrikam").devices.list()) == []
        headers = {"Authorization": emulator.token}
        with httpx.Client(verify=emulator.ssl_context(), headers=headers) as client:
            assert client.get(f"{emulator.url}/api/devices?{VERSION}").json() == {"value": []}
        with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
            httpx.get(emulator.url)
        assert emulator.certificate is not None
        folder = emulator.certificate.parent
        assert (folder / "key.pem").stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_one_that_was_not_started_says_so() -> None:
    emulator = Emulator()
    with pytest.raises(EmulatorError, match="with statement"):
        _ = emulator.token


def test_starting_twice_is_refused(free: Emulator) -> None:
    with pytest.raises(EmulatorError, match="running already"):
        free.start()


def test_a_handler_that_fails_is_logged_and_answered(
    free: Emulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(call: object) -> None:
        raise ZeroDivisionError

    load_rooms()
    monkeypatch.setitem(HANDLERS, "Devices_Get", broken)
    headers = {"Authorization": free.token}
    with httpx.Client(headers=headers) as client:
        answer = client.get(f"{free.url}/api/devices/t1?{VERSION}")
        assert answer.status_code == 500
        assert answer.json()["error"]["code"] == "InternalServerError"
        assert "ZeroDivisionError" in caplog.text
        assert client.get(f"{free.url}/api/devices?{VERSION}").status_code == 200


def test_many_threads_work_at_once(free: Emulator) -> None:
    from concurrent.futures import ThreadPoolExecutor

    app = free.client()

    def work(number: int) -> None:
        app.devices.create(f"many-{number}", models.Device(display_name=str(number)))
        assert app.devices.get(f"many-{number}").display_name == str(number)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(200)))
    assert sum(device.id is not None and device.id.startswith("many-") for device in app.devices.list()) == 200


def test_stopping_does_not_wait_for_connections_that_idle() -> None:
    before = set(threading.enumerate())
    with httpx.Client() as client:
        with Emulator() as emulator:
            client.get(f"{emulator.url}/")
        assert set(threading.enumerate()) <= before


def test_wrong_tokens_are_unauthorised(free: Emulator) -> None:
    with IoTCentral(free.url, ApiToken(free.token + "0")) as app, pytest.raises(UnauthorizedError):
        list(app.devices.list())


def test_state_is_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file) as emulator:
        emulator.client().devices.create("t1", models.Device())
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_exports_are_delivered_while_it_runs() -> None:
    with LoopbackServer() as webhook, Emulator(devices=1) as emulator:
        app = emulator.client(API_VERSION)
        app.destinations.create("d1", models.WebhookV1Destination(display_name="D", url=f"{webhook.url}/in"))
        export = models.Export(
            display_name="E",
            enabled=True,
            source="deviceLifecycle",
            destinations=[models.DestinationReference(id="d1")],
        )
        app.exports.create("e1", export)
        emulator.clock.advance("PT1M")
        app.devices.create("t1", models.Device())
        deadline = time.monotonic() + 600
        while not webhook.received and time.monotonic() < deadline:
            time.sleep(0.02)
        assert webhook.received[0].json["deviceId"] in {"t1", "thermostat-000001"}


@pytest.mark.parametrize(
    ("argument", "value", "said"),
    [
        ("devices", -1, "devices is -1, and is a number from 0 on"),
        ("port", 70_000, "port is 70000, and is a number from 0, for a free one, to 65535"),
        ("port", -1, "port is -1"),
        ("throttle", 0, "throttle: a rate is a number of requests per second"),
        ("clock", datetime(2026, 3, 1, tzinfo=UTC), r"write Clock\(\.\.\.\) around the time"),
    ],
)
def test_arguments_that_cannot_be_meant_are_told(argument: str, value: Any, said: str) -> None:
    with pytest.raises(EmulatorError, match=said):
        Emulator(**{argument: value})


def test_an_emulator_that_was_closed_says_so() -> None:
    with Emulator() as emulator:
        pass
    for use in (
        emulator.reset,
        emulator.snapshot,
        lambda: emulator.exported("d"),
        lambda: emulator.device("t").send({}),
    ):
        with pytest.raises(EmulatorError, match="this emulator was closed"):
            use()
    with pytest.raises(EmulatorError, match="does not run"):
        emulator.settle()
