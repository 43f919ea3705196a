"""What a client sends, held against the document and against the arguments of the call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson

from iotcentral._core.model import Model

from ...emulator.errors import Refusal
from .calls import ORIGIN
from .cases import Case, Problem, Sent
from .codes import Codes
from .sameness import difference
from .targets import Target

__all__ = ["judge_first", "judge_origin"]


def judge_first(target: Target, case: Case, sent: Sent) -> Iterator[Problem]:
    """Return what is wrong with the first request of a call."""
    for subject, message in _problems(target, case, sent):
        yield Problem(Codes.SENT, subject, f"{sent.method} {sent.url}: {message}")


def judge_origin(sent: tuple[Sent, ...], origin: str = ORIGIN) -> Iterator[Problem]:
    """Return the requests that went elsewhere than to the application, which would learn the token."""
    for request in sent:
        if "{0.scheme}://{0.netloc}".format(urlsplit(request.url)) != origin:
            yield Problem(Codes.ORIGIN, "another origin", f"a request was sent to {request.url}")


def _problems(target: Target, case: Case, sent: Sent) -> Iterator[tuple[str, str]]:
    operation = target.wire
    parts = urlsplit(sent.url)
    matched = target.wire_api.match(sent.method, parts.path.encode())
    if matched is None or matched[0] is not operation:
        yield "path", f"it means {matched[0] if matched else 'nothing that the document knows'}, not {operation}"
        return
    path, query, body = _expected(target, case, list(matched[1]))
    if matched[1] != path:
        yield "path parameters", f"they are {matched[1]}, but the arguments {path}"
    yield from _query(target, query, parts.query)
    yield from _headers(target, case, sent)
    yield from _body(target, body, sent)


def _expected(target: Target, case: Case, names: list[str]) -> tuple[dict[str, str], dict[str, str], Any]:
    """Return the path parameters, the query and the body that the arguments have to become; None where there is no body."""
    if target.carriage is not None:
        carried = target.carriage.request(target.given(case.request))
        return carried.path, carried.query, carried.body
    given = iter(case.request.args)
    path = {name: target.standing.get(name) or _text(next(given, None)) for name in names}
    query = {name: _text(value) for name, value in case.request.kwargs.items() if name != "if_match"}
    body = next(given, None)
    content = body.to_dict() if isinstance(body, Model) else body
    return path, {"api-version": target.api.version, **query}, content


def _query(target: Target, expected: dict[str, str], query: str) -> Iterator[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    if sorted(pairs) != sorted(expected.items()):
        yield "query", f"it says {pairs}, but the arguments {expected}"
    try:
        target.wire_api.document.operations[target.wire.id].query_values(pairs)
    except Refusal as refusal:
        yield "query", str(refusal)


def _headers(target: Target, case: Case, sent: Sent) -> Iterator[tuple[str, str]]:
    if sent.headers.get("authorization") != target.token:
        yield "authorization", "the header Authorization is not the token"
    if sent.headers.get("accept") != "application/json":
        yield "accept", f"the header Accept is {sent.headers.get('accept')!r}"
    if sent.headers.get("if-match") != case.request.kwargs.get("if_match"):
        yield "if-match", f"the header If-Match is {sent.headers.get('if-match')!r}"
    media_type = sent.headers.get("content-type")
    if media_type not in (target.wire.media_types if sent.body else (None,)):
        yield "content-type", f"the header Content-Type is {media_type!r}"


def _body(target: Target, body: Any, sent: Sent) -> Iterator[tuple[str, str]]:
    if body is None:
        if sent.body:
            yield "body", "there is a body, though there should be none"
        return
    content = orjson.loads(sent.body)
    problem = difference(content, body, exact=True)
    if problem:
        yield "body", f"the body is not what the argument holds: {problem}"
    try:
        target.wire_api.document.operations[target.wire.id].check_body(content)
    except Refusal as refusal:
        yield "body schema", str(refusal)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
