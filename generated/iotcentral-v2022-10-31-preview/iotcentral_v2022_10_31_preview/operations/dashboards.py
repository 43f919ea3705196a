# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Dashboards, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Dashboard] = PagedOperation(
    "Dashboards_List",
    "GET",
    "/api/dashboards",
    fixed=FIXED,
    results={200: lambda: models.DashboardCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Dashboard] = Operation(
    "Dashboards_Get",
    "GET",
    "/api/dashboards/{dashboardId}",
    fixed=FIXED,
    results={200: lambda: models.Dashboard.decode},
)
CREATE: Operation[models.Dashboard] = Operation(
    "Dashboards_Create",
    "PUT",
    "/api/dashboards/{dashboardId}",
    fixed=FIXED,
    results={200: lambda: models.Dashboard.decode},
    body="application/json",
    content=lambda: models.Dashboard.decode,
)
UPDATE: Operation[models.Dashboard] = Operation(
    "Dashboards_Update",
    "PATCH",
    "/api/dashboards/{dashboardId}",
    fixed=FIXED,
    results={200: lambda: models.Dashboard.decode},
    body="application/merge-patch+json",
    content=lambda: models.DashboardPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Dashboards_Remove",
    "DELETE",
    "/api/dashboards/{dashboardId}",
    fixed=FIXED,
    results={204: None},
)
