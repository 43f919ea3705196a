"""Coverage of the document by a run: operations, parameters, statuses, media types and schema keywords."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import eq
from typing import Any

from ...openapi.api import Api
from ...openapi.operations import ApiOperation
from ...openapi.schema_keywords import SchemaKeywords
from .exchange import Exchange

__all__ = ["Coverage", "Figure"]

_Point = tuple[str, str, str, Callable[[str], bool]]
"""Location of a parameter, its name, the case to cover, and a function that returns whether a value covers it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Coverage of one kind of element.

    Attributes:
        kind: what was counted (`parameters`).
        covered: how many were covered.
        total: how many the document has.
        missing: operationId → the names of what was not covered.
    """

    kind: str
    covered: int
    total: int
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class Coverage:
    """Coverage of a run.

    Args:
        api: the document.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._operations = {operation.id: _Touched(api, operation) for operation in api.operations.values()}
        self.statuses: dict[str, dict[int, int]] = {}
        """operationId → status → how often the server returned it."""

    def add(self, exchange: Exchange) -> None:
        """Record an exchange."""
        if exchange.operation is not None:
            seen = self.statuses.setdefault(exchange.operation, {})
            seen[exchange.status] = seen.get(exchange.status, 0) + 1
            self._operations[exchange.operation].add(exchange)

    def figures(self, resources: Iterable[str] = ()) -> list[Figure]:
        """Return the figures.

        Args:
            resources: names of the resources that count; empty: all.
        """
        chosen = set(resources) or set(self._api.resources)
        operations = [touched for touched in self._operations.values() if touched.operation.resource in chosen]
        return [
            _figure(
                "operations", [(it.id, ["called"], [] if it.id in self.statuses else ["called"]) for it in operations]
            ),
            _figure("parameters", [(it.id, it.points, it.pending_points) for it in operations]),
            _figure("statuses", [(it.id, *self._answers(it.operation)) for it in operations]),
            _figure("media types", [(it.id, it.media, it.pending_media) for it in operations]),
            _figure("request keywords satisfied", [(it.id, *it.request_keywords("unsatisfied")) for it in operations]),
            _figure("request keywords violated", [(it.id, *it.request_keywords("unviolated")) for it in operations]),
            _figure("response keywords satisfied", [(it.id, *it.response_keywords()) for it in operations]),
        ]

    def _answers(self, operation: ApiOperation) -> tuple[list[str], list[str]]:
        """Return the statuses that an operation can return, and those that were not seen."""
        seen = self.statuses.get(operation.id, {})
        shown = {
            **{str(status): status in seen for status in operation.successes},
            "4xx": any(400 <= each < 500 for each in seen),
        }
        return list(shown), [name for name, was_seen in shown.items() if not was_seen]


class _Touched:
    """Coverage of one operation."""

    def __init__(self, api: Api, operation: ApiOperation) -> None:
        self.operation = operation
        self.id = operation.id
        self._points = [point for parameter in operation.parameters for point in _points(parameter)]
        self._pending = list(self._points)
        self.media = [f"sends {media}" for media in operation.media_types]
        self.media += ["answers application/json"] if operation.response_schema is not None else []
        self._media = set[str]()
        document, body = api.document, operation.body_schema
        self._sent, self._answered = None, None
        if body is not None:
            schema = document.for_requests(body)
            self._sent = SchemaKeywords(schema, schema["components"]["schemas"], violations=True)
        if operation.response_schema is not None:
            components = api.content["components"]["schemas"]
            self._answered = SchemaKeywords(operation.response_schema, components, violations=False)

    def add(self, exchange: Exchange) -> None:
        """Record an exchange."""
        if self._pending:
            self._add_parameters(exchange)
        if exchange.request_body:
            self._media.add(f"sends {_media_type(exchange.request_headers)}")
            if self._sent is not None and exchange.sent is not None:
                self._sent.see(exchange.sent)
        if self._answered is not None and exchange.succeeded and self.operation.schema_of(exchange.status) is not None:
            self._media.add(f"answers {_media_type(exchange.headers)}")
            self._answered.see(exchange.json)

    def _add_parameters(self, exchange: Exchange) -> None:
        values = {"path": exchange.path, "query": exchange.query, "header": exchange.request_headers}
        pending: list[_Point] = []
        for point in self._pending:
            place, name, _, shows = point
            value = values[place].get(name.lower() if place == "header" else name)
            if value is None or not shows(value):
                pending.append(point)
        self._pending = pending

    @property
    def points(self) -> list[str]:
        return [f"{place} {name} {shown}" for place, name, shown, _ in self._points]

    @property
    def pending_points(self) -> list[str]:
        return [f"{place} {name} {shown}" for place, name, shown, _ in self._pending]

    @property
    def pending_media(self) -> list[str]:
        return [media for media in self.media if media not in self._media]

    def request_keywords(self, which: str) -> tuple[Iterable[str], list[str]]:
        return ((), []) if self._sent is None else (self._sent.places, getattr(self._sent, which))

    def response_keywords(self) -> tuple[Iterable[str], list[str]]:
        return ((), []) if self._answered is None else (self._answered.places, self._answered.unsatisfied)


def _figure(kind: str, parts: Iterable[tuple[str, Iterable[str], list[str]]]) -> Figure:
    """Count the parts: per operationId, all that it has and what of that is missing."""
    found = [(id, len(list(every)), tuple(missing)) for id, every, missing in parts]
    total = sum(count for _, count, _ in found)
    absent = sum(len(missing) for *_, missing in found)
    return Figure(kind, total - absent, total, {id: missing for id, _, missing in found if missing})


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _points(parameter: Mapping[str, Any]) -> Iterator[_Point]:
    """Return the cases of a parameter: any value, each value of an enumeration, and both sides of each limit."""
    place, name, schema = parameter["in"], parameter["name"], parameter["schema"]
    yield place, name, "sent", lambda _: True
    values = schema.get("enum", ("true", "false") if schema.get("type") == "boolean" else ())
    for value in values:
        yield place, name, f"= {value}", partial(eq, str(value))
    if "minimum" in schema:
        least = schema["minimum"]
        yield place, name, f"= {least}", lambda text: _number(text) == least
        yield place, name, f"below {least}", lambda text: _number(text) < least
    if "maximum" in schema:
        most = schema["maximum"]
        yield place, name, f"= {most}", lambda text: _number(text) == most
        yield place, name, f"above {most}", lambda text: _number(text) > most
    if "maxLength" in schema:
        longest = schema["maxLength"]
        yield place, name, f"of {longest} characters", lambda text: len(text) == longest
        yield place, name, f"longer than {longest} characters", lambda text: len(text) > longest
    if "pattern" in schema:
        pattern = re.compile(schema["pattern"])
        yield place, name, "outside its pattern", lambda text: pattern.search(text) is None


def _number(text: str) -> float:
    """Parse a number; other text is neither below nor above any number."""
    try:
        return float(text)
    except ValueError:
        return float("nan")
