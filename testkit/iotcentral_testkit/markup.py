"""The little HTML that the pages of the testkit share; whatever comes from outside is text in them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["table", "text"]


def table(kind: str, columns: Iterable[str], rows: Iterable[str]) -> str:
    """Make a table of rows that are HTML already."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(rows)
    return (
        f'<div class="wide"><table class="{kind}">\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'
    )


def text(value: object) -> str:
    """Escape what is shown; nothing is an empty text."""
    return "" if value is None else escape(str(value))
