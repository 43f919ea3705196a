"""The formats of an export: each takes batches of rows and writes them; it knows of no source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import chain
from typing import Any, Protocol, cast

from ..errors import ConfigurationError
from ._atomic_file import Destination, File
from ._rows import Columns, Row, flat, json_line, text_of, type_of, typed

__all__ = ["BATCH", "Csv", "JsonLines", "Parquet", "Sink"]

BATCH = 1000
"""Rows that are in memory at most, and in which columns are looked for."""


class Sink(Protocol):
    """Takes rows."""

    batch: int
    """How many rows it takes at a time."""

    def write(self, rows: Sequence[Row]) -> None:
        """Write a batch; all but the last have `batch` rows."""
        ...

    def finish(self) -> None:
        """Write what is left, and keep the file."""
        ...

    def discard(self) -> None:
        """Discard what was written; leave nothing at a path."""
        ...


class JsonLines:
    """One JSON object a line."""

    batch = 100

    def __init__(self, file: File) -> None:
        self._destination = Destination(file)

    def write(self, rows: Sequence[Row]) -> None:
        """Write a batch."""
        self._destination.write(b"".join(map(json_line, rows)))

    def finish(self) -> None:
        """Keep the file."""
        self._destination.commit()

    def discard(self) -> None:
        """Leave nothing at a path."""
        self._destination.discard()


class Csv:
    """A header and one line a row, as RFC 4180 has it, in UTF-8."""

    batch = BATCH

    def __init__(self, file: File, columns: Iterable[str] | None) -> None:
        self._columns = Columns(columns)
        self._destination = Destination(file)
        self._begun = False

    def write(self, rows: Sequence[Row]) -> None:
        """Write a batch."""
        flattened = [flat(row) for row in rows]
        lines = (map(text_of, self._columns.values(row)) for row in flattened)
        if not self._begun:
            self._columns.find(flattened)
        self._put(lines)

    def finish(self) -> None:
        """Keep the file."""
        self._put(())
        self._destination.commit()

    def discard(self) -> None:
        """Leave nothing at a path."""
        self._destination.discard()

    def _put(self, lines: Iterable[Iterable[str]]) -> None:
        header = [] if self._begun or not self._columns.names else [self._columns.names]
        self._begun = True
        text = io.StringIO(newline="")
        csv.writer(text).writerows(chain(header, lines))
        self._destination.write(text.getvalue().encode())


class Parquet:
    """Columns with types; one row group for each batch."""

    def __init__(self, file: File, columns: Iterable[str] | Mapping[str, Any] | None, batch: int) -> None:
        if batch < 1:
            raise ConfigurationError(f"batch is {batch}, but must be at least 1")
        try:
            self._arrow = import_module("pyarrow")
            self._parquet = import_module("pyarrow.parquet")
        except ImportError as error:
            raise ConfigurationError(
                "to_parquet needs the package pyarrow: pip install 'iotcentral[parquet]'"
            ) from error
        self.batch = batch
        self._columns = Columns(columns)
        self._types: dict[str, Any] = {}
        if isinstance(columns, Mapping):
            types = cast("Mapping[str, Any]", columns)
            self._types = {name: self._type(name, kind) for name, kind in types.items() if kind is not None}
        self._schema: Any = None
        self._writer: Any = None
        self._destination = Destination(file)
        if self._destination.is_text:
            raise ConfigurationError("Parquet is no text: open the file for bytes ('wb')")

    def write(self, rows: Sequence[Row]) -> None:
        """Write a batch; the first says which columns there are, and of which types."""
        flattened = [flat(row) for row in rows]
        if self._writer is None:
            self._columns.find(flattened)
            self._writer = self._begin(flattened)
        table = zip(*(self._columns.values(row) for row in flattened), strict=True)
        arrays = [self._array(field, values) for field, values in zip(self._schema, table, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))

    def finish(self) -> None:
        """Write the end of the file, and keep it."""
        if self._writer is None:
            self._writer = self._begin([])
        self._writer.close()
        self._destination.commit()

    def discard(self) -> None:
        """Leave nothing at a path."""
        if self._writer is not None:
            self._writer.close()
        self._destination.discard()

    def _begin(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        fields: list[tuple[str, Any]] = []
        for name in self._columns.names:
            if name not in self._types:
                self._types[name] = self._type(name, type_of(name, (row.get(name) for row in rows)))
            fields.append((name, self._types[name]))
        self._schema = self._arrow.schema(fields)
        return self._parquet.ParquetWriter(self._destination.binary, self._schema)

    def _type(self, name: str, kind: Any) -> Any:
        if kind == "timestamp[us, tz=UTC]":
            return self._arrow.timestamp("us", tz="UTC")
        try:
            return self._arrow.type_for_alias(kind) if isinstance(kind, str) else kind
        except ValueError as error:
            raise ConfigurationError(
                f"the column {name!r} is to have the type {kind!r}, which pyarrow has no alias for; hand in a DataType"
            ) from error

    def _array(self, field: Any, values: Sequence[Any]) -> Any:
        kind = str(field.type)
        try:
            return self._arrow.array([typed(value, kind) for value in values], type=field.type)
        except (self._arrow.ArrowException, ValueError, TypeError, OverflowError) as error:
            raise ConfigurationError(
                f"the column {field.name!r} is of the type {kind}, and a later value does not fit: {error}; say which "
                f'type it is to have, columns={{"{field.name}": "string", ...}}'
            ) from error
