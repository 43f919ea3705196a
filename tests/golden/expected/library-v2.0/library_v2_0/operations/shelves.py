# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Shelves, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

from .. import models
from .._version import FIXED

GET: Operation[models.Shelf] = Operation(
    "Shelves_Get",
    "GET",
    "/shelves/{shelf}",
    fixed=FIXED,
    results={200: lambda: models.Shelf.decode},
)
