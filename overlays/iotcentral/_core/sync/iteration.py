"""Iterators over pages and items; generators, which cost least for each item of a long list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..operation import Page, PreparedRequest
    from ..page_cursor import PageCursor

__all__ = ["items_of", "pages_of"]

T = TypeVar("T")


def pages_of(cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Page[T]]) -> Iterator[Page[T]]:
    """Return the pages, each fetched when it is requested."""
    while (request := cursor.next()) is not None:
        yield fetch(cursor, request)


def items_of(pages: Iterator[Page[T]]) -> Iterator[T]:
    """Return the items of pages, one after another."""
    for page in pages:
        yield from page.items
