"""Queries over telemetry and properties: the asynchronous form of `iotcentral.queries`."""

from __future__ import annotations

from ..queries._aio import run
from ..queries._expressions import (
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
from ..queries._query import Query, select

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
