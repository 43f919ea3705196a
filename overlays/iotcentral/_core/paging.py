"""Base of the pagers: operation, first request and reading options of a list; without I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

from ..errors import ConfigurationError, UsageError
from .operation import Page, PagedOperation, PreparedRequest
from .page_cursor import PageCursor
from .types import UNSET, Unset

__all__ = ["Page", "PageCursor", "PagerBase"]

T = TypeVar("T")


class PagerBase(Generic[T]):
    """List of the service: its operation, its first request, and the options of reading it."""

    def __init__(self, operation: PagedOperation[T], request: PreparedRequest) -> None:
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
            link: as the service returned it; it must lead to the same application.
        """
        return self._with(_link=link)

    def options(self, *, limit: int | Unset | None = UNSET, read_ahead: bool | Unset = UNSET) -> Self:
        """Return the same list with other reading options.

        Args:
            limit: highest number of items; None: all. Pages that are not needed are not fetched.
            read_ahead: whether the next page is fetched while the items of one are processed.

        Raises:
            ConfigurationError: the limit is negative.
        """
        if isinstance(limit, int) and limit < 0:
            raise ConfigurationError(f"limit is {limit}, but must not be negative; use None for no limit")
        return self._with(
            _limit=self._limit if isinstance(limit, Unset) else limit,
            _read_ahead=self._read_ahead if isinstance(read_ahead, Unset) else read_ahead,
        )

    def _cursor(self, base_url: str) -> PageCursor[T]:
        return PageCursor(base_url, self._request, self._link, self._limit)

    if not TYPE_CHECKING:  # type checkers know that only a pager that overrides it can be iterated over

        def __iter__(self) -> NoReturn:
            raise UsageError(
                f"{type(self).__name__} of {self._operation.id}: write `async for item in …` instead of `for item in …`, "
                "and `[item async for item in …]` instead of `list(…)`"
            )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._operation.id}>"

    def _repr_html_(self) -> str:
        """Return what notebooks show: the page that was read last; nothing is fetched for it."""
        from .model import shown_fields
        from .showing import items_table, note

        if self._last is None:
            return note(f"{repr(self)[1:-1]}, of which nothing has been read yet")
        more = "" if self._last.next_link is None else "The list goes on after this page."
        return items_table(f"{repr(self)[1:-1]}: the page read last", self._last.items, shown_fields, more)
