"""The request log: what was asked last and how it was answered, without secrets, for whoever wants to look."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from ..state.clock import timestamp

__all__ = ["KEPT", "LoggedRequest", "RequestLog", "shown_path", "shown_query"]

KEPT = 1000
"""Requests that are remembered."""

_LENGTH = 1000
"""Characters of a path or a query that are remembered."""

_SHOWN = frozenset(
    {"api-version", "filter", "orderby", "maxpagesize", "expand", "unmodeled", "$skiptoken", "type", "x-iot-region"}
)
"""Query parameters whose values are no secrets; those of others, such as `access_token` and `sig`, are not kept."""

_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request and what became of it.

    Attributes:
        time: when it arrived, by the emulator's clock.
        application: who was asked; None: the host names no application.
        method: the HTTP method.
        path: as it was sent.
        query: as it was sent, but for the values of parameters that may be secrets.
        operation: its operationId; None: it was refused before it was known.
        status: HTTP status; None: the connection was cut instead.
        error: the error's code.
        request_id: what the error envelope names; answers without one have none.
        duration: seconds until it was answered, by the machine's clock: alone in not being the same each time, so that
            it does not count in comparisons and is not served.
    """

    time: datetime
    application: str | None
    method: str
    path: str
    query: str
    operation: str | None
    status: int | None
    error: str | None
    request_id: str | None
    duration: float = field(compare=False)

    def shown(self) -> dict[str, Any]:
        """Return it as `GET /_emulator/requests` does."""
        return {
            "time": timestamp(self.time),
            "application": self.application,
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "operationId": self.operation,
            "status": self.status,
            "errorCode": self.error,
            "requestId": self.request_id,
        }


class RequestLog:
    """The last requests, oldest first."""

    def __init__(self) -> None:
        self._kept: deque[LoggedRequest] = deque(maxlen=KEPT)

    def add(self, request: LoggedRequest) -> None:
        """Remember one; the oldest is forgotten."""
        self._kept.append(request)

    def latest(self, count: int = KEPT) -> list[LoggedRequest]:
        """Return the last ones, at most so many, oldest first."""
        return list(self._kept)[-count:]


def shown_path(raw: bytes) -> str:
    """Return a path as it is logged."""
    return raw[:_LENGTH].decode("latin-1")


def shown_query(raw: bytes) -> str:
    """Return a query as it is logged: as it was sent, without what may be secret."""
    shown: list[str] = []
    for part in raw.decode("latin-1").split("&"):
        name, equals, _ = part.partition("=")
        known = equals and unquote_plus(name) in _SHOWN
        shown.append(part if known or not part else f"{name}={_HIDDEN}" if equals else _HIDDEN)
    return "&".join(shown)[:_LENGTH]
