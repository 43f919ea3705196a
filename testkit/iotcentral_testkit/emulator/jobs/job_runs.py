"""Runs of jobs: a job waits for one of five places, works through its batches, and ends.

    pending -> running -> complete | failed | cancelled
    pending, running -> stopped -> running (resume)

The clock drives it: a second after its creation a job begins, and a second later each of its batches is done. A job
that finds the places taken begins when one becomes free, in the order of creation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..resources.device_groups import belongs, members
from ..state.clock import timestamp
from ..state.timers import action, cancel, schedule
from .job_work import missing, perform

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["ENDED", "continue_job", "device_statuses", "interrupt", "launch", "progress"]

PLACES = 5
"""Jobs that run at the same time."""

ENDED = frozenset({"complete", "failed", "cancelled"})
"""Final statuses."""

_STEP = timedelta(seconds=1)
_SLICE = 500
"""Devices per step where the batch is larger: requests are answered in between."""
_KEPT = timedelta(days=30)
_QUEUE = ("jobQueue", "queue")


def device_statuses(job_id: str) -> str:
    """Return the kind of the documents with the statuses of a job's devices."""
    return f"jobDevice/{job_id}"


def launch(app: Application, job: dict[str, Any], at: datetime, devices: list[str] | None = None) -> dict[str, Any]:
    """Store a new job and schedule its begin.

    Args:
        app: the application.
        job: its content, with `id`.
        at: the time.
        devices: the devices that it works on; None: the members of its group when it begins.
    """
    job = {**job, "status": "pending"}
    if devices is not None:
        _enlist(app, job, devices)
    app.put("job", job["id"], job)
    schedule(app, "job.begin", job["id"], at + _STEP)
    return job


def interrupt(app: Application, job: dict[str, Any]) -> None:
    """Stop a pending or running job."""
    cancel(app, "job.begin", job["id"])
    cancel(app, "job.step", job["id"])
    app.put("job", job["id"], {**job, "status": "stopped", "end": timestamp(app.clock.now())})
    schedule(app, "job.forget", job["id"], app.clock.now() + _KEPT)
    _leave(app, job["id"], app.clock.now())


def continue_job(app: Application, job: dict[str, Any]) -> None:
    """Resume a stopped job on the devices that are left; it waits if all places are taken."""
    cancel(app, "job.forget", job["id"])
    job = {name: value for name, value in job.items() if name != "end"}
    goes_on = _enter(app, job["id"]) and "start" in job
    app.put("job", job["id"], {**job, "status": "running" if goes_on else "pending"})
    schedule(app, "job.step" if goes_on else "job.begin", job["id"], app.clock.now() + _STEP)


def progress(job: Mapping[str, Any]) -> dict[str, int] | None:
    """Return the counts of a job's devices; None while it has not begun."""
    counts = job.get("_counts")
    if counts is None:
        return None
    total, completed, failed = counts["total"], counts["completed"], counts["failed"]
    return {"total": total, "pending": total - completed - failed, "completed": completed, "failed": failed}


@action("job.begin")
def _begin(app: Application, id: str) -> None:
    job = app.get("job", id)
    if job is None or job["status"] != "pending" or not _enter(app, id):
        return
    job.setdefault("start", timestamp(app.now))
    found = "_counts" in job or _find_devices(app, job)
    if not found or missing(app, job["data"]):
        job.setdefault("_counts", {"total": 0, "completed": 0, "failed": 0, "done": 0, "after": 0})
        _end(app, job, "failed")
        return
    app.put("job", id, {**job, "status": "running"})
    schedule(app, "job.step", id, app.now + _STEP)


