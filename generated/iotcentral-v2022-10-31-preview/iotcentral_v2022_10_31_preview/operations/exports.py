# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Exports, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Export] = PagedOperation(
    "Exports_List",
    "GET",
    "/api/dataExport/exports",
    fixed=FIXED,
    results={200: lambda: models.ExportCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Export] = Operation(
    "Exports_Get",
    "GET",
    "/api/dataExport/exports/{exportId}",
    fixed=FIXED,
    results={200: lambda: models.Export.decode},
)
CREATE: Operation[models.Export] = Operation(
    "Exports_Create",
    "PUT",
    "/api/dataExport/exports/{exportId}",
    fixed=FIXED,
    results={200: lambda: models.Export.decode},
    body="application/json",
    content=lambda: models.Export.decode,
)
UPDATE: Operation[models.Export] = Operation(
    "Exports_Update",
    "PATCH",
    "/api/dataExport/exports/{exportId}",
    fixed=FIXED,
    results={200: lambda: models.Export.decode},
    body="application/merge-patch+json",
    content=lambda: models.ExportPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Exports_Remove",
    "DELETE",
    "/api/dataExport/exports/{exportId}",
    fixed=FIXED,
    results={204: None},
)
LIST_DESTINATIONS: PagedOperation[models.Destination] = PagedOperation(
    "Exports_ListDestinations",
    "GET",
    "/api/dataExport/exports/{exportId}/destinations",
    fixed=FIXED,
    results={200: lambda: models.DestinationCollection.decode},
    items="value",
    next_link="next_link",
)
