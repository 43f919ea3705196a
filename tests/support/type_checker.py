"""The type checker of users' programs: `mypy --strict`, with one cache for all tests, as reading the libraries takes longest."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["mypy_complaints"]

ROOT = Path(__file__).parents[2]


def mypy_complaints(*arguments: str | Path, folder: Path = ROOT, roots: Iterable[Path] = ()) -> str:
    """Return what `mypy --strict` says of files or packages, "" if nothing.

    Args:
        arguments: what is checked, as mypy takes it.
        folder: where it runs; the names of files are shown relative to it.
        roots: folders below which imported packages are found.

    Raises:
        AssertionError: mypy itself has failed.
    """
    # its cache in files, unlike that in a database, is for several processes at a time
    cache = ("--cache-dir", str(ROOT / ".mypy_cache" / "tests"), "--no-sqlite-cache")
    command = (sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--no-error-summary", *cache)
    env = {**os.environ, "MYPYPATH": os.pathsep.join(map(str, roots))}
    done = subprocess.run(
        [*command, *map(str, arguments)], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stdout
    return done.stdout if done.returncode else ""
