"""Display of models: text for `repr`, tables for notebooks. Secrets are masked, and long values are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, cast

__all__ = ["MASK", "fields_table", "items_table", "masked", "note"]

MASK = "***"
"""What is shown instead of a secret."""

_SECRET_NAME = re.compile(r"secret|passw|passphrase|credential|connection_?string|(token|key|sig|signature)$", re.I)
"""Names of free-form members that hold secrets; those of the document are marked there."""

_CELL = 120
_ROWS = 20
_COLUMNS = 12


def masked(value: Any) -> Any:
    """Return free-form content with masks in place of the texts whose names are those of secrets."""
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {
            key: MASK if isinstance(item, str) and _SECRET_NAME.search(str(key)) else masked(item)
            for key, item in members.items()
        }
    if isinstance(value, list):
        return [masked(item) for item in cast("Sequence[Any]", value)]
    return value


def fields_table(title: str, fields: Mapping[str, Any]) -> str:
    """Return the HTML of a table with one row for each field, whose secrets are masked already."""
    shown = list(fields.items())[:_ROWS]
    rows = [f"<tr><th>{_cell(name)}</th><td>{_cell(value)}</td></tr>" for name, value in shown]
    return _table(title, rows, len(fields) - len(shown))


def items_table(title: str, items: Sequence[Any], fields_of: Any, more: str = "") -> str:
    """Return the HTML of a table with one row for each item.

    Args:
        title: what stands above it.
        items: the items; the first are shown.
        fields_of: returns the fields of an item, whose secrets are masked already.
        more: a remark below it.
    """
    shown: list[Mapping[str, Any]] = [fields_of(item) for item in items[:_ROWS]]
    columns = list(dict.fromkeys(name for fields in shown for name in fields))[:_COLUMNS]
    head = "".join(f"<th>{_cell(name)}</th>" for name in columns)
    rows = [f"<tr>{head}</tr>"] if columns else []
    for fields in shown:
        rows.append("<tr>" + "".join(f"<td>{_cell(fields.get(name, ''))}</td>" for name in columns) + "</tr>")
    return _table(title, rows, len(items) - len(shown)) + (note(more) if more else "")


def note(text: str) -> str:
    """Return the HTML of a remark."""
    return f"<p>{escape(text)}</p>"


def _table(title: str, rows: Iterable[str], left: int) -> str:
    rest = note(f"… and {left} more") if left > 0 else ""
    return f"<table><caption>{escape(title)}</caption>{''.join(rows)}</table>{rest}"


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return escape(text if len(text) <= _CELL else text[: _CELL - 1] + "…")
