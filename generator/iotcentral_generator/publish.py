"""Stage 8, publish: the new tree replaces the old one in one step, or not at all.

The whole of `generated/` is assembled beside it. On Linux one system call then exchanges the two folders; elsewhere two
renames do, and the next run completes what was interrupted between them. Whenever a run is killed, `generated/` is as it
was or as it should be, never a mixture.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["publish", "recover", "staging"]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _staging_folder(target: Path) -> Path:
    """Return the folder of the new tree: beside the target, on the same file system."""
    return target.parent / f".{target.name}.new"


def _retired_folder(target: Path) -> Path:
    return target.parent / f".{target.name}.old"


def recover(target: Path) -> None:
    """Clean up after runs that were killed; afterwards `target` exists, if it ever did."""
    retired = _retired_folder(target)
    if retired.exists() and not target.exists():
        retired.rename(target)  # a run was killed between its two renames
    for leftover in (_staging_folder(target), retired):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Yield an empty folder for the new tree; clean up after this run and after those that were killed."""
    recover(target)
    staged = _staging_folder(target)
    staged.mkdir(parents=True)
    try:
        yield staged
    finally:
        recover(target)


def publish(staged: Path, target: Path) -> None:
    """Replace `target` by the tree at `staged`."""
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        retired = _retired_folder(target)
        target.rename(retired)
        staged.rename(target)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically; return whether the system was able to."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    failed = ctypes.get_errno()
    if failed in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False  # not supported by this file system
    raise OSError(failed, os.strerror(failed), str(second))
