"""Base of the pollers, without I/O: the operation, its monitor, and its continuation token."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

from ._continuation import Continuation
from ._monitor import StatusMonitor
from ._operation import LongRunningOperation

if TYPE_CHECKING:
    import httpx

    from .._core.operation import PreparedRequest
    from .._core.session import SessionBase

__all__ = ["PollerBase", "monitor_of_begun", "monitor_of_resumed"]

T = TypeVar("T")


class PollerBase(Generic[T]):
    """Long-running operation and its monitor, without I/O."""

    def __init__(self, operation: LongRunningOperation[T], monitor: StatusMonitor[T]) -> None:
        self._operation = operation
        self._monitor = monitor

    def continuation_token(self) -> str:
        """Return a text from which the operation's `resume_…` method continues, also in another process.

        It holds the addresses to request, is safe in a URL, and has no credential.

        Raises:
            PollingError: the service named an address that must not be requested.
        """
        return self._monitor.continuation().written()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._monitor!r}>"


def monitor_of_begun(
    session: SessionBase, operation: LongRunningOperation[T], request: PreparedRequest, response: httpx.Response
) -> StatusMonitor[T]:
    """Return the monitor of an operation, from the response to its first request."""
    now = time.monotonic()
    monitor = StatusMonitor(operation, request.target, session.base_url, now=now)
    monitor.begun(response, now, time.time())
    return monitor


def monitor_of_resumed(session: SessionBase, operation: LongRunningOperation[T], token: str) -> StatusMonitor[T]:
    """Return the monitor of an operation that was started elsewhere.

    Raises:
        ConfigurationError: the token is damaged, or belongs to another operation, endpoint or client.
    """
    kept = Continuation.read(token, operation, session.base_url, session.parameters)
    monitor = StatusMonitor(operation, kept.target, session.base_url, now=time.monotonic())
    monitor.resume(kept)
    return monitor
