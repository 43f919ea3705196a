"""Sole use of a file of the state and of a folder for temporary files, each by a lock on a file that goes with it.

The lock of a process that was killed is free, whatever became of its folder, so a later emulator can tell and remove it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir

__all__ = ["own_folder", "sole_use"]

_PREFIX = "iotcentral-testkit-"
_LOCK = "folder"

_YOUNG = 60
"""Seconds for which a folder is left alone: its emulator may not have come to lock it."""


@contextmanager
def sole_use(file: Path) -> Generator[None, None, None]:
    """Keep other emulators away from a file, by a lock on another beside it.

    Raises:
        sqlite3.OperationalError: another emulator has it.
    """
    beside = _beside(file)
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None, check_same_thread=False)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            with suppress(PermissionError):  # where files that are open cannot be removed, this one stays
                beside.unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}-lock")


@contextmanager
def own_folder() -> Generator[Path, None, None]:
    """Have a folder for temporary files within the block; if the process is killed, a later emulator removes it."""
    _remove_abandoned()
    with TemporaryDirectory(prefix=_PREFIX) as name, sole_use(Path(name, _LOCK)):
        yield Path(name)


@cache
def _remove_abandoned() -> None:
    """Remove the folders of emulators that were killed; once in a process, since it looks at all temporary files."""
    with os.scandir(gettempdir()) as entries:
        folders = [Path(entry.path) for entry in entries if entry.name.startswith(_PREFIX)]
    for folder in folders:
        with suppress(OSError, sqlite3.Error):  # another user's, or of an emulator that runs
            if time.time() - folder.stat().st_mtime > _YOUNG and _beside(folder / _LOCK).exists():
                with sole_use(folder / _LOCK):
                    rmtree(folder, ignore_errors=True)
