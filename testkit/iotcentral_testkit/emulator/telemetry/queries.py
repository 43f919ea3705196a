"""Operation `Query_Run`: queries over the telemetry or the properties of the devices of one template."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..devices.ownership import reaches_data, reaches_some_data
from ..dtdl.models import model_of
from ..http.authorization import Caller
from ..http.calls import Call, handles
from ..http.errors import ServiceError, bad_request
from ..languages.query_language import (
    Condition,
    Conjunction,
    Disjunction,
    ParsedQuery,
    PathComparison,
    TimeWindow,
    parse,
)
from ..languages.scanner import StatementSyntaxError
from ..state.narrowing import Narrowing, both, equal
from .query_rows import Sent, aggregated, property_rows, telemetry_rows, total
from .values import senders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..dtdl.capabilities import Component, Interface, Module
    from ..state.rows import Stored

__all__ = ["PROPERTY_QUERIES", "run"]

PROPERTY_QUERIES = "propertyQuery"
"""Kind of the rate that queries over properties count towards, beside that of all queries."""

MOST_MESSAGES = 10_000
"""Rows of a telemetry query."""

MOST_PROPERTIES = 1_000
"""Rows of a property query."""


@handles("Query_Run")
def run(call: Call) -> Any:
    """Return the rows of a query."""
    try:
        query = parse(call.body["query"])
    except StatementSyntaxError as problem:
        raise _invalid(str(problem)) from None
    telemetry, properties = _capabilities(call, query.template)
    over_telemetry = _family(query, telemetry, properties)
    if not over_telemetry:
        call.count(PROPERTY_QUERIES)
    reached = reaches_some_data if over_telemetry else Caller.reaches
    devices = [
        stored.content
        for stored in _candidates(call, query, over_telemetry=over_telemetry)
        if stored.content.get("template") == query.template and reached(call.caller, stored.content)
    ]
    found = Sent(call.app, devices, partial(reaches_data, call.caller))
    try:
        if not over_telemetry:
            limit = min(query.top or MOST_PROPERTIES, MOST_PROPERTIES)
            return {"results": property_rows(call.app, query, devices, limit)}
        if not query.aggregates:
            rows = telemetry_rows(found, query, min(query.top or MOST_MESSAGES, MOST_MESSAGES))
        else:
            rows = (total if query.window is None else aggregated)(found, query)
    except TypeError as error:
        raise _invalid(str(error)) from None
    return {"results": rows[: query.top or MOST_MESSAGES][:MOST_MESSAGES]}


def _candidates(call: Call, query: ParsedQuery, *, over_telemetry: bool) -> Iterable[Stored]:
    """Return devices among which are all that a query may find something of."""
    narrowing = _narrowing(query)
    if over_telemetry and not any(member == "id" for member, _ in narrowing.equals):
        return senders(call.app)
    return call.app.all("device", narrowing=narrowing)


def _narrowing(query: ParsedQuery) -> Narrowing:
    """Return the condition of SQL that the devices meet which a query is over: its template, and an id that it asks for."""
    conditions = query.where.parts if isinstance(query.where, Conjunction) else (query.where,)
    ids = [
        condition.value
        for condition in conditions
        if isinstance(condition, PathComparison) and (condition.path, condition.operator) == ("$id", "=")
    ]
    found = both([equal("template", query.template), *(equal("id", id) for id in ids if isinstance(id, str))])
    assert found is not None
    return found


def _invalid(problem: str) -> ServiceError:
    return bad_request(f"The query is not valid: {problem}.")


def _capabilities(call: Call, template_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the paths of the telemetry and of the properties of a template's devices."""
    template = call.app.get("template", template_id)
    model = model_of(call.app, template_id) if template is not None else None
    if model is None:
        raise _invalid(f'there is no device template "{template_id}"')
    return frozenset(_paths(model, "telemetry")), frozenset(_paths(model, "properties"))


def _paths(model: Interface, family: str) -> Iterator[str]:
    yield from getattr(model, family)
    parts: list[Component | Module] = [*model.components.values(), *model.modules.values()]
    for part in parts:
        yield from (f"{part.name}.{path}" for path in _paths(part.interface, family))


def _comparisons(condition: Condition | None) -> Iterator[PathComparison | TimeWindow]:
    if isinstance(condition, Conjunction | Disjunction):
        for part in condition.parts:
            yield from _comparisons(part)
    elif condition is not None:
        yield condition


def _family(query: ParsedQuery, telemetry: frozenset[str], properties: frozenset[str]) -> bool:
    """Return whether a query is over telemetry rather than properties.

    Raises:
        ServiceError: 400: it mixes them, names what the template does not define, or combines one with what only the
            other has.
    """
    conditions = list(_comparisons(query.where))
    paths = [item.path for item in query.items]
    paths += [condition.path for condition in conditions if isinstance(condition, PathComparison)]
    if query.order is not None and query.order[0] not in {item.name for item in query.items}:
        paths.append(query.order[0])
    for path in paths:
        if not path.startswith("$") and path not in telemetry | properties:
            raise _invalid(f'the device template "{query.template}" has no telemetry or property "{path}"')
    windowed = any(isinstance(condition, TimeWindow) for condition in conditions)
    timed = windowed or query.aggregates or "$ts" in paths
    measured = [path for path in paths if path in telemetry]
    held = [path for path in paths if path in properties and path not in telemetry]
    if held and measured:
        raise _invalid(f"telemetry ({measured[0]}) and properties ({held[0]}) cannot be mixed")
    if held and timed:
        raise _invalid(f"{held[0]} is a property; $ts, WITHIN_WINDOW and aggregates are for telemetry")
    for condition in conditions:
        sought = condition.path if isinstance(condition, PathComparison) and condition.operator == "IN" else None
        if sought in held or sought in {"$simulated", "$provisioned"}:
            raise _invalid(f"IN is for telemetry and $id, not for {sought}")
    return bool(measured) or timed
