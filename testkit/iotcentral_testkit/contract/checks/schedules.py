"""Checks of scheduled jobs: what starts at their time, what does not, and on which devices it works."""

from __future__ import annotations

from datetime import timedelta

from ..assertions.json_comparison import unequal
from ..engine.server_times import server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.job_fixtures import late_schedule, schedule, turned_schedule, turns, wait_for_job
from .jobs import JOBS, expect_same_work, statuses_of
from .list_lookup import expect_no_differences
from .rules import once, rule

_PASSED = "the time of the schedule is in the past when the program runs"
_FOREIGN = "it rests on when the jobs of other schedules start"


@rule(
    "IC630",
    "A scheduled job starts a job at its time, and none while it is disabled or once it is removed",
    source=JOBS,
    over=once("ScheduledJobs_ListJobs", "ScheduledJobs_Create"),
)
def schedule_runs(context: CheckContext, _: None) -> None:
    """Wait for the job of a schedule; that of a disabled one would have started by then."""
    active, idle = schedule(context, enabled=True), schedule(context, enabled=False)
    turned = {turn: turned_schedule(context, turn) for turn in turns(context)}
    place = {"scheduledJobId": active.id}
    query = context.http.named("ScheduledJobs_ListJobs").sized(2)
    runs = context.factory.wait(
        lambda: context.require("ScheduledJobs_ListJobs", place, query=query), lambda e: bool(e.value)
    )
    context.expect(
        bool(runs.value), "the time of the schedule has passed, and it started no job", active.exchange, runs
    )
    others = (item.exchange for item in turned.values())  # whose jobs may be among them
    message = f"a schedule for one run started {len(runs.value)} jobs"
    untold = "" if all(run.get("scheduledJobId") == active.id for run in runs.value) else _FOREIGN
    context.expect(len(runs.value) == 1, message, active.exchange, *others, runs, subject="several", untold=untold)
    job = runs.value[0]
    context.expect(
        job.get("scheduledJobId") == active.id,
        f"scheduledJobId of the job is {job.get('scheduledJobId')!r} instead of {active.id!r}",
        runs,
        subject="scheduledJobId",
    )
    expect_same_work(context, active, job, "job", active.exchange, runs)
    got = context.send("Jobs_Get", {"jobId": str(job.get("id"))})
    context.expect(
        got.succeeded, f"GET of the schedule's job is answered with {got.status}", runs, got, subject="absent"
    )
    leave = context.factory.body_factory(context.factory.family("Jobs")).moves
    differences = unequal(got.json, job, leave=tuple(leave))
    expect_no_differences(context, differences, runs, got, operation=runs.operation, untold=_PASSED)
    wait_for_job(context, str(job.get("id")))
    _expect_completed(context, active)
    none = context.require("ScheduledJobs_ListJobs", {"scheduledJobId": idle.id}, query=query)
    context.expect(not none.value, "a disabled schedule started a job", idle.exchange, none, subject="disabled")
    _expect_turned(context, turned)
    _expect_late_device(context)
    _expect_started_anew(context, active)


def _expect_late_device(context: CheckContext) -> None:
    """Expect that a run works on the devices that the group has at its time."""
    scheduled = late_schedule(context)
    place = {"scheduledJobId": scheduled.id}
    runs = context.factory.wait(lambda: context.require("ScheduledJobs_ListJobs", place), lambda e: bool(e.value))
    if not runs.value:
        context.skip("the schedule started no job in time")
    id = str(runs.value[0].get("id"))
    last = wait_for_job(context, id)
    statuses, pages = statuses_of(context, id)
    context.expect(
        len(statuses) == 1,
        f"the group had no device when the job was scheduled, has one since, and the run lists {sorted(statuses)}",
        scheduled.exchange,
        runs,
        last,
        *pages,
        subject="members",
        untold=_PASSED,
    )
    _expect_over(context, scheduled, "its only occurrence has run")


def _expect_started_anew(context: CheckContext, over: CreatedItem) -> None:
    """Replace a schedule whose run is over by one that is to come, which is not completed."""
    start = server_time(context.read(over)) + timedelta(days=30)
    body = {**over.sent, "schedule": {"start": f"{start:%Y-%m-%dT%H:%M:%SZ}"}}
    again = context.require(over.family.create, over.path, body=body)
    read = context.read(over)
    for exchange in (again, read):
        found = exchange.content.get("completed")
        message = f"a schedule that was over has a run left since it was replaced, and completed is {found!r}"
        context.expect(not found, message, again, exchange, subject="completed again", untold=_PASSED)


def _expect_turned(context: CheckContext, turned: dict[str, CreatedItem]) -> None:
    """Expect a job of the schedule that was enabled before its time, and none of those that were disabled or removed."""
    listing = context.http.named("Jobs_List")
    enabled = turned.pop("enabled", None)
    if enabled is not None:
        place = {"scheduledJobId": enabled.id}
        runs = context.factory.wait(lambda: context.require("ScheduledJobs_ListJobs", place), lambda e: bool(e.value))
        message = "the schedule was enabled by a PATCH, its time has passed, and it started no job"
        context.expect(bool(runs.value), message, enabled.exchange, runs, subject="enabled", untold=_PASSED)
        read = context.read(enabled)
        wanted, found = read.content.get("data"), runs.value[0].get("data")
        message = f"the schedule had the data {wanted!r} before its time, and its job has {found!r}"
        context.expect(wanted == found, message, enabled.exchange, read, runs, subject="changed data", untold=_PASSED)
        _expect_over(context, enabled, "it ends on the day of its run, which has started")
    started = {job.get("scheduledJobId") for job in context.items(listing, query=listing.sized(100))}
    for turn, item in turned.items():
        message = f"the schedule was {turn} before its time, and started a job"
        context.expect(item.id not in started, message, item.exchange, subject=turn, untold=_PASSED)


def _expect_over(context: CheckContext, scheduled: CreatedItem, why: str) -> None:
    """Expect that a schedule which recurs is completed once it has no run left."""
    over = context.factory.wait(lambda: context.read(scheduled), lambda e: e.content.get("completed") is not False)
    found = over.content.get("completed", True)
    message = f"{why}, and completed of the schedule is {found!r}"
    context.expect(found is True, message, scheduled.exchange, over, subject="recurrence is over", untold=_PASSED)


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
