"""Checks of query results: aggregates, aliases, conditions and orders agree with the rows that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ...openapi.json_types import is_array, is_object
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import provisioned, template
from .rules import once, rule

_Rows = list[dict[str, Any]]

_NEAR = 1e-6
"""Difference of two sums of the same numbers in another order."""


class _Case(NamedTuple):
    """A query whose result follows from the rows of another.

    Attributes:
        subject: what it is about.
        select: the items that it selects.
        expected: what follows from the rows.
        result: returns the same of its own rows.
        rest: what follows the common condition: more conditions, an order.
    """

    subject: str
    select: str
    expected: Any
    result: Callable[[_Rows], Any]
    rest: str = ""


@rule(
    "IC651",
    "Aggregates, aliases, conditions and orders of a query agree with its rows",
    source="article Query devices with the REST API",
    over=once("Query_Run"),
)
def agree_with_rows(context: CheckContext, _: None) -> None:
    """Query the telemetry of the run's devices, and then what can be computed from it."""
    provisioned(context)
    source = f"FROM {template(context.factory)} WHERE WITHIN_WINDOW(P1D)"
    text = f"SELECT $id, $ts, temperature {source} ORDER BY $ts DESC"
    first = context.factory.wait(lambda: _ask(context, text), lambda answer: bool(_rows(answer)))
    rows = _rows(first)
    if not rows:
        context.skip("the devices have sent no telemetry that a query returns")
    times = [str(row.get("$ts")) for row in rows]
    context.expect(times == sorted(times, reverse=True), f"ORDER BY $ts DESC gives {times[:5]}", first, subject="order")
    cases = _cases([row["temperature"] for row in rows], f"{context.factory.prefix}-nobody")
    answers = [(case, _ask(context, f"SELECT {case.select} {source}{case.rest}")) for case in cases]
    if _rows(_ask(context, text)) != rows:
        context.skip("the devices sent telemetry meanwhile")
    for case, answer in answers:
        found = case.result(_rows(answer))
        context.expect(
            _is_near(found, case.expected),
            f"computed from the rows it is {case.expected!r}, and the query gives {found!r}",
            first,
            answer,
            subject=case.subject,
        )


def _cases(values: list[float], nobody: str) -> list[_Case]:
    """Return the queries, for the values of the rows, the newest first."""
    aggregates = {"COUNT": len(values), "MAX": max(values), "MIN": min(values), "SUM": sum(values)}
    ordered, mean = sorted(values), sum(values) / len(values)
    warmth, plain = "temperature AS warmth", "temperature"
    return [
        *(
            _Case(function, f"{function}(temperature)", result, _only(f"{function.lower()}_temperature"))
            for function, result in aggregates.items()
        ),
        _Case("AVG", "AVG(temperature) AS mean", mean, _only("mean")),
        _Case("alias", warmth, ordered, _sorted_column("warmth")),
        _Case("alias in ORDER BY", warmth, ordered, _column("warmth"), " ORDER BY warmth"),
        _Case("alias in WHERE", warmth, [], _column("warmth"), f" AND warmth > {max(values)}"),
        _Case("condition", plain, ordered, _column(plain), f" AND temperature >= {min(values)} ORDER BY temperature"),
        _Case("another device", plain, [], _column(plain), f" AND $id = '{nobody}'"),
        _Case("TOP", f"TOP 1 {plain}", values[:1], _column(plain), " ORDER BY $ts DESC"),
    ]


def _ask(context: CheckContext, text: str) -> Exchange:
    return context.require("Query_Run", body={"query": text})


def _rows(answer: Exchange) -> _Rows:
    """Return the rows of an answer, without those of a device that has sent no temperature."""
    found = answer.content.get("results")
    rows = [row for row in found if is_object(row)] if is_array(found) else []
    return [row for row in rows if "$ts" not in row or isinstance(row.get("temperature"), (int, float))]


def _column(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: [row.get(name) for row in rows]


def _sorted_column(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: sorted(row.get(name) or 0 for row in rows)


def _only(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: rows[0].get(name) if len(rows) == 1 else rows


def _is_near(found: Any, expected: Any) -> bool:
    numbers = all(isinstance(each, (int, float)) for each in (found, expected))
    return abs(found - expected) < _NEAR if numbers else bool(found == expected)
