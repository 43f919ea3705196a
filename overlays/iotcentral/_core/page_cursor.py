"""Page cursor: the position in a paged list, and the link to resume it from after a failure; without I/O."""

from __future__ import annotations

from typing import Generic, TypeVar

from ..errors import ApiError, IoTCentralError, PagingError
from .operation import Page, PreparedRequest
from .same_origin import followed, target_of

__all__ = ["PageCursor"]

T = TypeVar("T")

_EXPIRED = frozenset({400, 404, 410})
"""Statuses that the service returns for an expired next link."""


class PageCursor(Generic[T]):
    """Position in a list: the next request, and the number of items still wanted.

    Args:
        base_url: the application's address; next links must stay on its origin, since they carry the credential.
        first: the request for the first page.
        link: a next link kept from an earlier reading, to begin with instead.
        limit: highest number of items; None: all.
    """

    def __init__(
        self, base_url: str, first: PreparedRequest, link: str | None = None, limit: int | None = None
    ) -> None:
        self._base_url = base_url
        self._first = first
        self._page = base_url + first.target
        # hashes, since the links of a long list would fill the memory
        self._seen = {hash(self._page)} if link is None else set[int]()
        self._link = link
        self._begun = False
        self._left = limit
        self.reading: str | None = None
        """The link of the page that is being read; None for a list's first page."""

    def next(self) -> PreparedRequest | None:
        """Return the request for the next page, or None after the last.

        A link is checked only here, so that a bad one does not lose the page that it came with.

        Raises:
            PagingError: the link is not a valid URL, or leads to another origin or to a page that was already read.
        """
        if self._left is not None and self._left <= 0:
            return None
        if self._link is None:
            first, self._begun = not self._begun, True
            return self._first if first else None
        self._begun = True
        link = self._checked(self._link)
        self._seen.add(hash(link))
        self._page, self.reading = link, link
        return self._later(target_of(link))

    def _later(self, target: str) -> PreparedRequest:
        """Return the request for a page after the first: always a GET, whatever the method of the first."""
        if self._first.content is None and self._first.method == "GET":
            return self._first._replace(target=target)
        headers = {name: value for name, value in self._first.headers.items() if name != "Content-Type"}
        return PreparedRequest("GET", target, headers, None)

    def _checked(self, link: str) -> str:
        try:
            whole = followed(link, self._page, self._base_url)
        except ValueError as error:
            raise PagingError(f"the next link {error}, so it is not followed", self._link or "") from None
        if hash(whole) in self._seen:
            raise PagingError("the next link leads to a page that was already read, so it is not followed", link)
        return whole

    def took(self, page: Page[T]) -> Page[T]:
        """Advance past a page that was read; return it, cut at the limit."""
        self._link = page.next_link
        if self._left is None:
            return page
        wanted = (
            page if len(page.items) <= self._left else Page(page.items[: self._left], page.next_link, page.response)
        )
        self._left -= len(wanted.items)
        return wanted

    def failed(self, error: IoTCentralError) -> None:
        """Set the link in an error from which reading can be resumed."""
        error.resume_link = self.reading
        if self.reading is not None and isinstance(error, ApiError) and error.status_code in _EXPIRED:
            error.add_note("The link of this page may have expired: list again from the beginning.")
