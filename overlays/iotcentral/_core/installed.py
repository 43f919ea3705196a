"""Client packages on the module search path, found by the documents that they ship."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

__all__ = ["client_packages"]

_DOCUMENTS = "iotcentral_*/openapi.json"


def client_packages() -> tuple[Path, ...]:
    """Return the folders of the client packages that can be imported, by their names.

    A package that is installed is found, and so is one whose parent folder is on `sys.path` (`PYTHONPATH`).
    """
    return _found(tuple(sys.path))


@cache
def _found(path: tuple[str, ...]) -> tuple[Path, ...]:
    folders: dict[str, Path] = {}
    for entry in path:
        for document in Path(entry).absolute().glob(_DOCUMENTS):
            folders.setdefault(document.parent.name, document.parent)  # an import takes the first one too
    return tuple(folders[name] for name in sorted(folders))
