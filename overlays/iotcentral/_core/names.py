"""Names of the document and of Python: two spellings of one name have the same letters and digits."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["attribute_of", "squeezed"]


def squeezed(name: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def attribute_of(owner: Any, name: str) -> str:
    """Return the attribute of an object that is another spelling of a name.

    Raises:
        LookupError: there is none.
    """
    wanted = squeezed(name)
    for each in dir(owner):
        if not each.startswith("_") and squeezed(each) == wanted:
            return each
    raise LookupError(f"{type(owner).__name__} has nothing that is called {name}")
