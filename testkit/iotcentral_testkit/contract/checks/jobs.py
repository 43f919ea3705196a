"""Checks of jobs: they end, count their devices, stop, resume and rerun, and have effects on the devices."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from ...openapi.json_types import is_object
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.hard_values import PROSE
from ..fixtures.job_fixtures import (
    TURNS,
    cloud_property_job,
    devices,
    failing_job,
    has_ended,
    job_body,
    schedule,
    server_time,
    succeeding_job,
    turned_schedule,
    wait_for_job,
)
from ..fixtures.list_fixtures import read_list
from .rules import once, rule

_JOBS = "article Manage jobs with the REST API; the document: Jobs"
_BULK = "article Manage devices in bulk; the document: JobProgress"
_DONE = frozenset({"complete", "completed"})
_PASSED = "the time of the schedule is in the past when the program runs"
_COUNTS = ("pending", "completed", "failed")


@rule("IC601", "A job ends", source=_JOBS, over=once("Jobs_Create", "Jobs_Get", "Jobs_List"))
def reaches_end(context: CheckContext, _: None) -> None:
    """Create a job that succeeds on every device, and read it until it ends."""
    job = succeeding_job(context)
    # jobs of later checks run meanwhile
    cloud_property_job(context)
    failing_job(context)
    schedule(context, enabled=True)
    schedule(context, enabled=False)
    for turn in _turns(context):
        turned_schedule(context, turn)
    readings: list[Exchange] = []
    last = wait_for_job(context, job.id, readings)
    status = last.content.get("status")
    context.expect(
        has_ended(last),
        f"the job is still {status!r} after {context.http.options.patience:g} seconds",
        job.exchange,
        last,
    )
    _expect_outcome(context, last)
    _expect_times(context, last)
    again = context.require("Jobs_Get", {"jobId": job.id})
    context.expect(
        again.content.get("status") == status,
        f"the job ended as {status!r}, and is {again.content.get('status')!r} now",
        last,
        again,
        subject="after the end",
    )
    _expect_ended(context, job.id, last)


def _expect_ended(context: CheckContext, id: str, last: Exchange) -> None:
    """Stop and resume a job that has ended, which may be rejected; it has to stay as it ended."""
    for operation in ("Jobs_Stop", "Jobs_Resume"):
        tried = context.send(operation, {"jobId": id})
        after = context.require("Jobs_Get", {"jobId": id})
        for name in ("status", "end"):
            context.expect(
                after.content.get(name) == last.content.get(name),
                f"the job had ended with the {name} {last.content.get(name)!r}, and after {operation} it is "
                f"{after.content.get(name)!r}",
                last,
                tried,
                after,
                subject=f"{name} after {operation}",
                operation=tried.operation,
            )


def _expect_outcome(context: CheckContext, over: Exchange) -> None:
    """Expect that the final status fits the counts: devices that never connect may fail, but have to be counted."""
    status, progress = str(over.content.get("status")).lower(), over.content.get("progress")
    if not is_object(progress):
        return
    shown = f"the job ended as {status!r} with the counts {progress}"
    context.expect(status not in _DONE or not progress.get("pending"), shown, over, subject="outcome")
    context.expect(status != "failed" or bool(progress.get("failed")), shown, over, subject="outcome")


def _expect_times(context: CheckContext, over: Exchange) -> None:
    start, end = _moment(over.content.get("start")), _moment(over.content.get("end"))
    if start is not None and end is not None:
        context.expect(start <= end, f"the job ended at {end}, before its start at {start}", over, subject="times")
    for name, moment in (("start", start), ("end", end)):
        context.expect(
            moment is None or context.factory.started - _SKEW <= moment <= server_time(over) + _SKEW,
            f"the job is of this run, and its {name} is {over.content.get(name)!r}",
            over,
            subject=name,
        )


_SKEW = timedelta(minutes=5)
"""Difference that is allowed between clocks."""


def _moment(text: Any) -> datetime | None:
    """Return a time of a job, in UTC where it has no zone; None if there is none."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _expect_sum(context: CheckContext, reading: Exchange) -> None:
    """Expect that the counts of a job add up, where it has any."""
    progress = reading.content.get("progress")
    if not is_object(progress) or any(not isinstance(progress.get(name), int) for name in ("total", *_COUNTS)):
        return
    total = sum(progress[name] for name in _COUNTS)
    shown = " + ".join(f"{progress[name]} {name}" for name in _COUNTS)
    context.expect(
        total == progress["total"], f"{shown} are {total}, and total is {progress['total']}", reading, subject="sum"
    )


