"""Request log: the last requests and how they were answered, without secrets."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_plus

from ..state.clock import timestamp

__all__ = ["KEPT", "LoggedRequest", "Noted", "RequestLog", "shown_path", "shown_query"]

KEPT = 1000
"""Requests that are kept."""

_LENGTH = 1000
"""Characters of a path or a query that are kept."""

_SHOWN = frozenset(
    {"api-version", "filter", "orderby", "maxpagesize", "expand", "unmodeled", "$skiptoken", "type", "x-iot-region"}
    | {"$filter", "$orderby", "$top"}
)
"""Query parameters whose values are not secret; those of others, such as `access_token`, are not kept."""

_HIDDEN = "***"

_SHORT = 256
"""Bytes of queries whose logged form is remembered."""


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request and how it was answered.

    Attributes:
        time: when it arrived, by the emulator's clock.
        application: the application that it was for; None: the host names none.
        method: the HTTP method.
        path: as it was sent.
        query: as it was sent, except for the values of parameters that may be secret.
        operation: its operationId; None: it was refused before it was known.
        status: HTTP status; None: the connection was cut instead.
        error: the error's code.
        request_id: the request id of the error envelope; other responses have none.
        unknown_members: top-level members of the body that no schema of the version knows; they are ignored.
        duration: seconds until it was answered, by the machine's clock: the only member that differs from run to run, so
            that it does not count in comparisons and is not served.
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
    unknown_members: tuple[str, ...] = ()

    def shown(self) -> dict[str, Any]:
        """Return the request as `GET /_emulator/requests` shows it."""
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
            "unknownMembers": list(self.unknown_members),
        }


Noted = tuple[
    datetime, str | None, str, str, str, str | None, int | None, str | None, str | None, float, tuple[str, ...]
]
"""The attributes of a request, in their order."""


class RequestLog:
    """The last requests, oldest first, and those who watch them.

    Attributes:
        added: number of requests that were ever added, which is the number of the last one.
        ended: whether nobody is to watch any more.
    """

    def __init__(self) -> None:
        self._kept: deque[LoggedRequest | Noted] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Event] = set()
        self.added = 0
        self.ended = False

    def add(self, request: LoggedRequest | Noted) -> None:
        """Add a request, or what one is made of when it is looked at; when the log is full, the oldest is dropped."""
        self._kept.append(request)
        self.added += 1
        self._wake()

    def clear(self) -> None:
        """Forget the requests; their numbers are not used again."""
        self._kept.clear()

    def latest(self, count: int = KEPT) -> list[LoggedRequest]:
        """Return the last requests, at most `count`, oldest first."""
        return [_looked_at(request) for request in list(self._kept)[-count:]]

    def after(self, number: int) -> list[tuple[int, LoggedRequest]]:
        """Return the kept requests after one, each with its number; all of them if the number was never used."""
        first = self.added - len(self._kept) + 1
        known = number if number <= self.added else 0
        return [(place, _looked_at(request)) for place, request in enumerate(self._kept, first) if place > known]

    @contextmanager
    def watched(self) -> Generator[asyncio.Event, None, None]:
        """Return an event that is set when a request is added, within the block, or when watching ends."""
        woken = asyncio.Event()
        self._watchers.add(woken)
        try:
            yield woken
        finally:
            self._watchers.discard(woken)

    def end_watching(self) -> None:
        """Have those who watch stop, since the emulator is closed."""
        self.ended = True
        self._wake()

    def _wake(self) -> None:
        for woken in self._watchers:
            woken.set()


def _looked_at(request: LoggedRequest | Noted) -> LoggedRequest:
    return request if isinstance(request, LoggedRequest) else LoggedRequest(*request)


def shown_path(raw: bytes) -> str:
    """Return a path as it is logged."""
    return raw[:_LENGTH].decode("latin-1")


def shown_query(raw: bytes) -> str:
    """Return a query as it is logged: as it was sent, without values that may be secret."""
    return (_shown_query if len(raw) <= _SHORT else _shown_query.__wrapped__)(raw)


@lru_cache(maxsize=256)
def _shown_query(raw: bytes) -> str:
    shown: list[str] = []
    for part in raw.decode("latin-1").split("&"):
        name, equals, _ = part.partition("=")
        known = equals and unquote_plus(name) in _SHOWN
        shown.append(part if known or not part else f"{name}={_HIDDEN}" if equals else _HIDDEN)
    return "&".join(shown)[:_LENGTH]
