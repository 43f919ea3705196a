# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Roles, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Role] = PagedOperation(
    "Roles_List",
    "GET",
    "/api/roles",
    fixed=FIXED,
    results={200: lambda: models.RoleCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.Role] = Operation(
    "Roles_Get",
    "GET",
    "/api/roles/{roleId}",
    fixed=FIXED,
    results={200: lambda: models.Role.decode},
)
