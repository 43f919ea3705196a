"""Lists as files, streamed: devices, rows of a query, properties; and the properties of many devices as rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any, Literal, Protocol

from ..fleet._aio import map as fleet_map
from ..fleet._run import Outcome
from ._aio_writing import DeviceIds, Items, rows_of, written
from ._device_rows import PropertiesLike
from ._output import File
from ._sinks import BATCH, Csv, Formulas, JsonLines, Parquet

__all__ = ["device_properties", "to_csv", "to_jsonl", "to_parquet"]


async def to_jsonl(items: Items, file: File, *, private: bool = False) -> int:
    """Write one JSON object a line, nested as it is.

    Args:
        items: models or mappings; a pager streams page by page.
        file: a path, or a file object of bytes or text.
        private: whether a file at a path is for its owner alone (mode 600); one that holds a secret member of a model,
            such as the `token` of an API token, always is.

    Returns:
        The number of rows.

    Raises:
        ConfigurationError: a row is neither a model nor a mapping.
        Exception: what reading the items or writing the file raises; a file at a path is left as it was.
    """
    return await written(items, partial(JsonLines, file, private=private))


async def to_csv(
    items: Items,
    file: File,
    columns: Iterable[str] | None = None,
    *,
    formulas: Formulas = "keep",
    private: bool = False,
) -> int:
    """Write a header and one line a row (RFC 4180, UTF-8).

    Members of objects become columns with dotted names (`template.version`), lists JSON text, dates ISO 8601 text.

    Args:
        items: models or mappings.
        file: a path, or a file object of bytes or text (opened with `newline=""`).
        columns: the columns, in order; other members of a row are left out. None: all columns that the first 1000 rows
            have, in the order in which they occur.
        formulas: `keep` writes texts as they are. A spreadsheet program executes those that begin with `=`, `+`, `-`,
            `@`, a tab or a line break, and devices choose their texts themselves: `defuse` writes an apostrophe before
            such texts and names of columns (not before numbers), for files that are opened in one.
        private: whether a file at a path is for its owner alone (mode 600); one that holds a secret member of a model,
            such as the `token` of an API token, always is.

    Returns:
        The number of rows.

    Raises:
        UnknownColumnError: columns were not given, and one occurs after the first 1000 rows for the first time.
        ConfigurationError: a row is neither a model nor a mapping; or `formulas` is another word.
        Exception: what reading the items or writing the file raises; a file at a path is left as it was.
    """
    return await written(items, partial(Csv, file, columns, formulas=formulas, private=private))


async def to_parquet(
    items: Items,
    file: File,
    columns: Iterable[str] | Mapping[str, Any] | None = None,
    batch: int = BATCH,
    *,
    private: bool = False,
) -> int:
    """Write a Parquet file (extra `iotcentral[parquet]`).

    Members of objects become columns with dotted names, lists JSON text. Types are found in the first `batch` rows:
    whole numbers are int64, or float64 if there are others among them, date-times timestamps in UTC; a column without
    a value there is text. Date-times of models come as text, unless the column is given a timestamp type.

    Args:
        items: models or mappings.
        file: a path, or a file object of bytes.
        columns: the columns, in order, or column → type: an alias that pyarrow knows ("float64", "timestamp[us]"), a
            `pyarrow.DataType`, or None to find it; other members of a row are left out. None: all columns that the
            first `batch` rows have.
        batch: rows in memory and in a row group, at least 1.
        private: whether a file at a path is for its owner alone (mode 600); one that holds a secret member of a model,
            such as the `token` of an API token, always is.

    Returns:
        The number of rows.

    Raises:
        UnknownColumnError: columns were not given, and one occurs after the first `batch` rows for the first time.
        ConfigurationError: pyarrow is missing; a value does not fit the type of its column; a row is neither a model
            nor a mapping.
        Exception: what reading the items or writing the file raises; a file at a path is left as it was.
    """
    return await written(items, partial(Parquet, file, columns, batch, private=private))


class PropertiesDevices(Protocol):
    """Operation that reads properties."""

    async def get_properties(self, device_id: str, /) -> PropertiesLike:
        """Devices_GetProperties."""
        ...


class WithProperties(Protocol):
    """Client that reads properties."""

    @cached_property  # as the clients do; pyright takes no property for it
    def devices(self) -> PropertiesDevices:
        """Its devices."""
        ...


def device_properties(
    app: WithProperties,
    device_ids: DeviceIds,
    *,
    metadata: bool = False,
    concurrency: int = 8,
    on_error: Literal["raise", "skip"] | Callable[[Outcome[str, Any]], object] = "raise",
) -> AsyncIterator[dict[str, Any]]:
    """Read the properties of many devices, for an export (Devices_GetProperties).

    Args:
        app: the client.
        device_ids: ids of the devices, read as they are needed.
        metadata: whether rows keep `$metadata`, which tells when a property was reported.
        concurrency: number of requests under way at once, at least 1.
        on_error: what to do about a device whose properties cannot be read: `raise` ends it all, `skip` leaves the
            device out, a callable, awaited if need be, takes the outcome and the device is left out, unless it
            raises.

    Returns:
        One row for each device, in the order in which they arrive: its id as `$id`, then its properties by their
        names, those of a component as an object.

    Raises:
        ConfigurationError: `concurrency` is below 1.
        IoTCentralError: while iterating, what the operation raises.
    """
    outcomes = fleet_map(
        lambda device_id: app.devices.get_properties(device_id),
        device_ids,
        concurrency=concurrency,
        on_error="collect" if on_error == "skip" else on_error,
    )
    return rows_of(outcomes, metadata=metadata)
