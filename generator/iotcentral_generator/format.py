"""Stage 7, format: ruff, pinned so that the format is the same everywhere, formats the written files."""

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
    # unused imports (the templates import all that might be needed), their order, and blocks that this leaves empty
    "--select=F401,I001,TC005",
    '--config=lint.isort.known-first-party = ["iotcentral"]',
)


def format_folder(folder: Path) -> None:
    """Format all Python files below a folder.

    Raises:
        GenerationError: a file is not valid Python, which is a fault of the templates.
    """
    for command in (("check", *_FIXES), ("format",)):
        run = subprocess.run(  # noqa: S603  # ruff's own binary, with arguments from this module
            [find_ruff_bin(), *command, "--isolated", "--no-cache", *_SETTINGS, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise GenerationError([Problem("S301", f"ruff {command[0]} failed: {(run.stderr or run.stdout).strip()}")])
