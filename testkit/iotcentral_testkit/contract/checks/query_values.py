"""Checks of query results: aggregates, aliases, conditions and orders agree with the rows that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from ...openapi.json_types import is_array, is_object
from ..engine.exchange import Exchange
from ..engine.server_times import moment_of
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import measuring
from ..fixtures.restricted_tokens import token_of
from ..fixtures.roles import ORGANIZATION_OPERATOR_ROLE
from .rules import once, rule

_Rows = list[dict[str, Any]]

_LONG_AGO = "2021-03-01T00:00:00Z/2021-03-02T00:00:00Z"
"""A window of time in which no device of the run was there."""

_ALWAYS = "2021-03-01T00:00:00Z/2121-03-01T00:00:00Z"
"""A window of time that has all of the run."""

_NEAR = 1e-6
"""Difference of two sums of the same numbers in another order."""

_UNTOLD = "it rests on what devices measure, which is something else the next time"
"""Why no program shows a deviation."""


class _Case(NamedTuple):
    """A query whose result follows from the rows of another.

    Attributes:
        subject: what it is about.
        select: the items that it selects.
        expected: what follows from the rows.
        result: returns the same of its own rows.
        rest: what follows the common condition: more conditions, an order.
        window: of time.
        first: conditions before the window.
    """

    subject: str
    select: str
    expected: Any
    result: Callable[[_Rows], Any]
    rest: str = ""
    window: str = "P1D"
    first: str = ""


@rule(
    "IC651",
    "Aggregates, aliases, conditions and orders of a query agree with its rows",
    source="article Query devices with the REST API",
    over=once("Query_Run"),
)
def agree_with_rows(context: CheckContext, _: None) -> None:
    """Query the telemetry of the run's devices, and then what can be computed from it."""
    text, first = _of_all_devices(context)
    rows = _rows(first)
    times = [str(row.get("$ts")) for row in rows]
    message = f"ORDER BY $ts DESC gives {times[:5]}"
    context.expect(times == sorted(times, reverse=True), message, first, subject="order", untold=_UNTOLD)
    cases = [*_cases([row["temperature"] for row in rows], f"{context.factory.prefix}-nobody"), *_of_some(rows)]
    if times[:2] == times[:1] * 2 or times[-2:] == times[-1:] * 2:
        # of values of the same time, either is the last
        cases = [case for case in cases if case.result not in (_ends, _oldest, _joined)]
    model, _ids = measuring(context.factory)
    texts = [
        f"SELECT {case.select} FROM {model} WHERE {case.first}WITHIN_WINDOW({case.window}){case.rest}" for case in cases
    ]
    answers = [(case, _ask(context, text)) for case, text in zip(cases, texts, strict=True)]
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
            untold=_UNTOLD,
        )
    _expect_component(context, model)


def _expect_component(context: CheckContext, model: str) -> None:
    """Expect what a component alone has in the rows of a query, as the last value says that it was sent."""
    _model, ids = measuring(context.factory)
    place = {"deviceId": ids[0], "componentName": "annex", "telemetryName": "humidity"}
    operation = context.api.named("Devices_GetComponentTelemetryValue")
    last = context.send(operation, place) if operation is not None else None
    if last is None or last.content.get("value") is None:
        return
    answer = _ask(context, f"SELECT annex.humidity FROM {model} WHERE $id = '{ids[0]}'")
    found = [row.get("annex.humidity") for row in _rows(answer)]
    message = f"annex.humidity was {last.content['value']!r} at last, and the query gives {found}"
    context.expect(last.content["value"] in found, message, last, answer, subject="component", untold=_UNTOLD)


