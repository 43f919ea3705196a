"""Checks of the requests that a client sends, against the document and the arguments of the call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

from iotcentral._core.model import Model

from ..assertions.json_equal import difference
from .cases import Case, RuleViolation, SentRequest
from .client_calls import ORIGIN
from .client_rules import ClientRules
from .targets import Target

__all__ = ["check_origin", "check_request"]


def check_request(target: Target, case: Case, sent: SentRequest) -> Iterator[RuleViolation]:
    """Return the problems of the first request of a call."""
    for subject, message in _problems(target, case, sent):
        yield RuleViolation(ClientRules.SENT, subject, f"{sent.method} {sent.url}: {message}")


def check_origin(sent: tuple[SentRequest, ...], origin: str = ORIGIN) -> Iterator[RuleViolation]:
    """Return the requests to another server than the application's, which would learn the token."""
    for request in sent:
        if "{0.scheme}://{0.netloc}".format(urlsplit(request.url)) != origin:
            yield RuleViolation(ClientRules.ORIGIN, "another origin", f"a request was sent to {request.url}")


def _problems(target: Target, case: Case, sent: SentRequest) -> Iterator[tuple[str, str]]:
    operation = target.served
    parts = urlsplit(sent.url)
    matched = target.served_api.match(sent.method, parts.path.encode())
    if matched is None or matched[0] is not operation:
        yield "path", f"it matches {matched[0] if matched else 'no operation of the document'}, not {operation}"
        return
    path, query, body = _expected(target, case, list(matched[1]))
    if matched[1] != path:
        yield "path parameters", f"they are {matched[1]}, but should be {path}"
    yield from _query(target, query, parts.query)
    yield from _headers(target, case, sent)
    yield from _body(target, body, sent)


def _expected(target: Target, case: Case, names: list[str]) -> tuple[dict[str, str], dict[str, str], Any]:
    """Return the path parameters, the query and the body that the arguments map to; None where there is no body."""
    if target.mapping is not None:
        mapped = target.mapping.request(target.given(case.request))
        return mapped.path, mapped.query, mapped.body
    given = iter(case.request.args)
    path = {name: target.standing.get(name) or _text(next(given, None)) for name in names}
    query = {name: _text(value) for name, value in case.request.kwargs.items() if name != "if_match"}
    body = next(given, None)
    content = body.to_dict() if isinstance(body, Model) else body
    return path, {"api-version": target.api.version, **query}, content


def _query(target: Target, expected: dict[str, str], query: str) -> Iterator[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    if sorted(pairs) != sorted(expected.items()):
        yield "query", f"it is {pairs}, but should be {expected}"
    for message in target.served.query_problems(pairs):
        yield "query", message


def _headers(target: Target, case: Case, sent: SentRequest) -> Iterator[tuple[str, str]]:
    if sent.headers.get("authorization") != target.token:
        yield "authorization", "the header Authorization does not have the token"
    if sent.headers.get("accept") != "application/json":
        yield "accept", f"the header Accept is {sent.headers.get('accept')!r}"
    if sent.headers.get("if-match") != case.request.kwargs.get("if_match"):
        yield "if-match", f"the header If-Match is {sent.headers.get('if-match')!r}"
    media_type = sent.headers.get("content-type")
    if media_type not in (target.served.media_types if sent.body else (None,)):
        yield "content-type", f"the header Content-Type is {media_type!r}"


def _body(target: Target, body: Any, sent: SentRequest) -> Iterator[tuple[str, str]]:
    if body is None:
        if sent.body:
            yield "body", "there should be no body"
        return
    content = orjson.loads(sent.body)
    problem = difference(content, body, exact=True)
    if problem:
        yield "body", f"the body differs from the argument: {problem}"
    violations = list(target.served.body_problems(content))
    if violations:
        yield "body schema", "; ".join(violations[:10])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
