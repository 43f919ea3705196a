"""Tests of throttling: requests per second of the emulator's clock, by application and kind of rate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.http.throttling import RateThrottle
from iotcentral_testkit.emulator.state.clock import Clock

VERSION = "api-version=2022-10-31-preview"


def held(rate: float, *apps: str) -> Emulator:
    return Emulator(apps=apps or ("emulator",), throttle=rate, clock=Clock(datetime(2026, 3, 1, tzinfo=UTC)))


def client(emulator: Emulator, app: str = "emulator") -> httpx.Client:
    headers = {"Authorization": emulator.applications[app].token, "Host": f"{app}.localhost"}
    return httpx.Client(base_url=emulator.url, headers=headers)


def roles(http: httpx.Client) -> int:
    return http.get(f"/api/roles?{VERSION}").status_code


def test_more_than_the_rate_is_refused_until_the_clock_moves() -> None:
    with held(20) as emulator, client(emulator) as http:
        assert [roles(http) for _ in range(22)] == [200] * 20 + [429] * 2
        emulator.clock.advance(timedelta(seconds=0.9))
        answer = http.get(f"/api/roles?{VERSION}")
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "1"
        assert answer.headers["x-ms-error-code"] == answer.json()["error"]["code"] == "TooManyRequests"
        emulator.clock.advance(timedelta(seconds=0.1))
        assert roles(http) == 200


def test_the_window_slides() -> None:
    with held(2) as emulator, client(emulator) as http:
        assert roles(http) == 200
        emulator.clock.advance(timedelta(seconds=0.6))
        assert roles(http) == 200
        emulator.clock.advance(timedelta(seconds=0.5))
        assert [roles(http), roles(http)] == [200, 429]


def test_queries_are_counted_by_themselves_one_where_others_are_twenty() -> None:
    with held(20) as emulator, client(emulator) as http:
        body = {"query": "SELECT temperature FROM dtmi:a:b;1"}
        codes = [http.post(f"/api/query?{VERSION}", json=body).status_code for _ in range(2)]
        assert codes[0] != 429
        assert codes[1] == 429
        assert roles(http) == 200


def test_applications_are_counted_by_themselves() -> None:
    with held(1, "a", "b") as emulator, client(emulator, "a") as a, client(emulator, "b") as b:
        assert [roles(a), roles(a), roles(b)] == [200, 429, 200]


def test_less_than_one_a_second_is_one_in_a_longer_window() -> None:
    with held(0.5) as emulator, client(emulator) as http:
        assert [roles(http), roles(http)] == [200, 429]
        emulator.clock.advance("PT1S")
        assert http.get(f"/api/roles?{VERSION}").headers["retry-after"] == "1"
        emulator.clock.advance("PT1S")
        assert roles(http) == 200


def test_the_client_waits_as_it_is_told() -> None:
    with Emulator(throttle=20) as emulator:
        app = emulator.client()
        assert [len(list(app.roles.list())) for _ in range(25)] == [3] * 25


def test_nothing_is_refused_without_it(raw: httpx.Client) -> None:
    assert {roles(raw) for _ in range(100)} == {200}


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    with held(1) as emulator, client(emulator) as http:
        assert roles(http) == 200
        emulator.clock.hold(datetime(2025, 1, 1, tzinfo=UTC))
        assert roles(http) == 200


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
def test_rates_that_are_none_are_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="a rate is a number"):
        RateThrottle(rate)


def test_queries_over_properties_are_one_a_minute() -> None:
    template = "dtmi:emulator:Thermostat;1"
    properties, telemetry = f"SELECT serialNumber FROM {template}", f"SELECT COUNT($ts) FROM {template}"

    def status(http: httpx.Client, query: str) -> int:
        emulator.clock.advance("PT1S")
        return http.post(f"/api/query?{VERSION}", json={"query": query}).status_code

    start = Clock(datetime(2026, 3, 1, tzinfo=UTC))
    with Emulator(devices=1, throttle=20, clock=start) as emulator, client(emulator) as http:
        assert [status(http, query) for query in (properties, telemetry, properties)] == [200, 200, 429]
        emulator.clock.advance("PT58S")
        assert status(http, properties) == 200
