"""Servers that have only a part of the API, and servers that go away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import CannotRunError, ContractOptions, Result, run_contract
from iotcentral_testkit.contract.checks.rules import RULES
from iotcentral_testkit.contract.engine.exchange import UNANSWERED, Exchange
from iotcentral_testkit.contract.engine.findings import Verdict
from iotcentral_testkit.contract.engine.http_client import HttpClient
from iotcentral_testkit.contract.engine.run import Progress
from iotcentral_testkit.contract.fixtures.factory import Factory
from iotcentral_testkit.contract.fixtures.recipes import body_factory_of
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken

from .runs import STABLE

_DEVICES = r"^(GET /api/devices|(GET|PUT|PATCH|DELETE) /api/devices/[^/]+)$"
_READING = r"^GET /api/devices(/[^/]+)?$"


class Partial(httpx.BaseTransport):
    """A server that has only the operations whose method and path match a pattern."""

    def __init__(self, whole: httpx.BaseTransport, there: str, status: int) -> None:
        self._whole, self._there, self._status = whole, re.compile(there), status

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._there.search(f"{request.method} {request.url.path}"):
            return self._whole.handle_request(request)
        error = {"code": "NotFound", "message": "there is no such operation"}
        return httpx.Response(self._status, json={"error": error}, headers={"x-ms-error-code": "NotFound"})


class Leaving(httpx.BaseTransport):
    """A server that goes away after a number of requests."""

    def __init__(self, whole: httpx.BaseTransport, requests: int) -> None:
        self._whole, self.left = whole, requests

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.left -= 1
        if self.left < 0:
            raise httpx.ConnectError("connection refused", request=request)
        return self._whole.handle_request(request)


class Dropping(httpx.BaseTransport):
    """A server that closes the connection on requests whose method and path match a pattern."""

    def __init__(self, whole: httpx.BaseTransport, dropped: str) -> None:
        self._whole, self._dropped = whole, re.compile(dropped)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._dropped.search(f"{request.method} {request.url.path}"):
            raise httpx.RemoteProtocolError("closed without an answer", request=request)
        return self._whole.handle_request(request)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=3) as emulator:
        yield emulator


def run(emulator: Emulator, transport: httpx.BaseTransport, progress: Progress | None = None, **options: Any) -> Result:
    standard: dict[str, Any] = {"parts": ("rules",), "quick": True, "throttled": False, "slow": 120.0}
    chosen = ContractOptions(emulator.url, STABLE, ApiToken(emulator.token), **{**standard, **options})
    return run_contract(chosen, progress=progress, transport=transport)


def implemented(result: Result) -> set[str]:
    return Api(STABLE).operations.keys() - result.absent.keys()


@pytest.mark.parametrize("status", [404, 501])
def test_a_server_that_has_devices_alone_is_judged_on_devices(emulator: Emulator, status: int) -> None:
    result = run(emulator, Partial(emulator.transport(), _DEVICES, status), only_implemented=True)
    assert implemented(result) == {
        "Devices_Create",
        "Devices_Get",
        "Devices_List",
        "Devices_Remove",
        "Devices_Update",
    }
    assert set(result.absent.values()) == {status}
    assert result.findings == []
    assert result.faults == ()
    passed = {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}
    assert {"IC302", "IC401", "IC404", "IC501", "IC506", "IC507"} <= passed
    assert any("Roles_List" in note for note in result.notes)


def test_a_server_that_can_only_be_read_is_judged_on_what_it_has(emulator: Emulator) -> None:
    result = run(emulator, Partial(emulator.transport(), _READING, 405), only_implemented=True)
    assert implemented(result) == {"Devices_Get", "Devices_List"}
    assert result.findings == []
    assert "IC506" in {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}


def test_a_whole_server_is_found_to_be_whole(emulator: Emulator) -> None:
    result = run(emulator, emulator.transport(), only_implemented=True, only=("IC104",))
    assert result.absent == {}


def test_a_server_that_has_nothing_cannot_be_judged(emulator: Emulator) -> None:
    with pytest.raises(CannotRunError, match="answers 404 NotFound to Roles_List"):
        run(emulator, Partial(emulator.transport(), "nothing", 404), only_implemented=True)
    with pytest.raises(CannotRunError, match="implements nothing of what is to be checked"):
        run(
            emulator,
            Partial(emulator.transport(), _DEVICES, 404),
            only_implemented=True,
            resources=("Jobs",),
        )


def test_roles_that_cannot_be_listed_do_not_end_the_run(emulator: Emulator) -> None:
    result = run(emulator, Partial(emulator.transport(), _DEVICES, 404), only=("IC302",), resources=("Devices",))
    assert any(note.startswith("Roles_List is answered with 404") for note in result.notes)


def test_a_server_that_goes_away_ends_the_run_and_is_no_finding(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iotcentral_testkit.contract.engine.http_client._CALL_PAUSE", 0.0)
    monkeypatch.setattr("iotcentral_testkit.contract.fixtures.cleanup._PAUSE", 0.0)
    leaving = Leaving(emulator.transport(), 40)
    result = run(emulator, leaving, resources=("Devices",), only=("IC302", "IC401", "IC501"))
    assert result.gone == f"{emulator.url} can no longer be reached: connection refused"
    assert result.interrupted
    assert result.findings == []
    assert all("can no longer be reached" in left.reason for left in result.leftovers)


def test_a_server_that_goes_away_before_everything_is_removed_ends_the_run(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iotcentral_testkit.contract.engine.http_client._CALL_PAUSE", 0.0)
    monkeypatch.setattr("iotcentral_testkit.contract.fixtures.cleanup._PAUSE", 0.0)
    leaving = Leaving(emulator.transport(), 1_000_000)

    def leave(part: str, _: str, __: int, ___: int) -> None:
        if part == "cleanup":
            leaving.left = 0

    result = run(emulator, leaving, resources=("Devices",), only=("IC401",), progress=leave)
    assert result.gone.endswith("can no longer be reached: connection refused")
    assert result.interrupted
    assert result.leftovers


def test_a_server_that_drops_a_request_deviates(emulator: Emulator) -> None:
    dropping = Dropping(emulator.transport(), "^PATCH")
    result = run(emulator, dropping, resources=("Organizations",), only=("IC100", "IC401"))
    (found,) = result.findings
    assert found.rule == "IC100"
    assert [exchange.method for exchange in found.exchanges if exchange.status == UNANSWERED] == ["PATCH"]
    assert not result.gone


def test_a_request_that_is_dropped_does_not_count_as_absent(emulator: Emulator) -> None:
    dropping = Dropping(emulator.transport(), "^DELETE /api/organizations/")
    result = run(emulator, dropping, resources=("Organizations",), only=("IC100", "IC304"), only_implemented=True)
    assert result.absent == {}
    assert "IC100" in {found.rule for found in result.findings}
    assert result.faults == ()


def test_a_request_that_is_dropped_while_fuzzing_is_prepared_is_no_fault_of_the_kit(emulator: Emulator) -> None:
    dropping = Dropping(emulator.transport(), "^PUT /api/deviceTemplates/")
    result = run(emulator, dropping, resources=("Jobs",), parts=("schemathesis",))
    assert [(found.rule, found.operation) for found in result.findings] == [("IC100", "DeviceTemplates_Create")]
    assert result.faults == ()


class Failing(httpx.BaseTransport):
    """A server that answers requests for one path in its own way."""

    def __init__(self, whole: httpx.BaseTransport, path: str, answer: httpx.Response) -> None:
        self._whole, self._path, self._answer = whole, re.compile(path), answer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer if self._path.search(request.url.path) else self._whole.handle_request(request)


def test_roles_that_cannot_be_read_do_not_end_the_run(emulator: Emulator) -> None:
    failing = Failing(emulator.transport(), "^/api/roles", httpx.Response(500))
    result = run(emulator, failing, only=("IC302",), resources=("Devices",))
    assert any(note.startswith("Roles_List is answered with 500") for note in result.notes)


def test_a_redirect_is_told_and_not_followed(emulator: Emulator) -> None:
    moved = httpx.Response(307, headers={"location": "/elsewhere/"})
    with pytest.raises(
        CannotRunError, match=r"answers 307 \(to /elsewhere/, which is not followed\) to Roles_List, and"
    ):
        run(emulator, Failing(emulator.transport(), "^/api/", moved))


def test_what_names_a_template_is_not_judged_without_templates() -> None:
    whole = Api(STABLE)
    absent = {id: 404 for id, operation in whole.operations.items() if operation.resource == "DeviceTemplates"}
    assert {str(subject[1]) for subject, _ in RULES["IC316"].over(whole)} == {"template"}
    assert list(RULES["IC316"].over(Api(STABLE, absent))) == []


class Clock:
    """A clock that goes on while somebody sleeps."""

    def __init__(self) -> None:
        self._now = 0.0

    def monotonic(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds


def test_what_was_waited_for_in_vain_is_not_waited_for_again(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ContractOptions(emulator.url, STABLE, ApiToken(emulator.token), throttled=False)
    http = HttpClient(options, Api(STABLE), emulator.transport())
    factory, answer = Factory(http, Random(0), body_factory_of), http.send("Roles_List")
    monkeypatch.setattr("iotcentral_testkit.contract.fixtures.factory.time", Clock())

    def looks(once: str) -> int:
        looked: list[Exchange] = []
        factory.wait(lambda: looked.append(answer) or answer, lambda _: False, once=once)
        return len(looked)

    assert looks("rain") > 1
    assert looks("rain") == 1
    assert looks("snow") > 1
    assert looks("") > 1
    assert looks("") > 1
