"""Pollers without their I/O: the operation, its monitor, and the token that it is resumed from."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

from ._continuation import Continuation
from ._monitor import LongRunningOperation, StatusMonitor

if TYPE_CHECKING:
    import httpx

    from .._core.operation import Request
    from .._core.session import SessionBase

__all__ = ["PollerBase", "monitor_of_begun", "monitor_of_resumed"]

T = TypeVar("T")


class PollerBase(Generic[T]):
    """A long-running operation and how it goes, without the I/O."""

    def __init__(self, operation: LongRunningOperation[T], monitor: StatusMonitor[T]) -> None:
        self._operation = operation
        self._monitor = monitor

    def continuation_token(self) -> str:
        """Return a text that the operation's `resume_…` method goes on from, in another process too.

        It has the addresses that are asked, safe in a URL, and no credential.

        Raises:
            PollingError: the service named an address that must not be asked.
        """
        return self._monitor.continuation().written()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._monitor!r}>"


def monitor_of_begun(
    session: SessionBase, operation: LongRunningOperation[T], request: Request, response: httpx.Response
) -> StatusMonitor[T]:
    """Return the monitor of an operation whose first request was answered."""
    now = time.monotonic()
    monitor = StatusMonitor(operation, request.target, session.base_url, now=now)
    monitor.begun(response, now, time.time())
    return monitor


def monitor_of_resumed(session: SessionBase, operation: LongRunningOperation[T], token: str) -> StatusMonitor[T]:
    """Return the monitor of an operation that was begun elsewhere.

    Raises:
        ConfigurationError: the token is damaged, or of another operation, endpoint or client.
    """
    kept = Continuation.read(token, operation, session.base_url, session.parameters)
    monitor = StatusMonitor(operation, kept.target, session.base_url, now=time.monotonic())
    monitor.resume(kept)
    return monitor
