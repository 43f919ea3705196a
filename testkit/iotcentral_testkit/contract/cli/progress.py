"""Progress of a run: bars on a terminal, and in a pipe a line at each tenth of a part."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ..engine.run import Progress as Told

__all__ = ["shown"]

_NAMES = {
    "implemented": "Operations",
    "rules": "Rules",
    "schemathesis": "Schemathesis",
    "clients": "Clients",
    "cleanup": "Clean-up",
}
_WIDTH = 40
"""Characters of the current step."""


@contextmanager
def shown(console: Console) -> Generator[Told]:
    """Return the receiver of the progress of a run.

    Args:
        console: shows the progress.
    """
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<12}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        yield _Bars(bars)


class _Lines:
    """A line at each tenth of a part, for the log of a build."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._tenths: dict[str, int] = {}

    def __call__(self, part: str, what: str, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if tenth > self._tenths.get(part, -1):
            self._tenths[part] = tenth
            line = f"{_NAMES.get(part, part)}: {done:,} of {total:,}{f', {what[:_WIDTH]}' if what else ''}"
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class _Bars:
    """A bar for each part."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, part: str, what: str, done: int, total: int) -> None:
        if part not in self._tasks:
            self._tasks[part] = self._bars.add_task(_NAMES.get(part, part), total=total, what="")
        self._bars.update(self._tasks[part], completed=done, total=total, what=what[:_WIDTH])
