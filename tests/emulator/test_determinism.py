"""Tests of determinism: the same seed and the same requests have the same responses, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

VERSION = "api-version=2022-10-31-preview"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def requests(emulator: Emulator) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    """Send requests of many kinds, and return the whole responses."""
    port = emulator.url.rpartition(":")[2]
    headers = {"Authorization": emulator.token, "Host": "emulator.localhost"}
    answers = []
    with httpx.Client(base_url=emulator.url, headers=headers) as http:

        def ask(method: str, path: str, body: object = None) -> None:
            url = f"/api/{path}{'&' if '?' in path else '?'}{VERSION}"
            answer = http.request(method, url, json=body) if body is not None else http.request(method, url)
            content = answer.content.replace(port.encode(), b"PORT")
            kept = [(name, value) for name, value in answer.headers.items() if name != "content-length"]
            answers.append((answer.status_code, kept, content))

        ask("PUT", "devices/t1", {"displayName": "T1"})
        ask("GET", "devices/t1/credentials")
        ask("PUT", "devices/t1", {"displayName": 1})
        ask("GET", "devices/nobody")
        ask("PUT", "apiTokens/k1", {"roles": [{"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}]})
        ask("GET", "deviceTemplates")
        ask("GET", "enrollmentGroups")
        ask("GET", "devices?maxpagesize=2")
        emulator.clock.advance("P1D")
        for path in (
            "devices",
            "devices/thermostat-000001/properties",
            "devices/thermostat-000001/telemetry/temperature",
        ):
            ask("GET", path)
        ask("PUT", "deviceGroups/g1", {"displayName": "G", "filter": "SELECT * FROM devices"})
        job = {"group": "g1", "data": [{"type": "cloudProperty", "target": "x", "path": "y", "value": 1}]}
        ask("PUT", "jobs/j1", job)
        emulator.clock.advance("PT1H")
        ask("GET", "jobs/j1")
        ask("GET", "users")
        ask("POST", "query", {"query": "SELECT temperature FROM dtmi:emulator:Thermostat;1"})
        ask("DELETE", "devices/t1")
    return answers


def run(seed: int, state: Path | None = None) -> list[tuple[int, list[tuple[str, str]], bytes]]:
    with Emulator(seed=seed, devices=5, clock=Clock(START), state=state) as emulator:
        return requests(emulator)


def test_the_same_seed_and_requests_give_the_same_bytes(tmp_path: Path) -> None:
    first = run(3)
    assert all(status < 500 for status, _, _ in first)
    assert run(3) == first
    assert run(3, tmp_path / "state.db") == first


def test_another_seed_gives_other_keys() -> None:
    one, two = run(3), run(4)
    assert one[1][2] != two[1][2]


def test_a_later_run_on_the_same_state_draws_other_ids(tmp_path: Path) -> None:
    etags = []
    for _ in range(2):
        with Emulator(state=tmp_path / "state.db", clock=Clock(START)) as emulator:
            etags.append(emulator.client().devices.create("t1", {}).etag)
    assert etags[0] != etags[1]
