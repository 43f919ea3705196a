"""Programs of others that read OpenAPI documents; `nox -s interop` installs all of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.packages import ALL_PACKAGES

__all__ = ["DOCUMENTS", "program", "required", "said_by"]

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    package.name: ROOT / "generated" / package.name.replace("_", "-") / package.name / "openapi.json"
    for package in ALL_PACKAGES
}
"""The shipped documents by their packages."""

_REQUIRED = os.environ.get("IOTCENTRAL_INTEROP") == "required"


def program(name: str) -> str:
    """Return the path of a program; without it the test is skipped, aloud, or fails where it is required."""
    found = shutil.which(name)
    if found is None:
        required(name)
    return str(found)


def required(name: str) -> NoReturn:
    """Skip the test for want of a program or a package, aloud; fail where it is required."""
    if _REQUIRED:
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} was NOT run: it is not installed; `nox -s interop` installs it, and does this test")


def said_by(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """Return what a program wrote to its standard output; fail with all that it said if its exit status is not 0."""
    whole = {**os.environ, **(env or {})}
    done = subprocess.run(command, cwd=cwd, env=whole, input=stdin, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
