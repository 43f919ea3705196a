"""Attempts at one request: the decisions that the sessions share.

`Attempts` combines the policies: the limiter decides when an attempt may begin, the retry policy whether there is
another; the log and the hooks get an event for each. Readings of the clocks are arguments, and there is no I/O.
"""

from __future__ import annotations

import logging
import os
import random
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from ..errors import (
    AnswerTooLargeError,
    DecodingError,
    IoTCentralError,
    RetryLaterError,
    TransportError,
    TransportTimeoutError,
)
from ..errors._shown import shown
from .events import Event, Hook
from .retry import RetrySchedule, retry_after
from .throttle import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .operation import Operation, PreparedRequest
    from .options import Options

__all__ = ["ATTEMPTS", "Attempts", "Event", "Hook"]

ATTEMPTS = "iotcentral.attempts"
"""Key of the attempts that led to a response, in its `extensions`."""

_CLIENT_ID = "x-ms-client-request-id"

_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_NOT_WORTH_REPEATING = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.DecodingError)
_WORTH_REPEATING = (httpx.RequestError, OSError)
"""Errors of the network. Others, such as `InvalidURL` and `UnicodeError`, come again with the next attempt."""

E = TypeVar("E", bound=IoTCentralError)

_log = logging.getLogger("iotcentral")


