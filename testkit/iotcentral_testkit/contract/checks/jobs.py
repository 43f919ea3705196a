"""Checks of jobs: they end, count their devices, stop, resume, rerun, keep their threshold, and do not change."""

from __future__ import annotations

from collections import Counter

from ...openapi.json_types import is_object
from ...openapi.schema_facts import facts_of
from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange, Json
from ..engine.server_times import SKEW, moment_of, server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.hard_values import PROSE
from ..fixtures.job_fixtures import (
    cloud_property_job,
    devices,
    failing_job,
    has_ended,
    job_body,
    late_schedule,
    schedule,
    succeeding_job,
    turned_schedule,
    turns,
    wait_for_job,
)
from ..fixtures.list_fixtures import read_list
from .list_lookup import expect_no_differences, find_in_list
from .rules import once, rule

__all__ = ["JOBS", "expect_same_work", "statuses_of"]

JOBS = "article Manage jobs with the REST API; the document: Jobs"
_BULK = "article Manage devices in bulk; the document: JobProgress"
_DONE = frozenset({"complete", "completed"})
_GOING_ON = frozenset({"pending", "running"})
_CANCELLED = frozenset({"cancelled", "canceled"})
_UNTOLD = "the job is stopped on its way, when a program does not know it to be"
_COUNTS = ("pending", "completed", "failed")


@rule("IC601", "A job ends", source=JOBS, over=once("Jobs_Create", "Jobs_Get", "Jobs_List"))
def reaches_end(context: CheckContext, _: None) -> None:
    """Create a job that succeeds on every device, and read it until it ends."""
    job = succeeding_job(context)
    # jobs of later checks run meanwhile
    cloud_property_job(context)
    failing_job(context)
    schedule(context, enabled=True)
    schedule(context, enabled=False)
    for turn in turns(context):
        turned_schedule(context, turn)
    late_schedule(context)
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
    _expect_listed(context, job)


def _expect_listed(context: CheckContext, job: CreatedItem) -> None:
    """Expect that a job which has ended is listed as it is read: nothing of it goes on."""
    found, read = find_in_list(context, job), context.read(job)
    if found is not None and found.item is not None:
        differences = unequal(read.json, found.item)
        operation, untold = found.page.operation, "it rests on a job that has ended"
        expect_no_differences(context, differences, read, found.page, operation=operation, untold=untold)


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
    """Expect that a job which has come to its end tells when it started and ended, within this run."""
    for name in ("start", "end"):
        told = over.content.get(name) is not None or str(over.content.get("status")).lower() not in {*_DONE, "failed"}
        context.expect(
            told, f"the job is {over.content.get('status')!r}, and has no {name}", over, subject=f"no {name}"
        )
    start, end = moment_of(over.content.get("start")), moment_of(over.content.get("end"))
    if start is not None and end is not None:
        context.expect(start <= end, f"the job ended at {end}, before its start at {start}", over, subject="times")
    for name, moment in (("start", start), ("end", end)):
        context.expect(
            moment is None or context.factory.started - SKEW <= moment <= server_time(over) + SKEW,
            f"the job is of this run, and its {name} is {over.content.get(name)!r}",
            over,
            subject=name,
        )


def _expect_no_early_end(context: CheckContext, reading: Exchange) -> None:
    """Expect that a job that goes on has no end."""
    status, end = reading.content.get("status"), reading.content.get("end")
    goes_on = str(status).lower() in _GOING_ON
    message = f"the job is {status!r}, and its end is {end!r}"
    context.expect(not goes_on or end is None, message, reading, subject="end on its way", untold=_UNTOLD)


def _expect_sum(context: CheckContext, reading: Exchange, untold: str = "") -> None:
    """Expect that the counts of a job add up, where it has any, and that none is below zero."""
    progress = reading.content.get("progress")
    if not is_object(progress) or any(not isinstance(progress.get(name), int) for name in ("total", *_COUNTS)):
        return
    total = sum(progress[name] for name in _COUNTS)
    shown = " + ".join(f"{progress[name]} {name}" for name in _COUNTS)
    context.expect(
        total == progress["total"] and min(progress.values()) >= 0,
        f"{shown} are {total}, and total is {progress['total']}",
        reading,
        subject="sum",
        untold=untold,
    )


def statuses_of(context: CheckContext, job_id: str) -> tuple[dict[str, str], list[Exchange]]:
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
        _expect_no_early_end(context, reading)
        _expect_sum(context, reading)
    for each in (succeeding_job(context), job):
        over = wait_for_job(context, each.id)
        _expect_sum(context, over)
        _expect_agreement(context, each, over)


def _expect_agreement(context: CheckContext, job: CreatedItem, over: Exchange) -> None:
    statuses, pages = statuses_of(context, job.id)
    _expect_all_listed(context, statuses, over, *pages)
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


def _expect_all_listed(context: CheckContext, statuses: dict[str, str], *exchanges: Exchange, untold: str = "") -> None:
    """Expect that a job which has begun lists all devices of its group, also those that it has not come to yet."""
    ids = sorted(devices(context.factory))
    message = f"the job's group has the devices {ids}, and the job lists {sorted(statuses)}"
    context.expect(sorted(statuses) == ids, message, *exchanges, subject="devices", untold=untold)


