# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Destinations, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Destination] = PagedOperation(
    "Destinations_List",
    "GET",
    "/api/dataExport/destinations",
    fixed=FIXED,
    results={200: lambda: models.DestinationCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Destination] = Operation(
    "Destinations_Get",
    "GET",
    "/api/dataExport/destinations/{destinationId}",
    fixed=FIXED,
    results={200: lambda: models.Destination.decode},
)
CREATE: Operation[models.Destination] = Operation(
    "Destinations_Create",
    "PUT",
    "/api/dataExport/destinations/{destinationId}",
    fixed=FIXED,
    results={200: lambda: models.Destination.decode},
    body="application/json",
    content=lambda: models.Destination.decode,
)
UPDATE: Operation[models.Destination] = Operation(
    "Destinations_Update",
    "PATCH",
    "/api/dataExport/destinations/{destinationId}",
    fixed=FIXED,
    results={200: lambda: models.Destination.decode},
    body="application/merge-patch+json",
    content=lambda: models.DestinationPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Destinations_Remove",
    "DELETE",
    "/api/dataExport/destinations/{destinationId}",
    fixed=FIXED,
    results={204: None},
)
LIST_EXPORTS: PagedOperation[models.Export] = PagedOperation(
    "Destinations_ListExports",
    "GET",
    "/api/dataExport/destinations/{destinationId}/exports",
    fixed=FIXED,
    results={200: lambda: models.ExportCollection.decode},
    items="value",
    next_link="next_link",
)
