"""Writing what arrives, in worker threads; its counterpart in `_sync_writing.py` blocks instead."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable
from typing import Any, Self

import anyio
from anyio import to_thread

from ..fleet._aio import Outcomes
from ._device_rows import PropertiesLike, row_of
from ._rows import Row
from ._sinks import Sink

__all__ = ["DeviceIds", "Items", "rows_of", "written"]

Items = AsyncIterable[Row] | Iterable[Row]
DeviceIds = AsyncIterable[str] | Iterable[str]


class rows_of:  # noqa: N801  # a function to its callers, as in the other face
    """The rows of the devices whose properties could be read."""

    def __init__(self, outcomes: Outcomes[str, PropertiesLike], *, metadata: bool) -> None:
        self._outcomes = outcomes
        self._metadata = metadata

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> dict[str, Any]:
        async for each in self._outcomes:
            if each.ok:
                return row_of(each.item, each.value, metadata=self._metadata)
        raise StopAsyncIteration


async def written(items: Items, opened: Callable[[], Sink]) -> int:
    """Write items to the sink that `opened` returns, batch by batch; return the number of rows."""
    count = 0
    sink = await to_thread.run_sync(opened)
    rows: list[Row] = []

    async def write() -> None:
        nonlocal count
        await to_thread.run_sync(sink.write, rows)
        count += len(rows)
        rows.clear()

    async def add(row: Row) -> None:
        rows.append(row)
        if len(rows) >= sink.batch:
            await write()

    try:
        if isinstance(items, AsyncIterable):
            async for row in items:
                await add(row)
        else:
            for row in items:
                await add(row)
        if rows:
            await write()
        await to_thread.run_sync(sink.finish)
    except BaseException:
        with anyio.CancelScope(shield=True):
            await to_thread.run_sync(sink.discard)
        raise
    return count
