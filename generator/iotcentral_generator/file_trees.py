"""Trees of files: content, differences and digest."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

__all__ = ["differences", "digest", "files"]

_TOOL_FOLDERS = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", "dist", "build"})


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, without what Python and its tools leave there."""
    found = {}
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _TOOL_FOLDERS and not name.endswith(".egg-info"))
        for name in sorted(names):
            file = Path(path, name)
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def differences(staged: Path, target: Path) -> list[str]:
    """Compare two trees byte for byte; return one line for each file that differs."""
    new, old = files(staged), files(target)
    lines = [f"missing: {name}" for name in new.keys() - old.keys()]
    lines += [f"not generated: {name}" for name in old.keys() - new.keys()]
    lines += [f"differs: {name}" for name in new.keys() & old.keys() if new[name] != old[name]]
    return sorted(lines)


def digest(contents: dict[str, bytes]) -> str:
    """Return one digest of many files."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(f"{name}\0{len(contents[name])}\0".encode())
        total.update(contents[name])
    return total.hexdigest()
