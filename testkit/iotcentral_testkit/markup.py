"""HTML elements that the pages of the testkit share, with all foreign text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["table", "text"]


def table(kind: str, columns: Iterable[str], rows: Iterable[str]) -> str:
    """Return a table of rows that are HTML already."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(rows)
    return (
        f'<div class="wide"><table class="{kind}">\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'
    )


def text(value: object) -> str:
    """Return a value as escaped text; None as an empty text."""
    return "" if value is None else escape(str(value))
