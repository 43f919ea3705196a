"""Reading ahead in a background task: the next page is fetched while the items of one are processed.

At most two pages are in memory. asyncio and trio start the task in their own ways: an iterator cannot hold a task group
open between two of its items.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import anyio

if TYPE_CHECKING:
    from ..operation import Page, PreparedRequest
    from ..page_cursor import PageCursor

__all__ = ["pages_ahead"]

T = TypeVar("T")


def pages_ahead(
    cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Awaitable[Page[T]]]
) -> AsyncIterator[Page[T]]:
    """Return the pages, each but the first fetched while the one before is processed."""
    return _PagesAhead(cursor, fetch)


class _PagesAhead(Generic[T]):
    def __init__(
        self, cursor: PageCursor[T], fetch: Callable[[PageCursor[T], PreparedRequest], Awaitable[Page[T]]]
    ) -> None:
        self._cursor = cursor
        self._fetch = fetch
        self._coming: _Background[Page[T]] | None = None
        self._refused: Exception | None = None
        self._begun = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        if not self._begun:
            self._begun = True
            self._begin()
        if self._refused is not None:
            raise self._refused
        if self._coming is None:
            raise StopAsyncIteration
        coming, self._coming = self._coming, None
        page = await coming.result()
        try:
            self._begin()
        except Exception as error:
            self._refused = error  # a bad link does not lose the page that it came with
        return page

    def _begin(self) -> None:
        request = self._cursor.next()
        if request is not None:
            self._coming = _Background(lambda: self._fetch(self._cursor, request))


class _Background(Generic[T]):
    """Background task whose result is kept until it is requested; cancelling the wait cancels the task."""

    def __init__(self, work: Callable[[], Awaitable[T]]) -> None:
        self._work = work
        self._done = anyio.Event()
        self._scope = anyio.CancelScope()
        self._value: list[T] = []
        self._error: BaseException | None = None
        self._task: Any = _spawn(self._run)

    async def _run(self) -> None:
        with self._scope:
            try:
                self._value.append(await self._work())
            except Exception as error:
                self._error = error
        self._done.set()

    async def result(self) -> T:
        try:
            await self._done.wait()
        except BaseException:
            self._scope.cancel()
            raise
        if self._error is not None:
            raise self._error
        return self._value[0]


def _spawn(run: Callable[[], Awaitable[None]]) -> Any:
    """Start a task that no task group waits for."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        import trio

        return trio.lowlevel.spawn_system_task(run)  # type: ignore[arg-type,unused-ignore]
    return loop.create_task(run())  # type: ignore[arg-type]
