"""OperationIds of the form Resource_Verb, for published operations that have none or others."""

from __future__ import annotations

import re

from ...document.nodes import Node
from .schemas import pascal

__all__ = ["OperationNames"]

_FORM = re.compile(r"[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*")


class OperationNames:
    """Names that are given to operations, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, path: str, method: str, operation: Node) -> str:
        """Return the operationId of an operation: its own, if it has the form; else one by its tag and its own name."""
        published = str(operation.get("operationId") or "")
        if not _FORM.fullmatch(published):
            tags = [tag for tag in operation.get("tags", []) if isinstance(tag, str)]
            segments = [part for part in path.split("/") if part and "{" not in part]
            resource = _initial(pascal(tags[0]) if tags else pascal(segments[0] if segments else "Service"))
            whole = f"{method} {path.replace('{', 'by ').replace('/', ' ')}"
            published = f"{resource}_{_initial(pascal(published) or pascal(whole))}"
        name, number = published, 1
        while name in self._given:
            number += 1
            name = f"{published}{number}"
        self._given.add(name)
        return name


def _initial(name: str) -> str:
    return name if name[:1].isalpha() else f"N{name}"
