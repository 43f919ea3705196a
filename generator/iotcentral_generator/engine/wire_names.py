"""Names of a document as the engine reads them: hexadecimal digits, so that no two become one and none is changed.

The engine derives names of its own from those that it reads, and gives up where two of them meet. `plan` names what is
written, so the engine sees names that it leaves alone.
"""

from __future__ import annotations

import re

__all__ = ["decoded", "encoded"]

_ENCODED = re.compile(r"[xX]((?:[0-9a-f]{2})*)zz")


def encoded(name: str) -> str:
    """Return a name as the engine reads it: `Thing` → `x5468696e67zz`."""
    return f"x{name.encode('utf-8', 'surrogatepass').hex()}zz"


def decoded(text: str) -> str:
    """Return a text of the engine, such as the name of a class or a message, with the names of the document in it."""
    return _ENCODED.sub(lambda found: bytes.fromhex(found[1]).decode("utf-8", "surrogatepass"), text)
