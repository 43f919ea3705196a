"""Failures: text on standard error, and the exit status of each kind."""

from __future__ import annotations

import httpx
import pytest
from iotcentral_testkit import Emulator

from iotcentral import errors
from iotcentral.cli import _failures
from iotcentral.polling import WaitTimeoutError
from tests.cli.shell import Shell


def test_a_failure_has_code_request_id_and_what_to_do(shell: Shell, emulator: Emulator) -> None:
    ran = shell("devices", "get", "nobody")
    assert ran.status == 3
    assert ran.out == ""
    assert "error: Devices_Get: the service answered 404 NotFound" in ran.err
    assert "equest id" in ran.err.lower()
    assert "what to do: check the ids" in ran.err


@pytest.mark.parametrize(
    ("status", "expected"),
    [(400, 1), (401, 4), (403, 4), (404, 3), (408, 6), (409, 5), (412, 5), (422, 1), (429, 6), (500, 6), (503, 6)],
)
def test_the_status_of_an_answer_decides_on_the_exit_status(status: int, expected: int) -> None:
    error = errors.api_error("Devices_Get", httpx.Response(status, request=httpx.Request("GET", "https://x")))
    assert _failures.failure(error)[1] == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.TransportError("no route"), 7),
        (errors.CredentialError("no token"), 4),
        (errors.ConfigurationError("wrong"), 2),
        (errors.DecodingError("a", "b", "c"), 9),
        (WaitTimeoutError("job", "running", "its time is up"), 8),
    ],
)
def test_the_kind_of_an_error_decides_on_the_exit_status(error: errors.IoTCentralError, expected: int) -> None:
    text, status = _failures.failure(error)
    assert status == expected
    assert "what to do:" in text


def test_every_exit_status_has_one_meaning() -> None:
    statuses = [kind.status for kind in _failures.STATUSES]
    assert statuses == [*range(1, 10)]
    assert {kind.status for _, kind in _failures._KINDS} == {*statuses}


def test_a_wrong_option_is_refused_with_the_usage(shell: Shell) -> None:
    ran = shell("devices", "get", "t1", "--no-such-option")
    assert ran.status == 2
    assert "Usage: iotcentral devices get" in ran.err


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, bare_shell: Shell) -> None:
    monkeypatch.setattr("iotcentral.cli.find_spec", lambda name: None)
    ran = bare_shell("--help")
    assert ran.status == 2
    assert "pip install 'iotcentral[cli]'" in ran.err
