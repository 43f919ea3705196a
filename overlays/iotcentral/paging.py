"""Lists that come in pages: where the next page is (pure), and the sync and async walks over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from .errors import PagingError
from .operation import Page, PagedOperation, Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .session import AsyncSession, Session

__all__ = ["AsyncPager", "Page", "PageWalk", "Pager"]

T = TypeVar("T")


class PageWalk:
    """Decides what to ask for after each page.

    Args:
        base_url: the application's address; next links must stay on its origin, since they carry the credential.
        first: the request for the first page.
    """

    def __init__(self, base_url: str, first: Request) -> None:
        self._base_url = base_url
        self._first = first
        self._page = base_url + first.target
        self._seen = {self._page}

    def after(self, next_link: str | None) -> Request | None:
        """Give the request for the page behind `next_link`, or None after the last page.

        Raises:
            PagingError: the link is no URL, leads to another origin, or to a page that was already read.
        """
        if next_link is None:
            return None
        try:
            link = urljoin(self._page, next_link)
            stays = _origin(link) == _origin(self._base_url)
        except ValueError as error:
            raise PagingError(f"the next link is no URL ({error}), so it is not followed", next_link) from None
        if not stays:
            raise PagingError(f"the next link leads away from {self._base_url}, so it is not followed", next_link)
        if link in self._seen:
            raise PagingError("the next link leads to a page that was already read, so it is not followed", next_link)
        self._seen.add(link)
        self._page = link
        parts = urlsplit(link)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return self._first._replace(target=target)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)


class Pager(Generic[T]):
    """A list of the service: iterate over its items, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration walks the list anew, one page in memory at a time.
    """

    def __init__(self, session: Session, operation: PagedOperation[T], request: Request) -> None:
        self._session = session
        self._operation = operation
        self._request = request

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Walk over the pages.

        Raises:
            ApiError, DecodingError, TransportError: a page could not be read.
            PagingError: a next link leads to another origin or back.
        """
        walk, first = self.walk()
        request: Request | None = first
        while request is not None:
            page = self.fetch(request)
            yield page
            request = walk.after(page.next_link)

    def walk(self) -> tuple[PageWalk, Request]:
        """Give what decides on the pages, and the request for the first one."""
        return PageWalk(self._session.base_url, self._request), self._request

    def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        return self.fetch(self._request)

    def fetch(self, request: Request) -> Page[T]:
        """Fetch the page that `request` asks for."""
        return self._operation.parse(self._session.send(self._operation, request))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._operation.id}>"


class AsyncPager(Generic[T]):
    """A list of the service: iterate over its items with `async for`, or over `pages()`.

    Nothing is fetched before the first iteration; each iteration walks the list anew, one page in memory at a time.
    """

    def __init__(self, session: AsyncSession, operation: PagedOperation[T], request: Request) -> None:
        self._session = session
        self._operation = operation
        self._request = request

    def __aiter__(self) -> AsyncIterator[T]:
        return _AsyncItems(_AsyncPages(self))

    def pages(self) -> AsyncIterator[Page[T]]:
        """Walk over the pages.

        Raises:
            ApiError, DecodingError, TransportError: a page could not be read.
            PagingError: a next link leads to another origin or back.
        """
        return _AsyncPages(self)

    def walk(self) -> tuple[PageWalk, Request]:
        """Give what decides on the pages, and the request for the first one."""
        return PageWalk(self._session.base_url, self._request), self._request

    async def first_page(self) -> Page[T]:
        """Fetch the first page alone."""
        return await self.fetch(self._request)

    async def fetch(self, request: Request) -> Page[T]:
        """Fetch the page that `request` asks for."""
        return self._operation.parse(await self._session.send(self._operation, request))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._operation.id}>"


# These are classes rather than asynchronous generators, which complain when a loop over them is left early.


class _AsyncPages(Generic[T]):
    def __init__(self, pager: AsyncPager[T]) -> None:
        self._pager = pager
        self._walk, first = pager.walk()
        self._request: Request | None = first
        self._page: Page[T] | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        if self._page is not None:
            # judged only now, so that a bad link does not lose the page that it came with
            self._request = self._walk.after(self._page.next_link)
        if self._request is None:
            raise StopAsyncIteration
        self._page = await self._pager.fetch(self._request)
        return self._page


class _AsyncItems(Generic[T]):
    def __init__(self, pages: _AsyncPages[T]) -> None:
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
