"""Stage 7, publish: the new tree takes the place of the old one in one step, or not at all.

The whole of `generated/` is put together beside it. On Linux the two folders are then exchanged by one system call;
elsewhere two renames do it, and the next run finishes what was cut off between them. Whoever is killed at any moment
leaves `generated/` as it was or as it should be, never between.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["differences", "digest", "files", "publish", "recover", "staging"]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def staging_folder(target: Path) -> Path:
    """Where the new tree is put together: beside the target, on the same file system."""
    return target.parent / f".{target.name}.new"


def _retired_folder(target: Path) -> Path:
    return target.parent / f".{target.name}.old"


def recover(target: Path) -> None:
    """Clean up after runs that were killed; `target` is then there, if it ever was."""
    retired = _retired_folder(target)
    if retired.exists() and not target.exists():
        retired.rename(target)  # a run was killed between its two renames
    for leftover in (staging_folder(target), retired):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Return an empty folder to build the new tree in; clean up after this run and after those that were killed."""
    recover(target)
    staged = staging_folder(target)
    staged.mkdir(parents=True)
    try:
        yield staged
    finally:
        recover(target)


def publish(staged: Path, target: Path) -> None:
    """Put the tree at `staged` in the place of `target`."""
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        retired = _retired_folder(target)
        target.rename(retired)
        staged.rename(target)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically, where the system can."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False  # this file system cannot
    raise OSError(failed, os.strerror(failed), str(second))


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, but for what Python and its tools leave there."""
    left = {"__pycache__", ".mypy_cache", ".ruff_cache", "dist", "build"}
    found = {}
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in left and not name.endswith(".egg-info"))
        for name in sorted(names):
            file = Path(path, name)
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def differences(staged: Path, target: Path) -> list[str]:
    """Compare two trees byte for byte; return one line for each file that differs."""
    new, old = files(staged), files(target)
    told = [f"missing: {name}" for name in new.keys() - old.keys()]
    told += [f"not generated: {name}" for name in old.keys() - new.keys()]
    told += [f"differs: {name}" for name in new.keys() & old.keys() if new[name] != old[name]]
    return sorted(told)


def digest(contents: dict[str, bytes]) -> str:
    """Return one digest of many files."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(f"{name}\0{len(contents[name])}\0".encode())
        total.update(contents[name])
    return total.hexdigest()
