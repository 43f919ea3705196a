"""Replay of requests from a shell and from Python, without tokens."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.contract.engine.findings import Finding
from iotcentral_testkit.contract.engine.http_client import HttpClient
from iotcentral_testkit.contract.report.answers import Answers
from iotcentral_testkit.contract.report.programs import curl_lines, program
from iotcentral_testkit.contract.report.replay import curl_line
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken

from .samples import URL, VERSION, exchange, options


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def server(emulator: Emulator) -> Iterator[HttpClient]:
    chosen = options(url=emulator.url, credential=ApiToken(emulator.token), throttled=False)
    server = HttpClient(chosen, Api(VERSION))
    yield server
    server.close()


def environment(emulator: Emulator, **more: str) -> dict[str, str]:
    return {**os.environ, "IOTCENTRAL_API_TOKEN": emulator.token, **more}


def test_the_parts_of_a_curl_line() -> None:
    sent = {"displayName": 'It\'s $HOME, `id` and \\ "so"'}
    headers = {"content-type": "application/json", "if-match": '"e 1"', "host": "x", "user-agent": "y", "accept": "*/*"}
    line = curl_line(exchange("Devices_Create", "PUT", "/api/devices/a%20b", sent=sent, request_headers=headers))
    words = shlex.split(line)
    assert words[:2] == ["curl", "-sS"]
    assert words[words.index("-X") + 1] == "PUT"
    assert f"{URL}/api/devices/a%20b?api-version={VERSION}" in words
    assert [words[at + 1] for at, word in enumerate(words) if word == "-H"] == [
        "Authorization: $IOTCENTRAL_API_TOKEN",
        "content-type: application/json",
        'if-match: "e 1"',
    ]
    assert words[words.index("--data-binary") + 1].encode() == exchange(sent=sent).request_body


@pytest.mark.parametrize(("access", "variable"), [("other", "IOTCENTRAL_OTHER_TOKEN"), ("none", None)])
def test_other_ways_to_be_authorized(access: str, variable: str | None) -> None:
    line = curl_line(exchange(access=access))
    assert ("Authorization" in line) == (variable is not None)
    assert variable is None or f"${variable}" in line
    source = program(Finding("IC201", "Devices_Get", "", exchanges=(exchange(access=access),)), URL, "p")
    assert 'os.environ["IOTCENTRAL_API_TOKEN"]' not in source


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "content",
    [
        b'{"displayName": "It\'s $HOME and `id` \\u00e9 \xc3\xa9 %s !x"}',
        b"@/etc/hostname",
        b"\xff\x00 no text '",
        b"%d\\n\n",
    ],
)
def test_a_shell_sends_what_was_sent(server: HttpClient, emulator: Emulator, content: bytes) -> None:
    made = server.send("Devices_Create", {"deviceId": "d-1"}, content=content, media_type="application/json")
    line = curl_line(made)
    if b"displayName" not in content:
        # the server returns the same
        assert made.status == 400
    done = subprocess.run(["sh", "-c", line], env=environment(emulator), capture_output=True, check=True, timeout=600)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    assert f" {made.status} ".encode() in head.splitlines()[0]
    if made.succeeded:
        assert b'"displayName":' + made.body.partition(b'"displayName":')[2][:20] in body
    else:
        assert made.json["error"]["code"].encode() in body


def run(source: str, folder: Path, environment: dict[str, str]) -> tuple[int, list[str]]:
    """Run a program; return its exit status and its lines."""
    file = folder / "replay.py"
    file.write_text(source)
    done = subprocess.run([sys.executable, str(file)], env=environment, capture_output=True, text=True, timeout=600)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


def test_the_program_sends_all_requests_again(server: HttpClient, emulator: Emulator, tmp_path: Path) -> None:
    exchanges: list[Exchange] = []
    server.listeners.append(exchanges.append)
    server.send("Devices_Create", {"deviceId": "run1-d1"}, body={"displayName": "Ünique"})
    server.send("Devices_Update", {"deviceId": "run1-d1"}, body={"enabled": False}, headers={"If-Match": "*"})
    server.send("Devices_Get", {"deviceId": "run1 d/é"})
    server.send("Devices_Get", {"deviceId": "run1-d1"}, token=None)
    server.send("Devices_Get", {"deviceId": "run1-d1"}, token="SharedAccessSignature sr=other&sig=x")
    server.send_raw("GET", "/api/nothing?x=1")
    finding = Finding("IC302", "Devices_Create", 'it\'s "so"', '""" + 1 + "\\', tuple(exchanges))
    source = program(finding, emulator.url, "run1")
    assert emulator.token not in source
    with Emulator() as another:
        status, lines = run(source, tmp_path, environment(another, IOTCENTRAL_URL=another.url))
        (device,) = another.client().devices.list()
    answers = [line.split()[0] for line in lines if line[:3].isdigit()]
    assert answers == [str(exchange.status) for exchange in exchanges]
    assert answers == ["200", "200", "404", "401", "401", "404"]
    assert (device.display_name, device.enabled) == ("Ünique", False)
    assert device.id.endswith("-d1")  # under an id of its own, so that it can be run again
    assert device.id != "run1-d1"
    assert status == 1  # the answer is that of the run


