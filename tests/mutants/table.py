"""Table of defects and the rules that find them, as Markdown, and its place in a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .defects import DEFECTS
from .trial import Trial

__all__ = ["BEGIN", "END", "table", "write"]

BEGIN, END = "<!-- mutants -->", "<!-- /mutants -->"


def table(trials: Sequence[Trial]) -> str:
    """Return the table below a summary; it has no times, so that it changes only with results."""
    found = sum(trial.found for trial in trials)
    resources = {DEFECTS[trial.name].resource for trial in trials}
    lines = [
        f"{found} of {len(trials)} defects are found with the right rule named, in {len(resources)} resources.",
        "",
        "| Resource | API version | Defect | Found by |",
        "|---|---|---|---|",
    ]
    for trial in sorted(trials, key=lambda trial: (DEFECTS[trial.name].resource, trial.name)):
        defect = DEFECTS[trial.name]
        finders = ", ".join(trial.named) or "**not found**"
        lines.append(f"| {defect.resource} | {defect.version} | {defect.title} | {finders} |")
    return "\n".join(lines)


def write(page: Path, trials: Sequence[Trial]) -> None:
    """Write the table into a page, between its markers.

    Raises:
        ValueError: the page does not have the markers.
    """
    text = page.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for the table: write {BEGIN} and {END} into it, each on a line")
    page.write_text(f"{before}{BEGIN}\n\n{table(trials)}\n\n{END}{after}")