def _statuses(context: CheckContext, job_id: str) -> tuple[dict[str, str], list[Exchange]]:
    """Return the statuses of a job by device, with the pages that list them."""
    reading = read_list(context, context.http.named("Jobs_GetDevices"), {"jobId": job_id})
    return {str(item.get("id")): str(item.get("status")) for item in reading.items}, list(reading.pages)


@rule(
    "IC602",
    "The counts of a job add up, and agree with the statuses of its devices",
    source=_BULK,
    over=once("Jobs_GetDevices", "Jobs_Create", "Jobs_Get"),
)
def counts_agree(context: CheckContext, _: None) -> None:
    """Poll a job in batches, which fails on some devices, and compare at the end."""
    job = failing_job(context)
    readings: list[Exchange] = []
    last = wait_for_job(context, job.id, readings)
    if not has_ended(last):
        context.skip("the job did not end, see IC601")
    for reading in readings:
        _expect_sum(context, reading)
    for each in (succeeding_job(context), job):
        over = wait_for_job(context, each.id)
        _expect_sum(context, over)
        _expect_agreement(context, each, over)


def _expect_agreement(context: CheckContext, job: CreatedItem, over: Exchange) -> None:
    statuses, pages = _statuses(context, job.id)
    context.expect(
        set(statuses) == set(devices(context.factory)),
        f"the job's group has the devices {sorted(devices(context.factory))}, and the job lists {sorted(statuses)}",
        over,
        *pages,
        subject="devices",
    )
    progress = over.content.get("progress")
    if not is_object(progress):
        return
    context.expect(
        progress.get("total") == len(statuses),
        f"total is {progress.get('total')}, and {len(statuses)} devices are listed",
        over,
        *pages,
        subject="total",
    )
    counted = Counter(statuses.values())
    for name in ("completed", "failed"):
        context.expect(
            progress.get(name) == counted[name],
            f"{name} is {progress.get(name)}, and {counted[name]} devices have this status",
            over,
            *pages,
            subject=name,
        )


@rule(
    "IC603",
    "A job that is stopped stays stopped until it is resumed, and then goes on to its end",
    source=_JOBS,
    over=once("Jobs_Stop", "Jobs_Resume"),
)
def stops_and_resumes(context: CheckContext, _: None) -> None:
    """Stop a job of several batches right after its creation, read it, resume it and wait."""
    batch = {"type": "number", "value": 2 if context.quick else 1}
    job = context.create("Jobs", job_body(context, "property", "zone.targetTemperature", 7.5, batch=batch))
    place = {"jobId": job.id}
    stop = context.send("Jobs_Stop", place)
    at_once = context.require("Jobs_Get", place)
    if str(at_once.content.get("status")).lower() in {*_DONE, "failed"}:
        context.skip("the job ended before it could be stopped")
    context.expect(stop.succeeded, f"stopping a running job is answered with {stop.status}", stop, subject="stop")
    stopped = context.factory.wait(lambda: context.require("Jobs_Get", place), has_ended)
    status = str(stopped.content.get("status"))
    context.expect(
        status.lower() == "stopped",
        f"the job was stopped, and its status is {status!r}",
        stop,
        stopped,
        subject="stopped",
    )
    _expect_sum(context, stopped)
    resume = context.send("Jobs_Resume", place)
    context.expect(
        resume.succeeded, f"resuming a stopped job is answered with {resume.status}", resume, subject="resume"
    )
    readings: list[Exchange] = []
    last = wait_for_job(context, job.id, readings)
    for reading in readings:
        _expect_sum(context, reading)
    status = str(last.content.get("status"))
    context.expect(
        has_ended(last) and status.lower() != "stopped",
        f"the job was resumed, and its status is {status!r} in the end",
        resume,
        last,
        subject="resumed",
    )
    _expect_outcome(context, last)
    done, pages = _statuses(context, job.id)
    left = sorted(id for id, found in done.items() if found == "pending")
    context.expect(
        not left or status.lower() not in _DONE,
        f"the job is {status}, but {left} are still pending",
        last,
        *pages,
        subject="left over",
    )