def test_the_program_takes_etags_ids_and_tokens_from_answers(
    server: HttpClient, emulator: Emulator, tmp_path: Path
) -> None:
    exchanges: list[Exchange] = []
    server.listeners.append(exchanges.append)
    server.send("Devices_Create", {"deviceId": "run1-d1"}, body={"displayName": "One"})
    etag = server.send("Devices_Get", {"deviceId": "run1-d1"}).content["etag"]
    server.send("Devices_Update", {"deviceId": "run1-d1"}, body={"enabled": False}, headers={"If-Match": etag})
    role = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
    made = server.send("ApiTokens_Create", {"tokenId": "run1-t"}, body={"roles": [{"role": role}]})
    server.send("Devices_Get", {"deviceId": "run1-d1"}, token=made.content["token"])
    finding = Finding("IC401", "Devices_Update", "", exchanges=tuple(exchanges))
    source = program(finding, emulator.url, "run1")
    assert etag not in source.partition("DEFAULTS")[0]
    assert made.content["token"] not in source
    with Emulator() as another:
        status, lines = run(source, tmp_path, environment(another, IOTCENTRAL_URL=another.url))
    assert [line.split()[0] for line in lines if line[:3].isdigit()] == ["200"] * 5
    assert status == 1
    lines = curl_lines(finding, emulator.url)
    assert [line.partition(" ")[0] for line in lines] == ["curl", "curl", "#", "curl", "#"]
    assert lines[2] == "# PATCH is left out, since it needs etag of an earlier response: run the program"


def test_the_program_says_when_the_deviation_does_not_show(
    server: HttpClient, emulator: Emulator, tmp_path: Path
) -> None:
    made = server.send("Devices_Create", {"deviceId": "run1-d1"}, body={"displayName": "One"})
    wrong = replace(made, body=made.body.replace(b"One", b"Two"))
    source = program(Finding("IC302", "Devices_Create", "", exchanges=(wrong,)), emulator.url, "run1")
    status, lines = run(source, tmp_path, environment(emulator))
    assert status == 0
    assert lines[-1] == "The deviation does not show: the answers differ from those of the run."


def test_a_deviation_that_brings_its_program_keeps_it() -> None:
    assert program(Finding("CL101", "", "", replay="print(1)\n"), URL, "run1") == "print(1)\n"


