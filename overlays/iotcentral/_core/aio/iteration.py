"""Iterators over pages and items; classes, since asynchronous generators complain when a loop is left early."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from ..operation import Page, PreparedRequest
    from ..page_cursor import PageCursor

__all__ = ["items_of", "pages_of"]

T = TypeVar("T")


def pages_of(
    cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Awaitable[Page[T]]]
) -> AsyncIterator[Page[T]]:
    """Return the pages, each fetched when it is requested."""
    return _Pages(cursor, fetch)


def items_of(pages: AsyncIterator[Page[T]]) -> AsyncIterator[T]:
    """Return the items of pages, one after another."""
    return _Items(pages)


class _Pages(Generic[T]):
    def __init__(
        self, cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Awaitable[Page[T]]]
    ) -> None:
        self._cursor = cursor
        self._fetch = fetch

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        request = self._cursor.next()
        if request is None:
            raise StopAsyncIteration
        return await self._fetch(self._cursor, request)


class _Items(Generic[T]):
    def __init__(self, pages: AsyncIterator[Page[T]]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        for item in self._items:
            return item
        async for page in self._pages:
            self._items = iter(page.items)
            for item in self._items:
                return item
        raise StopAsyncIteration
