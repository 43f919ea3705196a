"""Base of the resources: calls and lists of operations, and the raw form of both."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from ..resource import NO_ARGUMENTS, RawResponse, ResourceBase
from ..types import UNSET
from .pager import AsyncPager
from .session import AsyncSession

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ..operation import Arguments, Operation, Page, PagedOperation

__all__ = ["AsyncResource", "async_raw", "async_raw_page"]

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R", bound="AsyncResource")


class AsyncResource(ResourceBase[AsyncSession]):
    """Operations of one resource of the API, to be awaited."""

    async def _call(
        self,
        operation: Operation[T],
        path: Arguments = NO_ARGUMENTS,
        query: Arguments = NO_ARGUMENTS,
        headers: Arguments = NO_ARGUMENTS,
        body: object = UNSET,
    ) -> T:
        session = self._at(operation, path)
        response = await session.send(operation, operation.request(path, query, headers, body))
        return self._returned(operation.parse(response), response)

    def _list(
        self,
        operation: PagedOperation[T],
        path: Arguments = NO_ARGUMENTS,
        query: Arguments = NO_ARGUMENTS,
        headers: Arguments = NO_ARGUMENTS,
        body: object = UNSET,
    ) -> AsyncPager[T]:
        return AsyncPager(self._at(operation, path), operation, operation.request(path, query, headers, body))


def async_raw(resource: R, method: Callable[Concatenate[R, P], Awaitable[T]]) -> Callable[P, Awaitable[RawResponse[T]]]:
    """Return the form of a method that returns the response beside the value."""
    keeping = resource._raw()  # pyright: ignore[reportPrivateUsage]  # of the base's own interface

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        return cast("RawResponse[T]", await method(keeping, *args, **kwargs))

    return call


def async_raw_page(
    resource: R, method: Callable[Concatenate[R, P], AsyncPager[T]]
) -> Callable[P, Awaitable[RawResponse[Page[T]]]]:
    """Return the form of a listing method that fetches the first page, with its response."""

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[Page[T]]:
        page = await method(resource, *args, **kwargs).first_page()
        return RawResponse(page, page.response)

    return call
