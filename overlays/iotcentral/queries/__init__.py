"""Queries over telemetry and properties: built from typed parts, checked before they are sent, run in one call.

    query = select(avg("temperature").as_("mean")).from_("dtmi:contoso:Thermostat;1").where(within_window("P1D"))
    rows = run(app, query.group_by_window("PT1H"))

The rules are those of the article "How to use the IoT Central REST API to query devices". Not every
api-version has queries: with a client that has none, the error names the installed packages that do. Only the service knows whether a name is telemetry or a property, so only it rejects a mixture. `iotcentral.aio.queries` is the asynchronous form.
"""

from __future__ import annotations

from ._expressions import (
    ID,
    PROVISIONED,
    SIMULATED,
    TS,
    Aggregate,
    Aliased,
    Column,
    Condition,
    Item,
    avg,
    col,
    count,
    first,
    last,
    max_,
    min_,
    sum_,
    within_window,
)
from ._query import Query, select
from ._sync import run

__all__ = [
    "ID",
    "PROVISIONED",
    "SIMULATED",
    "TS",
    "Aggregate",
    "Aliased",
    "Column",
    "Condition",
    "Item",
    "Query",
    "avg",
    "col",
    "count",
    "first",
    "last",
    "max_",
    "min_",
    "run",
    "select",
    "sum_",
    "within_window",
]
