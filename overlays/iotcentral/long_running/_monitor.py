"""Status monitor of long-running operations, without I/O: the next request, its time, and the state in each response.

The rules are those of Azure Resource Manager: the address in `Azure-AsyncOperation` returns the state; without it, the
one in `Location` returns 202 until the end; without both, the resource itself has a provisioning state.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .._core.backoff import DEFAULT_BACKOFF, Backoff, FailedStateError, WaitTimeoutError
from .._core.decoding import describe
from .._core.operation import PreparedRequest
from .._core.retry import retry_after
from .._core.same_origin import followed, target_of
from .._core.types import UNSET
from ..errors import DecodingError, PollingError, api_error, error_detail
from ._continuation import Continuation
from ._operation import LongRunningOperation
from ._states import RUNNING, SUCCEEDED, is_end, is_failure, members, provisioning_state, unfinished

if TYPE_CHECKING:
    import httpx

__all__ = ["LongRunningOperation", "OperationFailedError", "StatusMonitor"]

T = TypeVar("T")

_LONGEST = 3600.0
"""Seconds of the longest pause, whatever the service asks for."""


class OperationFailedError(FailedStateError):
    """Long-running operation that failed or was cancelled.

    Attributes:
        error: the service's error: `code`, `message`, `target`, `details`; each None if the service leaves it out.
        response: the response that reported it.
        details: `code`, `message`, `target` and `details` of the error, by these names.
    """

    def __init__(self, operation: str, state: str, response: httpx.Response) -> None:
        self.error = error_detail(response)
        super().__init__(operation, state, str(self.error), self.error._asdict())
        self.response = response

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.subject, self.state, self.response), vars(self)


class _Kind(Enum):
    """Source of the operation's state."""

    STATUS = "the address in Azure-AsyncOperation"
    LOCATION = "the address in Location"
    RESOURCE = "the resource"


class _Link(NamedTuple):
    """Link of the service, checked when it is used: a bad one must not lose the response that it came with."""

    text: str
    page: str
    """The address whose response had it."""


