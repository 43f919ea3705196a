# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Organizations, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Organization] = PagedOperation(
    "Organizations_List",
    "GET",
    "/api/organizations",
    fixed=FIXED,
    results={200: lambda: models.OrganizationCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Organization] = Operation(
    "Organizations_Get",
    "GET",
    "/api/organizations/{organizationId}",
    fixed=FIXED,
    results={200: lambda: models.Organization.decode},
)
CREATE: Operation[models.Organization] = Operation(
    "Organizations_Create",
    "PUT",
    "/api/organizations/{organizationId}",
    fixed=FIXED,
    results={200: lambda: models.Organization.decode},
    body="application/json",
    content=lambda: models.Organization.decode,
)
UPDATE: Operation[models.Organization] = Operation(
    "Organizations_Update",
    "PATCH",
    "/api/organizations/{organizationId}",
    fixed=FIXED,
    results={200: lambda: models.Organization.decode},
    body="application/merge-patch+json",
    content=lambda: models.OrganizationPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Organizations_Remove",
    "DELETE",
    "/api/organizations/{organizationId}",
    fixed=FIXED,
    results={204: None},
)
