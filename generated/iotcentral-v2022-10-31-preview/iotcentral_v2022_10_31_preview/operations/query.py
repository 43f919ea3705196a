# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Query, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

from .. import models
from .._version import FIXED

RUN: Operation[models.QueryResponse] = Operation(
    "Query_Run",
    "POST",
    "/api/query",
    fixed=FIXED,
    results={200: lambda: models.QueryResponse.decode},
    body="application/json",
    content=lambda: models.QueryRequest.decode,
    rate="query",
)