class StatusMonitor(Generic[T]):
    """Monitor of one long-running operation: driven with the service's responses and the readings of the clocks.

    Args:
        operation: the operation.
        target: path and query of its first request.
        base_url: the address of the service; nothing is requested elsewhere.
        now: reading of the monotonic clock.
        backoff: the pauses where the service names none.
    """

    def __init__(
        self,
        operation: LongRunningOperation[T],
        target: str,
        base_url: str,
        *,
        now: float,
        backoff: Backoff = DEFAULT_BACKOFF,
    ) -> None:
        self._operation = operation
        self._target = target
        self._base_url = base_url
        self._delays = backoff.delays()
        self._due = now
        self._asked = base_url + target
        self._status_link: _Link | None = None
        self._location: _Link | None = None
        self._failure: httpx.Response | None = None
        self._source: _Link | None = None
        self._answer: httpx.Response | None = None
        self._value: list[T] = []
        self.state = RUNNING
        """The state last reported, in the service's words."""
        self.over = False
        """Whether the state is final."""

    def resume(self, kept: Continuation) -> None:
        """Continue from what `continuation` returned, instead of from the response to the first request."""
        self._status_link = None if kept.status is None else _Link(kept.status, self._asked)
        self._location = None if kept.location is None else _Link(kept.location, self._asked)
        if kept.done and self._operation.decoder is None:
            self.state, self.over = SUCCEEDED, True

    def continuation(self) -> Continuation:
        """Return the state that is needed to resume elsewhere.

        Raises:
            PollingError: the service named an address that must not be requested.
        """
        status, location = (
            None if link is None else target_of(self._checked(link)) for link in (self._status_link, self._location)
        )
        operation = self._operation
        done = self.over and self._failure is None and operation.decoder is None
        return Continuation(operation.id, operation.method, self._base_url, self._target, status, location, done)

    def begun(self, response: httpx.Response, now: float, date: float) -> None:
        """Process the response to the first request.

        Args:
            response: the response.
            now: reading of the monotonic clock.
            date: seconds since the epoch, to measure a `Retry-After` date with.

        Raises:
            ApiError: the service rejected the request.
        """
        if not self._operation.succeeded(response.status_code):
            raise api_error(self._operation.id, response)
        self._note(response)
        state, kind = provisioning_state(response), self._kind
        if response.status_code == 202 or kind is not _Kind.RESOURCE:
            state = unfinished(state)
        self._enter(state or SUCCEEDED, response, kind, now, date)

    def due(self, now: float) -> float:
        """Return the seconds until the next request may be sent."""
        return max(0.0, self._due - now)

    def next(self) -> PreparedRequest:
        """Return the request for the status.

        Raises:
            PollingError: the service named no address for that, or one that must not be requested.
        """
        link = self._status_link or self._location
        if link is None and self._operation.method == "POST":
            raise PollingError(
                f"{self._operation.id}: the service accepted the request, but returned neither Azure-AsyncOperation nor "
                "Location, so its status cannot be requested"
            )
        return self._get(link or self._resource)

    def answered(self, response: httpx.Response, now: float, date: float) -> None:
        """Process the response to `next`; one that raises changes nothing, and the request can be repeated.

        Args:
            response: the response.
            now: reading of the monotonic clock.
            date: seconds since the epoch, to measure a `Retry-After` date with.

        Raises:
            ApiError: it is an error instead of a state.
            DecodingError: it has neither a state nor status 202.
        """
        if self.over:  # another thread has processed the end already
            return
        kind = self._kind
        state = self._state_in(response, kind)
        self._note(response)
        self._enter(state, response, kind, now, date)

    def check(self) -> None:
        """Raise if the operation did not succeed.

        Raises:
            OperationFailedError: it failed or was cancelled.
        """
        if self._failure is not None:
            raise OperationFailedError(self._operation.id, self.state, self._failure)

    def closing(self) -> PreparedRequest | None:
        """Return the request for the result of an operation that succeeded; None if the result is there, or there is none.

        Raises:
            PollingError: the service named an address that must not be requested.
        """
        if self._operation.decoder is None or self._answer is not None or self._value:
            return None
        return self._get(self._source or self._resource)

    def closed(self, response: httpx.Response) -> None:
        """Process the response to `closing`; one that raises changes nothing, and the request can be repeated.

        Raises:
            ApiError: it is an error instead of the result.
            DecodingError: its body does not match the API document.
        """
        self._value.append(self._operation.value(response))

    def value(self) -> T:
        """Return the result of an operation that succeeded, the same each time.

        Raises:
            DecodingError: its body does not match the API document.
        """
        if self._operation.decoder is None:
            return None  # type: ignore[return-value]  # T is None for such an operation
        if not self._value and self._answer is not None:
            self._value.append(self._operation.value(self._answer))
        return self._value[0]

    def timed_out(self, timeout: float | None) -> WaitTimeoutError:
        """Return the error for an operation that has not ended at the deadline."""
        reason = (
            f"not over within {timeout} s; it continues: wait again, or resume it later from its continuation token"
        )
        return WaitTimeoutError(self._operation.id, self.state, reason)

    def __repr__(self) -> str:
        return f"{self._operation.id}: {self.state}"

    @property
    def _kind(self) -> _Kind:
        if self._status_link is not None:
            return _Kind.STATUS
        return _Kind.RESOURCE if self._location is None else _Kind.LOCATION

    @property
    def _resource(self) -> _Link:
        url = self._base_url + self._target
        return _Link(url, url)

    def _note(self, response: httpx.Response) -> None:
        """Remember the addresses that a response names; later ones replace earlier ones."""
        status, location = (response.headers.get(name) for name in ("Azure-AsyncOperation", "Location"))
        self._status_link = _Link(status, self._asked) if status else self._status_link
        self._location = _Link(location, self._asked) if location else self._location

    def _state_in(self, response: httpx.Response, kind: _Kind) -> str:
        """Return the state in a response to `next`."""
        status = response.status_code
        deleting = self._operation.method == "DELETE"
        if status == 404 and deleting and kind is not _Kind.STATUS:
            return SUCCEEDED  # what was to go is gone
        if not 200 <= status < 300:
            raise api_error(self._operation.id, response)
        if kind is _Kind.STATUS:
            return self._reported(response)
        state = provisioning_state(response)
        if deleting and kind is _Kind.RESOURCE and not is_failure(state or ""):
            return unfinished(state)  # it is still there
        return unfinished(state) if status == 202 else state or SUCCEEDED

    def _reported(self, response: httpx.Response) -> str:
        state = members(response).get("status")
        if isinstance(state, str) and state:
            return state
        if response.status_code == 202:
            return RUNNING
        error = DecodingError("status", "the state of the operation", describe(UNSET if state is None else state))
        error.came_with(response)
        raise error

    def _enter(self, state: str, response: httpx.Response, kind: _Kind, now: float, date: float) -> None:
        """Enter a state that a response reports."""
        if is_failure(state):
            self._failure = response
        elif is_end(state):
            self._source = self._source_after(response, kind)
            self._answer = response if self._source is None else None
        else:
            asked = retry_after(response.headers.get("Retry-After"), date)
            self._due = now + min(_LONGEST, next(self._delays) if asked is None else asked)
        self.state, self.over = state, is_end(state)

    def _source_after(self, response: httpx.Response, kind: _Kind) -> _Link | None:
        """Return the place of the result when this response ended the operation; None: in the response."""
        via, changed = self._operation.final_state_via, self._operation.method in {"PUT", "PATCH"}
        if kind is _Kind.STATUS:
            if via == "location" and self._location is not None:
                return self._location
            return self._resource if changed or via == "original-uri" else None
        if kind is _Kind.LOCATION and via == "original-uri":
            return self._resource
        return self._resource if changed and not response.content else None

    def _get(self, link: _Link) -> PreparedRequest:
        whole = self._checked(link)
        self._asked = whole
        return PreparedRequest("GET", target_of(whole), {"Accept": "application/json"}, None)

    def _checked(self, link: _Link) -> str:
        try:
            return followed(link.text, link.page, self._base_url)
        except ValueError as error:
            raise PollingError(
                f"{self._operation.id}: the address of its status {error}, so it is not requested", link.text
            ) from None
