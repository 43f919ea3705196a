"""Progress of a run over many items, on a terminal or in a log, by `rich` (extra `iotcentral[progress]`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["INTERVAL", "ProgressBar", "require"]

INTERVAL = 10
"""Seconds between two lines."""


def require() -> None:
    """Check that `rich` is installed.

    Raises:
        ConfigurationError: it is not installed.
    """
    try:
        import_module("rich.progress")
    except ImportError as error:
        raise ConfigurationError("progress= needs the package rich: pip install 'iotcentral[progress]'") from error


class ProgressBar:
    """Progress on standard error: a bar on a terminal, elsewhere a line now and then, for logs and pipes.

    Args:
        title: its title; None: nothing is shown.
        total: number of items; None: unknown.
        console: the console to show it on; None: standard error.
        clock: returns the time in seconds.
    """

    def __init__(
        self,
        title: str | None,
        total: int | None,
        console: Console | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._view: _Bar | _Lines | None = None
        self._done = self._failed = self._skipped = 0
        if title is None:
            return
        from rich.console import Console

        console = Console(stderr=True) if console is None else console
        self._view = _Bar(title, total, console) if console.is_terminal else _Lines(title, total, console, clock)

    def advance(self, *, failed: bool = False, skipped: bool = False) -> None:
        """Count one item."""
        self._done += 1
        self._failed += failed
        self._skipped += skipped
        if self._view is not None:
            self._view.show(self._done, self._note)

    def close(self) -> None:
        """End it; the last state stays visible."""
        view, self._view = self._view, None
        if view is not None:
            view.close(self._done, self._note)

    @property
    def _note(self) -> str:
        counts = {"failed": self._failed, "skipped": self._skipped}
        return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


class _Bar:
    """Bar on a terminal."""

    def __init__(self, title: str, total: int | None, console: Console) -> None:
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = TextColumn("{task.fields[note]}"), TimeElapsedColumn()
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *columns, console=console
        )
        self._task = self._progress.add_task(escape(title), total=total, note="")
        self._progress.start()

    def show(self, done: int, note: str) -> None:
        self._progress.update(self._task, completed=done, note=note)

    def close(self, done: int, note: str) -> None:
        self.show(done, note)
        self._progress.stop()


class _Lines:
    """Lines, none for a run that is over before the first is due."""

    def __init__(self, title: str, total: int | None, console: Console, clock: Callable[[], float]) -> None:
        self._title = title
        self._of = "" if total is None else f" of {total}"
        self._file = console.file
        self._clock = clock
        self._begun = self._shown_at = clock()
        self._shown = 0

    def show(self, done: int, note: str) -> None:
        if self._clock() - self._shown_at >= INTERVAL:
            self._print(done, note)

    def close(self, done: int, note: str) -> None:
        if 0 < self._shown < done:
            self._print(done, note)

    def _print(self, done: int, note: str) -> None:
        self._shown_at, self._shown = self._clock(), done
        parts = [f"{done}{self._of}", *([note] if note else []), f"{self._shown_at - self._begun:.0f} s"]
        with suppress(OSError):  # a log that takes no more does not end a run
            self._file.write(f"{self._title}: {', '.join(parts)}\n")
            self._file.flush()
