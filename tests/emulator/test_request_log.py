"""Tests of the request log: requests and how they were answered, without secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.http.faults import FaultPlan
from iotcentral_testkit.emulator.http.request_log import KEPT, LoggedRequest, RequestLog, shown_query
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import World

VERSION = "api-version=2022-10-31-preview"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
LOG = "/_emulator/requests"


def test_a_request_is_logged_with_what_became_of_it(raw: httpx.Client, world: World) -> None:
    raw.put(f"/api/devices/t1?{VERSION}", json={"displayName": "T1"})
    world.clock.advance("PT1M")
    refused = raw.get(f"/api/devices/nobody?{VERSION}").json()["error"]
    created, missing = (request.shown() for request in world.requests.latest())
    assert created == {
        "time": "2026-03-01T08:00:00.0000000Z",
        "application": "emulator",
        "method": "PUT",
        "path": "/api/devices/t1",
        "query": VERSION,
        "operationId": "Devices_Create",
        "status": 200,
        "errorCode": None,
        "requestId": None,
        "unknownMembers": [],
    }
    assert missing["time"] == "2026-03-01T08:01:00.0000000Z"
    assert (missing["operationId"], missing["status"]) == ("Devices_Get", 404)
    assert (missing["errorCode"], missing["requestId"]) == ("NotFound", refused["requestId"])


def test_refusals_before_the_operation_is_known_are_logged(raw: httpx.Client, world: World) -> None:
    raw.get(f"/api/devices?{VERSION}", headers={"Authorization": "nobody"})
    raw.get(f"/api/devices?{VERSION}", headers={"Host": "nobody.localhost"})
    raw.get("/api/devices?api-version=1999-01-01")
    raw.post(f"/api/devices?{VERSION}")
    shown = [(r.application, r.operation, r.status, r.error) for r in world.requests.latest()]
    assert shown == [
        ("emulator", None, 401, "Unauthenticated"),
        (None, None, 404, "NotFound"),
        ("emulator", None, 404, "NotFound"),
        ("emulator", None, 405, "MethodNotAllowed"),
    ]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"", ""),
        (b"api-version=2022-07-31&maxpagesize=5", "api-version=2022-07-31&maxpagesize=5"),
        (b"filter=id%20eq%20%27x%27&%24skiptoken=abc", "filter=id%20eq%20%27x%27&%24skiptoken=abc"),
        (b"access_token=SharedAccessSignature%20sr&api-version=1", "access_token=***&api-version=1"),
        (b"sig=a=b&ke%79=c", "sig=***&ke%79=***"),
        (b"SharedAccessSignature", "***"),
        (b"filter", "***"),
        (b"\xff=\xff&&=x", "ÿ=***&&=***"),
    ],
)
def test_only_the_services_own_parameters_keep_their_values(sent: bytes, kept: str) -> None:
    assert shown_query(sent) == kept


def test_no_secret_is_in_the_log(raw: httpx.Client, world: World, token: str) -> None:
    raw.get("/api/devices", params={"api-version": "2022-07-31", "access_token": token})
    raw.put(f"/api/devices/t1?{VERSION}", json={"displayName": "hidden"})
    assert token.partition("sig=")[2][:20] not in str(world.requests.latest())
    assert "hidden" not in str(world.requests.latest())


def test_what_is_long_is_cut(raw: httpx.Client, world: World) -> None:
    raw.get(f"/api/{'x' * 5000}?filter={'y' * 5000}")
    logged = world.requests.latest()[-1]
    assert len(logged.path) == len(logged.query) == 1000


def test_the_last_thousand_are_kept_oldest_first() -> None:
    log = RequestLog()
    one = LoggedRequest(START, "a", "GET", "/", "", None, 200, None, None, 0.1)
    for number in range(KEPT + 5):
        log.add(replace(one, path=f"/{number}"))
    assert len(log.latest()) == 1000
    assert (log.latest()[0].path, log.latest()[-1].path) == ("/5", "/1004")
    assert [request.path for request in log.latest(2)] == ["/1003", "/1004"]


def test_the_log_is_served_without_token_and_version_and_is_not_logged_itself() -> None:
    with Emulator() as emulator:
        assert httpx.get(emulator.url + LOG).json() == {"value": []}
        list(emulator.client().devices.list())
        answer = httpx.get(emulator.url + LOG)
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert [request["operationId"] for request in answer.json()["value"]] == ["Devices_List"]
        assert [request.shown() for request in emulator.requests] == answer.json()["value"]
        assert emulator.requests[0].duration > 0
        assert httpx.get(emulator.url + "/api/devices").status_code == 401
    assert len(emulator.requests) == 2


def test_the_same_requests_are_logged_the_same() -> None:
    def run() -> tuple[list[LoggedRequest], bytes]:
        with Emulator(clock=Clock(START), seed=5) as emulator:
            headers = {"Authorization": emulator.token}
            for path in ("devices", "devices/x", "roles", "nowhere"):
                httpx.get(f"{emulator.url}/api/{path}?{VERSION}", headers=headers)
            return emulator.requests, httpx.get(emulator.url + LOG).content

    assert run() == run()


def test_connections_that_are_cut_have_no_status() -> None:
    plan = FaultPlan.parse('[[fault]]\noperation = "Devices_List"\nreset = "after"')
    with Emulator(faults=plan) as emulator:
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers={"Authorization": emulator.token})
        assert [(request.operation, request.status) for request in emulator.requests] == [("Devices_List", None)]
