"""Reading ahead in a worker thread: the next page is fetched while the items of one are processed.

At most two pages are in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ..operation import Page, PreparedRequest
    from ..page_cursor import PageCursor

__all__ = ["pages_ahead"]

T = TypeVar("T")


def pages_ahead(cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Page[T]]) -> Iterator[Page[T]]:
    """Return the pages, each but the first fetched while the one before is processed."""
    with ThreadPoolExecutor(1, thread_name_prefix="iotcentral-read-ahead") as worker:

        def begin() -> Future[Page[T]] | None:
            request = cursor.next()
            return None if request is None else worker.submit(fetch, cursor, request)

        coming = begin()
        while coming is not None:
            page = coming.result()
            try:
                coming = begin()
            except Exception as error:
                yield page  # a bad link does not lose the page that it came with
                raise error
            yield page
