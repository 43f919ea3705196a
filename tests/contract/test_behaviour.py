"""Rules of devices, jobs and enrollment find defects, and nothing without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from iotcentral_testkit.emulator.http.calls import Call

from tests.contract.defective_emulator import broken

from .runs import PREVIEW, STABLE, passed, run_rules, subjects

Change = Callable[[Call, Any], Any]


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the emulator do its background work at once."""
    soon = timedelta(milliseconds=1)
    for place in ("devices.devices._PROVISIONING", "jobs.job_runs._STEP", "resources.file_uploads.DELAY"):
        monkeypatch.setattr(f"iotcentral_testkit.emulator.{place}", soon)


_RULES = {
    *("IC601", "IC602", "IC604", "IC605"),
    *("IC610", "IC611", "IC612", "IC613", "IC620", "IC621", "IC622", "IC660", "IC670"),
}


@pytest.mark.parametrize(("version", "rules"), [(STABLE, _RULES), (PREVIEW, _RULES | {"IC614", "IC630", "IC650"})])
def test_right_behaviour_passes(version: str, rules: set[str]) -> None:
    result = run_rules(*rules, version=version)
    assert subjects(result) == set()
    assert passed(result) == rules


def _with(**members: Any) -> Change:
    return lambda call, answer: {**answer, **members}


def _without(*names: str) -> Change:
    return lambda call, answer: {name: value for name, value in answer.items() if name not in names}


def _items_with(**members: Any) -> Change:
    return lambda call, page: {**page, "value": [{**item, **members} for item in page["value"]]}


def _empty(call: Call, answer: Any) -> Any:
    return {"value": []}


def _one_lost(call: Call, answer: Any) -> Any:
    """Count one device too few."""
    progress = answer.get("progress")
    return {**answer, "progress": {**progress, "completed": 0, "failed": 0}} if progress else answer


def _with_secret(call: Call, answer: Any) -> Any:
    """Show a secret in every GET of the token."""
    return {**answer, "token": f"SharedAccessSignature sr=a&sig=b&skn={answer['id']}&se=1"}


@pytest.mark.parametrize(
    ("rule", "version", "operation", "change", "deviating", "subject"),
    [
        ("IC601", STABLE, "Jobs_Get", _with(status="failed"), "Jobs_Create", "outcome"),
        ("IC602", STABLE, "Jobs_Get", _one_lost, "Jobs_GetDevices", "sum"),
        ("IC602", PREVIEW, "Jobs_GetDevices", _items_with(status="completed"), "Jobs_GetDevices", "completed"),
        ("IC604", PREVIEW, "Jobs_Rerun", _with(id="another"), "Jobs_Rerun", "id"),
        ("IC605", STABLE, "Devices_GetProperties", _without("note"), "Jobs_Create", "note"),
        ("IC611", STABLE, "Devices_RunModuleCommand", _without("request"), "Devices_RunModuleCommand", "request"),
        ("IC611", PREVIEW, "Devices_GetCommandHistory", _empty, "Devices_GetCommandHistory", "history"),
        (
            "IC612",
            PREVIEW,
            "Devices_GetTelemetryValue",
            _with(value="warm", timestamp="2026-03-01T08:00:00Z"),
            "Devices_GetTelemetryValue",
            "value",
        ),
        ("IC613", PREVIEW, "Devices_ListModuleComponents", _empty, "Devices_ListModuleComponents", ""),
        ("IC614", PREVIEW, "Devices_ApplyManifest", _with(data={}), "Devices_ApplyManifest", "data"),
        (
            "IC620",
            STABLE,
            "EnrollmentGroups_Get",
            _with(attestation={"type": "symmetricKey"}),
            "EnrollmentGroups_Create",
            "kept",
        ),
        (
            "IC621",
            PREVIEW,
            "EnrollmentGroups_GetX509",
            _with(verified=True),
            "EnrollmentGroups_GetX509",
            "verified after upload",
        ),
        ("IC622", STABLE, "Devices_GetCredentials", _with(symmetricKey={}), "Devices_GetCredentials", "primaryKey"),
        (
            "IC630",
            PREVIEW,
            "ScheduledJobs_ListJobs",
            lambda call, page: {"value": [{"id": "j", "scheduledJobId": "x"}]},  # quickly: no schedule is waited for
            "ScheduledJobs_ListJobs",
            "scheduledJobId",
        ),
        ("IC650", PREVIEW, "Query_Run", _with(results=[{"colour": "red"}]), "Query_Run", "selected names"),
        ("IC660", STABLE, "FileUploads_Get", _with(state="nearly"), "FileUploads_Create", "state"),
        ("IC670", PREVIEW, "ApiTokens_Get", _with_secret, "ApiTokens_Get", "member"),
    ],
)
def test_wrong_behaviour_is_found(
    rule: str, version: str, operation: str, change: Change, deviating: str, subject: str
) -> None:
    with broken(operation, change):
        result = run_rules(
            rule, resource=deviating.partition("_")[0], version=version, patience=0.1 if rule == "IC660" else 120.0
        )
    assert (rule, deviating, subject) in subjects(result)


def test_wrong_property_answer_is_found() -> None:
    with broken("Devices_UpdateModuleProperties", lambda call, answer: {"$metadata": {}}):
        result = run_rules("IC610", resource="Devices", version=STABLE)
    assert ("IC610", "Devices_UpdateModuleProperties", "answer") in subjects(result)


@pytest.fixture
def waiting_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs that do not begin before one is stopped, so that they never end before, on any machine."""

    def hurry(call: Call, answer: Any) -> Any:
        monkeypatch.setattr("iotcentral_testkit.emulator.jobs.job_runs._STEP", timedelta(milliseconds=1))
        return answer

    monkeypatch.setattr("iotcentral_testkit.emulator.jobs.job_runs._STEP", timedelta(hours=1))
    with broken("Jobs_Stop", hurry):
        yield


@pytest.mark.usefixtures("waiting_jobs")
def test_job_that_is_stopped_and_resumed_passes() -> None:
    result = run_rules("IC603", resource="Jobs", version=STABLE)
    assert subjects(result) == set()
    assert passed(result) == {"IC603"}


@pytest.mark.usefixtures("waiting_jobs")
def test_job_that_is_not_stopped_is_found() -> None:
    with broken("Jobs_Get", lambda call, job: {**job, "status": "paused"} if job["status"] == "stopped" else job):
        result = run_rules("IC603", resource="Jobs", version=STABLE, patience=0.1)
    assert ("IC603", "Jobs_Stop", "stopped") in subjects(result)
