# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Media, as data."""

from __future__ import annotations

from iotcentral._core.decoding import to_list
from iotcentral._core.operation import Operation

from .. import models
from .._version import FIXED

GET: Operation[models.Medium] = Operation(
    "Media_Get",
    "GET",
    "/books/{isbn}/media/{form}",
    fixed=FIXED,
    results={200: lambda: models.Medium.decode},
)
UPDATE: Operation[models.Medium] = Operation(
    "Media_Update",
    "PATCH",
    "/books/{isbn}/media/{form}",
    fixed=FIXED,
    results={200: lambda: models.Medium.decode},
    body="application/merge-patch+json",
    content=lambda: models.MediumPatch.decode,
)
LIST_SAMPLES: Operation[list[models.Medium]] = Operation(
    "Media_ListSamples",
    "GET",
    "/media/{form}/samples",
    fixed=FIXED,
    results={200: lambda: to_list(models.Medium.decode)},
)
