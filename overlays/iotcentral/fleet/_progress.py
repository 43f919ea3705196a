"""How far a run over many items is, shown on a terminal by `rich` (extra `iotcentral[progress]`)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Bar", "require"]


def require() -> None:
    """See to it that `rich` is there.

    Raises:
        ConfigurationError: it is not.
    """
    try:
        import_module("rich.progress")
    except ImportError as error:
        raise ConfigurationError("progress= needs the package rich: pip install 'iotcentral[progress]'") from error


class Bar:
    """A line on the terminal (standard error) that shows the progress; nothing where that is no terminal.

    Args:
        title: what it says; None: no bar.
        total: how many items there are; None: that is not known.
        console: where it is shown.
    """

    def __init__(self, title: str | None, total: int | None, console: Console | None = None) -> None:
        self._progress = None
        if title is None:
            return
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True) if console is None else console
        if not console.is_terminal:
            return
        columns = TextColumn("{task.fields[note]}"), TimeElapsedColumn()
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *columns, console=console
        )
        self._failed = self._skipped = 0
        self._task = self._progress.add_task(escape(title), total=total, note="")
        self._progress.start()

    def advance(self, *, failed: bool = False, skipped: bool = False) -> None:
        """Count one item."""
        if self._progress is not None:
            self._failed += failed
            self._skipped += skipped
            counts = {"failed": self._failed, "skipped": self._skipped}
            note = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
            self._progress.update(self._task, advance=1, note=note)

    def close(self) -> None:
        """Leave the line as it is."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