@rule(
    "IC604",
    "A rerun is a new job on the devices on which the first one failed",
    source=_BULK,
    over=once("Jobs_Rerun"),
)
def reruns(context: CheckContext, _: None) -> None:
    """Rerun a job that failed on some devices, and check the devices of the new one."""
    first = failing_job(context)
    if not has_ended(wait_for_job(context, first.id)):
        context.skip("the job did not end, see IC601")
    statuses, pages = _statuses(context, first.id)
    failed = {id for id, status in statuses.items() if status == "failed"}
    if not failed or failed == set(statuses):
        context.skip("the job did not fail on some of its devices only")
    rerun_id = context.factory.new_id(first.family)
    rerun = context.require("Jobs_Rerun", {"jobId": first.id, "rerunId": rerun_id})
    context.expect(
        rerun.content.get("id") == rerun_id,
        f"the rerun has the id {rerun.content.get('id')!r} instead of {rerun_id!r}",
        rerun,
        subject="id",
    )
    got = context.send("Jobs_Get", {"jobId": rerun_id})
    context.expect(got.succeeded, f"GET of the new job is answered with {got.status}", rerun, got, subject="absent")
    _expect_same_work(context, first, got.content, "new job", rerun, got)
    last = wait_for_job(context, rerun_id)
    context.expect(has_ended(last), "the new job does not end", rerun, last, subject="end")
    again, shown = _statuses(context, rerun_id)
    context.expect(
        set(again) == failed,
        f"the first job failed on {sorted(failed)}, and the rerun works on {sorted(again)}",
        *pages,
        rerun,
        *shown,
        subject="devices",
    )


@rule(
    "IC606",
    "A job on which more devices fail than its threshold allows is cancelled",
    source="the document: JobCancellationThreshold, and cancelled of Job",
    over=once("Jobs_Create", "Jobs_Get", "Jobs_GetDevices"),
)
def threshold_kept(context: CheckContext, _: None) -> None:
    """Run a command on one device at a time, some of which never connect; no failure is allowed."""
    members: Json = {"batch": {"type": "number", "value": 1}, "cancellationThreshold": {"type": "number", "value": 0}}
    job = context.create("Jobs", job_body(context, "command", "reboot", 1, **members))
    last = wait_for_job(context, job.id)
    statuses, pages = _statuses(context, job.id)
    if not has_ended(last) or "failed" not in statuses.values():
        context.skip("the job did not end, or failed on no device")
    status = str(last.content.get("status"))
    context.expect(
        status.lower() in {"cancelled", "canceled"},
        f"the job failed on a device, of which its threshold allows none, and is {status!r}",
        job.exchange,
        last,
        *pages,
    )


@rule(
    "IC605",
    "The effect of a job is visible on the devices",
    source=_JOBS,
    over=once("Jobs_Create", "Devices_GetProperties"),
)
def effect_is_seen(context: CheckContext, _: None) -> None:
    """Read the properties that jobs set, on every device on which they succeeded."""
    for made, name in ((succeeding_job(context), "targetTemperature"), (cloud_property_job(context), "note")):
        last = wait_for_job(context, made.id)
        statuses, pages = _statuses(context, made.id)
        done = [id for id, status in statuses.items() if status == "completed"]
        if not done:
            context.skip("the job succeeded on none of its devices")
        wanted = made.sent["data"][0]["value"]
        for id in done:
            read = context.require("Devices_GetProperties", {"deviceId": id})
            found = desired(read.content, name)
            context.expect(
                found == wanted,
                f"the job set {name} to {wanted!r}, and the device's is {found!r}",
                last,
                *pages,
                read,
                subject=name,
            )


def _expect_same_work(context: CheckContext, made: CreatedItem, job: Json, what: str, *shown: Exchange) -> None:
    """Expect that a job does the work of what it was made of: what both of them have, except names and states."""
    family = context.factory.family("Jobs")
    leave = {"id", "scheduledJobId", *PROSE, *context.factory.body_factory(family).moves}
    for name in facts_of(context.api, family.create.body_schema or {}).members:
        if name in made.sent and name not in leave:
            context.expect(
                job.get(name) == made.stored.get(name),
                f"{name} of the {what} is {job.get(name)!r} instead of {made.stored.get(name)!r}",
                *shown,
                subject=name,
            )


