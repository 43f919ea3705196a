# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Cellars, as data."""

from __future__ import annotations

from iotcentral.long_running._monitor import LongRunningOperation

from .. import models
from .._version import FIXED

DIG: LongRunningOperation[models.Cellar] = LongRunningOperation(
    "Cellars_Dig",
    "PUT",
    "/subscriptions/{subscriptionId}/cellars/{cellar}",
    fixed=FIXED,
    results={200: lambda: models.Cellar.decode, 202: None},
    body="application/json",
    content=lambda: models.Cellar.decode,
    final_state_via="location",
)
FILL: LongRunningOperation[None] = LongRunningOperation(
    "Cellars_Fill",
    "DELETE",
    "/subscriptions/{subscriptionId}/cellars/{cellar}",
    fixed=FIXED,
    results={202: None, 204: None},
    final_state_via="azure-async-operation",
)