def test_times_near_the_clock_are_relative_to_that_of_the_program(
    server: HttpClient, emulator: Emulator, tmp_path: Path
) -> None:
    expiry = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT%H:%M:%S.000Z}"
    body = {"roles": [{"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}], "expiry": expiry}
    made = server.send("ApiTokens_Create", {"tokenId": "run1-t"}, body=body)
    source = program(Finding("IC302", "ApiTokens_Create", "", exchanges=(made,)), emulator.url, "run1")
    assert expiry[:16] not in source
    status, lines = run(source, tmp_path, environment(emulator))
    assert (status, lines[0].split()[0]) == (1, "200")


class Reluctant(BaseHTTPRequestHandler):
    """A server that is ready from the third request on."""

    asked = 0

    def do_PUT(self) -> None:
        type(self).asked += 1
        self.send_response(200 if self.asked > 2 else 409)
        self.end_headers()

    do_GET = do_PUT

    def log_message(self, *_arguments: object) -> None:
        pass


def test_the_program_waits_until_a_change_is_taken(tmp_path: Path) -> None:
    Reluctant.asked = 0
    with HTTPServer(("127.0.0.1", 0), Reluctant) as reluctant:
        thread = Thread(target=reluctant.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{reluctant.server_port}"
        change = exchange("Devices_Create", "PUT", sent={"displayName": "One"}, url=f"{url}/api/devices/run1-d1")
        read = exchange("Devices_Get", url=f"{url}/api/devices/run1-d1", headers={})
        finding = Finding("IC302", "Devices_Create", "", exchanges=(change, read))
        status, lines = run(program(finding, url, "run1"), tmp_path, {**os.environ, "IOTCENTRAL_API_TOKEN": "x"})
        reluctant.shutdown()
        thread.join()
    assert [line.split()[0] for line in lines if line[:3].isdigit()] == ["409", "409", "200", "200"]
    assert status == 1


@pytest.mark.parametrize(
    ("rule", "subject", "one", "other", "differs"),
    [
        ("IC104", "201", (200, {"a": 1}), (200, {"a": 2}), False),
        ("IC104", "201", (200, {"a": 1}), (201, {"a": 1}), True),
        ("IC105", "progress/done type", (200, {"progress": {"done": 1}}), (200, {"progress": {"done": 2}}), False),
        ("IC105", "progress/done type", (200, {"progress": {"done": 1}}), (200, {"progress": {"done": "1"}}), True),
        ("IC105", "value/*/at format", (200, {"value": [{"at": "1 May"}]}), (200, {"value": [{"at": "2 May"}]}), False),
        ("IC105", "value/* required", (200, {"value": [{"a": 1}]}), (200, {"value": [{}]}), True),
        (
            "IC501",
            "missing",
            (200, {"value": [{"id": "run1-a", "on": True}]}),
            (200, {"value": [{"id": "run1-a", "on": False}]}),
            False,
        ),
        ("IC501", "missing", (200, {"value": [{"id": "run1-a"}]}), (200, {"value": [{"id": "run1-b"}]}), True),
        ("IC102", "error", (400, {"id": "f81a1c2d"}), (400, {"id": "c0ffee11"}), False),
        ("IC102", "error", (400, {"id": "f81a1c2d"}), (400, {"error": {"id": "f81a1c2d"}}), True),
        (
            "IC503",
            "origin",
            (200, {"value": [], "nextLink": f"{URL}/a?b=1234567"}),
            (200, {"value": [], "nextLink": "https://x/a?b=1234567"}),
            True,
        ),
        ("IC302", "token", (200, {"token": f"SharedAccessSignature sr={1}"}), (200, {"token": "none"}), True),
        (
            "IC302",
            "token",
            (200, {"token": "SharedAccessSignature sr=a&sig=b%3D1"}),
            (200, {"token": "SharedAccessSignature sr=c&sig=d%3D2"}),
            False,
        ),
    ],
)
def test_the_program_compares_what_the_rule_is_about(
    rule: str, subject: str, one: tuple[int, Any], other: tuple[int, Any], differs: bool
) -> None:
    def lines(status: int, answered: Any) -> str:
        finding = Finding(rule, "Devices_Get", "", subject, (exchange(status=status, answered=answered),))
        return program(finding, URL, "run1").partition("STEPS = [")[2].partition("DEFAULTS")[0]

    assert (lines(*one) != lines(*other)) is differs


def test_an_item_with_an_id_of_an_earlier_answer_is_compared() -> None:
    known = Answers(set(), "run0a1b", "run0a1b", URL)
    id = "7b1f0d3e-9c4a-4a55-8a52-0f6f1d2c3b4a"
    known.plain(201, {}, f'{{"id":"{id}","request":0}}'.encode())
    run = f'{{"value":[{{"id":"{id}"}},{{"id":"{id[::-1]}"}}]}}'.encode()
    assert known.plain(200, {}, run, narrow=True) == '[200, {}, {"value": [{"id": "<1>"}, "<other items>"]}]'


def test_a_time_that_was_sent_is_compared_and_the_part_of_its_second() -> None:
    known = Answers({"2026-12-02T20:41:01.375+05:30"}, "run0a1b", "run0a1b", URL)
    shown = {text: known.text(text) for text in ("2026-12-02T15:11:01.375Z", "2026-12-02T15:11:01.3750000Z")}
    assert {*shown.values()} == {"<time.375 told>"}
    assert known.text("2026-12-02T20:41:01.375Z") == "<time.375>"
    assert known.text("2026-12-02T15:11:01.000Z") == known.text("2026-12-02T15:11:01.482Z") == "<time>"


def test_a_deviation_that_no_program_can_show_has_none() -> None:
    assert program(Finding("IC717", "Apps_Delete", "", untold="it shows elsewhere"), URL, "run1") == ""
