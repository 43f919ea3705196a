"""What a user downloads: the size of each client's wheel."""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from .baselines import DOCUMENTS, ROOT, Tell, other_client, run
from .table import TIMES, Row, at_most, unmeasured

__all__ = ["measure"]


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Give the rows of both client wheels."""
    return [_row(version, folder, tell) for version in DOCUMENTS]


def _row(version: str, folder: Path, tell: Tell) -> Row:
    budget = at_most(2, "MB")
    key, what = f"wheel-{version}", f"wheel of iotcentral-{version}"
    tell(what)
    if find_spec("hatchling") is None:
        return unmeasured(key, what, budget, "hatchling is not installed")
    output = Path(tempfile.mkdtemp(dir=folder))
    try:
        project = ROOT / "generated" / f"iotcentral-{version}"
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", output, cwd=project)
        theirs = _zipped(other_client(DOCUMENTS[version], output / "other").folder)
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
    """Give the size of a client's package in the form that a wheel has."""
    archive = project.with_suffix(".zip")
    package = next(path.parent for path in project.glob("*/client.py"))
    with ZipFile(archive, "w", ZIP_DEFLATED) as wheel:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                wheel.write(file, file.relative_to(project))
    return archive.stat().st_size