def _cases(values: list[float], nobody: str) -> list[_Case]:
    """Return the queries, for the values of the rows, the newest first."""
    aggregates = {"COUNT": len(values), "MAX": max(values), "MIN": min(values), "SUM": sum(values)}
    ordered, mean = sorted(values), sum(values) / len(values)
    low, high = ordered[0], ordered[-1]
    ends = [value for value in ordered if value in (low, high)]
    between = [value for value in ordered if low < value < high]
    alias, plain = "roomWarmth", "temperature"
    warmth = f"temperature AS {alias}"
    return [
        *(
            _Case(function, f"{function}(temperature)", result, _only(f"{function.lower()}_temperature"))
            for function, result in aggregates.items()
        ),
        _Case("AVG", "AVG(temperature) AS mean", mean, _only("mean")),
        _Case("alias", warmth, ordered, _sorted_column(alias)),
        _Case("alias in ORDER BY", warmth, ordered, _column(alias), f" ORDER BY {alias}"),
        _Case("alias in WHERE", warmth, [], _column(alias), f" AND {alias} > {high}"),
        _Case("condition", plain, ordered, _column(plain), f" AND temperature >= {low} ORDER BY temperature"),
        _Case("strict conditions", plain, between, _sorted_column(plain), f" AND {plain} > {low} AND {plain} < {high}"),
        _Case(
            "<>", plain, [value for value in ordered if value != low], _sorted_column(plain), f" AND {plain} <> {low}"
        ),
        _Case("=", plain, [value for value in ordered if value == low], _sorted_column(plain), f" AND {plain} = {low}"),
        _Case("IN of values", plain, ends, _sorted_column(plain), f" AND {plain} IN [{low}, {high}]"),
        _Case("at most", plain, ordered, _sorted_column(plain), f" AND {plain} <= {high}"),
        _Case("of what is not simulated", plain, [], _column(plain), " AND $simulated = false"),
        _Case("of what is not provisioned", plain, [], _column(plain), " AND $provisioned = false"),
        _Case("of what is simulated", plain, ordered, _sorted_column(plain), " AND $simulated = true"),
        _Case("window with both ends", plain, ordered, _sorted_column(plain), window=f"'{_ALWAYS}'"),
        _Case("FIRST and LAST", "FIRST(temperature), LAST(temperature)", [values[-1], values[0]], _ends),
        _Case("window", plain, [], _column(plain), window=f"'{_LONG_AGO}'"),
        _Case("window behind a condition", plain, [], _column(plain), "", f"'{_LONG_AGO}'", f"{plain} >= {low} AND "),
        _Case("another device", plain, [], _column(plain), f" AND $id = '{nobody}'"),
        _Case("TOP", f"TOP 1 {plain}", values[:1], _column(plain), " ORDER BY $ts DESC"),
        _Case("order of what is not selected", f"TOP 1 {plain}", values[-1:], _oldest, " ORDER BY $ts"),
        # at least one of the two is not the newest value
        _Case("TOP of an order", f"TOP 1 {plain}", ordered[:1], _column(plain), " ORDER BY temperature"),
        _Case("TOP of an order", f"TOP 1 {plain}", ordered[-1:], _column(plain), " ORDER BY temperature DESC"),
    ]


def _of_some(rows: _Rows) -> list[_Case]:
    """Return queries of what some of the devices have sent."""
    ids = list(dict.fromkeys(str(row.get("$id")) for row in reversed(rows)))
    one, other = ids[0], ids[min(1, len(ids) - 1)]

    def values(*chosen: str) -> list[float]:
        return sorted(row["temperature"] for row in rows if row.get("$id") in chosen)

    plain, sorts, count = "temperature", _sorted_column("temperature"), "COUNT(temperature)"
    of_one, both = f" AND $id = '{one}'", values(one, other)
    return [
        _Case("one device", plain, values(one), sorts, of_one),
        _Case("COUNT of one device", count, len(values(one)), _only("count_temperature"), of_one),
        _Case("OR", plain, both, sorts, f"{of_one} OR $id = '{other}'"),
        _Case("IN", plain, both, sorts, f" AND $id IN ['{one}', '{other}']"),
        _Case("!=", plain, values(*ids[1:]), sorts, f" AND $id != '{one}'"),
        _Case("GROUP BY WINDOW", count, len(rows), _counted, " GROUP BY WINDOW(PT1H)"),
        _Case("functions of windows", _EACH, _all_of(rows), _joined, " GROUP BY WINDOW(PT1H)"),
        _Case("start of a window", count, [], _misplaced(rows), " GROUP BY WINDOW(PT1M)"),
        _Case("TOP of windows", f"TOP 1 {count}", 1, len, " GROUP BY WINDOW(PT1S)"),
        *(
            _Case(f"order {way} of windows", count, True, _is_sorted(way), f" GROUP BY WINDOW(PT1S) ORDER BY $ts {way}")
            for way in ("ASC", "DESC")
        ),
        _Case("what is known of the device", f"$simulated, $provisioned, {plain}", [], _untrue),
    ]


_EACH = "MIN(temperature), MAX(temperature), FIRST(temperature), LAST(temperature)"
"""Functions whose results in several windows tell those of all rows."""


def _all_of(rows: _Rows) -> Any:
    """Return the least, the greatest, the oldest and the newest value of rows, which come newest first."""
    values = [row["temperature"] for row in rows]
    return [min(values), max(values), values[-1], values[0]]


