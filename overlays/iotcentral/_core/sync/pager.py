# Made from _core/aio/pager.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Pagers: lists of the service, read page by page as they are iterated over."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, overload

from ...errors import IoTCentralError
from ..operation import Page, PagedOperation, PreparedRequest
from ..paging import PageCursor, PagerBase
from .iteration import items_of, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .session import Session

__all__ = ["Pager"]

T = TypeVar("T")
D = TypeVar("D")


class Pager(PagerBase[T]):
    """List of the service: iterate over its items, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration reads the list again, one page in memory at a time.
    """

    def __init__(self, session: Session, operation: PagedOperation[T], request: PreparedRequest) -> None:
        super().__init__(operation, request)
        self._session = session

    def __iter__(self) -> Iterator[T]:
        return items_of(self.pages())

    def pages(self) -> Iterator[Page[T]]:
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
    def first(self) -> T | None: ...
    @overload
    def first(self, default: D) -> T | D: ...
    def first(self, default: D | None = None) -> T | D | None:
        """Return the first item of the list, or `default` if it has none.

        No page after that of the item is fetched, and none at all with a limit of 0.

        Raises:
            ApiError, DecodingError, PagingError, TransportError: as for `pages`.
        """
        for item in items_of(pages_of(self.cursor(), self.fetch)):
            return item
        return default

    def cursor(self) -> PageCursor[T]:
        """Return a cursor at the beginning of the list."""
        return self._cursor(self._session.base_url)

    def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        cursor = self.cursor()
        return self.fetch(cursor, cursor.next() or self._request)

    def fetch(self, cursor: PageCursor[T], request: PreparedRequest) -> Page[T]:
        """Send `request`, and return its page."""
        try:
            page = cursor.took(self._operation.parse(self._session.send(self._operation, request)))
        except IoTCentralError as error:
            cursor.failed(error)
            raise
        self._last = page
        return page
