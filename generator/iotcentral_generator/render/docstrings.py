"""Docstrings of generated code: wrapping and escaping."""

from __future__ import annotations

import textwrap

__all__ = ["escape", "paragraph"]

_WIDTH = 116
"""Columns of docstrings; leaves room for closing quotes on the last line."""


def paragraph(text: str, indent: int, hanging: int = 0, lead: int = 0) -> str:
    """Wrap a paragraph of a docstring.

    Args:
        text: the text, not escaped.
        indent: columns before the text.
        hanging: further columns before all lines but the first.
        lead: columns that are already taken on the first line, which is then not indented.
    """
    wrapped = textwrap.wrap(
        escape(" ".join(text.split())),
        _WIDTH,
        initial_indent=" " * (lead or indent),
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped)[lead:]


_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r"}


def escape(text: str) -> str:
    """Return a text as it is written between triple quotes, also at their end."""
    inner, last = (text[:-1], '\\"') if text.endswith('"') else (text, "")
    return inner.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').translate(_CONTROLS) + last
