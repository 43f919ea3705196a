# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of ApiTokens, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.ApiToken] = PagedOperation(
    "ApiTokens_List",
    "GET",
    "/api/apiTokens",
    fixed=FIXED,
    results={200: lambda: models.ApiTokenCollection.decode},
    items="value",
    next_link="next_link",
)
GET: Operation[models.ApiToken] = Operation(
    "ApiTokens_Get",
    "GET",
    "/api/apiTokens/{tokenId}",
    fixed=FIXED,
    results={200: lambda: models.ApiToken.decode},
)
CREATE: Operation[models.ApiToken] = Operation(
    "ApiTokens_Create",
    "PUT",
    "/api/apiTokens/{tokenId}",
    fixed=FIXED,
    results={200: lambda: models.ApiToken.decode},
    body="application/json",
    content=lambda: models.ApiToken.decode,
)
REMOVE: Operation[None] = Operation(
    "ApiTokens_Remove",
    "DELETE",
    "/api/apiTokens/{tokenId}",
    fixed=FIXED,
    results={204: None},
)
