"""The command that writes applications to files for the services that take their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

from tests.migration.contents import fill

from .shell import Shell


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=("contoso", "fabrikam"), clock=Clock(datetime(2026, 3, 1, 12, tzinfo=UTC))) as emulator:
        with emulator.client(emulator.api_versions[-1], limiter=None) as app:
            fill(app)
        yield emulator


def test_an_application_is_written_and_what_does_not_move_is_told(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = shell("migrate", str(out), "--telemetry-days", "1", "--until", "2026-03-01T12:00:00")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(
        "templates: 2, models: 3, enrollment groups: 2, routing notes: 2, dashboards: 1, devices: 4, "
    )
    assert ran.out.endswith(" reasons why something does not move: report.md\n")
    assert (out / "iothub/devices.txt").exists()
    again = shell("migrate", str(out))
    assert (again.status, again.out) == (2, "")
    assert "holds a migration that is done" in again.err


def test_progress_is_shown_on_a_terminal(shell: Shell, tmp_path: Path) -> None:
    ran = shell("migrate", str(tmp_path / "out"), "--telemetry-days", "0", terminal=True)
    assert "devices: 1 of 5, " in ran.err
    assert " s left at least" in ran.err


def test_keys_are_written_on_demand_alone(shell: Shell, tmp_path: Path) -> None:
    for name, words in (("with", ["--with-keys"]), ("without", [])):
        shell("migrate", str(tmp_path / name), "--telemetry-days", "0", *words)
    assert "primaryKey" in (tmp_path / "with/iothub/devices.txt").read_text()
    assert "primaryKey" not in (tmp_path / "without/iothub/devices.txt").read_text()


def test_a_forecast_writes_nothing(shell: Shell, tmp_path: Path) -> None:
    ran = shell("migrate", str(tmp_path / "out"), "--forecast", "--telemetry-days", "7")
    assert ran.out.startswith("5 devices: 9 requests and at least ")
    assert not (tmp_path / "out").exists()


def test_applications_of_a_file_are_written_side_by_side(shell: Shell, emulator: Emulator, tmp_path: Path) -> None:
    text = ""
    for name, served in emulator.applications.items():
        shell.patch.setenv(f"{name.upper()}_TOKEN", served.token)
        text += f'[{name}]\napp = "{served.url}"\ntoken_env = "{name.upper()}_TOKEN"\n'
    text += f'[closed]\napp = "{emulator.url}"\ntoken_env = "NO_SUCH_TOKEN"\n'
    apps = tmp_path / "apps.toml"
    apps.write_text(text)
    words = ("--apps", str(apps), "--telemetry-days", "0")
    assert [
        line.partition(":")[0] for line in shell("migrate", str(tmp_path), "--forecast", *words).out.splitlines()
    ] == [
        "contoso",
        "fabrikam",
    ]
    ran = shell("migrate", str(tmp_path / "out"), *words)
    assert ran.status == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["contoso", "fabrikam"]
    assert ran.err.startswith("closed: error: no credential: NO_SUCH_TOKEN is not set")
    assert (tmp_path / "out/contoso/report.md").exists()
    assert (tmp_path / "out/fabrikam/report.md").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[contoso]\n", "has no app"),
        ('app = "contoso"\n', "app is not a table"),
        ("[", "cannot be read"),
        ('[contoso]\napp = "contoso"\ntoken = "x"\n', "token is not a setting"),
    ],
)
def test_a_file_of_applications_that_is_unusable_is_refused(
    shell: Shell, tmp_path: Path, text: str, message: str
) -> None:
    apps = tmp_path / "apps.toml"
    apps.write_text(text)
    ran = shell("migrate", str(tmp_path / "out"), "--apps", str(apps))
    assert ran.status == 2
    assert message in ran.err
