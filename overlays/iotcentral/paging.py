"""Lists that come in pages, sync and async: their items, their pages, and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar

from .errors import ConfigurationError, IoTCentralError
from .operation import Page, PagedOperation, Request
from .page_walk import PageWalk
from .types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .session import AsyncSession, Session

__all__ = ["AsyncPager", "Page", "PageWalk", "Pager"]

T = TypeVar("T")


class _Listing(Generic[T]):
    """What both pagers know of their list."""

    def __init__(self, operation: PagedOperation[T], request: Request) -> None:
        self._operation = operation
        self._request = request
        self._link: str | None = None
        self._limit: int | None = None
        self._read_ahead = False
        self._last: Page[T] | None = None

    @property
    def page(self) -> Page[T] | None:
        """The page that was read last, by whichever iteration; None before the first."""
        return self._last

    def _with(self, **changes: object) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, _last=None, **changes)
        return other

    def resume(self, link: str) -> Self:
        """Return the rest of the list, from a next link (`page.next_link`, `error.resume_link`) that was kept.

        Args:
            link: as the service gave it; it must lead to the same application.
        """
        return self._with(_link=link)

    def options(self, *, limit: int | Unset | None = UNSET, read_ahead: bool | Unset = UNSET) -> Self:
        """Return the same list, read otherwise.

        Args:
            limit: how many items to give at most; None: all. Pages that are not needed are not fetched.
            read_ahead: whether the next page is fetched while the items of one are worked on.

        Raises:
            ConfigurationError: the limit is negative.
        """
        if isinstance(limit, int) and limit < 0:
            raise ConfigurationError(f"limit is {limit}, but must not be negative; use None for no limit")
        return self._with(
            _limit=self._limit if isinstance(limit, Unset) else limit,
            _read_ahead=self._read_ahead if isinstance(read_ahead, Unset) else read_ahead,
        )

    def _walk(self, base_url: str) -> PageWalk[T]:
        return PageWalk(base_url, self._request, self._link, self._limit)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._operation.id}>"


class Pager(_Listing[T]):
    """A list of the service: iterate over its items, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration walks the list anew, one page in memory at a time.
    """

    def __init__(self, session: Session, operation: PagedOperation[T], request: Request) -> None:
        super().__init__(operation, request)
        self._session = session

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Walk over the pages.

        Raises:
            ApiError, DecodingError, TransportError: a page could not be read; `resume_link` says where to go on.
            PagingError: a next link leads to another origin or back.
        """
        if self._read_ahead:
            from .read_ahead import pages_ahead

            return pages_ahead(self.walk(), self.fetch)
        return self._pages()

    def _pages(self) -> Iterator[Page[T]]:
        walk = self.walk()
        while (request := walk.next()) is not None:
            yield self.fetch(walk, request)

    def walk(self) -> PageWalk[T]:
        """Return what decides on the pages."""
        return self._walk(self._session.base_url)

    def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        walk = self.walk()
        return self.fetch(walk, walk.next() or self._request)

    def fetch(self, walk: PageWalk[T], request: Request) -> Page[T]:
        """Fetch the page that `request` asks for."""
        try:
            page = walk.took(self._operation.parse(self._session.send(self._operation, request)))
        except IoTCentralError as error:
            walk.failed(error)
            raise
        self._last = page
        return page


class AsyncPager(_Listing[T]):
    """A list of the service: iterate over its items with `async for`, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration walks the list anew, one page in memory at a time.
    """

    def __init__(self, session: AsyncSession, operation: PagedOperation[T], request: Request) -> None:
        super().__init__(operation, request)
        self._session = session

    def __aiter__(self) -> AsyncIterator[T]:
        return _AsyncItems(self.pages())

    def pages(self) -> AsyncIterator[Page[T]]:
        """Walk over the pages.

        Raises:
            ApiError, DecodingError, TransportError: a page could not be read; `resume_link` says where to go on.
            PagingError: a next link leads to another origin or back.
        """
        if self._read_ahead:
            from .read_ahead import AsyncPagesAhead

            return AsyncPagesAhead(self.walk(), self.fetch)
        return _AsyncPages(self)

    def walk(self) -> PageWalk[T]:
        """Return what decides on the pages."""
        return self._walk(self._session.base_url)

    async def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        walk = self.walk()
        return await self.fetch(walk, walk.next() or self._request)

    async def fetch(self, walk: PageWalk[T], request: Request) -> Page[T]:
        """Fetch the page that `request` asks for."""
        try:
            page = walk.took(self._operation.parse(await self._session.send(self._operation, request)))
        except IoTCentralError as error:
            walk.failed(error)
            raise
        self._last = page
        return page


# These are classes rather than asynchronous generators, which complain when a loop over them is left early.


class _AsyncPages(Generic[T]):
    def __init__(self, pager: AsyncPager[T]) -> None:
        self._pager = pager
        self._walk = pager.walk()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        request = self._walk.next()
        if request is None:
            raise StopAsyncIteration
        return await self._pager.fetch(self._walk, request)


class _AsyncItems(Generic[T]):
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
