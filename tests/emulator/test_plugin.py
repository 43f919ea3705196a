"""Tests of the pytest plugin: its fixtures, and that it loads nothing where they are not used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from iotcentral_testkit import Emulator

pytestmark = pytest.mark.slow  # pytest runs in it

pytest_plugins = ["pytester"]

OPTIONS = ["-p", "no:cacheprovider", "-p", "no:xdist"]


def test_the_fixtures_give_an_emulator_and_an_application_of_the_tests_own(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from iotcentral import ApiToken
        from iotcentral_v2022_07_31 import IoTCentral, models

        def test_first(iotcentral_app):
            iotcentral_app.devices.create("t1", {"displayName": "T1"})
            assert [device.id for device in iotcentral_app.devices.list()] == ["t1"]

        def test_second_sees_nothing_of_it(iotcentral_app):
            assert list(iotcentral_app.devices.list()) == []

        def test_the_emulator_is_one_for_the_session(iotcentral_emulator, iotcentral_app):
            assert len(iotcentral_emulator.applications) == 4
            with IoTCentral(iotcentral_emulator.url, ApiToken(iotcentral_emulator.token)) as app:
                assert list(app.devices.list()) == []
        """
    )
    result = pytester.runpytest_subprocess(*OPTIONS)
    result.assert_outcomes(passed=3)


def test_the_emulators_options_are_a_fixture_to_override_and_there_is_an_asynchronous_client(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(
        """
        import asyncio
        import pytest
        from iotcentral_testkit import Clock
        from datetime import UTC, datetime

        @pytest.fixture(scope="session")
        def iotcentral_emulator_options():
            return {"devices": 2, "clock": Clock(datetime(2026, 3, 1, tzinfo=UTC))}

        def test_options(iotcentral_emulator):
            assert iotcentral_emulator.clock.now().year == 2026
            assert len(list(iotcentral_emulator.client().devices.list())) == 2

        def test_async(iotcentral_async_app):
            async def names():
                await iotcentral_async_app.devices.create("t1", {"displayName": "T1"})
                return [device.id async for device in iotcentral_async_app.devices.list()]

            assert asyncio.run(names()) == ["t1"]
        """
    )
    pytester.runpytest_subprocess("-W", "error", *OPTIONS).assert_outcomes(passed=2)


def test_options_that_have_no_effect_are_told(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture(scope="session")
        def iotcentral_emulator_options():
            return {"devices": 10}

        def test_runs(iotcentral_app):
            assert list(iotcentral_app.devices.list()) == []
        """
    )
    with Emulator() as emulator:
        monkeypatch.setenv("IOTCENTRAL_EMULATOR_URL", emulator.url)
        monkeypatch.setenv("IOTCENTRAL_EMULATOR_TOKEN", emulator.token)
        shared = pytester.runpytest_subprocess(*OPTIONS)
    shared.assert_outcomes(passed=1, warnings=1)
    shared.stdout.fnmatch_lines([f"*no effect on the emulator that runs at {emulator.url}*corresponds to devices"])


def test_the_fixtures_are_listed_with_what_they_are(pytester: pytest.Pytester) -> None:
    shown = pytester.runpytest_subprocess("--fixtures", *OPTIONS).stdout
    shown.fnmatch_lines(
        ["iotcentral_emulator_options *", "iotcentral_emulator [[]session scope[]]*", "iotcentral_app *"]
    )


def test_a_plain_run_loads_nothing_but_the_plugin_itself(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # the other plugins load what they like
    pytester.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            assert "iotcentral_testkit.pytest_plugin" in sys.modules
            heavy = {"httpx", "uvicorn", "starlette", "jsonschema_rs", "cryptography", "iotcentral_testkit.emulator.app"}
            assert not heavy & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "iotcentral_testkit.pytest_plugin").assert_outcomes(passed=1)


def test_a_start_loads_nothing_that_only_requests_need() -> None:
    code = """
import sys
from iotcentral_testkit import Emulator
with Emulator():
    later = {"httpx", "click", "anyio", "jsonschema_rs", "cryptography", "email.message"}
    rooms = {"page", "dtdl", "languages", "jobs", "telemetry", "devices", "resources", "data_plane", "debug_views"}
    loaded = [name for name in sys.modules if name.startswith("iotcentral_testkit.emulator.")]
    print(later & set(sys.modules), [name for name in loaded if name.split(".")[2] in rooms])
"""
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set() []\n"
    )


def test_importing_the_testkit_loads_nothing_heavy() -> None:
    code = "import iotcentral_testkit, sys; print([n for n in ('httpx', 'uvicorn', 'sqlite3') if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
