# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Users, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.User] = PagedOperation(
    "Users_List",
    "GET",
    "/api/users",
    fixed=FIXED,
    results={200: lambda: models.UserCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.User] = Operation(
    "Users_Get",
    "GET",
    "/api/users/{userId}",
    fixed=FIXED,
    results={200: lambda: models.User.decode},
)
CREATE: Operation[models.User] = Operation(
    "Users_Create",
    "PUT",
    "/api/users/{userId}",
    fixed=FIXED,
    results={200: lambda: models.User.decode},
    body="application/json",
    content=lambda: models.User.decode,
)
UPDATE: Operation[models.User] = Operation(
    "Users_Update",
    "PATCH",
    "/api/users/{userId}",
    fixed=FIXED,
    results={200: lambda: models.User.decode},
    body="application/merge-patch+json",
    content=lambda: models.UserPatch.decode,
)
REMOVE: Operation[None] = Operation(
    "Users_Remove",
    "DELETE",
    "/api/users/{userId}",
    fixed=FIXED,
    results={204: None},
)
