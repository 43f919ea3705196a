"""Rules of devices, jobs and enrollment find defects, and nothing without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from iotcentral_testkit.emulator.http.calls import Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError, unprocessable
from iotcentral_testkit.emulator.state.application import Application
from iotcentral_testkit.emulator.state.clock import timestamp
from iotcentral_testkit.emulator.state.timers import ACTIONS, schedule

from tests.contract.defective_emulator import broken
from tests.mutants.switching import Switch, answers, instead, replaced, timed

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


def _read_now(call: Call, answer: Any) -> Any:
    return {**answer, "timestamp": timestamp(call.now)} if answer else answer


def _reported_now(call: Call, answer: Any) -> Any:
    for entry in answer["$metadata"].values():
        entry["lastUpdateTime"] = timestamp(call.now)
    return answer


def _one_behind(call: Call, answer: Any) -> Any:
    """Show all versions but the first as not yet accepted."""
    for entry in answer["$metadata"].values():
        if entry.get("ackVersion", 0) > 1:
            entry["ackVersion"] -= 1
    return answer


def _component_replaced(call: Call, rightly: Handler) -> Any:
    """Clear what a PATCH leaves out of the components that it names."""
    for name in ("zone", "chamber"):
        if name in call.body:
            call.body[name] = {"label": None, **call.body[name]}
    return rightly(call)


def _code_in_any_case(call: Call, rightly: Handler) -> Any:
    try:
        return rightly(call)
    except ServiceError:
        return {"verificationCode": "0"}


def _in_bytes(call: Call, rightly: Handler) -> Any:
    if len(call.body.get("displayName", "").encode()) > 148:
        raise unprocessable("displayName is too long")
    return rightly(call)


_of_the_name_alone = replaced(
    "iotcentral_testkit.emulator.devices.scopes:CapabilityScope.key",
    lambda _: property(lambda scope: scope.component or scope.twin),
)


@pytest.mark.parametrize(
    ("rule", "switch", "found"),
    [
        ("IC228", instead("Devices_Create", do=_in_bytes), {("Devices_Create", "displayName")}),
        (
            "IC306",
            instead("EnrollmentGroups_GenerateVerificationCodeX509", do=_code_in_any_case),
            {("EnrollmentGroups_GenerateVerificationCodeX509", "EnrollmentGroups_GenerateVerificationCodeX509")},
        ),
        (
            "IC610",
            instead("Devices_UpdateProperties", "Devices_UpdateModuleProperties", do=_component_replaced),
            {(f"Devices_Update{scope}Properties", "within a component") for scope in ("", "Module")},
        ),
        (
            "IC610",
            _of_the_name_alone,
            {(f"Devices_Get{scope}Properties", "another part") for scope in ("Component", "ModuleComponent")},
        ),
        (
            "IC612",
            answers("Devices_GetModuleTelemetryValue", change=_read_now),
            {("Devices_GetModuleTelemetryValue", "time of the read")},
        ),
        (
            "IC615",
            answers("Devices_GetComponentProperties", change=_one_behind),
            {("Devices_GetComponentProperties", "accepted")},
        ),
        (
            "IC615",
            answers("Devices_GetModuleComponentProperties", change=_reported_now),
            {("Devices_GetModuleComponentProperties", "time of the read")},
        ),
    ],
)
def test_what_is_beside_a_request_is_found(rule: str, switch: Switch, found: set[tuple[str, str]]) -> None:
    with switch():
        result = run_rules(rule, resource=next(iter(found))[0].partition("_")[0], version=STABLE)
    assert {(operation, subject) for _, operation, subject in subjects(result)} == found


def test_command_of_a_namesake_is_found() -> None:
    with _of_the_name_alone():
        result = run_rules("IC611", resource="Devices", version=STABLE)
    assert ("IC611", "Devices_GetComponentCommandHistory", "in Devices_GetModuleComponentCommandHistory") in subjects(
        result
    )


def test_schedule_that_recurs_and_is_over_without_being_completed_is_found() -> None:
    def never(call: Call, job: Any) -> Any:
        return {**job, "completed": job["completed"] and "recurrence" not in job["schedule"]}

    with broken("ScheduledJobs_Get", never):
        result = run_rules("IC630", resource="ScheduledJobs", version=STABLE, patience=10.0)
    assert subjects(result) == {("IC630", "ScheduledJobs_ListJobs", "recurrence is over")}


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


def test_device_that_a_job_has_not_come_to_is_listed() -> None:
    stops: list[str] = []
    rightly = ACTIONS["job.step"]

    def step(app: Application, id: str) -> None:
        """Wait after the first batch until the job is stopped for the second time."""
        if app.get("job", id)["_counts"]["done"] and len(stops) < 2:
            schedule(app, "job.step", id, app.clock.now() + timedelta(milliseconds=10))
        else:
            rightly(app, id)

    def without_pending(call: Call, page: Any) -> Any:
        return {**page, "value": [item for item in page["value"] if item["status"] != "pending"]}

    stopping = broken("Jobs_Stop", lambda call, answer: stops.append(call.path["jobId"]))
    with timed("job.step", step)(), stopping, broken("Jobs_GetDevices", without_pending):
        result = run_rules("IC603", resource="Jobs", version=STABLE)
    assert subjects(result) == {("IC603", "Jobs_Stop", "devices")}


@pytest.mark.usefixtures("waiting_jobs")
def test_job_that_is_not_stopped_is_found() -> None:
    with broken("Jobs_Get", lambda call, job: {**job, "status": "paused"} if job["status"] == "stopped" else job):
        result = run_rules("IC603", resource="Jobs", version=STABLE, patience=0.1)
    assert ("IC603", "Jobs_Stop", "stopped") in subjects(result)
