"""Servers that have only a part of the API, and servers that go away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import CannotRunError, ContractOptions, Result, run_contract
from iotcentral_testkit.contract.engine.findings import Verdict
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
        self._whole, self._left = whole, requests

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._left -= 1
        if self._left < 0:
            raise httpx.ConnectError("connection refused", request=request)
        return self._whole.handle_request(request)


class Dropping(httpx.BaseTransport):
    """A server that closes the connection on one kind of request."""

    def __init__(self, whole: httpx.BaseTransport, method: str) -> None:
        self._whole, self._method = whole, method

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == self._method:
            raise httpx.RemoteProtocolError("closed without an answer", request=request)
        return self._whole.handle_request(request)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=3) as emulator:
        yield emulator


def run(emulator: Emulator, transport: httpx.BaseTransport, **options: Any) -> Result:
    standard: dict[str, Any] = {"parts": ("rules",), "quick": True, "throttled": False, "slow": 120.0}
    chosen = ContractOptions(emulator.url, STABLE, ApiToken(emulator.token), **{**standard, **options})
    return run_contract(chosen, transport=transport)


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


def test_a_server_that_drops_a_request_deviates(emulator: Emulator) -> None:
    dropping = Dropping(emulator.transport(), "PATCH")
    result = run(emulator, dropping, resources=("Organizations",), only=("IC100", "IC401"))
    assert {found.rule for found in result.findings} == {"IC100"}
    assert not result.gone
