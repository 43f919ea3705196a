"""What a user downloads: the size of each client's wheel."""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from .baselines import ROOT, Tell, other_client, run
from .table import TIMES, Row, at_most, unmeasured

__all__ = ["measure"]


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Return the rows of all client wheels."""
    projects = sorted(path.parent for path in (ROOT / "generated").glob("*/pyproject.toml"))
    return [_row(project, folder, tell) for project in projects]


def _row(project: Path, folder: Path, tell: Tell) -> Row:
    budget = at_most(2, "MB")
    key, what = f"wheel-{project.name.removeprefix('iotcentral-')}", f"wheel of {project.name}"
    tell(what)
    if find_spec("hatchling") is None:
        return unmeasured(key, what, budget, "hatchling is not installed")
    output = Path(tempfile.mkdtemp(dir=folder))
    try:
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", output, cwd=project)
        document = project / project.name.replace("-", "_") / "openapi.json"
        theirs = _zipped(other_client(document, output / "other").folder)
    except RuntimeError as error:
        return unmeasured(key, what, budget, str(error))
    size = sum(file.stat().st_size for file in output.glob("*.whl"))
    return Row(
        key,
        what,
        f"{size / 1e6:.2f} MB",
        f"openapi-python-client's package, zipped, {theirs / 1e6:.2f} MB",
        f"{size / theirs:.2f} {TIMES}",
        str(budget),
        budget.verdict(size / 1e6),
    )


def _zipped(project: Path) -> int:
    """Return the size of a client's package in the form that a wheel has."""
    archive = project.with_suffix(".zip")
    package = next(path.parent for path in project.glob("*/client.py"))
    with ZipFile(archive, "w", ZIP_DEFLATED) as wheel:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                wheel.write(file, file.relative_to(project))
    return archive.stat().st_size
