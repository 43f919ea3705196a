"""Tests of the command `iotcentral-testkit serve`, as a process of its own."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_testkit.openapi.planes import DATA

VERSION = "api-version=2022-07-31"
COMMAND = [sys.executable, "-m", "iotcentral_testkit", "serve"]


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Run a server on a free port; return the process and its ready line."""
    command = [*COMMAND, "--port", "0", "--json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield process, json.loads(line)
    finally:
        process.kill()
        process.communicate()


def client(ready: dict[str, Any], **options: Any) -> httpx.Client:
    return httpx.Client(base_url=ready["url"], headers={"Authorization": ready["token"]}, **options)


def failing(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=600, check=False)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_json_line_says_that_it_is_ready_and_a_signal_stops_it(number: signal.Signals) -> None:
    with serving() as (process, ready):
        more = {"subscription_id", "management_token", "base_domain"}
        assert ready.keys() == {"url", "token", "applications", "api_versions"} | more
        assert ready["api_versions"] == list(DATA.versions)
        assert ready["applications"] == [{"name": "emulator", "url": ready["url"], "token": ready["token"]}]
        assert ready["url"].startswith("http://127.0.0.1:")
        with client(ready) as http:
            assert http.get(f"/api/devices?{VERSION}").json() == {"value": []}
            process.send_signal(number)
            output, errors = process.communicate(timeout=600)
        assert (process.returncode, output, errors) == (0, "", "")


def test_without_json_it_is_said_in_words() -> None:
    command = [*COMMAND, "--port", "0", "--app", "contoso"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "The emulator answers at http://127.0.0.1:" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()  # what readline took ahead is in it too
    assert "contoso" in rest
    assert "SharedAccessSignature sr=" in rest


def test_every_option_does_what_it_says(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('[[fault]]\noperation = "Roles_List"\nstatus = 503\ncount = 1\n')
    options = ["--devices", "3", "--seed", "5", "--faults", str(plan), "--throttle", "3"]
    apps = ["--app", "contoso", "--app", "fabrikam", "--state", str(tmp_path / "state.db"), "--tls"]
    with serving(*options, *apps) as (_, ready):
        assert [app["name"] for app in ready["applications"]] == ["contoso", "fabrikam"]
        trusted = ssl.create_default_context(cafile=ready["certificate"])
        with client(ready, verify=trusted) as http:
            assert http.get(f"/api/roles?{VERSION}").status_code == 503
            assert len(http.get(f"/api/devices?{VERSION}").json()["value"]) == 3
            codes = [http.get(f"/api/devices?{VERSION}").status_code for _ in range(5)]
            assert 429 in codes
    assert (tmp_path / "state.db").exists()


def test_the_same_seed_gives_the_same_token() -> None:
    tokens = []
    for seed in ("5", "5", "6"):
        with serving("--seed", seed) as (_, ready):
            tokens.append(ready["token"].partition("&")[0])
    assert tokens[0] == tokens[1] != tokens[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "x"], "'x' is not a port"),
        (["--port", "70000"], "'70000' is not a port"),
        (["--throttle", "0"], "'0' is not a number of requests"),
        (["--throttle", "nan"], "'nan' is not a number of requests"),
        (["--devices", "-1"], "'-1' is not a number of devices"),
        (["--throttle", "1000001"], "above 0, up to 1000000"),
        (["--seed", "x"], "'x' is not a seed"),
        (["--unknown"], "unrecognized arguments"),
    ],
)
def test_unusable_options_are_told(arguments: list[str], said: str) -> None:
    status, errors = failing(*arguments)
    assert status == 2
    assert said in errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "0", "--app", "Not_a_host"], '"Not_a_host" cannot name an application'),
        (["--port", "0", "--state", "/nowhere/state.db"], "the state file /nowhere/state.db cannot be used"),
        (["--port", "0", "--faults", "/nowhere/plan.toml"], "/nowhere/plan.toml: cannot be read"),
        (["--port", "0", "--host", "203.0.113.1"], "cannot listen on port 0 of 203.0.113.1"),
        (["--port", "0", "--host", "203.0.113.1"], "give an address of this machine"),
        (["--port", "0", "--host", "no.such.host.invalid"], 'cannot listen on "no.such.host.invalid"'),
        (["--port", "0", "--host", ""], "give an address of this machine"),
        (["--port", "0", "--allow-host", "http://build.example"], "without scheme, port and path"),
        (["--port", "0", "--allow-host", "build.example:8800"], '"build.example:8800" in allow_hosts is not a host'),
        (["--port", "0", "--allow-host", ""], '"" in allow_hosts is not a host'),
        (["--port", "0", "--call-host", ".example"], '".example" in call_hosts is not a host'),
        (["--port", "0", "--from", "/nowhere/app.json"], "make one with iotcentral-testkit record"),
        (["--port", "0", "--from", "app.yaml"], "name it app.json"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(arguments: list[str], said: str) -> None:
    status, errors = failing(*arguments)
    assert status == 1
    assert said in errors
    assert len(errors.splitlines()) == 1


def test_a_port_in_use_is_told() -> None:
    with serving() as (_, ready):
        status, errors = failing("--port", ready["url"].rpartition(":")[2])
    assert status == 1
    assert "choose another port" in errors


def test_a_state_in_use_is_told(tmp_path: Path) -> None:
    state = str(tmp_path / "state.db")
    with serving("--state", state):
        status, errors = failing("--port", "0", "--state", state)
    assert status == 1
    assert "another emulator has it" in errors


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "it is a folder; name a file in it"),
        (b"a text, and no database, which is longer than the head of one " * 9, "it stays as it is; use another file"),
        (b"SQLite format 3\0" + b"x" * 400, "it stays as it is; use another file"),
    ],
    ids=["folder", "text", "broken"],
)
def test_a_file_that_holds_no_state_is_told_and_stays(tmp_path: Path, content: bytes | None, said: str) -> None:
    state = tmp_path / "state.db"
    if content is None:
        state.mkdir()
    else:
        state.write_bytes(content)
    status, errors = failing("--port", "0", "--state", str(state))
    assert status == 1
    assert f"the state file {state} cannot be used: " in errors
    assert said in errors
    assert content is None or state.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["state.db"]


