# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Cages, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation
from iotcentral.long_running._monitor import LongRunningOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Cage] = PagedOperation(
    "Cages_List",
    "GET",
    "/v1/cages",
    fixed=FIXED,
    results={200: lambda: models.CagePage.decode},
    items="value",
    next_link="next_link",
    rate="search",
    fields={
        "filter": ("id", "size"),
        "orderby": ("size",),
    },
)
GET: Operation[models.Cage] = Operation(
    "Cages_Get",
    "GET",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={200: lambda: models.Cage.decode},
)
CREATE: Operation[models.Cage] = Operation(
    "Cages_Create",
    "PUT",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={200: lambda: models.Cage.decode, 201: lambda: models.Cage.decode},
    body="application/json",
    content=lambda: models.Cage.decode,
)
CLEAN: LongRunningOperation[models.Cage] = LongRunningOperation(
    "Cages_Clean",
    "POST",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={200: lambda: models.Cage.decode, 202: None},
    final_state_via="location",
)
UPDATE: Operation[models.Cage] = Operation(
    "Cages_Update",
    "PATCH",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={200: lambda: models.Cage.decode},
    body="application/merge-patch+json",
    content=lambda: models.CagePatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Cages_Remove",
    "DELETE",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={204: None},
)
EXISTS: Operation[None] = Operation(
    "Cages_Exists",
    "HEAD",
    "/v1/cages/{id}",
    fixed=FIXED,
    results={200: None},
)
OPEN: Operation[None] = Operation(
    "Cages_Open",
    "POST",
    "/v1/cages/{id}/open",
    fixed={},
    results={204: None},
)
