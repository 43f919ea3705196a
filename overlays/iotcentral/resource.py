"""What the generated resource classes stand on: a session to call, and the raw form of every operation."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple, ParamSpec, Self, TypeVar

import httpx

from .errors import ConfigurationError
from .paging import AsyncPager, Page, Pager
from .session import AsyncSession, Session
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from .long_running import LongRunningOperation
    from .model import Model
    from .operation import Arguments, Operation, PagedOperation
    from .pollers import AsyncPoller, Poller
    from .triggers import Subscription, Trigger

__all__ = [
    "AsyncResource",
    "RawResponse",
    "Resource",
    "async_raw",
    "async_raw_page",
    "raw",
    "raw_page",
]

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R", bound="Resource")
A = TypeVar("A", bound="AsyncResource")

_NONE: Mapping[str, object] = {}


class Resource:
    """The operations of one resource of the API."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _at(self, operation: Operation[Any], path: Arguments) -> Session:  # noqa: ARG002
        """Return what carries out a call; with clients of several addresses, `operation` and `path` say where."""
        return self._session

    def _call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        return self._at(operation, path).call(operation, path, query, headers, body)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> Pager[T]:
        return Pager(self._at(operation, path), operation, operation.request(path, query, headers, body))

    def _begin(
        self,
        operation: LongRunningOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> Poller[T]:
        from .pollers import begin  # most documents have no long-running operations

        return begin(self._session, operation, operation.request(path, query, headers, body))

    def _resume(self, operation: LongRunningOperation[T], token: str) -> Poller[T]:
        from .pollers import resume  # most documents have no long-running operations

        return resume(self._session, operation, token)

    def _parameter(self, name: str) -> str:
        """Return the value that the client has for a parameter of its operations."""
        return _known(self._session.parameters, name)

    def _subscribe(self, trigger: Trigger[T], values: Arguments = _NONE) -> Subscription[T]:
        return trigger.subscription(values)

    def with_session(self, session: Session) -> Self:
        """Return the same resource over another session."""
        return type(self)(session)

    @property
    def session(self) -> Session:
        """What carries the operations out."""
        return self._session


class AsyncResource:
    """The operations of one resource of the API, to be awaited."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def _at(self, operation: Operation[Any], path: Arguments) -> AsyncSession:  # noqa: ARG002
        """Return what carries out a call; with clients of several addresses, `operation` and `path` say where."""
        return self._session

    async def _call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        return await self._at(operation, path).call(operation, path, query, headers, body)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> AsyncPager[T]:
        return AsyncPager(self._at(operation, path), operation, operation.request(path, query, headers, body))

    async def _begin(
        self,
        operation: LongRunningOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> AsyncPoller[T]:
        from .pollers import begin_async  # most documents have no long-running operations

        return await begin_async(self._session, operation, operation.request(path, query, headers, body))

    def _resume(self, operation: LongRunningOperation[T], token: str) -> AsyncPoller[T]:
        from .pollers import resume_async  # most documents have no long-running operations

        return resume_async(self._session, operation, token)

    def _parameter(self, name: str) -> str:
        """Return the value that the client has for a parameter of its operations."""
        return _known(self._session.parameters, name)

    def _subscribe(self, trigger: Trigger[T], values: Arguments = _NONE) -> Subscription[T]:
        return trigger.subscription(values)

    def with_session(self, session: AsyncSession) -> Self:
        """Return the same resource over another session."""
        return type(self)(session)

    @property
    def session(self) -> AsyncSession:
        """What carries the operations out."""
        return self._session


def _known(parameters: Mapping[str, str], name: str) -> str:
    try:
        return parameters[name]
    except KeyError:
        raise ConfigurationError(
            f"the client has no {name}: make the resource with a client of its own package, which is given one"
        ) from None


class RawResponse(NamedTuple, Generic[T]):
    """A typed value and the HTTP response that it was read from."""

    value: T
    response: httpx.Response


class _Recording(Session):
    """Keeps the response of its first call, also where a copy of it makes that."""

    received: list[httpx.Response]

    def __init__(self, session: Session) -> None:
        self.__dict__.update(session.__dict__)
        self.received = []

    def send(self, operation: Operation[Any], request: Any) -> httpx.Response:
        response = super().send(operation, request)
        if not self.received:  # a poller goes on with this session, and may ask for hours
            self.received.append(response)
        return response


class _AsyncRecording(AsyncSession):
    """Keeps the response of its first call, also where a copy of it makes that."""

    received: list[httpx.Response]

    def __init__(self, session: AsyncSession) -> None:
        self.__dict__.update(session.__dict__)
        self.received = []

    async def send(self, operation: Operation[Any], request: Any) -> httpx.Response:
        response = await super().send(operation, request)
        if not self.received:  # a poller goes on with this session, and may ask for hours
            self.received.append(response)
        return response


def raw(resource: R, method: Callable[Concatenate[R, P], T]) -> Callable[P, RawResponse[T]]:
    """Return the form of a method that returns the response beside the value."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        recording = _Recording(resource.session)
        value = method(resource.with_session(recording), *args, **kwargs)
        return RawResponse(value, recording.received[0])

    return call


def async_raw(resource: A, method: Callable[Concatenate[A, P], Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """Return the form of a method that returns the response beside the value."""

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        recording = _AsyncRecording(resource.session)
        value = await method(resource.with_session(recording), *args, **kwargs)
        return RawResponse(value, recording.received[0])

    return call


def raw_page(resource: R, method: Callable[Concatenate[R, P], Pager[T]]) -> Callable[P, RawResponse[Page[T]]]:
    """Return the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call


def async_raw_page(
    resource: A, method: Callable[Concatenate[A, P], AsyncPager[T]]
) -> Callable[P, Awaitable[RawResponse[Page[T]]]]:
    """Return the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = await method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call
