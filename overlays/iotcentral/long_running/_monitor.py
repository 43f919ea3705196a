"""Long-running operations, decided without I/O: where to ask how one goes, when, and what the answers mean.

The rules are those of Azure Resource Manager: the address in `Azure-AsyncOperation` tells the state; without it, the one
in `Location` answers 202 until it is over; without both, the resource itself tells its provisioning state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, cast, get_args

import orjson

from .._core.backoff import DEFAULT_BACKOFF, Backoff, FailedStateError, WaitTimeoutError
from .._core.decoding import Decode, describe
from .._core.operation import Operation, Request
from .._core.retry import retry_after
from .._core.same_origin import followed, target_of
from .._core.types import UNSET
from ..errors import ConfigurationError, DecodingError, PollingError, api_error, error_detail
from ._continuation import Continuation

if TYPE_CHECKING:
    import httpx

__all__ = ["Deadline", "FinalState", "LongRunningOperation", "OperationFailedError", "StatusMonitor"]

T = TypeVar("T")

FinalState = Literal["azure-async-operation", "location", "original-uri"]
"""Where the result of a finished operation is (`final-state-via` of the document)."""

_RUNNING = "InProgress"
"""The state where the service says no other word for it."""
_SUCCEEDED = "succeeded"
_FAILED = frozenset({"failed", "canceled", "cancelled"})
_ENDS = _FAILED | {_SUCCEEDED}

_LONGEST = 3600.0
"""Seconds of the longest pause, whatever the service asks for."""

_NO_FIELDS: Mapping[str, tuple[str, ...]] = {}


class OperationFailedError(FailedStateError):
    """A long-running operation ended as failed or cancelled.

    Attributes:
        error: what the service says of it: `code`, `message`, `target`, `details`; each None if it does not say.
        response: the answer that told it.
        details: `code`, `message`, `target` and `details` of the error, by these names.
    """

    def __init__(self, operation: str, state: str, response: httpx.Response) -> None:
        self.error = error_detail(response)
        super().__init__(operation, state, str(self.error), self.error._asdict())
        self.response = response

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.subject, self.state, self.response), vars(self)


class LongRunningOperation(Operation[T]):
    """An operation that the service goes on with after its answer.

    Args:
        final_state_via: where the result is when it is over.
        id, method, path, fixed, results, body, rate, fields: as for `Operation`.

    Raises:
        ConfigurationError: `final_state_via` is none of `FinalState`.
    """

    __slots__ = ("final_state_via",)

    def __init__(
        self,
        id: str,
        method: str,
        path: str,
        *,
        fixed: Mapping[str, str],
        results: Mapping[int, Callable[[], Decode[T]] | None],
        final_state_via: FinalState = "azure-async-operation",
        body: str | None = None,
        rate: str = "default",
        fields: Mapping[str, tuple[str, ...]] = _NO_FIELDS,
    ) -> None:
        super().__init__(id, method, path, fixed=fixed, results=results, body=body, rate=rate, fields=fields)
        if final_state_via not in get_args(FinalState):
            known = ", ".join(get_args(FinalState))
            raise ConfigurationError(f'{id}: final_state_via is "{final_state_via}", but must be one of {known}')
        self.final_state_via = final_state_via

    @property
    def decoder(self) -> Callable[[], Decode[T]] | None:
        """What gives the decoder of the result; None if there is no result, as after a DELETE."""
        return None if self.method == "DELETE" else next(filter(None, self.results.values()), None)

    def value(self, response: httpx.Response) -> T:
        """Read the result from the answer that has it; raises as `Operation.parse` does."""
        results = dict.fromkeys(range(200, 300), self.decoder)
        reading: Operation[T] = Operation(self.id, "GET", self.path, fixed={}, results=results)
        return reading.parse(response)


class _Kind(Enum):
    """What is asked how the operation goes."""

    STATUS = "the address in Azure-AsyncOperation"
    LOCATION = "the address in Location"
    RESOURCE = "the resource"


class _Link(NamedTuple):
    """A link of the service, judged when it is used: a bad one must not lose the answer that it came with."""

    text: str
    page: str
    """The address that it was given at."""


class StatusMonitor(Generic[T]):
    """One long-running operation under way: driven with the service's answers and the readings of the clocks.

    Args:
        operation: what was asked for.
        target: path and query of its first request.
        base_url: the address of the service; nothing else is ever asked.
        now: reading of the monotonic clock.
        backoff: the pauses where the service asks for none.
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
        self.state = _RUNNING
        """The state as last told, in the service's words."""
        self.over = False
        """Whether the state is one that no other follows."""

    def resume(self, kept: Continuation) -> None:
        """Go on from what `continuation` gave, instead of from the answer to the first request."""
        self._status_link = None if kept.status is None else _Link(kept.status, self._asked)
        self._location = None if kept.location is None else _Link(kept.location, self._asked)
        if kept.done and self._operation.decoder is None:
            self.state, self.over = "Succeeded", True

    def continuation(self) -> Continuation:
        """Return what has to be known to go on elsewhere.

        Raises:
            PollingError: the service named an address that must not be asked.
        """
        status, location = (
            None if link is None else target_of(self._checked(link)) for link in (self._status_link, self._location)
        )
        operation = self._operation
        done = self.over and self._failure is None and operation.decoder is None
        return Continuation(operation.id, operation.method, self._base_url, self._target, status, location, done)

    def begun(self, response: httpx.Response, now: float, date: float) -> None:
        """Take the answer to the first request.

        Args:
            response: what the service said.
            now: reading of the monotonic clock.
            date: seconds since the epoch, to measure a `Retry-After` date with.

        Raises:
            ApiError: the service refused.
        """
        if response.status_code not in self._operation.results:
            raise api_error(self._operation.id, response)
        self._note(response)
        state, kind = _provisioning_state(response), self._kind
        if response.status_code == 202 or kind is not _Kind.RESOURCE:
            state = _unfinished(state)
        self._enter(state or "Succeeded", response, kind, now, date)

    def due(self, now: float) -> float:
        """Return the seconds until the service may be asked again."""
        return max(0.0, self._due - now)

    def next(self) -> Request:
        """Return the request that asks how the operation goes.

        Raises:
            PollingError: the service named no address for that, or one that must not be asked.
        """
        link = self._status_link or self._location
        if link is None and self._operation.method == "POST":
            raise PollingError(
                f"{self._operation.id}: the service accepted the request, but gave neither Azure-AsyncOperation nor "
                "Location, so how it goes cannot be asked"
            )
        return self._get(link or self._resource)

    def answered(self, response: httpx.Response, now: float, date: float) -> None:
        """Take the answer to `next`; one that raises changes nothing, and the question can be repeated.

        Args:
            response: what the service said.
            now: reading of the monotonic clock.
            date: seconds since the epoch, to measure a `Retry-After` date with.

        Raises:
            ApiError: the service gave an error instead of a state.
            DecodingError: it gave neither a state nor 202.
        """
        if self.over:  # another thread was told already
            return
        kind = self._kind
        state = self._state_in(response, kind)
        self._note(response)
        self._enter(state, response, kind, now, date)

    def check(self) -> None:
        """Pass if the operation succeeded.

        Raises:
            OperationFailedError: it failed or was cancelled.
        """
        if self._failure is not None:
            raise OperationFailedError(self._operation.id, self.state, self._failure)

    def closing(self) -> Request | None:
        """Return the request for the result of an operation that succeeded; None if the result is there, or none is due.

        Raises:
            PollingError: the service named an address that must not be asked.
        """
        if self._operation.decoder is None or self._answer is not None or self._value:
            return None
        return self._get(self._source or self._resource)

    def closed(self, response: httpx.Response) -> None:
        """Take the answer to `closing`; one that raises changes nothing, and the question can be repeated.

        Raises:
            ApiError: the service gave an error instead of the result.
            DecodingError: its body is not what the document says.
        """
        self._value.append(self._operation.value(response))

    def value(self) -> T:
        """Return the result of an operation that succeeded, the same each time.

        Raises:
            DecodingError: its body is not what the document says.
        """
        if self._operation.decoder is None:
            return None  # type: ignore[return-value]  # T is None for such an operation
        if not self._value and self._answer is not None:
            self._value.append(self._operation.value(self._answer))
        return self._value[0]

    def timed_out(self, timeout: float | None) -> WaitTimeoutError:
        """Return the error for an operation that is not over at the deadline."""
        reason = f"not over within {timeout} s; it goes on: wait again, or resume it later from its continuation token"
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
        """Take the addresses that an answer names; later ones take the place of earlier ones."""
        status, location = (response.headers.get(name) for name in ("Azure-AsyncOperation", "Location"))
        self._status_link = _Link(status, self._asked) if status else self._status_link
        self._location = _Link(location, self._asked) if location else self._location

    def _state_in(self, response: httpx.Response, kind: _Kind) -> str:
        """Return the state that an answer to `next` tells."""
        status = response.status_code
        deleting = self._operation.method == "DELETE"
        if status == 404 and deleting and kind is not _Kind.STATUS:
            return "Succeeded"  # what was to go is gone
        if not 200 <= status < 300:
            raise api_error(self._operation.id, response)
        if kind is _Kind.STATUS:
            return self._told(response)
        state = _provisioning_state(response)
        if deleting and kind is _Kind.RESOURCE and (state or "").lower() not in _FAILED:
            return _unfinished(state)  # it is still there
        return _unfinished(state) if status == 202 else state or "Succeeded"

    def _told(self, response: httpx.Response) -> str:
        state = _members(response).get("status")
        if isinstance(state, str) and state:
            return state
        if response.status_code == 202:
            return _RUNNING
        error = DecodingError("status", "the state of the operation", describe(UNSET if state is None else state))
        error.came_with(response)
        raise error

    def _enter(self, state: str, response: httpx.Response, kind: _Kind, now: float, date: float) -> None:
        """Go over to a state that an answer tells."""
        word = state.lower()
        if word in _FAILED:
            self._failure = response
        elif word == _SUCCEEDED:
            self._source = self._source_after(response, kind)
            self._answer = response if self._source is None else None
        else:
            asked = retry_after(response.headers.get("Retry-After"), date)
            self._due = now + min(_LONGEST, next(self._delays) if asked is None else asked)
        self.state, self.over = state, word in _ENDS

    def _source_after(self, response: httpx.Response, kind: _Kind) -> _Link | None:
        """Return where the result is when this answer ended the operation; None: in the answer."""
        via, changed = self._operation.final_state_via, self._operation.method in {"PUT", "PATCH"}
        if kind is _Kind.STATUS:
            if via == "location" and self._location is not None:
                return self._location
            return self._resource if changed or via == "original-uri" else None
        if kind is _Kind.LOCATION and via == "original-uri":
            return self._resource
        return self._resource if changed and not response.content else None

    def _get(self, link: _Link) -> Request:
        whole = self._checked(link)
        self._asked = whole
        return Request("GET", target_of(whole), {"Accept": "application/json"}, None)

    def _checked(self, link: _Link) -> str:
        try:
            return followed(link.text, link.page, self._base_url)
        except ValueError as error:
            raise PollingError(
                f"{self._operation.id}: the address to ask about it {error}, so it is not asked", link.text
            ) from None


