"""Request bodies: content coding, media type, JSON, and the schema of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_object
from ...openapi.strict_json import JsonBodyError, decode_json
from .errors import ServiceError, bad_request, unprocessable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...openapi.documents import Route
    from .calls import Call

__all__ = ["body_of", "check_body", "check_coding", "check_whole", "json_of", "unknown_members"]

_PLAIN, _OPERATIONS = "application/json", "application/json-patch+json"
"""What every PATCH takes, whatever its document says, as released tools of the service send nothing else; and what none takes."""

_CONTEXT = "@context"
"""Member of every document in JSON-LD, whether or not its schema names it; such a document has others that begin with an @."""

_CLAUSES = 10
"""Validation errors that a message names."""


def body_of(route: Route, headers: dict[str, str], content: bytes) -> Any:
    """Return the parsed body of a request; None where there is none.

    Raises:
        ServiceError: 400: it is missing, not JSON, or a JSON patch; 415: it is of another media type, or encoded.
    """
    if not route.media_types:
        return None
    if not content:
        if route.body_required:
            raise bad_request("The request needs a body.")
        return None
    check_coding(headers)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if route.method == "PATCH" and media_type == _OPERATIONS:
        raise bad_request(f"The content type {_OPERATIONS} is not taken: send the changed members, not operations.")
    if media_type not in route.media_types and not (route.method == "PATCH" and media_type == _PLAIN):
        expected = " or ".join(route.media_types)
        raise ServiceError(415, "UnsupportedMediaType", f'The content type "{media_type}" is not {expected}.')
    return json_of(content)


def check_coding(headers: Mapping[str, str]) -> None:
    """Refuse a body that is compressed: nothing says that the service unpacks any.

    Raises:
        ServiceError: 415: the header Content-Encoding names another coding than `identity`.
    """
    coding = headers.get("content-encoding")
    if coding is None or all(name.strip().lower() in {"", "identity"} for name in coding.split(",")):
        return
    message = (
        f'The content encoding "{coding}" is not taken: send the body as it is, without the header Content-Encoding.'
    )
    raise ServiceError(415, "UnsupportedMediaType", message, {"Accept-Encoding": "identity"})


def json_of(content: bytes) -> Any:
    """Parse a body.

    Raises:
        ServiceError: 400: it is not JSON.
    """
    try:
        return decode_json(content)
    except JsonBodyError as error:
        raise bad_request(str(error)) from None


def check_body(route: Route, body: Any) -> None:
    """Check a request body against the schema of the document.

    Raises:
        ServiceError: 422: it is not valid.
    """
    clauses = route.body_problems(body)
    if clauses:
        raise unprocessable(*clauses[:_CLAUSES])


def unknown_members(route: Route, body: Any) -> list[str]:
    """Return the top-level members of a body that no schema knows, and that are ignored.

    A PATCH may send back what was read, so the members by which the item is created are known, the read-only ones too.
    """
    known = route.body_members(body)
    if known is None or not is_object(body):
        return []
    if route.creation is not None:
        known |= route.creation.body_members(body) or frozenset()
    if any(name.startswith("@") for name in known):
        known |= {_CONTEXT}
    return [name for name in body if name not in known]


def check_whole(call: Call, content: Any) -> None:
    """Check what a write makes of an item against the schema by which it is created.

    Members that are kept beside what handlers keep are not part of the content.

    Raises:
        ServiceError: 422: it is not valid.
    """
    beside = {name: part for name, part in call.beside.items() if name not in content}
    check_body(call.operation.creation or call.operation, {**content, **beside})
