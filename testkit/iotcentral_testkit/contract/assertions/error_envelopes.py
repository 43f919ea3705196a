"""Error envelopes of the APIs: the members of `error` and their formats; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from ...openapi.json_types import is_array, is_object
from ..engine.exchange import Exchange

__all__ = ["data_plane_envelope", "resource_manager_envelope", "time_apart"]

_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (GMT|UT|[+-]\d{4})"
)

_RESOURCE_MANAGER = frozenset({"code", "message", "target", "details", "additionalInfo", "innererror"})
"""Members of an error of Azure Resource Manager (common types, `ErrorDetail`; REST guidelines, `innererror`)."""


def data_plane_envelope(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Return the problems of an error of an application, as (subject, message) pairs."""
    error = _error(exchange)
    if error is None:
        yield "error", _without(exchange)
        return
    for name in ("code", "message", "requestId", "time"):
        value = error.get(name)
        if name not in error:
            if name in {"code", "message"}:
                yield name, f'{exchange.status} is answered with an "error" that lacks {name!r}'
        elif not isinstance(value, str) or not value:
            yield name, f"error.{name} should be text, but is {value!r}"
        elif name == "time" and _DATE.fullmatch(value) is None:
            yield name, f"error.time should be a date as in RFC 1123, but is {value!r}"


def time_apart(exchange: Exchange) -> timedelta | None:
    """Return how far the time of an error is from that of its response; None where one of them is not told."""
    told = (_error(exchange) or {}).get("time")
    try:
        return abs(parsedate_to_datetime(str(told)) - parsedate_to_datetime(exchange.headers.get("date", "")))
    except (TypeError, ValueError):
        return None


def resource_manager_envelope(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Return the problems of an error of Azure Resource Manager, as (subject, message) pairs."""
    error = _error(exchange)
    if error is None:
        yield "error", _without(exchange)
        return
    yield from _detail(exchange.status, error, "error")


def _detail(status: int, error: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    for name in ("code", "message"):
        value = error.get(name)
        if not isinstance(value, str) or not value:
            yield name, f"{status} is answered with {place}.{name} {value!r}, where text was expected"
    target, details = error.get("target"), error.get("details")
    if target is not None and not isinstance(target, str):
        yield "target", f"{place}.target should be text, but is {target!r}"
    for name in sorted(error.keys() - _RESOURCE_MANAGER):
        yield name, f"{place}.{name} is not a member of an error of Azure Resource Manager"
    if details is not None and not is_array(details):
        yield "details", f"{place}.details should be an array, but is {details!r}"
        return
    for part in details or ():
        if is_object(part):
            yield from _detail(status, part, f"{place}.details")
        else:
            yield "details", f"{place}.details should hold errors, but holds {part!r}"


def _error(exchange: Exchange) -> dict[str, Any] | None:
    error = exchange.content.get("error")
    return error if is_object(error) else None


def _without(exchange: Exchange) -> str:
    shown = repr(exchange.body[:80].decode(errors="replace")) if exchange.body else "empty"
    return f'{exchange.status} is answered without the object "error": {shown}'
