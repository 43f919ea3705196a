"""Sinks of exports, one for each file format: each writes batches of rows."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import chain
from typing import Any, Literal, cast

from .._core.model import holds_secret
from ..errors import ConfigurationError
from ._output import File, Output
from ._rows import Columns, Row, flat, json_line, text_of, type_of, typed

__all__ = ["BATCH", "Csv", "Formulas", "JsonLines", "Parquet", "Sink"]

BATCH = 1000
"""Highest number of rows in memory, and of those searched for columns."""

Formulas = Literal["keep", "defuse"]
"""Action on texts that a spreadsheet program would execute."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # the full-width forms count too
"""First characters of what spreadsheet programs take for a formula (OWASP, CSV Injection)."""


class Sink(ABC):
    """Writer of rows in one file format.

    Args:
        file: a path or a file object.
        private: whether a file at a path is for its owner alone, whatever is in it; with secrets in it, it always is.

    Attributes:
        batch: number of rows in a batch.
    """

    batch = BATCH

    def __init__(self, file: File, *, private: bool) -> None:
        self._output = Output(file)
        self._private = private

    def write(self, rows: Sequence[Row]) -> None:
        """Write a batch; all but the last have `batch` rows."""
        self._private = self._private or any(map(holds_secret, rows))
        self._write(rows)

    def finish(self) -> None:
        """Write the remaining rows, and keep the file."""
        self._end()
        self._output.commit(private=self._private)

    def discard(self) -> None:
        """Discard what was written; leave nothing at a path."""
        self._output.discard()

    @abstractmethod
    def _write(self, rows: Sequence[Row]) -> None: ...

    @abstractmethod
    def _end(self) -> None: ...


class JsonLines(Sink):
    """JSON Lines: one JSON object a line."""

    batch = 100

    def _write(self, rows: Sequence[Row]) -> None:
        self._output.write(b"".join(map(json_line, rows)))

    def _end(self) -> None:
        pass


class Csv(Sink):
    """CSV in UTF-8 (RFC 4180): a header and one line a row."""

    def __init__(self, file: File, columns: Iterable[str] | None, *, formulas: Formulas, private: bool) -> None:
        if formulas not in {"keep", "defuse"}:
            raise ConfigurationError(f'formulas is {formulas!r}, but must be "keep" or "defuse"')
        self._columns = Columns(columns)
        self._cell = _defused if formulas == "defuse" else text_of
        self._begun = False
        super().__init__(file, private=private)

    def _write(self, rows: Sequence[Row]) -> None:
        flattened = [flat(row) for row in rows]
        lines = (map(self._cell, self._columns.values(row)) for row in flattened)
        if not self._begun:
            self._columns.find(flattened)
        self._put(lines)

    def _end(self) -> None:
        self._put(())

    def _put(self, lines: Iterable[Iterable[str]]) -> None:
        header = [] if self._begun or not self._columns.names else [map(self._cell, self._columns.names)]
        self._begun = True
        text = io.StringIO(newline="")
        csv.writer(text).writerows(chain(header, lines))
        self._output.write(text.getvalue().encode())


def _defused(value: Any) -> str:
    """Return a value as CSV text that no spreadsheet program executes; numbers, negative ones too, are not changed."""
    text = text_of(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


class Parquet(Sink):
    """Parquet: columns with types, and one row group for each batch."""

    def __init__(
        self, file: File, columns: Iterable[str] | Mapping[str, Any] | None, batch: int, *, private: bool
    ) -> None:
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
        super().__init__(file, private=private)
        if self._output.is_text:
            raise ConfigurationError("Parquet is not text: open the file for bytes ('wb')")

    def _write(self, rows: Sequence[Row]) -> None:
        flattened = [flat(row) for row in rows]
        if self._writer is None:  # the first batch determines the columns and their types
            self._columns.find(flattened)
            self._writer = self._begin(flattened)
        table = zip(*(self._columns.values(row) for row in flattened), strict=True)
        arrays = [self._array(field, values) for field, values in zip(self._schema, table, strict=True)]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))

    def _end(self) -> None:
        if self._writer is None:
            self._writer = self._begin([])
        self._writer.close()

    def discard(self) -> None:
        """Discard what was written; leave nothing at a path."""
        if self._writer is not None:
            with suppress(Exception):  # it writes the end of the file, for which there may be no room
                self._writer.close()
        super().discard()

    def _begin(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        fields: list[tuple[str, Any]] = []
        for name in self._columns.names:
            if name not in self._types:
                self._types[name] = self._type(name, type_of(name, (row.get(name) for row in rows)))
            fields.append((name, self._types[name]))
        self._schema = self._arrow.schema(fields)
        return self._parquet.ParquetWriter(self._output.binary, self._schema)

    def _type(self, name: str, kind: Any) -> Any:
        if kind == "timestamp[us, tz=UTC]":
            return self._arrow.timestamp("us", tz="UTC")
        try:
            return self._arrow.type_for_alias(kind) if isinstance(kind, str) else kind
        except ValueError as error:
            raise ConfigurationError(
                f"the column {name!r} is to have the type {kind!r}, which pyarrow has no alias for; pass a DataType"
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