class Deadline:
    """How long one wait for an operation may last.

    Args:
        timeout: seconds from `now` on; 0: ask once at most; None: no limit.
        now: reading of the monotonic clock.

    Raises:
        ConfigurationError: `timeout` is negative or no number.
    """

    def __init__(self, timeout: float | None, now: float) -> None:
        if timeout is not None and not timeout >= 0:
            raise ConfigurationError(f"timeout is {timeout}, but must be 0 or more seconds, or None for no limit")
        self._end = None if timeout is None else now + timeout
        self._first = True

    def pause(self, due: float, now: float) -> float | None:
        """Return the seconds to sleep, 0 to ask at once, or None when the time is up.

        Args:
            due: seconds until the service may be asked.
            now: reading of the monotonic clock.
        """
        left = None if self._end is None else self._end - now
        if due <= 0 and (left is None or left > 0 or self._first):
            self._first = False
            return 0.0
        if left is None:
            return due
        return min(due, left) if left > 0 else None


def _unfinished(state: str | None) -> str:
    """Return a state that says that the operation goes on, whatever its resource says of itself."""
    return _RUNNING if state is None or state.lower() in _ENDS else state


def _provisioning_state(response: httpx.Response) -> str | None:
    properties = _members(response).get("properties")
    state = cast("dict[str, Any]", properties).get("provisioningState") if isinstance(properties, dict) else None
    return state if isinstance(state, str) and state else None


def _members(response: httpx.Response) -> dict[str, Any]:
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return {}
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}