def desired(content: dict[str, Any], name: str) -> Any:
    """Return the desired value of a property, or its only value, as of cloud properties."""
    metadata = content.get("$metadata")
    entry = metadata.get(name) if is_object(metadata) else None
    return entry["desiredValue"] if is_object(entry) and "desiredValue" in entry else content.get(name)


@rule(
    "IC630",
    "A scheduled job starts a job at its time, and none while it is disabled or once it is removed",
    source=_JOBS,
    over=once("ScheduledJobs_ListJobs", "ScheduledJobs_Create"),
)
def schedule_runs(context: CheckContext, _: None) -> None:
    """Wait for the job of a schedule; that of a disabled one would have started by then."""
    active, idle = schedule(context, enabled=True), schedule(context, enabled=False)
    turned = {turn: turned_schedule(context, turn) for turn in _turns(context)}
    place = {"scheduledJobId": active.id}
    query = context.http.named("ScheduledJobs_ListJobs").sized(2)
    runs = context.factory.wait(
        lambda: context.require("ScheduledJobs_ListJobs", place, query=query), lambda e: bool(e.value)
    )
    context.expect(
        bool(runs.value), "the time of the schedule has passed, and it started no job", active.exchange, runs
    )
    context.expect(
        len(runs.value) == 1, f"a schedule for one run started {len(runs.value)} jobs", runs, subject="several"
    )
    job = runs.value[0]
    context.expect(
        job.get("scheduledJobId") == active.id,
        f"scheduledJobId of the job is {job.get('scheduledJobId')!r} instead of {active.id!r}",
        runs,
        subject="scheduledJobId",
    )
    _expect_same_work(context, active, job, "job", active.exchange, runs)
    got = context.send("Jobs_Get", {"jobId": str(job.get("id"))})
    context.expect(
        got.succeeded, f"GET of the schedule's job is answered with {got.status}", runs, got, subject="absent"
    )
    wait_for_job(context, str(job.get("id")))
    _expect_completed(context, active)
    none = context.require("ScheduledJobs_ListJobs", {"scheduledJobId": idle.id}, query=query)
    context.expect(not none.value, "a disabled schedule started a job", idle.exchange, none, subject="disabled")
    _expect_turned(context, turned)


def _turns(context: CheckContext) -> list[str]:
    """Return what can happen to a scheduled job before its run."""
    needed = {turn: f"ScheduledJobs_{'Remove' if patch is None else 'Update'}" for turn, patch in TURNS.items()}
    return [turn for turn, operation in needed.items() if context.api.named(operation) is not None]


def _expect_turned(context: CheckContext, turned: dict[str, CreatedItem]) -> None:
    """Expect a job of the schedule that was enabled before its time, and none of those that were disabled or removed."""
    listing = context.http.named("Jobs_List")
    enabled = turned.pop("enabled", None)
    if enabled is not None:
        place = {"scheduledJobId": enabled.id}
        runs = context.factory.wait(lambda: context.require("ScheduledJobs_ListJobs", place), lambda e: bool(e.value))
        message = "the schedule was enabled by a PATCH, its time has passed, and it started no job"
        context.expect(bool(runs.value), message, enabled.exchange, runs, subject="enabled", untold=_PASSED)
    started = {job.get("scheduledJobId") for job in context.items(listing, query=listing.sized(100))}
    for turn, item in turned.items():
        message = f"the schedule was {turn} before its time, and started a job"
        context.expect(item.id not in started, message, item.exchange, subject=turn, untold=_PASSED)


def _expect_completed(context: CheckContext, active: CreatedItem) -> None:
    """Expect that a schedule whose only run is over is completed, and was not before."""
    over = context.factory.wait(lambda: context.read(active), lambda e: e.content.get("completed") is True)
    for exchange, wanted in ((active.exchange, False), (over, True)):
        found = exchange.content.get("completed", wanted)
        context.expect(
            found is wanted,
            f"the schedule has {'no run' if wanted else 'a run'} left, and completed is {found!r}",
            exchange,
            subject="completed",
            operation=exchange.operation,
        )
