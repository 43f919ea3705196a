"""Long-running operations, sync and async: how they go, waiting for them, their results.

Both pollers are thin and alike: `StatusMonitor` decides, they send and sleep. There is no thread or task behind them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

from .continuation import Continuation
from .long_running import Deadline, LongRunningOperation, StatusMonitor

if TYPE_CHECKING:
    import httpx

    from .operation import Request
    from .session import AsyncSession, Session

__all__ = ["AsyncPoller", "Poller", "begin", "begin_async", "resume", "resume_async"]

T = TypeVar("T")


class _Following(Generic[T]):
    """What both pollers know of their operation."""

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


class Poller(_Following[T]):
    """A long-running operation that the service goes on with; use it from one thread at a time.

    The service is asked only by the methods here, after the pauses that it asks for (`Retry-After`), else after ever
    longer ones of 1 to 15 s. Whatever a method raises, the poller can be used again.
    """

    def __init__(self, session: Session, operation: LongRunningOperation[T], monitor: StatusMonitor[T]) -> None:
        super().__init__(operation, monitor)
        self._session = session

    def status(self) -> str:
        """Return the state in the service's words, `Succeeded`, `Failed` and `Canceled` being the ends.

        The service is asked if its pause is over; else the state is as last told.

        Raises:
            ApiError, DecodingError, TransportError: the service could not be asked, or gave no state.
            PollingError: the service named no address, or an unusable one, to ask.
        """
        if not self._monitor.over and not self._monitor.due(time.monotonic()):
            self._ask()
        return self._monitor.state

    def done(self) -> bool:
        """Return whether the operation is over, well or not; asks and raises as `status` does."""
        self.status()
        return self._monitor.over

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the operation has succeeded.

        Args:
            timeout: seconds to wait at most, looked at between requests; 0: ask once, unless the service's pause is
                not over; None: no limit.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: time is up; the operation goes on, and can be waited for again.
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
                time.sleep(pause)
            else:
                self._ask()
        self._monitor.check()

    def result(self, timeout: float | None = None) -> T:
        """Wait until the operation has succeeded, and return its result, the same each time; None after a deletion.

        Args:
            timeout: as for `wait`.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: time is up; the operation goes on, and can be waited for again.
            ApiError, DecodingError, TransportError, PollingError: as `status` does.
            ConfigurationError: `timeout` is negative.
        """
        self.wait(timeout)
        request = self._monitor.closing()
        if request is not None:
            self._monitor.closed(self._session.send(self._operation, request))
        return self._monitor.value()

    def _ask(self) -> None:
        response = self._session.send(self._operation, self._monitor.next())
        self._monitor.answered(response, time.monotonic(), time.time())


class AsyncPoller(_Following[T]):
    """A long-running operation that the service goes on with; use it from one task at a time.

    The service is asked only by the methods here, after the pauses that it asks for (`Retry-After`), else after ever
    longer ones of 1 to 15 s. Whatever a method raises, cancellation included, the poller can be used again.
    """

    def __init__(self, session: AsyncSession, operation: LongRunningOperation[T], monitor: StatusMonitor[T]) -> None:
        super().__init__(operation, monitor)
        self._session = session

    async def status(self) -> str:
        """Return the state in the service's words, `Succeeded`, `Failed` and `Canceled` being the ends.

        The service is asked if its pause is over; else the state is as last told.

        Raises:
            ApiError, DecodingError, TransportError: the service could not be asked, or gave no state.
            PollingError: the service named no address, or an unusable one, to ask.
        """
        if not self._monitor.over and not self._monitor.due(time.monotonic()):
            await self._ask()
        return self._monitor.state

    async def done(self) -> bool:
        """Return whether the operation is over, well or not; asks and raises as `status` does."""
        await self.status()
        return self._monitor.over

    async def wait(self, timeout: float | None = None) -> None:
        """Wait until the operation has succeeded.

        Args:
            timeout: seconds to wait at most, looked at between requests; 0: ask once, unless the service's pause is
                not over; None: no limit.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: time is up; the operation goes on, and can be waited for again.
            ApiError, DecodingError, TransportError, PollingError: as `status` does.
            ConfigurationError: `timeout` is negative.
        """
        from anyio import sleep  # under asyncio and trio

        deadline = Deadline(timeout, time.monotonic())
        while not self._monitor.over:
            now = time.monotonic()
            pause = deadline.pause(self._monitor.due(now), now)
            if pause is None:
                raise self._monitor.timed_out(timeout)
            if pause > 0:
                await sleep(pause)
            else:
                await self._ask()
        self._monitor.check()

    async def result(self, timeout: float | None = None) -> T:
        """Wait until the operation has succeeded, and return its result, the same each time; None after a deletion.

        Args:
            timeout: as for `wait`.

        Raises:
            OperationFailedError: it failed or was cancelled.
            WaitTimeoutError: time is up; the operation goes on, and can be waited for again.
            ApiError, DecodingError, TransportError, PollingError: as `status` does.
            ConfigurationError: `timeout` is negative.
        """
        await self.wait(timeout)
        request = self._monitor.closing()
        if request is not None:
            self._monitor.closed(await self._session.send(self._operation, request))
        return self._monitor.value()

    async def _ask(self) -> None:
        response = await self._session.send(self._operation, self._monitor.next())
        self._monitor.answered(response, time.monotonic(), time.time())


def begin(session: Session, operation: LongRunningOperation[T], request: Request) -> Poller[T]:
    """Send the first request of an operation, and return its poller.

    Raises:
        ApiError: the service refused.
    """
    response = session.send(operation, request)
    return Poller(session, operation, _begun(session, operation, request, response))


async def begin_async(session: AsyncSession, operation: LongRunningOperation[T], request: Request) -> AsyncPoller[T]:
    """Send the first request of an operation, and return its poller.

    Raises:
        ApiError: the service refused.
    """
    response = await session.send(operation, request)
    return AsyncPoller(session, operation, _begun(session, operation, request, response))


def resume(session: Session, operation: LongRunningOperation[T], token: str) -> Poller[T]:
    """Return the poller of an operation that was begun elsewhere; nothing is sent.

    Raises:
        ConfigurationError: the token is damaged, or of another operation, endpoint or client.
    """
    return Poller(session, operation, _resumed(session, operation, token))


def resume_async(session: AsyncSession, operation: LongRunningOperation[T], token: str) -> AsyncPoller[T]:
    """Return the poller of an operation that was begun elsewhere; nothing is sent.

    Raises:
        ConfigurationError: the token is damaged, or of another operation, endpoint or client.
    """
    return AsyncPoller(session, operation, _resumed(session, operation, token))


def _begun(
    session: Session | AsyncSession, operation: LongRunningOperation[T], request: Request, response: httpx.Response
) -> StatusMonitor[T]:
    now = time.monotonic()
    monitor = StatusMonitor(operation, request.target, session.base_url, now=now)
    monitor.begun(response, now, time.time())
    return monitor


def _resumed(session: Session | AsyncSession, operation: LongRunningOperation[T], token: str) -> StatusMonitor[T]:
    kept = Continuation.read(token, operation, session.base_url, session.parameters)
    monitor = StatusMonitor(operation, kept.target, session.base_url, now=time.monotonic())
    monitor.resume(kept)
    return monitor
