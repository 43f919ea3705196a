"""Applications as files, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from iotcentral_testkit import Emulator

from tests.cli.shell import Shell

IDS = ["thermostat-000001", "thermostat-000002", "thermostat-000003"]


@pytest.fixture
def file(shell: Shell, tmp_path: Path) -> Path:
    file = tmp_path / "app.yaml"
    ran = shell("backup", str(file), "--only", "organizations", "--only", "deviceGroups")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    return file


def with_group(file: Path) -> Path:
    state = yaml.safe_load(file.read_text())
    state["resources"]["deviceGroups"]["g1"] = {"displayName": "${var:name}", "filter": "SELECT * FROM devices"}
    file.write_text(yaml.safe_dump(state))
    return file


def test_a_file_is_backed_up_planned_applied_and_compared(file: Path, shell: Shell, emulator: Emulator) -> None:
    assert yaml.safe_load(file.read_text())["resources"].keys() == {"organizations", "deviceGroups"}
    assert shell("plan", str(file), "--exit-code").out == "nothing to change\n"
    with_group(file)
    missing = shell("plan", str(file))
    assert missing.status == 2
    assert "variables have no value: name" in missing.err
    values = ("--set", "name=All")
    planned = shell("plan", str(file), *values, "--exit-code")
    assert (planned.status, planned.out) == (1, "+ deviceGroups/g1\n1 to create\n")
    refused = shell("apply", str(file), *values)
    assert refused.status == 2
    assert "pass --yes" in refused.err
    made = shell("apply", str(file), *values, "--yes")
    assert (made.status, made.out.splitlines()[-1]) == (0, "1 changes made"), made.err
    assert shell("apply", str(file), *values).out == "nothing to change\n"
    shown = shell("diff", str(file), emulator.url, "--only", "deviceGroups", "--exit-code")
    assert shown.status == 1
    assert 'displayName: "${var:name}" → "All"' in shown.out
    shell("device-groups", "remove", "g1", "--yes")


def test_values_and_overlays_come_from_files(file: Path, shell: Shell, tmp_path: Path) -> None:
    with_group(file)
    (tmp_path / "values.yaml").write_text("name: From a file\n")
    (tmp_path / "stage.yaml").write_text(
        "deviceGroups: {g1: {displayName: Staged}, g2: {displayName: Two, filter: SELECT * FROM devices}}\n"
    )
    assert shell("plan", str(file), "--values", str(tmp_path / "values.yaml")).out == "+ deviceGroups/g1\n1 to create\n"
    staged = shell("plan", str(file), "--overlay", str(tmp_path / "stage.yaml"))
    assert staged.out == "+ deviceGroups/g1\n+ deviceGroups/g2\n2 to create\n"


ENROLLMENT = """iotcentral: 1
resources:
  enrollmentGroups:
    k:
      displayName: K
      type: iot
      attestation: {type: symmetricKey, symmetricKey: {primaryKey: "${secret:one}", secondaryKey: "${secret:the two}"}}
"""
KEY = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleS0="


def test_secrets_come_from_a_file_the_environment_and_a_person(shell: Shell, tmp_path: Path) -> None:
    file, secrets = tmp_path / "app.yaml", tmp_path / "secrets.yaml"
    file.write_text(ENROLLMENT)
    words = ("apply", str(file), "--yes")
    missing = shell(*words)
    assert missing.status == 2
    assert "secrets are missing: one, the two" in missing.err
    secrets.write_text(f"one: {KEY}\n")
    shell.patch.setenv("IOTCENTRAL_SECRET_THE_TWO", KEY)
    assert shell(*words, "--secrets", str(secrets)).status == 0
    shell("enrollment-groups", "remove", "k", "--yes")
    shell.patch.delenv("IOTCENTRAL_SECRET_THE_TWO")
    shell.patch.setattr("click.prompt", lambda name, **options: KEY)
    assert shell(*words, "--secrets", str(secrets), terminal=True).status == 0
    assert shell("enrollment-groups", "get", "k", "--query", "attestation.symmetricKey.secondaryKey").json == KEY


def test_a_failure_has_the_exit_status_of_its_cause(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "app.yaml"
    devices = "{x0: {displayName: X}, x1: {displayName: X, template: 'dtmi:no:such;1'}, x2: {displayName: X}}"
    file.write_text(f"iotcentral: 1\nresources: {{devices: {devices}}}\n")
    failed = shell("apply", str(file), "--yes")
    assert failed.status == 1
    assert "create devices/x1 failed, after 1 of 3 changes: Devices_Create: the service answered 400" in failed.err
    assert "\ndone: create devices/x0\n" in failed.err
    shell("devices", "remove", "x0", "--yes")


def test_a_folder_has_a_file_for_each_thing(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "app"
    assert shell("backup", str(folder), "--only", "devices", terminal=True).err == "devices: 3\n"
    assert sorted(path.stem for path in (folder / "devices").iterdir()) == IDS
    assert shell("diff", str(folder), str(folder)).out == "nothing to change\n"
