"""One request as it came, and what becomes of it: the same for the data plane and the control plane."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ..openapi.documents import decode_json
from .errors import Refusal, bad_request

if TYPE_CHECKING:
    from ..openapi.documents import Operation
    from .faults import Disturbance
    from .rules import Firing
    from .wire import Scope

__all__ = ["Exchange", "body_of", "path_of", "query_of", "url_of", "version_of"]


@dataclass(slots=True)
class Exchange:
    """What becomes of one request.

    Attributes:
        status: HTTP status of the answer.
        content: its body.
        headers: its headers, beside those that every answer has.
        disturbance: what a fault does to it.
        application: name of the application that is asked; None: none is.
        operation: its operationId; None: it was refused before it was known.
        error: code of the error.
        request_id: what the answer names.
        logged: whether the request log remembers it.
        firing: a rule that is fired before the answer is sent.
    """

    status: int = 500
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    disturbance: Disturbance | None = None
    application: str | None = None
    operation: str | None = None
    error: str | None = None
    request_id: str | None = None
    logged: bool = True
    firing: Firing | None = None


def path_of(scope: Scope) -> bytes:
    """Return the path as it was sent, before anything was decoded; proxies send whole URLs."""
    raw: bytes = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    if not raw.startswith(b"/") and b"://" in raw:
        raw = b"/" + raw.partition(b"://")[2].partition(b"/")[2]
    return raw


def query_of(scope: Scope) -> list[tuple[str, str]]:
    """Read the query parameters, in their order.

    Raises:
        Refusal: they are no UTF-8.
    """
    raw: bytes = scope["query_string"]
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise bad_request("The query is not valid UTF-8.") from None


def version_of(pairs: list[tuple[str, str]]) -> str | None:
    """Return the api-version; clients that follow a next link may add theirs once more.

    Raises:
        Refusal: there is more than one.
    """
    versions = {value for name, value in pairs if name == "api-version"}
    if len(versions) > 1:
        raise bad_request("The query names more than one api-version.")
    return next(iter(versions), None)


def url_of(scope: Scope, headers: dict[str, str]) -> str:
    """Return scheme, host and port that a request came to."""
    return f"{scope['scheme']}://{headers.get('host', 'localhost')}"


def body_of(operation: Operation, headers: dict[str, str], content: bytes) -> Any:
    """Parse a request body; None where there is none.

    Raises:
        Refusal: it is missing, of another media type, or no JSON.
    """
    if not operation.media_types:
        return None
    if not content:
        if operation.body_required:
            raise bad_request("The request needs a body.")
        return None
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in operation.media_types:
        expected = " or ".join(operation.media_types)
        raise Refusal(415, "UnsupportedMediaType", f'The content type "{media_type}" is not {expected}.')
    return decode_json(content)
