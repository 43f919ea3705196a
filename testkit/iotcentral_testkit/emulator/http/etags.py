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

__all__ = ["check_conditions", "check_etag", "has_conditions", "renewed"]

_UNLESS = "if-none-match"


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
            raise ServiceError(412, "PreconditionFailed", _why_not_met(stored))


def _why_not_met(stored: Mapping[str, Any] | None) -> str:
    if stored is None:
        return "There is no such resource yet, so no etag of it can be named: leave the etag out to create it."
    if "etag" not in stored:
        return "The resource has no etag, so none can be named: leave the etag out, or name *."
    return "The resource was changed in the meantime: the etag of the request is not the present one."


def has_conditions(call: Call) -> bool:
    """Return whether the headers of a request make it conditional."""
    return _header(call) in call.headers or _UNLESS in call.headers


def check_conditions(call: Call, present: Mapping[str, Any] | None) -> None:
    """Refuse a write whose headers `If-Match` and `If-None-Match` are not met: whoever sends one relies on it.

    No document names the second, nor the first on a PUT or DELETE.

    Args:
        call: the write.
        present: the resource as a GET shows it; None where there is none.

    Raises:
        ServiceError: 412: they are not met.
    """
    documented = "etag" in call.operation.roles  # then the operation itself checks it
    if _header(call) in call.headers and not documented and (present is not None or call.operation.method == "PUT"):
        check_etag(call, present)  # of what is not there, the operation says so
    unless = call.headers.get(_UNLESS)
    if unless is None or present is None:
        return
    named = _listed(unless)
    if "*" in named or (is_object(present) and _opaque(str(present.get("etag"))) in named):
        message = "The resource exists already, in a state that the header If-None-Match of the request excludes."
        raise ServiceError(412, "PreconditionFailed", message)


def renewed(app: Application, content: Mapping[str, Any], form: EtagForm = EtagForm.QUOTED) -> dict[str, Any]:
    """Return a document with a new etag, which replaces the one that it has."""
    return {**content, "etag": app.identity.etag(form)}


def _conditions(call: Call) -> Iterator[set[str]]:
    """Return the sets of etags that a request names: the present etag must be in each of them."""
    header = call.headers.get(_header(call))
    if header is not None:
        yield _listed(header)
    body = call.body
    if is_object(body) and isinstance(body.get("etag"), str):
        yield {_opaque(body["etag"])}


def _header(call: Call) -> str:
    return call.operation.roles.get("etag", "If-Match").lower()


def _listed(header: str) -> set[str]:
    return {_opaque(part) for part in header.split(",")}


def _opaque(text: str) -> str:
    """Remove the quotes of the header's form, which some etags of the service have in bodies too."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
