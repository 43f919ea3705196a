"""Earlier reports: what deviated then, to be checked again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from ..engine.options import Deviated

__all__ = ["EarlierReport", "EarlierReportError", "read_report"]


class EarlierReportError(Exception):
    """A report cannot be used; the message says why."""


class EarlierReport:
    """The report of an earlier run.

    Attributes:
        deviated: the checks that found something.
        seed: of the run.
    """

    def __init__(self, deviated: tuple[Deviated, ...], seed: int) -> None:
        self.deviated, self.seed = deviated, seed


def read_report(path: Path, api_version: str) -> EarlierReport:
    """Read what deviated in an earlier run.

    Args:
        path: of `report.json`, or of the folder with it; of several api-versions, the folder with theirs.
        api_version: the version that it has to be of.

    Raises:
        EarlierReportError: there is no such report, or it is of another version.
    """
    file = next((found for found in _places(path, api_version) if found.is_file()), None)
    if file is None:
        raise EarlierReportError(f"there is no report of api-version {api_version} at {path}; pass what --report wrote")
    try:
        data: Any = orjson.loads(file.read_bytes())
        version, seed = data["run"]["api_version"], int(data["run"]["seed"])
        deviated = [(it["part"], it["check"]["rule"], it["check"]["operation"]) for it in data["findings"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EarlierReportError(f"{file} is not a report of this kit: {type(error).__name__}: {error}") from None
    if version != api_version:
        raise EarlierReportError(f"{file} is a report of api-version {version}, not of {api_version}")
    return EarlierReport(tuple(dict.fromkeys(Deviated(*each) for each in deviated)), seed)


def _places(path: Path, api_version: str) -> tuple[Path, ...]:
    return path, path / api_version / "report.json", path / "report.json"
