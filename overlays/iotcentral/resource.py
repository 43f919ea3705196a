"""What the generated resource classes stand on: a session to call, and the raw form of every operation."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, NamedTuple, ParamSpec, Self, TypeVar

import httpx

from .paging import AsyncPager, Page, Pager
from .session import AsyncSession, Session
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from .model import Model
    from .operation import Arguments, Operation, PagedOperation

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

    def _call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        return self._session.call(operation, path, query, headers, body)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> Pager[T]:
        return Pager(self._session, operation, operation.request(path, query, headers, body))

    def with_session(self, session: Session) -> Self:
        """Give the same resource over another session."""
        return type(self)(session)

    @property
    def session(self) -> Session:
        """What carries the operations out."""
        return self._session


class AsyncResource:
    """The operations of one resource of the API, to be awaited."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def _call(
        self,
        operation: Operation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> T:
        return await self._session.call(operation, path, query, headers, body)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = _NONE,
        query: Arguments = _NONE,
        headers: Arguments = _NONE,
        body: Model | Mapping[str, Any] | Unset = UNSET,
    ) -> AsyncPager[T]:
        return AsyncPager(self._session, operation, operation.request(path, query, headers, body))

    def with_session(self, session: AsyncSession) -> Self:
        """Give the same resource over another session."""
        return type(self)(session)

    @property
    def session(self) -> AsyncSession:
        """What carries the operations out."""
        return self._session


class RawResponse(NamedTuple, Generic[T]):
    """A typed value and the HTTP response that it was read from."""

    value: T
    response: httpx.Response


class _Recording(Session):
    """Keeps the response of its one call."""

    response: httpx.Response

    def __init__(self, session: Session) -> None:
        self.__dict__.update(session.__dict__)

    def send(self, operation: Operation[Any], request: Any) -> httpx.Response:
        self.response = super().send(operation, request)
        return self.response


class _AsyncRecording(AsyncSession):
    """Keeps the response of its one call."""

    response: httpx.Response

    def __init__(self, session: AsyncSession) -> None:
        self.__dict__.update(session.__dict__)

    async def send(self, operation: Operation[Any], request: Any) -> httpx.Response:
        self.response = await super().send(operation, request)
        return self.response


def raw(resource: R, method: Callable[Concatenate[R, P], T]) -> Callable[P, RawResponse[T]]:
    """Give the form of a method that returns the response beside the value."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        recording = _Recording(resource.session)
        value = method(resource.with_session(recording), *args, **kwargs)
        return RawResponse(value, recording.response)

    return call


def async_raw(resource: A, method: Callable[Concatenate[A, P], Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """Give the form of a method that returns the response beside the value."""

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        recording = _AsyncRecording(resource.session)
        value = await method(resource.with_session(recording), *args, **kwargs)
        return RawResponse(value, recording.response)

    return call


def raw_page(resource: R, method: Callable[Concatenate[R, P], Pager[T]]) -> Callable[P, RawResponse[Page[T]]]:
    """Give the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call


def async_raw_page(
    resource: A, method: Callable[Concatenate[A, P], AsyncPager[T]]
) -> Callable[P, Awaitable[RawResponse[Page[T]]]]:
    """Give the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = await method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call
