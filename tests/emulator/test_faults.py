"""Tests of fault plans: the requests that fail, how, how often, and that chance is drawn from the seed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.http.faults import FaultError, FaultPlan

from iotcentral import NO_RETRY, PreconditionFailedError, RetryPolicy, ServiceUnavailableError, TransportError

VERSION = "api-version=2022-10-31-preview"
DEVICE = f"/api/devices/t1?{VERSION}"


def emulator(plan: str, seed: int = 0) -> Emulator:
    return Emulator(faults=FaultPlan.parse(plan), seed=seed)


def client(running: Emulator) -> httpx.Client:
    return httpx.Client(base_url=running.url, headers={"Authorization": running.token})


def test_a_status_is_answered_so_many_times_and_then_no_more() -> None:
    plan = '[[fault]]\noperation = "Devices_Create"\nstatus = 503\nretry-after = 0\nafter = 1\ncount = 2'
    with emulator(plan) as running, client(running) as http:
        answers = [http.put(DEVICE, json={}) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 503, 503, 200, 200]
        assert answers[1].headers["retry-after"] == "0"
        assert answers[1].headers["x-ms-error-code"] == answers[1].json()["error"]["code"] == "ServiceUnavailable"
        assert http.get(DEVICE).status_code == 200


def test_the_client_retries_its_way_through() -> None:
    plan = '[[fault]]\noperation = "Devices_*"\nstatus = 503\nretry-after = 0\ncount = 2'
    with emulator(plan) as running:
        with pytest.raises(ServiceUnavailableError):
            running.client(retry=NO_RETRY).devices.create("t1", {})
        assert running.client(retry=RetryPolicy()).devices.create("t1", {}).id == "t1"


def test_a_status_is_answered_instead_of_handling_the_request() -> None:
    with (
        emulator('[[fault]]\noperation = "Devices_Create"\nstatus = 500\ncode = "Oops"') as running,
        client(running) as http,
    ):
        assert http.put(DEVICE, json={}).json()["error"]["code"] == "Oops"
        assert http.get(DEVICE).status_code == 404


def test_a_delay_holds_the_answer_back_and_nobody_else_up() -> None:
    hour = '[[fault]]\noperation = "Devices_List"\ndelay = 3600\ncount = 1'
    moment = '[[fault]]\noperation = "Devices_List"\ndelay = 0.4'
    with emulator(f"{hour}\n{moment}") as running, client(running) as http:
        with pytest.raises(httpx.ReadTimeout):
            http.get(f"/api/devices?{VERSION}", timeout=httpx.Timeout(60, read=0.1))
        assert http.get(f"/api/roles?{VERSION}").status_code == 200
        started = time.monotonic()
        assert http.get(f"/api/devices?{VERSION}").status_code == 200
        assert time.monotonic() - started >= 0.4


@pytest.mark.parametrize(("when", "found"), [("true", 404), ('"before"', 404), ('"after"', 200)])
def test_a_connection_is_reset_before_or_after_the_request_is_handled(when: str, found: int) -> None:
    plan = f'[[fault]]\noperation = "Devices_Create"\nreset = {when}\ncount = 1'
    with emulator(plan) as running, client(running) as http:
        with pytest.raises(httpx.ReadError):
            http.put(DEVICE, json={})
        assert http.get(DEVICE).status_code == found
        assert http.put(DEVICE, json={}).status_code == 200


def test_an_answer_ends_in_the_middle() -> None:
    with emulator('[[fault]]\noperation = "Devices_Get"\ntruncate = true\ncount = 1') as running:
        app = running.client(VERSION.removeprefix("api-version="), retry=NO_RETRY)
        app.devices.create("t1", {})
        with pytest.raises(TransportError):
            app.devices.get("t1")
        assert app.devices.get("t1").id == "t1"


def test_a_stale_etag_is_given_and_taken() -> None:
    with emulator('[[fault]]\noperation = "Devices_*"\netag = "stale"\ncount = 3') as running:
        app = running.client(VERSION.removeprefix("api-version="), retry=NO_RETRY)
        etag = app.devices.create("t1", {}).etag  # names no etag, so that it is not concerned
        assert app.devices.get("t1").etag != etag
        assert [device.etag == etag for device in app.devices.list()] == [False]
        with pytest.raises(PreconditionFailedError):
            app.devices.update("t1", {"displayName": "x"}, if_match=etag)
        assert app.devices.get("t1").etag == etag
        assert app.devices.update("t1", {"displayName": "x"}, if_match=etag).display_name == "x"


def test_a_fault_may_concern_one_application() -> None:
    with Emulator(apps=["a", "b"], faults=FaultPlan.parse('[[fault]]\napp = "b"\nstatus = 500')) as running:
        assert list(running.client(app="a").devices.list()) == []
        with pytest.raises(Exception, match="fault plan"):
            list(running.client(app="b", retry=NO_RETRY).devices.list())


def struck(seed: int) -> list[int]:
    with emulator("[[fault]]\nrate = 0.3\nstatus = 500", seed) as running, client(running) as http:
        return [http.get(f"/api/roles?{VERSION}").status_code for _ in range(100)]


def test_chance_is_drawn_from_the_seed() -> None:
    first = struck(1)
    assert first == struck(1)
    assert first != struck(2)
    assert 15 < first.count(500) < 45


def test_faults_leave_ids_as_they_are() -> None:
    etags = []
    for plan in ("[[fault]]\nrate = 0.0\nstatus = 500", '[[fault]]\noperation = "Roles_List"\nrate = 0.5\ndelay = 0'):
        with emulator(plan) as running, client(running) as http:
            http.get(f"/api/roles?{VERSION}")
            etags.append(http.put(DEVICE, json={}).json()["etag"])
    assert etags[0] == etags[1]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("", "consists of"),
        ("x = 1", "consists of"),
        ("[[fault]", "is not valid TOML"),
        ("fault = [1]", "fault 1: is not a table"),
        ("[[fault]]\nstatus = 500\n[[fault]]", "fault 2: has no effect"),
        ("[[fault]]\nstatus = 200", "status = 200 is not"),
        ("[[fault]]\nstatus = 499", "status = 499 is not"),
        ("[[fault]]\nstatus = true", "status = True is not"),
        ("[[fault]]\nstatus = 500\nrate = 1.5", "rate = 1.5 is not a number between 0 and 1"),
        ("[[fault]]\nstatus = 500\nrate = nan", "rate = nan is not"),
        ("[[fault]]\nstatus = 500\ncount = 0", "count = 0 is not"),
        ("[[fault]]\nstatus = 500\nafter = -1", "after = -1 is not"),
        ("[[fault]]\nstatus = 500\ncode = 'a b'", "code = 'a b' is not"),
        ("[[fault]]\ndelay = -1", "delay = -1 is not"),
        ("[[fault]]\nreset = 'now'", "reset = 'now' is not"),
        ("[[fault]]\netag = 'new'", "etag = 'new' is not"),
        ("[[fault]]\ntruncate = 1", "truncate = 1 is not"),
        ("[[fault]]\nstatus = 500\nchance = 1", "unknown key 'chance'; known are operation"),
        (
            "[[fault]]\nstatus = 500\noperation = 'Devices_Reboot'",
            "no operation is called 'Devices_Reboot'; names are operationIds",
        ),
        ("[[fault]]\nstatus = 500\noperation = 'Device_Get'", "no operation is called 'Device_Get'; 'Devices_Get' is"),
        ("[[fault]]\nstatus = 500\napp = 'Contoso'", "app = 'Contoso' is not the name of an application"),
        ("[[fault]]\ndelay = 1\nretry-after = 3", "retry-after is part of an error; give it a status"),
        ("[[fault]]\ntruncate = false", "truncate = False is not true"),
        ("faults = 3", "and this one has 'faults'"),
        ("", "and this one has none"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(plan: str, said: str) -> None:
    with pytest.raises(FaultError, match=re.escape(said)):
        FaultPlan.parse(plan)


def test_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(b"\xff")
    with pytest.raises(FaultError, match=r"plan\.toml: cannot be read"):
        FaultPlan.load(file)
    file.write_text("[[fault]]\n")
    with pytest.raises(FaultError, match=r"plan\.toml: fault 1: has no effect"):
        Emulator(faults=file)


def test_the_plan_of_the_documentation_is_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "emulator.md"
    plan = page.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    assert len(FaultPlan.parse(plan).faults) > 2
