# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Operations, as data."""

from __future__ import annotations

from iotcentral._core.operation import PagedOperation

from .. import models
from .._version import FIXED

LIST: PagedOperation[models.Operation] = PagedOperation(
    "Operations_List",
    "GET",
    "/providers/Microsoft.IoTCentral/operations",
    fixed=FIXED,
    results={200: lambda: models.OperationListResult.decode},
    items="value",
    next_link="next_link",
)
