"""Operations on jobs: work on all devices of a group, which begins at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..http.calls import Call, handles
from ..http.errors import bad_request, conflict, unprocessable
from ..http.organization_scope import placed
from ..http.pagination import stored_page
from .job_runs import ENDED, continue_job, device_statuses, interrupt, launch, progress
from .job_work import missing

if TYPE_CHECKING:
    from ..state.rows import Stored

__all__ = ["check_work", "shown_job"]

KIND = "job"
DEFINITION = ("displayName", "description", "group", "batch", "cancellationThreshold", "data", "organizations")
"""Members that define the work of a job, and of the runs of scheduled jobs."""
_STATE = ("id", "status", "progress", "scheduledJobId", "start", "end")

_ID = re.compile(r"[a-zA-Z0-9_-]{1,255}")


def shown_job(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return a job as responses show it, with the counts of its devices."""
    shown = {name: value for name, value in job.items() if not name.startswith("_")}
    counts = progress(job)
    return shown if counts is None else {**shown, "progress": counts}


def check_work(call: Call, body: Mapping[str, Any]) -> None:
    """Check the definition of a job's work.

    Raises:
        ServiceError: 422: types of data are mixed, or a share is not possible; 400: a group, template or manifest does
            not exist.
    """
    clauses: list[str] = []
    if len({entry["type"] for entry in body["data"]}) > 1:
        clauses.append("data has entries of different types, but a job does one type of work")
    clauses += _share_clauses("batch", body.get("batch"))
    clauses += _share_clauses("cancellationThreshold", body.get("cancellationThreshold"))
    if clauses:
        raise unprocessable(*clauses)
    group = call.app.get("deviceGroup", body["group"])
    if group is None or not call.caller.reaches(group):
        raise bad_request(f'Device group "{body["group"]}" does not exist.')
    absent = missing(call.app, body["data"])
    if absent is not None:
        raise bad_request(f"{absent} does not exist.")


def _share_clauses(name: str, share: Mapping[str, Any] | None) -> list[str]:
    """Return the problems of a batch or a threshold."""
    if share is None:
        return []
    value, counted = share["value"], share["type"] == "number"
    if value < 0 or (name == "batch" and value == 0):
        return [f"{name}.value is {value}, which is too small"]
    if counted and value != int(value):
        return [f"{name}.value is {value}, but a number of devices is whole"]
    return [f"{name}.value is {value}, but a percentage is at most 100"] if not counted and value > 100 else []


@handles("Jobs_List")
def list_jobs(call: Call) -> Any:
    """Return a page of the jobs that the caller reaches."""

    def shown(stored: Stored) -> Any | None:
        return shown_job(stored.content) if call.caller.reaches(stored.content) else None

    return stored_page(call, KIND, shown)


@handles("Jobs_Get")
def get_job(call: Call) -> Any:
    """Return a job."""
    return shown_job(_stored(call))


@handles("Jobs_Create", keeps=(*DEFINITION, *_STATE), kind=KIND)
def create_job(call: Call) -> Any:
    """Create a job, which begins at once."""
    id = _free_id(call, call.path["jobId"])
    check_work(call, call.body)
    job = {"id": id, **{name: call.body[name] for name in DEFINITION if call.body.get(name) is not None}}
    job.pop("organizations", None)
    organizations = placed(call, call.body.get("organizations"))
    if organizations:
        job["organizations"] = organizations
    return shown_job(launch(call.app, job, call.now))


@handles("Jobs_GetDevices")
def list_statuses(call: Call) -> Any:
    """Return a page of a job's statuses on its devices; those deleted since are listed too."""
    return stored_page(call, device_statuses(_stored(call)["id"]), lambda stored: stored.content)


@handles("Jobs_Stop")
def stop_job(call: Call) -> None:
    """Stop a job before its next batch."""
    job = _stored(call)
    if job["status"] not in {"pending", "running"}:
        raise conflict(f'Job "{job["id"]}" is {job["status"]}; only pending and running jobs can be stopped.')
    interrupt(call.app, job)


@handles("Jobs_Resume")
def resume_job(call: Call) -> None:
    """Resume a stopped job."""
    job = _stored(call)
    if job["status"] != "stopped":
        raise conflict(f'Job "{job["id"]}" is {job["status"]}; only stopped jobs can be resumed.')
    continue_job(call.app, job)


@handles("Jobs_Rerun")
def rerun_job(call: Call) -> Any:
    """Repeat a job's work, as a new job, on the devices on which it failed."""
    job = _stored(call)
    if job["status"] not in {*ENDED, "stopped"}:
        raise conflict(f'Job "{job["id"]}" is {job["status"]}; it can be rerun when it has ended.')
    if _ID.fullmatch(call.path["rerunId"]) is None:
        raise bad_request(
            f'The rerunId "{call.path["rerunId"]}" is not a job id: letters, digits, "-" and "_", at most 255.'
        )
    id = _free_id(call, call.path["rerunId"])
    statuses = call.app.all(device_statuses(job["id"]))
    failed = [stored.id for stored in statuses if stored.content["status"] == "failed"]
    again = {"id": id, **{name: job[name] for name in DEFINITION if name in job}}
    return shown_job(launch(call.app, again, call.now, failed))


def _stored(call: Call) -> dict[str, Any]:
    job: dict[str, Any] = call.get(KIND, call.path["jobId"], "Job")
    return job


def _free_id(call: Call, id: str) -> str:
    """Return an id, and refuse one that a job has: jobs cannot be replaced."""
    if call.app.get(KIND, id) is not None:
        raise conflict(f'There is a job "{id}" already, and jobs cannot be changed.')
    return id
