"""Source text of Python for values of the document."""

from __future__ import annotations

import json

__all__ = ["literal"]


def literal(value: object) -> str:
    """Return a JSON value as Python writes it; what cannot be seen in a text is escaped."""
    if not isinstance(value, str):
        return repr(value)
    written = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in written)