@rule(
    "IC603",
    "A job that is stopped stays stopped until it is resumed, and then goes on to its end",
    source=JOBS,
    over=once("Jobs_Stop", "Jobs_Resume"),
)
def stops_and_resumes(context: CheckContext, _: None) -> None:
    """Stop a job of several batches right after its creation, read it, resume it, stop and resume it on its way, and wait."""
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
    _stop_once_more(context, job)
    readings: list[Exchange] = []
    last = wait_for_job(context, job.id, readings)
    for reading in readings:
        _expect_no_early_end(context, reading)
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
    _expect_times(context, last)
    _expect_agreement(context, job, last)
    done, pages = statuses_of(context, job.id)
    left = sorted(id for id, found in done.items() if found == "pending")
    context.expect(
        not left or status.lower() not in _DONE,
        f"the job is {status}, but {left} are still pending",
        last,
        *pages,
        subject="left over",
    )


def _stop_once_more(context: CheckContext, job: CreatedItem) -> None:
    """Stop a job that was resumed once it has done something, unless it has ended by then, and resume it."""
    place = {"jobId": job.id}
    read = context.factory.wait(lambda: context.require("Jobs_Get", place), lambda e: has_ended(e) or _has_begun(e))
    if has_ended(read) or not context.send("Jobs_Stop", place).succeeded:
        return
    stopped = context.factory.wait(lambda: context.require("Jobs_Get", place), has_ended)
    began, start = (each.content.get("start") for each in (read, stopped))
    message = f"the job was started at {began!r}, was stopped, and its start is {start!r}"
    context.expect(began == start, message, read, stopped, subject="start", untold=_UNTOLD)
    _expect_sum(context, stopped, _UNTOLD)
    statuses, pages = statuses_of(context, job.id)
    _expect_all_listed(context, statuses, stopped, *pages, untold=_UNTOLD)
    context.send("Jobs_Resume", place)


def _has_begun(reading: Exchange) -> bool:
    """Return whether a job has done something: by its counts or, without any, by its start."""
    progress = reading.content.get("progress")
    return bool(progress.get("completed")) if is_object(progress) else reading.content.get("start") is not None


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
    statuses, pages = statuses_of(context, first.id)
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
    expect_same_work(context, first, got.content, "new job", rerun, got)
    last = wait_for_job(context, rerun_id)
    context.expect(has_ended(last), "the new job does not end", rerun, last, subject="end")
    again, shown = statuses_of(context, rerun_id)
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
    """Run a command on devices some of which never connect: where no failure is allowed, and where just those are."""
    _expect_tolerated(context, failing_job(context))
    shares: list[Json] = [{"type": "number", "value": 0}, {"type": "percentage", "value": 12.5}]  # of three devices
    batch: Json = {"type": "number", "value": 1}
    bodies = [job_body(context, "command", "reboot", 1, batch=batch, cancellationThreshold=share) for share in shares]
    jobs = [context.create("Jobs", body) for body in bodies]
    for job in jobs:
        _expect_cancelled(context, job)


def _expect_cancelled(context: CheckContext, job: CreatedItem) -> None:
    """Expect that a job is cancelled which fails on a device, and so on more than its threshold allows."""
    last = wait_for_job(context, job.id)
    statuses, pages = statuses_of(context, job.id)
    if not has_ended(last) or "failed" not in statuses.values():
        context.skip("the job did not end, or failed on no device")
    status, share = str(last.content.get("status")), job.sent["cancellationThreshold"]
    context.expect(
        status.lower() in _CANCELLED,
        f"the job failed on a device of {len(statuses)}, its threshold is {share['value']} ({share['type']}), and it is "
        f"{status!r}",
        job.exchange,
        last,
        *pages,
        subject=str(share["type"]),
    )


def _expect_tolerated(context: CheckContext, job: CreatedItem) -> None:
    """Expect that a job is not cancelled on which no more devices fail than its threshold allows."""
    last = wait_for_job(context, job.id)
    statuses, pages = statuses_of(context, job.id)
    failed, allowed = [*statuses.values()].count("failed"), job.sent["cancellationThreshold"]["value"]
    status = str(last.content.get("status"))
    context.expect(
        failed > allowed or status.lower() not in _CANCELLED,
        f"the job failed on {failed} devices, its threshold allows {allowed}, and it is {status!r}",
        job.exchange,
        last,
        *pages,
        subject="tolerated",
    )


@rule(
    "IC608",
    "A job is not changed once it is created",
    source="the document: a job cannot be changed or deleted afterwards",
    over=once("Jobs_Create", "Jobs_Get"),
)
def unchanged_job(context: CheckContext, _: None) -> None:
    """Send a PUT with another name to a job that is there, which may be rejected; the job keeps its name and its state."""
    job = succeeding_job(context)
    before = wait_for_job(context, job.id)
    answer = context.send(job.family.create, job.path, body={**job.sent, "displayName": context.factory.title()})
    after = context.require("Jobs_Get", job.path)
    expect_no_differences(context, unequal(before.json, after.json), job.exchange, before, answer, after)


def expect_same_work(context: CheckContext, made: CreatedItem, job: Json, what: str, *shown: Exchange) -> None:
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
