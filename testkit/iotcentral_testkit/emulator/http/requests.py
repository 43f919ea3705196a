"""Parts of a request as it arrived, for the data plane and the control plane alike, and the state of its handling."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ...openapi.malformed import MalformedRequestError
from .errors import bad_request

if TYPE_CHECKING:
    from ...openapi.documents import Document, Match, Route
    from .faults import FaultEffect
    from .transport import AsgiScope

__all__ = [
    "RequestHandling",
    "check_headers",
    "check_known",
    "is_control_plane",
    "is_own",
    "match_path",
    "path_of",
    "path_values",
    "query_of",
    "query_values",
    "url_of",
    "version_of",
]


_CONTROL_PLANE = (b"/subscriptions/", b"/providers/")
_OWN = b"/_emulator/"

_PAGE_TOKEN = "$skiptoken"  # noqa: S105  # the name of a parameter
_OF_ALL = frozenset({"api-version", _PAGE_TOKEN})
"""Query parameters of every operation, the second in next links."""

_SHORT = 256
"""Bytes of queries that are remembered: most are one of few, such as that of an api-version alone."""


@dataclass(slots=True)
class RequestHandling:
    """State of the handling of one request.

    Attributes:
        path: of the request, as it was sent.
        status: HTTP status of the response.
        content: its body.
        headers: its headers, beside those that every response has.
        fault: what the fault plan does to the request.
        application: name of the application that the request is for; None: for none.
        operation: its operationId; None: it was refused before it was known.
        error: code of the error.
        request_id: the request id that the response names.
        logged: whether the request log keeps it.
        unknown_members: top-level members of the body that no schema knows.
    """

    path: bytes
    status: int = 500
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    fault: FaultEffect | None = None
    application: str | None = None
    operation: str | None = None
    error: str | None = None
    request_id: str | None = None
    logged: bool = True
    unknown_members: tuple[str, ...] = ()


def is_control_plane(path: bytes) -> bool:
    """Return whether a path is one of Azure Resource Manager."""
    return path.lower().startswith(_CONTROL_PLANE)


def is_own(path: bytes) -> bool:
    """Return whether a path is one of the emulator's own."""
    return path == b"/" or path.startswith(_OWN)


def path_of(scope: AsgiScope) -> bytes:
    """Return the path as it was sent, before anything was decoded; proxies send whole URLs."""
    raw: bytes = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    if not raw.startswith(b"/") and b"://" in raw:
        raw = b"/" + raw.partition(b"://")[2].partition(b"/")[2]
    return raw


def query_of(scope: AsgiScope) -> list[tuple[str, str]]:
    """Return the query parameters, in their order.

    Raises:
        ServiceError: 400: they are not UTF-8.
    """
    raw: bytes = scope["query_string"]
    try:
        return list((_parsed if len(raw) <= _SHORT else _parsed.__wrapped__)(raw))
    except UnicodeDecodeError:
        raise bad_request("The query is not valid UTF-8.") from None


@lru_cache(maxsize=256)
def _parsed(raw: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(raw.decode(), keep_blank_values=True, errors="strict"))


def version_of(pairs: list[tuple[str, str]]) -> str | None:
    """Return the api-version; clients that follow a next link may add theirs once more.

    Raises:
        ServiceError: 400: there is more than one.
    """
    version = None
    for name, value in pairs:
        if name == "api-version":
            if version not in {None, value}:
                raise bad_request("The query names more than one api-version.")
            version = value
    return version


def url_of(scope: AsgiScope, headers: dict[str, str]) -> str:
    """Return the scheme, host and port that a request was sent to."""
    return f"{scope['scheme']}://{headers.get('host', 'localhost')}"


def match_path(document: Document, path: bytes) -> Match | None:
    """Return the operations of a path, or None.

    Raises:
        ServiceError: 400: the path is not UTF-8.
    """
    try:
        return document.match(path)
    except MalformedRequestError as error:
        raise bad_request(str(error)) from None


def path_values(route: Route, segments: list[str]) -> dict[str, str]:
    """Return the path parameters of a request.

    Raises:
        ServiceError: 400: one of them is not valid by the document.
    """
    try:
        return route.path_values(segments)
    except MalformedRequestError as error:
        raise bad_request(str(error)) from None


def query_values(route: Route, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the query parameters of a request, typed.

    Raises:
        ServiceError: 400: a required one is missing, or one of them is not valid by the document.
    """
    try:
        return route.query_values(pairs)
    except MalformedRequestError as error:
        raise bad_request(str(error)) from None


def check_known(route: Route, pairs: list[tuple[str, str]]) -> None:
    """Refuse query parameters that an operation does not have.

    Raises:
        ServiceError: 400: there is one.
    """
    known = route.query_names | _OF_ALL
    unknown = [name for name, _ in pairs if name not in known]
    if unknown:
        there = ", ".join(sorted(known - {_PAGE_TOKEN}))
        raise bad_request(f'{route.id} has no query parameter "{unknown[0]}"; known are {there}.')


def check_headers(route: Route, headers: dict[str, str]) -> None:
    """Check the header parameters of a request.

    Raises:
        ServiceError: 400: a required one is missing, or one of them is not valid by the document.
    """
    try:
        route.check_headers(headers)
    except MalformedRequestError as error:
        raise bad_request(str(error)) from None
