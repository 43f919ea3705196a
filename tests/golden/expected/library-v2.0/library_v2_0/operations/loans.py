# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Loans, as data."""

from __future__ import annotations

from typing import Any

from iotcentral._core.operation import Operation, PagedOperation

from .. import models
from .._version import FIXED

CREATE: Operation[models.Loan] = Operation(
    "Loans_Create",
    "POST",
    "/loans",
    fixed=FIXED,
    results={201: lambda: models.Loan.decode},
    body="application/json",
    content=lambda: models.Loan.decode,
)
RETURN: Operation[None] = Operation(
    "Loans_Return",
    "POST",
    "/loans/{loanId}/return",
    fixed=FIXED,
    results={204: None},
)
QUERY: PagedOperation[list[Any]] = PagedOperation(
    "Loans_Query",
    "POST",
    "/loans/query",
    fixed=FIXED,
    results={200: lambda: models.LoanRows.decode},
    items="rows",
    next_link="next_link",
    body="application/json",
    content=lambda: models.LoanQuery.decode,
)
