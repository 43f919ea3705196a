"""Rows of a table from models and mappings: nested members under dotted names, and the columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

import orjson

from .._core.json_text import dumps
from .._core.model import Model
from .._core.types import UNSET, Unset
from ..errors import ConfigurationError

__all__ = ["Columns", "Row", "UnknownColumnError", "content_of", "flat", "json_line", "text_of", "type_of", "typed"]

Row = Model | Mapping[str, Any]
"""Row of an export."""


class UnknownColumnError(ConfigurationError):
    """Column that occurs in a later row for the first time.

    Attributes:
        column: its name.
        row: number of the row; 1 is the first.
    """

    def __init__(self, column: str, row: int) -> None:
        super().__init__(column, row)
        self.column = column
        self.row = row

    def __str__(self) -> str:
        return (
            f"row {self.row} has the column {self.column!r}, which none of the first rows had: name all columns that "
            "you want, columns=[...]; the others are left out then"
        )


def content_of(row: Row) -> Mapping[str, Any]:
    """Return the members of a row, read-only ones included.

    Raises:
        ConfigurationError: it is neither a model nor a mapping.
    """
    if isinstance(row, Model):
        return row.to_dict()
    if isinstance(cast("object", row), Mapping):
        return row
    raise ConfigurationError(f"a row must be a model or a mapping, not {row!r} of type {type(row).__name__}")


def json_line(row: Row) -> bytes:
    """Return a row as a line of JSON."""
    return dumps(_present(content_of(row)), default=_default, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)


def flat(row: Row) -> dict[str, Any]:
    """Return a row as column → value: members of objects as `outer.inner`, lists as JSON text, absent ones left out.

    Raises:
        ConfigurationError: two members have the same dotted name.
    """
    columns: dict[str, Any] = {}
    for name, value in _flattened("", content_of(row)):
        if name in columns:
            raise ConfigurationError(
                f"two members are the column {name!r}, one nested and one with a dot in its name; rename one"
            )
        columns[name] = value
    return columns


def _flattened(prefix: str, content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        member = value.to_dict() if isinstance(value, Model) else value
        if isinstance(member, Mapping):
            yield from _flattened(f"{prefix}{key}.", cast("Mapping[str, Any]", member))
        elif isinstance(member, list | tuple):
            yield prefix + key, _json(cast("Sequence[Any]", member))
        elif not isinstance(member, Unset):
            yield prefix + key, member


def text_of(value: Any) -> str:
    """Return a value as CSV text: nothing for null, ISO 8601 for dates, `true` and `false`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | float) else _json(value)


class Columns:
    """Columns of a table, named by the caller or found in its first rows.

    Args:
        names: the columns, in order; the rest of a row is left out. None: they are found.
    """

    def __init__(self, names: Iterable[str] | None) -> None:
        if isinstance(names, str):
            raise ConfigurationError(f"columns is {names!r}, but must be a list of names, not a text")
        self._given = None if names is None else dict.fromkeys(names)
        self._found: dict[str, None] = {}
        self._rows = 0

    @property
    def names(self) -> list[str]:
        """The columns, in order."""
        return list(self._found if self._given is None else self._given)

    def find(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add the columns of the first rows, in the order in which they occur."""
        for row in rows:
            self._found.update(dict.fromkeys(row))

    def values(self, row: Mapping[str, Any]) -> list[Any]:
        """Return the values of a row in the order of the columns, None where it has none.

        Raises:
            UnknownColumnError: the columns were found, and this one was not among them.
        """
        self._rows += 1
        known = self._found if self._given is None else self._given
        if self._given is None and not row.keys() <= known.keys():
            raise UnknownColumnError(next(name for name in row if name not in known), self._rows)
        return [row.get(name) for name in known]


def type_of(column: str, values: Iterable[Any]) -> str:
    """Return the Arrow type for the values of a column; text if there are none.

    Raises:
        ConfigurationError: they are of several types.
    """
    kinds = dict.fromkeys(_kind(value) for value in values if value is not None)
    if kinds.keys() == {"int64", "float64"}:
        return "float64"
    if len(kinds) > 1:
        raise ConfigurationError(
            f"the column {column!r} holds values of several kinds ({', '.join(kinds)}): say which type it is to have, "
            f'columns={{"{column}": "string", ...}}'
        )
    return next(iter(kinds), "string")


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case int():
            return "int64"
        case float():
            return "float64"
        case datetime():
            return "timestamp[us, tz=UTC]"
        case date():
            return "date32"
        case _:
            return "string"


def typed(value: Any, kind: str) -> Any:
    """Return a value as Arrow takes it for a type: texts are read as dates, and others written as text, where need be.

    Raises:
        ValueError: the conversion would lose something, which Arrow would not report.
    """
    if value is None:
        return None
    if kind.startswith(("int", "uint")) and (isinstance(value, bool) or (isinstance(value, float) and value % 1)):
        raise ValueError(f"{value!r} is not a whole number")
    if kind.startswith("timestamp"):
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment if not isinstance(moment, datetime) or moment.tzinfo else moment.astimezone(UTC)
    if kind.startswith("date") and isinstance(value, str):
        return date.fromisoformat(value)
    if kind.startswith(("string", "large_string", "utf8")):
        return text_of(value)
    if kind.startswith(("double", "float")) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def _present(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in content.items() if value is not UNSET}


def _default(value: Any) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        return _present(cast("Mapping[str, Any]", value))
    raise TypeError(f"{value!r} of type {type(value).__name__} has no JSON form")


def _json(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return dumps(value, default=_default, option=orjson.OPT_UTC_Z).decode()
