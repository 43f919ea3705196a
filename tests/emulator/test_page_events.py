"""Tests of the events that the page is sent while somebody looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.http.request_log import KEPT, LoggedRequest, RequestLog

EVENTS = "/_emulator/events"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START)) as emulator:
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(transport=emulator.transport(), base_url=emulator.url) as http:
        yield http


def numbers(answer: httpx.Response) -> list[int]:
    return [int(number) for number in re.findall(r"^id: (\d+)$", answer.text, re.MULTILINE)]


def test_requests_are_events_whose_data_is_a_row(emulator: Emulator, http: httpx.Client) -> None:
    http.get("/api/devices/<b>%0Adata: x?api-version=none")
    answer = http.get(EVENTS)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    last = answer.text.rstrip("\n").split("\n\n")[-1].split("\n")
    assert [line.split(":")[0] for line in last] == ["event", "id", "data"]
    assert last[2].startswith("data: <tr><td")
    assert "<b>%0A" not in last[2]


def test_only_what_is_new_is_sent(http: httpx.Client) -> None:
    for _ in range(3):
        http.get("/api/roles?api-version=2022-07-31")
    known = numbers(http.get(EVENTS))
    assert numbers(http.get(EVENTS, params={"after": known[-2]})) == known[-1:]
    assert numbers(http.get(EVENTS, params={"after": known[-1]})) == []


def test_a_browser_that_connects_again_names_what_it_has(http: httpx.Client) -> None:
    http.get("/api/roles?api-version=2022-07-31")
    known = numbers(http.get(EVENTS))
    assert numbers(http.get(EVENTS, params={"after": 0}, headers={"Last-Event-ID": str(known[-1])})) == []
    # a number of an emulator that ran before
    assert numbers(http.get(EVENTS, headers={"Last-Event-ID": "99999"})) == known


def test_what_comes_while_somebody_watches_is_sent_and_the_end_of_the_emulator_is_the_end() -> None:
    with Emulator() as emulator, httpx.Client(base_url=emulator.url, timeout=600) as http:
        with http.stream("GET", EVENTS) as answer:
            lines = answer.iter_lines()
            assert emulator.run(lambda world: len(world.requests._watchers)) == 1
            list(emulator.client().roles.list())
            assert "event: request" in iter(lines)
            emulator.close()
            rest = list(lines)
        assert any("Roles_List" in line for line in rest)


def test_who_has_gone_costs_nothing_any_more() -> None:
    with Emulator() as emulator, httpx.Client(base_url=emulator.url, timeout=600) as http:
        with http.stream("GET", EVENTS) as answer:
            assert answer.status_code == 200
        # the stream looks for its end before it waits again
        while emulator.run(lambda world: len(world.requests._watchers)):
            http.get("/_emulator/health")


def logged(number: int) -> LoggedRequest:
    return LoggedRequest(START, None, "GET", f"/{number}", "", None, 200, None, None, 0.0)


def test_numbers_go_on_when_old_requests_are_dropped_and_when_all_are() -> None:
    log = RequestLog()
    for number in range(1, KEPT + 6):
        log.add(logged(number))
    assert log.added == KEPT + 5
    first, request = log.after(0)[0]
    assert (first, request.path) == (6, "/6")
    assert [number for number, _ in log.after(KEPT + 3)] == [KEPT + 4, KEPT + 5]
    log.clear()
    log.add(logged(0))
    assert [number for number, _ in log.after(KEPT + 5)] == [KEPT + 6]
