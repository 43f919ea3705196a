"""Names of hosts, as requests give them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["host_name"]

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{0,5})?")


@lru_cache(maxsize=256)
def host_name(host: str) -> str | None:
    """Return the name in a header Host: in small letters, without its port, brackets and the dot of the root.

    Returns:
        The name, or the number of an address; None if the header names no host.
    """
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower().removesuffix(".") if found else None