def test_another_seed_than_that_of_the_state_is_told(tmp_path: Path) -> None:
    state = str(tmp_path / "state.db")
    with serving("--state", state, "--seed", "7") as (process, seeded):
        process.terminate()
        assert "with --seed 7, whoever knows the number" in process.communicate()[1]
    status, errors = failing("--port", "0", "--state", state, "--seed", "8")
    assert status == 1
    assert "was made with --seed 7, not with --seed 8" in errors
    with serving("--state", state) as (process, again):
        process.terminate()
        assert "with --seed 7, whoever knows the number" in process.communicate()[1]
    assert again["token"] == seeded["token"]


def test_a_seed_for_a_state_that_has_none_is_told(tmp_path: Path) -> None:
    state = str(tmp_path / "state.db")
    with serving("--state", state):
        pass
    status, errors = failing("--port", "0", "--state", state, "--seed", "0")
    assert status == 1
    assert "was made without one, not with --seed 0" in errors


def test_faults_of_an_application_that_is_not_served_are_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('[[fault]]\nstatus = 503\napp = "contso"\n[[fault]]\nstatus = 503\napp = "contoso"\n')
    with serving("--faults", str(plan), "--app", "contoso") as (process, _):
        process.terminate()
        told = process.communicate()[1]
    assert told.count("the plan of faults names") == 1
    assert 'names the application "contso", which is not served: there are contoso' in told


def test_help_names_every_option() -> None:
    shown = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True).stdout
    for option in ["port", "host", "state", "seed", "devices", "faults", "throttle", "tls", "app", "json"]:
        assert f"--{option}" in shown


def test_a_state_goes_on_by_the_clock_that_it_had(tmp_path: Path) -> None:
    state = str(tmp_path / "state.db")

    def clock(ready: dict[str, Any], **body: Any) -> dict[str, Any]:
        with client(ready) as http:
            answer = http.post("/_emulator/clock", json=body) if body else http.get("/_emulator/clock")
            found: dict[str, Any] = answer.raise_for_status().json()
            return found

    with serving("--state", state) as (process, ready):
        ahead = clock(ready, advance="P10D")
        process.kill()
    with serving("--state", state) as (process, ready):
        again = clock(ready)
        assert not again["held"]
        assert again["time"] > ahead["time"]
        held = clock(ready, hold="2030-01-01T00:00:00Z")
        process.kill()
        assert "the clock runs as the state has it: it is " in process.communicate()[1]
    with serving("--state", state) as (process, ready):
        assert clock(ready) == held == {"time": "2030-01-01T00:00:00.0000000Z", "held": True}
        process.kill()
        assert "the clock stands still as the state has it: it is 2030-01-01 00:00:00 UTC" in process.communicate()[1]
