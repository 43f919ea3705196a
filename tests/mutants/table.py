"""Markdown table of defects and the rules that find them, and its place in a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .defects import DEFECTS
from .trial import Trial

__all__ = ["BEGIN", "DERIVED", "END", "derived_table", "table", "write", "write_derived"]

BEGIN, END = "<!-- mutants -->", "<!-- /mutants -->"
DERIVED = ("<!-- derived -->", "<!-- /derived -->")


def table(trials: Sequence[Trial]) -> str:
    """Return the table below a summary; it has no times, so that it changes only with results."""
    found = sum(trial.found for trial in trials)
    resources = {DEFECTS[trial.name].resource for trial in trials}
    lines = [
        f"{found} of {len(trials)} defects are found with the right rule named, in {len(resources)} resources.",
        f"The programs of {sum(trial.replayed for trial in trials)} show the defect where it is, and not where it is not.",
        "",
        "| Resource | API version | Defect | Found by | Program |",
        "|---|---|---|---|---|",
    ]
    for trial in sorted(trials, key=lambda trial: (DEFECTS[trial.name].resource, trial.name)):
        defect = DEFECTS[trial.name]
        finders = ", ".join(trial.named) or "**not found**"
        row = (defect.resource, defect.version, defect.title, finders, _program(trial))
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def _program(trial: Trial) -> str:
    """Return whether the program of a finding shows the defect."""
    if trial.untold:
        return f"none: {trial.untold}"
    return "shows it" if trial.replayed else "**does not show it**"


def derived_table(outcomes: Sequence[tuple[str, Trial]], seed: int) -> str:
    """Return the share that is found of each kind of derived defects, and those that are not found."""
    found = sum(trial.found for _, trial in outcomes)
    lines = [f"{found} of {len(outcomes)} derived defects, drawn with the seed {seed}, are found.", ""]
    lines += ["| Kind | Drawn | Found |", "|---|---|---|"]
    for kind in dict.fromkeys(kind for kind, _ in outcomes):
        of_kind = [trial for other, trial in outcomes if other == kind]
        lines.append(f"| {kind} | {len(of_kind)} | {sum(trial.found for trial in of_kind)} |")
    missed = [trial.name.partition(" ")[2] for _, trial in outcomes if not trial.found]
    return "\n".join([*lines, "", "Not found:" if missed else "", "", *(f"- {title}" for title in missed)]).rstrip()


def write(page: Path, trials: Sequence[Trial]) -> None:
    """Write the table into a page, between its markers.

    Raises:
        ValueError: the page does not have the markers.
    """
    _put(page, (BEGIN, END), table(trials))


def write_derived(page: Path, outcomes: Sequence[tuple[str, Trial]], seed: int) -> None:
    """Write the table of derived defects into a page, between its markers.

    Raises:
        ValueError: the page does not have the markers.
    """
    _put(page, DERIVED, derived_table(outcomes, seed))


def _put(page: Path, marks: tuple[str, str], content: str) -> None:
    text = page.read_text()
    before, begin, rest = text.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"{page} has no place for the table: write {marks[0]} and {marks[1]} into it, each on a line")
    page.write_text(f"{before}{marks[0]}\n\n{content}\n\n{marks[1]}{after}")
