"""Stage 6, format: the written files get their final form; ruff, pinned, so that it is the same form everywhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ruff import find_ruff_bin

from .problems import GenerationError, Problem

__all__ = ["format_folder"]

_SETTINGS = (
    "--config=line-length = 120",
    '--config=target-version = "py311"',
)
_FIXES = (
    "--fix-only",
    # unused imports (the templates name all that might be needed), their order, and blocks left empty by that
    "--select=F401,I001,TC005",
    '--config=lint.isort.known-first-party = ["iotcentral"]',
)


def format_folder(folder: Path) -> None:
    """Format all Python files below a folder.

    Raises:
        GenerationError: a file is no Python; the templates are at fault then.
    """
    for command in (("check", *_FIXES), ("format",)):
        run = subprocess.run(  # noqa: S603  # ruff's own binary, with arguments from here
            [find_ruff_bin(), *command, "--isolated", "--no-cache", *_SETTINGS, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise GenerationError([Problem("S301", f"ruff {command[0]} failed: {(run.stderr or run.stdout).strip()}")])
