"""Calls with responses that the document allows."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import strategies as st

from ... import strategies
from ...openapi.planes import package_of
from ...strategies.schemas import schemas_of
from .cases import CannedResponse, Case
from .client_calls import ORIGIN
from .targets import Target

__all__ = ["JSON", "MONITOR", "calls", "contents", "documented_errors", "endings", "next_link", "successes"]

JSON = ("content-type", "application/json")
MONITOR = "azure-asyncoperation"
"""The header with the URL of an operation's monitor."""

_FAILURE = {"code": "Broken", "message": "It broke.", "target": "sku"}
_ENDED = {"succeeded": "Succeeded", "failed": "Failed"}


def calls(target: Target) -> st.SearchStrategy[strategies.Request]:
    """Return calls of an operation with arguments that the document allows."""
    return strategies.request(target.client, target.name)


def contents(target: Target) -> st.SearchStrategy[Any]:
    """Return the JSON of a documented success; None where there is none. A page is the last one."""
    schema = target.served.response_schema
    if schema is None:
        return st.none()
    found = schemas_of(package_of(target.served_api.version).name).values(schema)
    return found.map(_last) if target.served.pageable else found


def next_link(page: dict[str, Any], link: str | None) -> dict[str, Any]:
    """Return a page with this next link, or without one."""
    without = {name: value for name, value in page.items() if name != "nextLink"}
    return without if link is None else {**without, "nextLink": link}


def _last(page: dict[str, Any]) -> dict[str, Any]:
    return next_link(page, None)


def successes(target: Target) -> st.SearchStrategy[Case]:
    """Return calls with documented successes; lists with one to four pages."""
    status = target.served.success

    def answered(request: strategies.Request, bodies: list[Any]) -> Case:
        pages = [
            next_link(body, f"{target.served.path}?page={number}") if number < len(bodies) else body
            for number, body in enumerate(bodies, 1)
        ]
        kind = "pages" if target.operation.pageable else "success"
        return Case(kind, request, tuple(_answer(status, page) for page in pages), allowed=True)

    most = 4 if target.operation.pageable else 1
    return st.builds(answered, calls(target), st.lists(contents(target), min_size=1, max_size=most))


def endings(target: Target) -> st.SearchStrategy[Case]:
    """Return calls of a long-running operation that is polled until it has succeeded, or failed."""
    operation = target.operation
    place = f"{ORIGIN}/operationResults/1?api-version={target.api.version}"
    begin = CannedResponse(202, ((MONITOR, place),), b"") if 202 in operation.successes else None

    def answered(request: strategies.Request, content: Any, states: list[str], end: str) -> Case:
        first = begin or _answer(operation.success, content)._replace(headers=(JSON, (MONITOR, place)))
        told = [_answer(200, {"status": state}) for state in states]
        last = {"status": _ENDED[end]} | ({"error": dict(_FAILURE)} if end == "failed" else {})
        result = [_answer(200, content)] if end == "succeeded" and operation.response_schema is not None else []
        return Case(end, request, (first, *told, _answer(200, last), *result), allowed=True)

    states = st.lists(st.sampled_from(["InProgress", "Creating", "Updating", "x"]), max_size=3)
    return st.builds(answered, calls(target), contents(target), states, st.sampled_from(sorted(_ENDED)))


def documented_errors(target: Target) -> st.SearchStrategy[Case]:
    """Return calls with documented errors."""

    def answered(request: strategies.Request, response: strategies.Response) -> Case:
        content = orjson.dumps(response.body)
        headers = tuple(response.headers.items())
        return Case("error", request, (CannedResponse(response.status, headers, content),), allowed=True)

    documented = strategies.response(target.client, target.name).filter(_is_error)
    return st.builds(answered, calls(target), documented)


def _is_error(response: strategies.Response) -> bool:
    return response.status >= 400


def _answer(status: int, body: Any) -> CannedResponse:
    return CannedResponse(status, (), b"") if body is None else CannedResponse(status, (JSON,), orjson.dumps(body))
