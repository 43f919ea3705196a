# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Readers, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

from .. import models
from .._version import FIXED

GET: Operation[models.Reader] = Operation(
    "Readers_Get",
    "GET",
    "/readers/{readerId}",
    fixed=FIXED,
    results={200: lambda: models.Reader.decode},
)
PUT: Operation[models.Reader] = Operation(
    "Readers_Put",
    "PUT",
    "/readers/{readerId}",
    fixed=FIXED,
    results={200: lambda: models.Reader.decode},
    body="application/json",
    content=lambda: models.Reader.decode,
)
UPDATE: Operation[models.Reader] = Operation(
    "Readers_Update",
    "PATCH",
    "/readers/{readerId}",
    fixed=FIXED,
    results={200: lambda: models.Reader.decode},
    body="application/merge-patch+json",
    content=lambda: models.ReaderPatch.decode,
)
GET_SETTINGS: Operation[models.Settings] = Operation(
    "Readers_GetSettings",
    "GET",
    "/readers/{readerId}/settings",
    fixed=FIXED,
    results={200: lambda: models.Settings.decode},
)
