"""Calls with the answers that the document allows."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import strategies as st

from ... import strategies
from ...strategies.schemas import schemas_of
from .cases import Answer, Case
from .targets import Target, package_of

__all__ = ["JSON", "calls", "contents", "next_link", "refusals", "successes"]

JSON = ("content-type", "application/json")


def calls(target: Target) -> st.SearchStrategy[strategies.Request]:
    """Give the calls of an operation that its document allows."""
    return strategies.request(target.client, target.name)


def contents(target: Target) -> st.SearchStrategy[Any]:
    """Give the JSON of a documented success; None where there is none. A page is a last one."""
    schema = target.operation.response_schema
    if schema is None:
        return st.none()
    found = schemas_of(package_of(target.api.version)).values(schema)
    return found.map(_last) if target.operation.pageable else found


def next_link(page: dict[str, Any], link: str | None) -> dict[str, Any]:
    """Give a page that leads to another one, or to none."""
    without = {name: value for name, value in page.items() if name != "nextLink"}
    return without if link is None else {**without, "nextLink": link}


def _last(page: dict[str, Any]) -> dict[str, Any]:
    return next_link(page, None)


def successes(target: Target) -> st.SearchStrategy[Case]:
    """Give calls that are answered with documented successes; a list with one to four pages."""
    status = target.operation.success

    def answered(request: strategies.Request, bodies: list[Any]) -> Case:
        pages = [
            next_link(body, f"{target.operation.path}?page={number}") if number < len(bodies) else body
            for number, body in enumerate(bodies, 1)
        ]
        kind = "pages" if target.operation.pageable else "success"
        return Case(kind, request, tuple(_answer(status, page) for page in pages), allowed=True)

    most = 4 if target.operation.pageable else 1
    return st.builds(answered, calls(target), st.lists(contents(target), min_size=1, max_size=most))


def refusals(target: Target) -> st.SearchStrategy[Case]:
    """Give calls that are answered with documented errors."""

    def answered(request: strategies.Request, response: strategies.Response) -> Case:
        content = orjson.dumps(response.body)
        headers = tuple(response.headers.items())
        return Case("error", request, (Answer(response.status, headers, content),), allowed=True)

    documented = strategies.response(target.client, target.name).filter(_is_error)
    return st.builds(answered, calls(target), documented)


def _is_error(response: strategies.Response) -> bool:
    return response.status >= 400


def _answer(status: int, body: Any) -> Answer:
    return Answer(status, (), b"") if body is None else Answer(status, (JSON,), orjson.dumps(body))
