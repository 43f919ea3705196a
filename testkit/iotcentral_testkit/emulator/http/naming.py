"""Names of applications: which are valid, and the host names at which they answer."""

from __future__ import annotations

import re

__all__ = ["local_name", "name_problem"]

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def name_problem(name: object) -> str | None:
    """Return why something cannot name an application; None if it can."""
    if isinstance(name, str) and _NAME.fullmatch(name):
        return None
    shown = f'"{name}"' if isinstance(name, str) else str(name)
    return f"{shown} cannot name an application: a name consists of up to 63 lower-case letters, digits and hyphens"


def local_name(app: str) -> str:
    """Return the host name at which an application answers."""
    return f"{app}.localhost"
