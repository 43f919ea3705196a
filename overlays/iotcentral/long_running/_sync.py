# Made from long_running/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Pollers of long-running operations: status, waiting, result; and the resources that start such operations.

A poller is thin: `StatusMonitor` decides, the poller sends and sleeps. It has no thread or task of its own.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from .._core.resource import NO_ARGUMENTS
from .._core.sync.concurrency import sleep
from .._core.sync.resource import Resource
from .._core.sync.session import Session
from .._core.types import UNSET
from ._deadline import Deadline
from ._monitor import StatusMonitor
from ._operation import LongRunningOperation
from ._poller import PollerBase, monitor_of_begun, monitor_of_resumed

if TYPE_CHECKING:
    import httpx

    from .._core.operation import Arguments, PreparedRequest

__all__ = ["LongRunningResource", "Poller", "begin", "resume"]

T = TypeVar("T")


class Poller(PollerBase[T]):
    """Poller of a long-running operation; use it from one thread at a time.

    Only the methods here send requests, after the pauses that the service asks for (`Retry-After`), else after pauses
    that grow from 1 to 15 s. Whatever a method raises the poller can be used again.
    """

    def __init__(self, session: Session, operation: LongRunningOperation[T], monitor: StatusMonitor[T]) -> None:
        super().__init__(operation, monitor)
        self._session = session

    def status(self) -> str:
        """Return the state in the service's words; `Succeeded`, `Failed` and `Canceled` are final.

        A request is sent if the service's pause is over; else the state is the last one reported.

        Raises:
            ApiError, DecodingError, TransportError: the request failed, or the response has no state.
            PollingError: the service named no address of the status, or an unusable one.
        """
        if not self._monitor.over and not self._monitor.due(time.monotonic()):
            self._request_status()
        return self._monitor.state

    def done(self) -> bool:
        """Return whether the operation has ended, in whatever state; sends and raises as `status` does."""
        self.status()
        return self._monitor.over

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the operation has succeeded.

        Args:
            timeout: seconds to wait at most, checked between requests; 0: one request, unless the service's pause is not
                over; None: no limit.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: the time is up; the operation continues, and can be waited for again.
            ApiError, DecodingError, TransportError, PollingError: as `status` does.
            ConfigurationError: `timeout` is negative.
        """
        deadline = Deadline(timeout, time.monotonic())
        while not self._monitor.over:
            now = time.monotonic()
            pause = deadline.pause(self._monitor.due(now), now)
            if pause is None:
                raise self._monitor.timed_out(timeout)
            if pause > 0:
                sleep(pause)
            else:
                self._request_status()
        self._monitor.check()

    def result(self, timeout: float | None = None) -> T:
        """Wait until the operation has succeeded, and return its result, the same each time; None after a deletion.

        Args:
            timeout: as for `wait`.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: the time is up; the operation continues, and can be waited for again.
            ApiError, DecodingError, TransportError, PollingError: as `status` does.
            ConfigurationError: `timeout` is negative.
        """
        self.wait(timeout)
        request = self._monitor.closing()
        if request is not None:
            self._monitor.closed(self._session.send(self._operation, request))
        return self._monitor.value()

    def _request_status(self) -> None:
        response = self._session.send(self._operation, self._monitor.next())
        self._monitor.answered(response, time.monotonic(), time.time())


def begin(
    session: Session, operation: LongRunningOperation[T], request: PreparedRequest
) -> tuple[Poller[T], httpx.Response]:
    """Send the first request of an operation, and return its poller, and the response.

    Raises:
        ApiError: the service rejected the request.
    """
    response = session.send(operation, request)
    return Poller(session, operation, monitor_of_begun(session, operation, request, response)), response


def resume(session: Session, operation: LongRunningOperation[T], token: str) -> Poller[T]:
    """Return the poller of an operation that was started elsewhere; nothing is sent.

    Raises:
        ConfigurationError: the token is damaged, or belongs to another operation, endpoint or client.
    """
    return Poller(session, operation, monitor_of_resumed(session, operation, token))


class LongRunningResource(Resource):
    """Resource with long-running operations."""

    def _begin(
        self,
        operation: LongRunningOperation[T],
        path: Arguments = NO_ARGUMENTS,
        query: Arguments = NO_ARGUMENTS,
        headers: Arguments = NO_ARGUMENTS,
        body: object = UNSET,
    ) -> Poller[T]:
        request = operation.request(path, query, headers, body)
        return self._returned(*begin(self._session, operation, request))

    def _resume(self, operation: LongRunningOperation[T], token: str) -> Poller[T]:
        return resume(self._session, operation, token)
