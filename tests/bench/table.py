"""A measurement beside its budget, and all of them as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

__all__ = ["COLUMNS", "TIMES", "Budget", "Row", "at_least", "at_most", "markdown", "middle", "shown", "unmeasured"]

COLUMNS = ("what", "ours", "compared with", "ratio", "budget", "verdict")
TIMES = "\N{MULTIPLICATION SIGN}"


class Budget(NamedTuple):
    """A limit in a unit, and the side of it that is good."""

    limit: float
    unit: str
    least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.limit:g} {self.unit}"

    def verdict(self, value: float) -> str:
        """Return whether a value keeps the budget, and by how much not."""
        over = self.limit - value if self.least else value - self.limit
        if over <= 0:
            return "met"
        return f"missed by {over:.2g} {self.unit.split()[0]} ({over / self.limit:.0%})"


def at_most(limit: float, unit: str) -> Budget:
    """Return a budget that is kept below its limit."""
    return Budget(limit, unit)


def at_least(limit: float, unit: str) -> Budget:
    """Return a budget that is kept above its limit."""
    return Budget(limit, unit, least=True)


class Row(NamedTuple):
    """One line of the table; `key` is what the explanations know it by."""

    key: str
    what: str
    ours: str
    other: str
    ratio: str
    budget: str
    verdict: str
    note: str = ""
    """What the reader must know to judge the comparison."""

    @property
    def missed(self) -> bool:
        """Whether the budget is not kept."""
        return self.verdict.startswith("missed")

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is shown."""
        return self.what, self.ours, self.other, self.ratio, self.budget, self.verdict


def unmeasured(key: str, what: str, budget: Budget, reason: str, ours: str = "-", other: str = "-") -> Row:
    """Return the row of something that could not be measured; the reason is told below the table."""
    return Row(key, what, ours, other, "-", str(budget), "not measured", f"not measured: {reason}")


def middle(values: Iterable[float]) -> float:
    """Return the median."""
    return median(list(values))


def markdown(rows: Iterable[Row]) -> str:
    """Return the table as Markdown."""
    lines = [COLUMNS, tuple("---" for _ in COLUMNS), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def shown(rows: list[Row]) -> None:
    """Print the table and its notes: with rules and colours on a terminal, plain in a pipe."""
    if sys.stdout.isatty():
        _on_terminal(rows)
    else:
        print(markdown(rows))
    for row in rows:
        if row.note:
            print(f"{row.what}, {row.other}: {row.note}")


def _on_terminal(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for name in COLUMNS:
        table.add_column(name, overflow="fold")  # names are broken rather than cut
    for row in rows:
        style = "red" if row.missed else "green" if row.verdict == "met" else "yellow"
        table.add_row(*row.cells[:-1], f"[{style}]{row.verdict}[/]")
    Console().print(table)
