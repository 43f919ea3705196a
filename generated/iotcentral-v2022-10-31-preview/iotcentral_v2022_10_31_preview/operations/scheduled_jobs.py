# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of ScheduledJobs, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.ScheduledJob] = PagedOperation(
    "ScheduledJobs_List",
    "GET",
    "/api/scheduledJobs",
    fixed=FIXED,
    results={200: lambda: models.ScheduledJobCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.ScheduledJob] = Operation(
    "ScheduledJobs_Get",
    "GET",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed=FIXED,
    results={200: lambda: models.ScheduledJob.decode},
)
CREATE: Operation[models.ScheduledJob] = Operation(
    "ScheduledJobs_Create",
    "PUT",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed=FIXED,
    results={200: lambda: models.ScheduledJob.decode},
    body="application/json",
    content=lambda: models.ScheduledJob.decode,
)
UPDATE: Operation[models.ScheduledJob] = Operation(
    "ScheduledJobs_Update",
    "PATCH",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed=FIXED,
    results={200: lambda: models.ScheduledJob.decode},
    body="application/merge-patch+json",
    content=lambda: models.ScheduledJobPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "ScheduledJobs_Remove",
    "DELETE",
    "/api/scheduledJobs/{scheduledJobId}",
    fixed=FIXED,
    results={204: None},
)
LIST_JOBS: PagedOperation[models.Job] = PagedOperation(
    "ScheduledJobs_ListJobs",
    "GET",
    "/api/scheduledJobs/{scheduledJobId}/jobs",
    fixed=FIXED,
    results={200: lambda: models.JobCollection.decode},
    items="value",
    next_link="next_link",
)
