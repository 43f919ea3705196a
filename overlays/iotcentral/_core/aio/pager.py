"""Pagers: lists of the service, read page by page as they are iterated over."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, overload

from ...errors import IoTCentralError
from ..operation import Page, PagedOperation, PreparedRequest
from ..paging import PageCursor, PagerBase
from .iteration import items_of, pages_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .session import AsyncSession

__all__ = ["AsyncPager"]

T = TypeVar("T")
D = TypeVar("D")


class AsyncPager(PagerBase[T]):
    """List of the service: iterate over its items with `async for`, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration reads the list again, one page in memory at a time.
    """

    def __init__(self, session: AsyncSession, operation: PagedOperation[T], request: PreparedRequest) -> None:
        super().__init__(operation, request)
        self._session = session

    def __aiter__(self) -> AsyncIterator[T]:
        return items_of(self.pages())

    def pages(self) -> AsyncIterator[Page[T]]:
        """Return an iterator over the pages.

        Raises:
            ApiError, DecodingError, TransportError: a page could not be read; continue from `resume_link`.
            PagingError: a next link leads to another origin or to a page that was already read.
        """
        if self._read_ahead:
            from .read_ahead import pages_ahead

            return pages_ahead(self.cursor(), self.fetch)
        return pages_of(self.cursor(), self.fetch)

    @overload
    async def first(self) -> T | None: ...
    @overload
    async def first(self, default: D) -> T | D: ...
    async def first(self, default: D | None = None) -> T | D | None:
        """Return the first item of the list, or `default` if it has none.

        No page after that of the item is fetched, and none at all with a limit of 0.

        Raises:
            ApiError, DecodingError, PagingError, TransportError: as for `pages`.
        """
        async for item in items_of(pages_of(self.cursor(), self.fetch)):
            return item
        return default

    def cursor(self) -> PageCursor[T]:
        """Return a cursor at the beginning of the list."""
        return self._cursor(self._session.base_url)

    async def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        cursor = self.cursor()
        return await self.fetch(cursor, cursor.next() or self._request)

    async def fetch(self, cursor: PageCursor[T], request: PreparedRequest) -> Page[T]:
        """Send `request`, and return its page."""
        try:
            page = cursor.took(self._operation.parse(await self._session.send(self._operation, request)))
        except IoTCentralError as error:
            cursor.failed(error)
            raise
        self._last = page
        return page
