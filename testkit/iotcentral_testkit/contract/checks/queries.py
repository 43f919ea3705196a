"""Checks of queries: rows have the selected columns, their number is limited, and invalid queries are rejected."""

from __future__ import annotations

from ...openapi.json_types import is_array, is_object
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import devices, template
from .rules import once, rule

_LENGTH, _ITEMS, _OPERATIONS = 350, 15, 10
"""Characters, selected items and logical operations of a query, at most."""


def _ask(context: CheckContext, text: str) -> Exchange:
    return context.send("Query_Run", body={"query": text})


@rule(
    "IC650",
    "A query returns rows of the selected columns, at most as many as requested; an invalid query is rejected",
    source="article Query devices with the REST API",
    over=once("Query_Run"),
    needs="rows",
)
def queries(context: CheckContext, _: None) -> None:
    """Query telemetry, aggregates and, where the server still supports it, properties of the devices."""
    devices(context.factory)
    source = template(context.factory)
    asked: list[tuple[str, set[str], int | None]] = [
        (f"SELECT $id, $ts, temperature FROM {source} WHERE WITHIN_WINDOW(P1D)", {"$id", "$ts", "temperature"}, None),
        (f"SELECT TOP 1 $id, temperature AS warmth FROM {source} ORDER BY $ts DESC", {"$id", "warmth"}, 1),
        (f"SELECT AVG(temperature), COUNT(temperature) AS found FROM {source}", {"avg_temperature", "found"}, 1),
    ]
    for text, names, most in asked:
        answer = _ask(context, text)
        context.expect(
            answer.status == 200, f"the query {text} is answered with {answer.status}", answer, subject="refused"
        )
        _expect_rows(context, answer, text, names, most)
    _ask_properties(context, source)
    _expect_rejections(context, source)
    _expect_limits(context, source)


def _expect_rows(context: CheckContext, answer: Exchange, text: str, names: set[str], most: int | None) -> None:
    rows = answer.content.get("results")
    if not is_array(rows):
        context.expect(False, f"the query {text} returns no list of results", answer, subject="results")
        return
    context.expect(
        most is None or len(rows) <= most, f"the query {text} gives {len(rows)} rows", answer, subject="rows"
    )
    for row in rows:
        found = set(row) if is_object(row) else set[str]()
        context.expect(
            found <= names, f"the query {text} gives {sorted(found - names)} beside", answer, subject="selected names"
        )


def _expect_limits(context: CheckContext, source: str) -> None:
    """Send queries of the greatest documented size, which are accepted, and with one more of what there is, which are not."""
    start, end = "SELECT temperature AS ", f" FROM {source}"
    letters = [chr(ord("a") + number) for number in range(_ITEMS + 1)]

    def sized(length: int) -> str:
        return f"{start}{'x' * (length - len(start) - len(end))}{end}"

    def selecting(count: int) -> str:
        return f"SELECT {', '.join(f'temperature AS {letter}' for letter in letters[:count])}{end}"

    def conditional(count: int) -> str:
        return f"SELECT temperature{end} WHERE temperature > 1{' AND temperature > 1' * count}"

    for subject, made, most in (
        ("length", sized, _LENGTH),
        ("items", selecting, _ITEMS),
        ("conditions", conditional, _OPERATIONS),
    ):
        if len(made(most)) > _LENGTH:
            continue
        answer = _ask(context, made(most))
        message = f"a query with the {subject} {most}, the greatest documented, is answered with {answer.status}"
        context.expect(answer.succeeded, message, answer, subject=f"greatest {subject}")
        answer = _ask(context, made(most + 1))
        message = f"a query with the {subject} {most + 1}, one more than documented, is answered with {answer.status}"
        context.expect(400 <= answer.status < 500, message, answer, subject=f"more {subject}")


def _ask_properties(context: CheckContext, source: str) -> None:
    """Query a property, once: these queries are deprecated and throttled, so a server may reject them.

    The last of three devices is left out; the first of the others in descending order is the second device.
    """
    first, second, _ = devices(context.factory)
    condition = f"$id IN ['{first}', '{second}']"
    text = f"SELECT TOP 1 $id, targetTemperature FROM {source} WHERE {condition} ORDER BY $id DESC"
    answer = _ask(context, text)
    if not answer.succeeded:
        return
    _expect_rows(context, answer, text, {"$id", "targetTemperature"}, 1)
    ids = [str(row.get("$id")) for row in answer.content["results"] if is_object(row)]
    context.expect(
        ids in ([], [second]), f"the query {text} gives {ids} rather than {second!r}", answer, subject="devices"
    )


def _expect_rejections(context: CheckContext, source: str) -> None:
    bad = {
        "no query": "how warm is it",
        "wildcard": f"SELECT * FROM {source}",
        "unknown name": f"SELECT nobodyKnowsIt FROM {source}",
        "unknown template": f"SELECT temperature FROM dtmi:{context.factory.prefix}:nowhere;1",
        "too long": f"SELECT temperature FROM {source} WHERE temperature > 1{' AND temperature > 1' * 40}",
    }
    for subject, text in bad.items():
        answer = _ask(context, text)
        context.expect(
            400 <= answer.status < 500,
            f"the query {text} is answered with {answer.status} rather than rejected",
            answer,
            subject=subject,
        )
