"""Attempts at one request: the decisions that the sessions share.

`Attempts` combines the policies: the limiter decides when an attempt may begin, the retry policy whether there is
another; the log and the hooks get an event for each. Readings of the clocks are arguments, and there is no I/O.
"""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from ..errors import DecodingError, IoTCentralError, TransportError, TransportTimeoutError
from .retry import RetryPolicy, RetrySchedule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .operation import Operation, PreparedRequest
    from .throttle import Limiter

__all__ = ["ATTEMPTS", "Attempts", "Event", "Hook"]

ATTEMPTS = "iotcentral.attempts"
"""Key of the attempts that led to a response, in its `extensions`."""

_CLIENT_ID = "x-ms-client-request-id"

_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_NOT_WORTH_REPEATING = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.DecodingError, httpx.InvalidURL)

_Failure = httpx.RequestError | httpx.InvalidURL
"""Errors of `httpx`; `InvalidURL` also for a redirect to an invalid URL, although it is not followed."""

_log = logging.getLogger("iotcentral")


class Event(NamedTuple):
    """Completed attempt, as hooks receive it; it holds no token and no content."""

    operation: str
    """operationId."""
    method: str
    path: str
    """The path template, without parameter values."""
    base_url: str
    attempt: int
    """Number of the attempt; 1 is the first."""
    status: int | None
    """HTTP status; None if there was no response."""
    error: str | None
    """Class of the error; None if there was a response."""
    started: float
    """Seconds since the epoch."""
    duration: float
    """Seconds from sending to the end of the response."""
    delayed: float
    """Seconds that the limiter delayed the attempt."""
    client_request_id: str


Hook = Callable[[Event], None]
"""Function called after each attempt, in the thread or task of the caller; what it raises goes to the caller."""


class Attempts:
    """Attempts at one request.

    Args:
        operation: the operation.
        request: the request to send.
        base_url: the address that it is sent to.
        retry: the retry policy.
        limiter: the rate limiter; None: no limit.
        hooks: called after each attempt.
        now: reading of the monotonic clock.
    """

    def __init__(
        self,
        operation: Operation[Any],
        request: PreparedRequest,
        *,
        base_url: str,
        retry: RetryPolicy,
        limiter: Limiter | None,
        hooks: Sequence[Hook],
        now: float,
    ) -> None:
        self._operation = operation
        self._method = request.method  # of a later page or a poll, not the operation's
        self._base_url = base_url
        self._limiter = limiter
        self._hooks = hooks
        self._schedule = RetrySchedule(retry, request.method, now, random.random)
        self._client_id = _new_id()
        self._place: float | None = None
        self._began = now
        self._delayed = 0.0
        self.headers: Mapping[str, str] = {**request.headers, _CLIENT_ID: self._client_id}

    def delay(self, now: float) -> float:
        """Begin an attempt; return the seconds to wait before it is sent."""
        self._began, self._delayed, self._place = now, 0.0, None
        if self._limiter is not None:
            self._place = self._limiter.reserve(self._operation.rate, now)
            self._delayed = self._place - now
            self._began = self._place
        if not self._schedule.attempts:
            self._schedule.started = self._began  # waiting for the limiter does not count against the retries' budget
        return self._delayed

    def withdraw(self) -> None:
        """Withdraw an attempt that was begun and not sent."""
        if self._limiter is not None and self._place is not None:
            self._limiter.give_back(self._operation.rate, self._place)

    def answered(self, response: httpx.Response, now: float, date: float) -> float | None:
        """Process a response; return the seconds to wait before the next attempt, or None if there is none."""
        status = response.status_code
        if self._limiter is not None:
            asked = self._schedule.asked(response, date)
            self._limiter.answered(self._operation.rate, status, now, asked)
        # requests stay with the response, which goes into errors and, from there, into logs and pickles
        for request in (response.request, response.next_request, *(before.request for before in response.history)):
            _hide_token(request)
        pause = self._schedule.answered(response, now, date, success=self._operation.succeeded(status))
        response.extensions[ATTEMPTS] = tuple(self._schedule.attempts)
        self._report(status, None, now, date)
        return pause

    def failed(self, error: _Failure, now: float, date: float) -> float | None:
        """Process an error without a response; return the seconds to wait before the next attempt, or None if there is none."""
        if isinstance(error, httpx.RequestError):
            _hide_token(error.request)
        reached, hopeless = not isinstance(error, _NEVER_ARRIVED), isinstance(error, _NOT_WORTH_REPEATING)
        pause = self._schedule.failed(error, now, reached=reached, hopeless=hopeless)
        self._report(None, type(error).__name__, now, date)
        return pause

    def raised(self, error: _Failure) -> IoTCentralError:
        """Return the error for the caller."""
        raised: IoTCentralError
        if isinstance(error, httpx.DecodingError):
            raised = DecodingError(self._operation.id, "content in the encoding that its header names", str(error))
        else:
            kind = TransportTimeoutError if isinstance(error, httpx.TimeoutException) else TransportError
            raised = kind(
                f"{self._operation.id}: no response from {self._base_url} "
                f"({self._method} {self._operation.path}): "
                f"{type(error).__name__}: {str(error) or 'no details'}"
            )
        raised.attempts = tuple(self._schedule.attempts)
        raised.client_request_id = self._client_id
        return raised

    def _report(self, status: int | None, error: str | None, now: float, date: float) -> None:
        duration = now - self._began
        event = Event(
            self._operation.id,
            self._method,
            self._operation.path,
            self._base_url,
            len(self._schedule.attempts),
            status,
            error,
            date - duration,
            duration,
            self._delayed,
            self._client_id,
        )
        _log.debug(
            "%s %s -> %s, attempt %d, %.0f ms, client request id %s",
            event.method,
            event.path,
            error if status is None else status,
            event.attempt,
            duration * 1000,
            event.client_request_id,
        )
        for hook in self._hooks:
            hook(event)


def _hide_token(request: httpx.Request | None) -> None:
    if request is not None and "Authorization" in request.headers:
        request.headers["Authorization"] = "***"


def _new_id() -> str:
    """Return a random id in the form of a UUID."""
    text = os.urandom(16).hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
