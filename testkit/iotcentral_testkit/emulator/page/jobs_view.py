"""View of an application's jobs: how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...markup import table, text
from ..jobs.job_runs import progress
from .layout import row

__all__ = ["jobs_view"]

_COLUMNS = ("Job", "Name", "Status", "Progress", "Failed")
_LOOKS = {"complete": "good", "failed": "bad", "cancelled": "bad"}


def jobs_view(jobs: Iterable[Mapping[str, Any]]) -> str:
    """Return the jobs of an application, in the order given; nothing where there are none."""
    rows = [_job(job) for job in jobs]
    return f"<h3>Jobs</h3>\n{table('jobs', _COLUMNS, rows)}" if rows else ""


def _job(job: Mapping[str, Any]) -> str:
    counts, status = progress(job), job["status"]
    shown, failed = "", ""
    if counts is not None:
        done = counts["completed"] + counts["failed"]
        shown = (
            f'<progress max="{max(counts["total"], 1)}" value="{done}" '
            f'aria-label="Progress of job {text(job["id"])}"></progress> {done:,} of {counts["total"]:,}'
        )
        failed = f'<b class="bad">{counts["failed"]:,}</b>' if counts["failed"] else "0"
    state = f'<b class="{_LOOKS.get(status, "muted")}">{text(status)}</b>'
    return row(_COLUMNS, text(job["id"]), text(job.get("displayName")), state, shown, failed)