class Attempts:
    """Attempts at one request.

    Args:
        operation: the operation.
        request: the request to send.
        base_url: the address that it is sent to.
        options: time-outs, retry policy, limiter and hooks.
        now: reading of the monotonic clock.
    """

    def __init__(
        self,
        operation: Operation[Any],
        request: PreparedRequest,
        *,
        base_url: str,
        options: Options,
        now: float,
    ) -> None:
        self._operation = operation
        self._method = request.method  # of a later page or a poll, not the operation's
        self._base_url = base_url
        self._options = options
        self._limiter = options.limiter
        self.deadline = None if options.total is None else now + options.total
        """Reading of the monotonic clock at which the call is over; None: never."""
        self._schedule = RetrySchedule(
            options.retry, request.method, now, random.random, inf if self.deadline is None else self.deadline
        )
        self._client_id = _new_id()
        self._place: float | None = None
        self._began = now
        self._delayed = 0.0
        self._late = False
        self.headers: Mapping[str, str] = {**request.headers, _CLIENT_ID: self._client_id}

    def delay(self, now: float, date: float) -> float:
        """Begin an attempt; return the seconds to wait before it is sent.

        Args:
            now: reading of the monotonic clock.
            date: seconds since the epoch.

        Raises:
            RetryLaterError: the service asked to be left alone for longer than the call may wait.
            TransportTimeoutError: the limiter would hold the attempt back beyond the deadline of the call.
        """
        self._began, self._delayed, self._place = now, 0.0, None
        if self._limiter is not None:
            refusal = self._limiter.refusal(self._operation.rate, now)
            if refusal is not None:
                self._respect(refusal, refusal.reopens - now, date)
            self._place = self._limiter.reserve(self._operation.rate, now)
            self._delayed = self._place - now
            if self.deadline is not None and self._place > self.deadline:
                raise self._too_late(f"the limiter holds it back for {self._delayed:.1f} s")
            self._began = self._place
        if not self._schedule.attempts:
            self._schedule.started = self._began  # waiting for the limiter does not count against the retries' budget
        return self._delayed

    def _respect(self, refusal: Refusal, pause: float, date: float) -> None:
        """Raise an error if the call may not wait until the service takes requests again."""
        options = self._options
        read = httpx.Timeout(options.timeout).read
        left = inf if self.deadline is None else self.deadline - self._began
        reasons = {
            "it may not wait at all, with one attempt only (retry)": 0.0 if options.retry.attempts <= 1 else inf,
            f"it may take {options.total} s in all (total)": left,
            f"it waits {read} s for an answer (timeout)": inf if read is None else read,
            f"it may spend {options.retry.budget} s on retries (retry)": options.retry.budget,
        }
        reason, patience = min(reasons.items(), key=lambda each: each[1])
        if pause > patience:
            error = RetryLaterError(
                self._operation.id, refusal.response, date + refusal.asked_until - self._began, reason
            )
            raise self._told(error)

    def _too_late(self, reason: str) -> TransportTimeoutError:
        what = f"{self._method} {self._operation.path}"
        error = TransportTimeoutError(
            f"{self._operation.id}: not sent to {self._base_url} ({what}): {reason}, but the whole call may take "
            f"total={self._options.total} s"
        )
        self._told(error)
        return error

    def withdraw(self) -> None:
        """Withdraw an attempt that was begun and not sent."""
        if self._limiter is not None and self._place is not None:
            self._limiter.give_back(self._operation.rate, self._place)

    def answered(self, response: httpx.Response, now: float, date: float) -> float | None:
        """Process a response; return the seconds to wait before the next attempt, or None if there is none."""
        status = response.status_code
        if self._limiter is not None:
            self._limiter.answered(self._operation.rate, status, now, self._refused(response, now, date))
        # requests stay with the response, which goes into errors and, from there, into logs and pickles
        for request in (response.request, response.next_request, *(before.request for before in response.history)):
            _hide_token(request)
        pause = self._schedule.answered(response, now, date, success=self._operation.succeeded(status))
        response.extensions[ATTEMPTS] = tuple(self._schedule.attempts)
        self._report(status, None, now, date)
        return pause

    def _refused(self, response: httpx.Response, now: float, date: float) -> Refusal | None:
        if response.status_code != 429:
            return None
        asked = retry_after(response.headers.get("Retry-After"), date) or 0.0
        return Refusal(now + min(asked, self._options.retry.retry_after_cap), now + asked, response)

    def failed(self, error: Exception, now: float, date: float) -> float | None:
        """Process an error without a response; return the seconds to wait before the next attempt, or None if there is none."""
        _hide_token(getattr(error, "_request", None))
        _forget_frames(error)
        reached = not isinstance(error, _NEVER_ARRIVED)
        hopeless = isinstance(error, _NOT_WORTH_REPEATING) or not isinstance(error, _WORTH_REPEATING)
        pause = self._schedule.failed(error, now, reached=reached, hopeless=hopeless)
        self._late = self.deadline is not None and now >= self.deadline
        self._report(None, type(error).__name__, now, date)
        return pause

    def raised(self, error: Exception) -> IoTCentralError:
        """Return the error for the caller."""
        if isinstance(error, AnswerTooLargeError):
            error.operation = self._operation.id
        if isinstance(error, IoTCentralError):
            return self._told(error)
        if isinstance(error, httpx.DecodingError):
            content = "content in the encoding that its header names"
            return self._told(DecodingError(self._operation.id, content, str(error)))
        timed_out = self._late or isinstance(error, httpx.TimeoutException | TimeoutError)
        limit = f" within the time of the whole call, total={self._options.total} s" if self._late else ""
        kind = TransportTimeoutError if timed_out else TransportError
        return self._told(
            kind(
                f"{self._operation.id}: no response from {self._base_url} "
                f"({self._method} {self._operation.path}){limit}: "
                f"{type(error).__name__}: {shown(str(error)) or 'no details'}"
            )
        )

    def cause(self, error: Exception) -> BaseException | None:
        """Return the cause of the error for the caller."""
        return error.__cause__ if isinstance(error, IoTCentralError) else error

    def _told(self, error: E) -> E:
        error.attempts = tuple(self._schedule.attempts)
        error.client_request_id = self._client_id
        return error

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
        for hook in self._options.hooks:
            hook(event)


def _hide_token(request: httpx.Request | None) -> None:
    if request is not None and "Authorization" in request.headers:
        request.headers["Authorization"] = "***"


def _forget_frames(error: BaseException | None) -> None:
    """Drop the frames of an error and of its causes: those of the HTTP library hold headers, with the token among them."""
    seen = set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _new_id() -> str:
    """Return a random id in the form of a UUID."""
    text = os.urandom(16).hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
