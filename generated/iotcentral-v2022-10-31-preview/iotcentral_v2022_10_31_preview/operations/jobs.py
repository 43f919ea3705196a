# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Jobs, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Job] = PagedOperation(
    "Jobs_List",
    "GET",
    "/api/jobs",
    fixed=FIXED,
    results={200: lambda: models.JobCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Job] = Operation(
    "Jobs_Get",
    "GET",
    "/api/jobs/{jobId}",
    fixed=FIXED,
    results={200: lambda: models.Job.decode},
)
CREATE: Operation[models.Job] = Operation(
    "Jobs_Create",
    "PUT",
    "/api/jobs/{jobId}",
    fixed=FIXED,
    results={200: lambda: models.Job.decode},
    body="application/json",
    content=lambda: models.Job.decode,
)
GET_DEVICES: PagedOperation[models.JobDeviceStatus] = PagedOperation(
    "Jobs_GetDevices",
    "GET",
    "/api/jobs/{jobId}/devices",
    fixed=FIXED,
    results={200: lambda: models.JobDeviceStatusCollection.decode},
    items="value",
    next_link="next_link",
)
RERUN: Operation[models.Job] = Operation(
    "Jobs_Rerun",
    "PUT",
    "/api/jobs/{jobId}/rerun/{rerunId}",
    fixed=FIXED,
    results={200: lambda: models.Job.decode},
)
RESUME: Operation[None] = Operation(
    "Jobs_Resume",
    "POST",
    "/api/jobs/{jobId}/resume",
    fixed=FIXED,
    results={204: None},
)
STOP: Operation[None] = Operation(
    "Jobs_Stop",
    "POST",
    "/api/jobs/{jobId}/stop",
    fixed=FIXED,
    results={204: None},
)
