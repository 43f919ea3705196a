"""Reports of a run for build servers, programs and people: JUnit XML, SARIF, JSON and an HTML page."""

from __future__ import annotations

from pathlib import Path

import orjson

from ..runner import Result
from .baseline import BaselineComparison
from .data import data_of
from .html_page import index_of, page_of
from .junit import write_junit
from .masking import mask_of
from .sarif import sarif_of

__all__ = ["write", "write_index"]


def write(result: Result, comparison: BaselineComparison, folder: Path) -> None:
    """Write `report.json`, `report.sarif`, `junit.xml` and `index.html`.

    Args:
        result: of the run.
        comparison: with the baseline.
        folder: for the files; it is created if need be.

    Raises:
        OSError: they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = data_of(result, comparison)
    (folder / "report.json").write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    (folder / "report.sarif").write_bytes(orjson.dumps(sarif_of(data), option=orjson.OPT_APPEND_NEWLINE))
    (folder / "index.html").write_text(page_of(data), encoding="utf-8")
    write_junit(result, comparison, mask_of(result), folder / "junit.xml")


def write_index(reports: dict[str, str], folder: Path) -> None:
    """Write a page with links to the reports of several api-versions.

    Args:
        reports: api-version → its result, in a sentence.
        folder: that has a folder for each api-version.

    Raises:
        OSError: it cannot be written.
    """
    (folder / "index.html").write_text(index_of(reports), encoding="utf-8")
