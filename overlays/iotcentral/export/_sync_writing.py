"""Writing what arrives, blocking: the counterpart of `_aio_writing.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from ..fleet._sync import Outcomes
from ._device_rows import PropertiesLike, row_of
from ._rows import Row
from ._sinks import Sink

__all__ = ["DeviceIds", "Items", "rows_of", "written"]

Items = Iterable[Row]
DeviceIds = Iterable[str]


def rows_of(outcomes: Outcomes[str, PropertiesLike], *, metadata: bool) -> Iterator[dict[str, Any]]:
    """Return the rows of the devices whose properties could be read."""
    return (row_of(each.item, each.value, metadata=metadata) for each in outcomes if each.ok)


def written(items: Items, opened: Callable[[], Sink]) -> int:
    """Write items to the sink that `opened` returns, batch by batch; return the number of rows."""
    count = 0
    sink = opened()
    try:
        source = iter(items)
        while rows := list(islice(source, sink.batch)):
            sink.write(rows)
            count += len(rows)
        sink.finish()
    except BaseException:
        sink.discard()
        raise
    return count
