"""Answers on standard output: tables, JSON, JSON Lines, CSV and YAML; lists are written item by item as they arrive."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

import click
import orjson

from .._core.json_kinds import is_array, is_object, is_stream
from .._core.json_text import dumps

__all__ = ["plain", "show"]

_FIRST = 100
"""Rows that decide on the columns of a table, and on their widths."""

_CELL = 40
"""Characters of a cell on a terminal."""


def show(
    value: Any,
    form: str,
    *,
    query: str | None = None,
    columns: Sequence[str] = (),
    limit: int | None = None,
    out: IO[str] | None = None,
) -> None:
    """Write an answer.

    Args:
        value: a model, an iterable of models such as a pager, JSON values, text, bytes, or None, which shows nothing.
        form: one of the formats.
        query: a JMESPath expression, evaluated on the whole answer.
        columns: members to keep.
        limit: highest number of items of a list.
        out: where to write; None: standard output.

    Raises:
        click.UsageError: the expression is malformed, or a late row of a CSV file has a new column.
        IoTCentralError: reading a page of a list failed.
    """
    stream: IO[str] = sys.stdout if out is None else out
    if value is None:
        return
    if isinstance(value, bytes):
        _flushed(stream).write(value)
        return
    answer = plain(value)
    if is_stream(answer):
        items: Any = islice(answer, limit)
        answer = list(items) if query is not None else items
    if query is not None:
        answer = _selected(answer, query)
        if is_array(answer):
            answer = iter(answer)
    if columns:
        answer = _columns(answer, columns)
    if is_stream(answer):
        _LISTS[form](answer, stream)
    else:
        _VALUES[form](answer, stream)


def _flushed(out: IO[str]) -> IO[bytes]:
    out.flush()
    return out.buffer  # type: ignore[attr-defined,no-any-return]  # of a text stream over bytes


def plain(value: Any) -> Any:
    """Return JSON values; of a list, an iterator over them."""
    from .._core.model import Model

    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return value  # pyright: ignore[reportUnknownVariableType]  # JSON values
    return map(plain, value)  # pyright: ignore[reportUnknownArgumentType]


def _selected(value: Any, query: str) -> Any:
    import jmespath
    import jmespath.exceptions

    try:
        return jmespath.search(query, value)
    except jmespath.exceptions.JMESPathError as error:
        raise click.UsageError(f'--query "{query}": {error}') from None


def _columns(value: Any, columns: Sequence[str]) -> Any:
    if is_stream(value):
        return (_columns(item, columns) for item in value)
    return {name: _at(value, name) for name in columns} if is_object(value) else value


def _at(value: Any, path: str) -> Any:
    """Return the member at a dotted path; None if there is none."""
    if not is_object(value):
        return None
    if path in value:
        return value[path]
    for place in (index for index, letter in enumerate(path) if letter == "."):
        if path[:place] in value and (found := _at(value[path[:place]], path[place + 1 :])) is not None:
            return found
    return None


def _json(value: Any) -> str:
    return dumps(value, option=orjson.OPT_INDENT_2).decode()


def _json_list(items: Iterator[Any], out: IO[str]) -> None:
    empty = True
    for item in items:
        text = _json(item).replace("\n", "\n  ")
        out.write(f"{'[' if empty else ','}\n  {text}")
        empty = False
    out.write("[]\n" if empty else "\n]\n")


def _json_value(value: Any, out: IO[str]) -> None:
    out.write(f"{_json(value)}\n")


def _jsonl_list(items: Iterator[Any], out: IO[str]) -> None:
    for item in items:
        out.write(f"{dumps(item).decode()}\n")


def _jsonl_value(value: Any, out: IO[str]) -> None:
    _jsonl_list(iter([value]), out)


def _yaml_list(items: Iterator[Any], out: IO[str]) -> None:
    first = next(items, None)
    if first is None:
        out.write("[]\n")
        return
    for item in chain([first], items):
        _yaml_value([item], out)


def _yaml_value(value: Any, out: IO[str]) -> None:
    from .._core.yaml_text import dump

    dump(value, out)


def _csv_list(items: Iterator[Any], out: IO[str]) -> None:
    from ..export import UnknownColumnError, to_csv

    text = io.TextIOWrapper(_flushed(out), encoding="utf-8", newline="", write_through=True)
    try:
        to_csv(map(_row, items), text)
    except UnknownColumnError as error:
        raise click.UsageError(
            f"row {error.row} has the member {error.column}, which none of the first rows had: "
            "name the columns that you want with --columns"
        ) from None
    finally:
        text.detach()


def _csv_value(value: Any, out: IO[str]) -> None:
    _csv_list(iter([value]), out)


def _row(item: Any) -> Mapping[str, Any]:
    return item if is_object(item) else {"value": item}


def _table_list(items: Iterator[Any], out: IO[str]) -> None:
    """Write a table whose first rows decide on columns and widths, so that later ones are shown as they arrive."""
    first = [_row(item) for item in islice(items, _FIRST)]
    if not first:
        return
    names = [name for name in dict.fromkeys(chain.from_iterable(first)) if name != "etag"]
    names = [name for name in names if not any(isinstance(row.get(name), dict | list) for row in first)] or names
    wide = None if not out.isatty() else _CELL
    widths = [max(len(name), *(len(_cell(row.get(name), wide)) for row in first)) for name in names]
    _line(names, widths, out)
    _line(["-" * width for width in widths], widths, out)
    for row in chain(first, map(_row, items)):
        _line([_cell(row.get(name), wide) for name in names], widths, out)


def _table_value(value: Any, out: IO[str]) -> None:
    if not is_object(value):
        out.write(f"{_cell(value, None)}\n")
        return
    members = {name: member for name, member in value.items() if name != "etag"}
    width = max(map(len, members), default=0)
    for name, member in members.items():
        out.write(f"{name:<{width}}  {_cell(member, None)}\n")


def _line(cells: Sequence[str], widths: Sequence[int], out: IO[str]) -> None:
    texts = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    out.write(f"{'  '.join(texts).rstrip()}\n")


def _cell(value: Any, wide: int | None) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else dumps(value).decode()
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text if wide is None or len(text) <= wide else f"{text[: wide - 1]}…"


_LISTS = {
    "table": _table_list,
    "json": _json_list,
    "jsonl": _jsonl_list,
    "csv": _csv_list,
    "yaml": _yaml_list,
}
_VALUES = {
    "table": _table_value,
    "json": _json_value,
    "jsonl": _jsonl_value,
    "csv": _csv_value,
    "yaml": _yaml_value,
}