def _joined(windows: _Rows) -> Any:
    """Return the same of windows."""
    least, most, first, last = (f"{function}_temperature" for function in ("min", "max", "first", "last"))
    told = sorted((row for row in windows if row.get(least) is not None), key=lambda row: str(row.get("$ts")))
    if not told or any(row.get(most) is None for row in told):
        return told
    return [min(row[least] for row in told), max(row[most] for row in told), told[0].get(first), told[-1].get(last)]


def _misplaced(rows: _Rows) -> Callable[[_Rows], Any]:
    """Return a function from the rows of windows of a minute to those that do not count the values from their start on."""
    moments = [moment for row in rows if (moment := moment_of(row.get("$ts"))) is not None]

    def misplaced(windows: _Rows) -> Any:
        found: list[Any] = []
        for window in windows:
            start = moment_of(window.get("$ts"))
            end = start and start + timedelta(minutes=1)
            count = sum(bool(start and end and start <= moment < end) for moment in moments)
            found += [window] if window.get("count_temperature") != count else []
        return found

    return misplaced


def _is_sorted(way: str) -> Callable[[_Rows], Any]:
    def is_sorted(rows: _Rows) -> Any:
        moments = [str(row.get("$ts")) for row in rows]
        return moments == sorted(moments, reverse=way == "DESC")

    return is_sorted


def _untrue(rows: _Rows) -> Any:
    """Return the rows that do not show that the device is simulated and provisioned."""
    return [row for row in rows if row.get("$simulated") is not True or row.get("$provisioned") is not True]


def _oldest(rows: _Rows) -> Any:
    """Return the values of a query for the oldest one."""
    return [row.get("temperature") for row in rows]


def _ends(rows: _Rows) -> Any:
    """Return the values of FIRST and LAST."""
    return [row.get(f"{each}_temperature") for row in rows for each in ("first", "last")]


def _counted(rows: _Rows) -> Any:
    """Return the number of values that windows have together, each of which has a time."""
    told = all("$ts" in row for row in rows)
    return sum(row.get("count_temperature", 0) for row in rows) if told else "windows without $ts"


def _of_all_devices(context: CheckContext) -> tuple[str, Exchange]:
    """Query the telemetry of several devices once each has sent some, as far as the run has the patience.

    Returns:
        The query, and the response.
    """
    model, ids = measuring(context.factory)
    text = f"SELECT $id, $ts, temperature FROM {model} WHERE WITHIN_WINDOW(P1D) ORDER BY $ts DESC"
    found = context.factory.wait(
        lambda: _ask(context, text), lambda answer: {row.get("$id") for row in _rows(answer)} >= {*ids}
    )
    if not _rows(found):
        context.skip("the devices have sent no telemetry that a query returns")
    return text, found


@rule(
    "IC652",
    "A query has no rows of devices that its caller does not reach",
    source="Manage IoT Central organizations; how to use the REST API to manage organizations",
    over=once("Query_Run", "ApiTokens_Create", "Organizations_Create"),
)
def rows_of_others(context: CheckContext, _: None) -> None:
    """Query devices of the root organization as an operator of an organization."""
    text, all_rows = _of_all_devices(context)
    token = token_of(context.factory, ORGANIZATION_OPERATOR_ROLE, context.factory.organization)
    answer = context.send("Query_Run", body={"query": text}, token=token)
    context.expect(
        not answer.succeeded or not _rows(answer),
        "an operator of an organization queries devices of the root organization",
        all_rows,
        answer,
        untold=_UNTOLD,
    )


def _ask(context: CheckContext, text: str) -> Exchange:
    return context.require("Query_Run", body={"query": text})


def _rows(answer: Exchange) -> _Rows:
    """Return the rows of an answer, without those of a device that has sent no temperature."""
    found = answer.content.get("results")
    rows = [row for row in found if is_object(row)] if is_array(found) else []
    return [row for row in rows if "temperature" not in row or isinstance(row["temperature"], (int, float))]


def _column(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: [row.get(name) for row in rows]


def _sorted_column(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: sorted(row.get(name) or 0 for row in rows)


def _only(name: str) -> Callable[[_Rows], Any]:
    return lambda rows: rows[0].get(name) if len(rows) == 1 else rows


def _is_near(found: Any, expected: Any) -> bool:
    numbers = all(isinstance(each, (int, float)) for each in (found, expected))
    return abs(found - expected) < _NEAR if numbers else bool(found == expected)
