"""Etags: a new one at each change of a resource, and conditional writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_object
from ..state.identity import EtagForm
from .errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..state.application import Application
    from .calls import Call

__all__ = ["check_etag", "renewed"]


def check_etag(call: Call, stored: Mapping[str, Any] | None) -> None:
    """Refuse a write that is conditional on another state of the resource than the present one.

    Args:
        call: the write; it may name an etag in the header `If-Match`, in the body's member `etag`, or in both.
        stored: the resource as it is; None where the write creates it, so that any named etag is outdated.

    Raises:
        ServiceError: 412: a named etag is neither the present one nor `*`.
    """
    present = _opaque(stored["etag"]) if stored is not None and "etag" in stored else None
    for wanted in _conditions(call):
        if (stored is None or "*" not in wanted) and present not in wanted:
            message = (
                "There is no such resource yet, so no etag of it can be named: leave the etag out to create it."
                if stored is None
                else "The resource was changed in the meantime: the etag of the request is not the present one."
            )
            raise ServiceError(412, "PreconditionFailed", message)


def renewed(app: Application, content: Mapping[str, Any], form: EtagForm = EtagForm.QUOTED) -> dict[str, Any]:
    """Return a document with a new etag, which replaces the one that it has."""
    return {**content, "etag": app.identity.etag(form)}


def _conditions(call: Call) -> Iterator[set[str]]:
    """Return the sets of etags that a request names: the present etag must be in each of them."""
    header = call.headers.get(call.operation.roles.get("etag", "If-Match").lower())
    if header is not None:
        yield {_opaque(part) for part in header.split(",")}
    body = call.body
    if is_object(body) and isinstance(body.get("etag"), str):
        yield {_opaque(body["etag"])}


def _opaque(text: str) -> str:
    """Remove the quotes of the header's form, which some etags of the service have in bodies too."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
