"""Progress of a run on a terminal; nothing is shown without one."""

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
        console: shows the progress, if it is a terminal.
    """
    if not console.is_terminal:
        yield _quiet
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


def _quiet(part: str, what: str, done: int, total: int) -> None:
    pass


class _Bars:
    """A bar for each part."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, part: str, what: str, done: int, total: int) -> None:
        if part not in self._tasks:
            self._tasks[part] = self._bars.add_task(_NAMES.get(part, part), total=total, what="")
        self._bars.update(self._tasks[part], completed=done, total=total, what=what[:_WIDTH])
