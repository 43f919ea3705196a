"""Operations on scheduled jobs, which create an ordinary job at each run of their schedule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ...openapi.documents import newest_operation
from ...openapi.json_types import is_object
from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import unprocessable
from ..http.etags import check_etag, renewed
from ..http.organization_scope import placed
from ..http.pagination import stored_page
from ..state.merge_patch import merged
from ..state.timers import action, cancel, schedule
from .job_runs import launch
from .jobs import DEFINITION, check_work, shown_job
from .recurrence import next_run, start_of

if TYPE_CHECKING:
    from ..state.application import Application
    from ..state.rows import Stored

KIND = "scheduledJob"
_RUN = "scheduledJob.run"
_WORK = ("group", "data", "batch", "cancellationThreshold")
_PAST = timedelta(seconds=1)
"""Time after a run from which the next one is searched; runs are at least a day apart."""


@handles("ScheduledJobs_List")
def list_scheduled_jobs(call: Call) -> Any:
    """Return a page of the scheduled jobs that the caller reaches."""

    def shown(stored: Stored) -> Any | None:
        return _shown(stored.content) if call.caller.reaches(stored.content) else None

    return stored_page(call, KIND, shown)


@handles("ScheduledJobs_Get")
def get_scheduled_job(call: Call) -> Any:
    """Return a scheduled job."""
    return _shown(_stored(call))


@handles("ScheduledJobs_Create", keeps=(*DEFINITION, "id", "etag", "schedule", "enabled", "completed"))
def create_scheduled_job(call: Call) -> Any:
    """Create a scheduled job, or replace it; a replaced one counts its runs from zero."""
    id = call.path["scheduledJobId"]
    present = _stored(call) if call.app.get(KIND, id) is not None else None
    check_etag(call, present)
    return _write(call, id, call.body, present, runs=0)


@handles("ScheduledJobs_Update")
def update_scheduled_job(call: Call) -> Any:
    """Change a scheduled job; a new schedule replaces the old one as a whole, and its runs count from zero."""
    present = _stored(call)
    check_etag(call, present)
    body = merged(present, call.body)
    new_schedule = is_object(call.body.get("schedule"))
    if new_schedule:
        body["schedule"] = merged({}, call.body["schedule"])
    body = {name: value for name, value in body.items() if not name.startswith("_")}
    if newest_operation("ScheduledJobs_Create").body_problems(body):
        check_whole(call, body)  # else a newer version has work of a kind that this one does not
    return _write(call, present["id"], body, present, runs=0 if new_schedule else present["_runs"])


@handles("ScheduledJobs_Remove")
def remove_scheduled_job(call: Call) -> None:
    """Delete a scheduled job; the jobs that it created stay."""
    id = _stored(call)["id"]
    call.app.delete(KIND, id)
    cancel(call.app, _RUN, id)


@handles("ScheduledJobs_ListJobs")
def list_runs(call: Call) -> Any:
    """Return a page of the jobs that the runs of a scheduled job created."""
    id = _stored(call)["id"]

    def shown(stored: Stored) -> Any | None:
        mine = stored.content.get("scheduledJobId") == id and call.caller.reaches(stored.content)
        return shown_job(stored.content) if mine else None

    return stored_page(call, "job", shown)


@action(_RUN)
def _run(app: Application, id: str) -> None:
    """Create the job of a run, and schedule the next one."""
    definition = app.get(KIND, id)
    if definition is None or not definition["enabled"]:
        return
    job = {name: definition[name] for name in DEFINITION if definition.get(name)}
    launch(app, {"id": app.identity.guid(), "scheduledJobId": id, **job}, app.now)
    definition["_runs"] += 1
    definition["_ran"] = app.now.timestamp()
    following = next_run(definition["schedule"], definition["_runs"], app.now + _PAST)
    app.put(KIND, id, {**definition, "completed": following is None})
    if following is not None:
        schedule(app, _RUN, id, following)


def _write(
    call: Call, id: str, body: Mapping[str, Any], present: Mapping[str, Any] | None, runs: int
) -> dict[str, Any]:
    """Check and store a scheduled job, and schedule its next run."""
    _check_schedule(body["schedule"])
    if present is None or any(body.get(name) != present.get(name) for name in _WORK):
        check_work(call, body)  # otherwise a schedule whose group is gone could not even be disabled
    unmoved = present is not None and body.get("organizations") == present.get("organizations")
    organizations = body.get("organizations") if unmoved else placed(call, body.get("organizations"))
    definition = {"id": id, **{name: body[name] for name in (*DEFINITION, "schedule") if body.get(name) is not None}}
    definition.pop("organizations", None)
    if organizations:
        definition["organizations"] = organizations
    ran = present.get("_ran") if present is not None and runs else None
    # a change at the very time of a run, as in tests that hold the clock, does not repeat that run
    since = call.now if ran is None else max(call.now, datetime.fromtimestamp(ran, UTC) + _PAST)
    following = next_run(body["schedule"], runs, since)
    definition |= {
        "description": body.get("description") or "",
        "enabled": body.get("enabled", False),
        "completed": following is None,
        "_runs": runs,
        **({} if ran is None else {"_ran": ran}),
    }
    cancel(call.app, _RUN, id)
    if following is not None and definition["enabled"]:
        schedule(call.app, _RUN, id, following)
    definition = renewed(call.app, definition)
    call.app.put(KIND, id, definition)
    return _shown(definition)


def _check_schedule(wanted: Mapping[str, Any]) -> None:
    """Refuse a schedule with a time that is not valid, or an end before its start."""
    try:
        start = start_of(wanted)
    except ValueError as error:
        raise unprocessable(f"schedule.start is not a time: {error}") from None
    end = wanted.get("end")
    if end is not None and end["type"] == "date":
        try:
            last = date.fromisoformat(end["date"])
        except ValueError as error:
            raise unprocessable(f"schedule.end.date is not a date: {error}") from None
        if last < start.date():
            raise unprocessable(f"schedule.end.date is {end['date']}, which is before schedule.start")


def _stored(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = call.get(KIND, call.path["scheduledJobId"], "Scheduled job")
    return found


def _shown(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in definition.items() if not name.startswith("_")}
