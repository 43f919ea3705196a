"""Workflows as commands."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from iotcentral_testkit import Emulator

from iotcentral.cli import main
from tests.cli.shell import Shell
from tests.docs.page_fixtures import certificate_authority, devices
from tests.support.sleeping import advancing

THERMOSTAT = "dtmi:contoso:Thermostat;1"


@pytest.fixture(scope="module", autouse=True)
def _world(emulator: Emulator) -> None:
    devices(emulator)
    emulator.clock.advance("PT3H")


def test_a_job_is_waited_for_and_shown_with_its_devices(shell: Shell, emulator: Emulator) -> None:
    body = {
        "group": "cold-rooms",
        "data": [{"type": "property", "target": THERMOSTAT, "path": "targetTemperature", "value": 5}],
    }
    assert shell("jobs", "create", "j1", "--body", orjson.dumps(body).decode()).status == 0
    waiting = shell("jobs", "wait", "j1", "--timeout", "0")
    assert waiting.status == 8
    emulator.clock.advance("PT1H")
    done = shell("jobs", "wait", "j1", "--devices", "all")
    assert done.status == 0
    assert done.json["status"] == "complete"
    assert [device["id"] for device in done.json["devices"]] == ["t1"]
    assert done.err == ""  # progress is for terminals
    assert "j1: complete" in shell("jobs", "wait", "j1", terminal=True).err


def test_a_device_is_waited_for(shell: Shell) -> None:
    assert shell("devices", "wait", "t1").json["provisioned"] is True


def test_a_command_of_a_component_is_run(shell: Shell) -> None:
    words = ("commands", "run", "t1", "getMaxMinReport", "--component", "thermostat1")
    ran = shell(*words, "--request", '"2026-03-01T00:00:00Z"')
    assert ran.status == 0, ran.err
    assert isinstance(ran.json, str)
    assert shell("commands", "run", "t1", "noSuchCommand").status == 3


def test_a_query_is_run_with_options_before_or_after_it(shell: Shell) -> None:
    query = f"SELECT $id, temperature FROM {THERMOSTAT} WHERE WITHIN_WINDOW(P1D)"
    rows = shell("query", query, "-o", "json").json
    assert rows
    assert rows[0].keys() == {"$id", "temperature"}
    assert shell("query", "-o", "json", query).json == rows
    assert shell("query", "-", stdin=query).json == rows
    assert shell("query", "run", "--set", f"query={query}").json["results"] == rows


def test_devices_are_counted(shell: Shell) -> None:
    counted = shell("devices", "summary").json
    assert counted["total"] == sum(counted["byTemplate"].values()) == sum(counted["byStatus"].values())
    assert counted["byTemplate"][THERMOSTAT] == 1


def test_a_device_key_is_derived(shell: Shell) -> None:
    group = {"displayName": "Warehouse", "type": "iot", "attestation": {"type": "symmetricKey"}}
    shell("enrollment-groups", "create", "warehouse", "--body", orjson.dumps(group).decode())
    keys = [
        shell("devices", "derive-key", "t9", "--enrollment-group", "warehouse", *more).out
        for more in ((), ("--entry", "secondary"))
    ]
    assert len({*keys}) == 2
    assert all(key.endswith("=\n") for key in keys)


def test_a_certificate_is_enrolled(shell: Shell, tmp_path: Path) -> None:
    certificate_authority(tmp_path / "ca.pem", tmp_path / "ca.key", b"secret")
    group = {"displayName": "Factory", "type": "iot", "attestation": {"type": "x509"}}
    shell("enrollment-groups", "create", "factory", "--body", orjson.dumps(group).decode())
    words = ("enroll", "factory", str(tmp_path / "ca.pem"), str(tmp_path / "ca.key"), "--password-env", "CA_PASSWORD")
    assert "CA_PASSWORD is to hold the password" in shell(*words).err
    shell.patch.setenv("CA_PASSWORD", "secret")
    assert shell(*words).json["verified"] is True


def test_exports_write_the_format_of_the_file_name(shell: Shell, tmp_path: Path) -> None:
    for words, column in (
        (("devices",), "id"),
        (("properties",), "$id"),
    ):
        file = tmp_path / f"{words[0]}.csv"
        ran = shell("export", *words, str(file))
        assert (ran.status, ran.out) == (0, ""), ran.err
        assert "t1" in {row[column] for row in csv.DictReader(io.StringIO(file.read_text()))}
    rows = tmp_path / "rows.jsonl"
    assert shell("export", "query", str(rows), f"SELECT $id FROM {THERMOSTAT} WHERE WITHIN_WINDOW(P1D)").status == 0
    assert orjson.loads(rows.read_text().splitlines()[0]) == {"$id": "t1"}
    refused = shell("export", "devices", str(tmp_path / "devices.xlsx"))
    assert refused.status == 2
    assert "ends in .csv, .jsonl, .parquet" in refused.err


@pytest.fixture
def new(tmp_path: Path, shell: Shell) -> Iterator[Path]:
    file = tmp_path / "new.csv"
    file.write_text("id,name\nnew-1,101\nnew-2,Room 2\n", encoding="utf-8")
    yield file
    for name in ("new-1", "new-2"):
        shell("devices", "remove", name, "--yes")


CREATE = ("--", "devices", "create", "{id}", "--set", "displayName={name}", "--set", "simulated=true")


def test_a_fleet_runs_a_command_for_each_row(new: Path, shell: Shell) -> None:
    ran = shell("fleet", str(new), *CREATE)
    assert ran.status == 0, ran.err
    lines = [orjson.loads(line) for line in ran.out.splitlines()]
    assert {line["row"]["id"]: line["value"]["displayName"] for line in lines} == {"new-1": "101", "new-2": "Room 2"}


def test_a_fleet_goes_on_after_a_failure_and_tells_of_it(new: Path, shell: Shell, tmp_path: Path) -> None:
    shell("devices", "create", "new-2", "--set", "displayName=x")
    ran = shell("fleet", str(new), "--", "devices", "get", "{id}")
    assert ran.status == 1
    lines = {line["row"]["id"]: line for line in map(orjson.loads, ran.out.splitlines())}
    assert lines["new-2"]["ok"] is True
    assert "404" in lines["new-1"]["error"]


def test_a_fleet_with_a_checkpoint_does_not_repeat_what_is_done(new: Path, shell: Shell, tmp_path: Path) -> None:
    words = ("fleet", str(new), "--checkpoint", str(tmp_path / "done"), *CREATE)
    assert shell(*words).out.count("\n") == 2
    assert shell(*words).out == ""


def test_a_fleet_that_removes_asks_once(new: Path, shell: Shell) -> None:
    shell("fleet", str(new), *CREATE)
    words = ("--", "devices", "remove", "{id}")
    assert shell("fleet", str(new), *words).status == 2
    assert shell("fleet", str(new), "--yes", *words).status == 0
    assert shell("devices", "get", "new-1").status == 3


def test_a_fleet_shows_its_requests_in_a_dry_run(new: Path, shell: Shell) -> None:
    ran = shell("fleet", str(new), "--dry-run", "--", "devices", "remove", "{id}")
    assert [line.partition("?")[0].rpartition("/")[2] for line in ran.out.splitlines()[::2]] == ["new-1", "new-2"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("devices", "remove", "{id}", "--dry-run"), "--dry-run belongs to the whole run: write it before `--`"),
        (("devices", "get", "{id}", "--app", "x", "-o", "csv"), "--app, --output belongs to the whole run"),
        (("devices", "no-such", "{id}"), '"devices no-such" is not an operation'),
        (("devices",), '"devices" is not an operation'),
        (("devices", "get", "{no_such}"), "there is no column no_such; the file has id, name"),
    ],
)
def test_a_command_that_a_fleet_cannot_run_is_refused(
    words: tuple[str, ...], message: str, new: Path, shell: Shell
) -> None:
    ran = shell("fleet", str(new), "--", *words)
    assert ran.status in {1, 2}
    assert message in ran.out.replace("\\", "") + ran.err


@pytest.mark.parametrize(
    ("kind", "mark"), [("bash", "complete -o"), ("zsh", "#compdef iotcentral"), ("fish", "complete --no-files")]
)
def test_completion_prints_the_script_of_a_shell(kind: str, mark: str, bare_shell: Shell) -> None:
    ran = bare_shell("completion", kind)
    assert ran.status == 0
    assert mark in ran.out


def test_words_are_completed_from_the_documents(bare_shell: Shell) -> None:
    for words, expected in (
        ("iotcentral devices get-", "get-properties"),
        ("iotcentral devices list --max", "--maxpagesize"),
        ("iotcentral devices list -o y", "yaml"),
        ("iotcentral manage", "management"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("_IOTCENTRAL_COMPLETE", "bash_complete")
            patch.setenv("COMP_WORDS", words)
            patch.setenv("COMP_CWORD", str(words.count(" ")))
            out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
            patch.setattr(sys, "stdout", out)
            with pytest.raises(SystemExit):
                main([])
        assert expected in out.buffer.getvalue().decode(), words  # type: ignore[attr-defined]


def test_a_long_running_operation_is_waited_for_or_left_to_go_on(
    bare_shell: Shell, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", advancing(emulator.clock))
    monkeypatch.setenv("ARM_TOKEN", emulator.management_token)
    address = ("--subscription", emulator.subscription_id, "--endpoint", emulator.url, "--token-env", "ARM_TOKEN")
    body = '{"location": "westus", "sku": {"name": "ST2"}, "properties": {"displayName": "F", "subdomain": "fabrikam"}}'
    words = ("management", "apps", "create-or-update", "cold-store", "fabrikam", "--body", body, *address)
    waited = bare_shell(*words, "--query", "properties.subdomain")
    assert (waited.status, waited.out) == (0, '"fabrikam"\n'), waited.err
    left = bare_shell("management", "apps", "delete", "cold-store", "fabrikam", "--yes", "--no-wait", *address)
    assert left.json.keys() == {"continuationToken"}, left.err