@action("job.step")
def _step(app: Application, id: str) -> None:
    """Do the work of the next batch, or of a part of a large one."""
    job = app.get("job", id)
    if job is None or job["status"] != "running":
        return
    counts, kind = job["_counts"], device_statuses(id)
    size = _batch_size(job)
    left = size - counts["done"] % size
    for stored in app.listed(kind, counts["after"], min(left, _SLICE)):
        if counts["done"] % size == 0:
            counts["batchFailed"] = 0
        succeeded = perform(app, job["data"], stored.id)
        app.put(kind, stored.id, {"id": stored.id, "status": "completed" if succeeded else "failed"})
        counts["after"] = stored.place
        counts["done"] += 1
        counts["completed" if succeeded else "failed"] += 1
        if not succeeded:
            counts["batchFailed"] += 1
            if _past_threshold(job, size):
                _end(app, job, "cancelled")
                return
    if counts["done"] < counts["total"]:
        app.put("job", id, job)
        schedule(app, "job.step", id, app.now + _STEP)
    else:
        _end(app, job, "failed" if counts["total"] and not counts["completed"] else "complete")


@action("job.forget")
def _forget(app: Application, id: str) -> None:
    """Delete a job from the history."""
    app.delete("job", id)
    app.delete_under(device_statuses(id), "")


def _find_devices(app: Application, job: dict[str, Any]) -> bool:
    """Determine the devices of a job, and return whether its group still exists."""
    group = app.get("deviceGroup", job["group"])
    if group is None:
        return False
    owners = job.get("organizations")
    within = belongs(app, {"filter": "SELECT * FROM devices", "organizations": owners})
    _enlist(app, job, [stored.id for stored in members(app, group) if not owners or within(stored.content)])
    return True


def _enlist(app: Application, job: dict[str, Any], devices: list[str]) -> None:
    job["_counts"] = {
        "total": len(devices),
        "completed": 0,
        "failed": 0,
        "done": 0,
        "after": 0,
        "batchFailed": 0,
    }
    pending = ((id, {"id": id, "status": "pending"}) for id in devices)
    app.store.put_many(app.name, device_statuses(job["id"]), pending)


def _batch_size(job: Mapping[str, Any]) -> int:
    """Return the number of devices in a batch: the whole group where the job defines none."""
    total: int = max(job["_counts"]["total"], 1)
    batch = job.get("batch")
    if batch is None:
        return total
    share: float = batch["value"] if batch["type"] == "number" else total * batch["value"] / 100
    return max(1, min(total, math.ceil(share)))


def _past_threshold(job: Mapping[str, Any], batch_size: int) -> bool:
    """Return whether more devices failed than a job's threshold allows."""
    threshold, counts = job.get("cancellationThreshold"), job["_counts"]
    if threshold is None:
        return False
    failed, of = counts["failed"], counts["total"]
    if threshold.get("batch"):
        begun = (counts["done"] - 1) // batch_size * batch_size
        failed, of = counts["batchFailed"], min(batch_size, counts["total"] - begun)
    limit = threshold["value"] if threshold["type"] == "number" else of * threshold["value"] / 100
    return bool(failed > limit)


def _end(app: Application, job: dict[str, Any], status: str) -> None:
    app.put("job", job["id"], {**job, "status": status, "end": timestamp(app.now)})
    schedule(app, "job.forget", job["id"], app.now + _KEPT)
    _leave(app, job["id"], app.now)


def _queue(app: Application) -> dict[str, list[str]]:
    queue: dict[str, list[str]] = app.get(*_QUEUE) or {"running": [], "waiting": []}
    return queue


def _enter(app: Application, id: str) -> bool:
    """Take a place for a job, or queue it, and return whether it has a place."""
    queue = _queue(app)
    if id in queue["running"]:
        return True
    free = len(queue["running"]) < PLACES
    names = queue["running" if free else "waiting"]
    if id not in names:
        app.put(*_QUEUE, {**queue, "running" if free else "waiting": [*names, id]})
    return free


def _leave(app: Application, id: str, at: datetime) -> None:
    """Free a job's place, and begin the next one in the queue."""
    queue = _queue(app)
    running = [other for other in queue["running"] if other != id]
    waiting = [other for other in queue["waiting"] if other != id]
    while waiting and len(running) < PLACES:
        following = waiting.pop(0)
        running.append(following)
        schedule(app, "job.begin", following, at)
    app.put(*_QUEUE, {"running": running, "waiting": waiting})
