"""Report of an import: what of a published document is not carried over, and what is left for a person to write."""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["ImportReport"]


class ImportReport:
    """Report of an import, each line once, in the order in which it was found."""

    def __init__(self, settled: Collection[str] = ()) -> None:
        """Make a report.

        Args:
            settled: the places of which the authored document says already what an import would assume.
        """
        self._settled = frozenset(settled)
        self._looks: dict[str, None] = {}
        self._losses: dict[str, None] = {}
        self._decisions: dict[str, None] = {}

    def lose(self, where: str, what: str) -> None:
        """Record what is not carried over."""
        self._losses.setdefault(f"{where}: {what}")

    def decide(self, where: str, what: str) -> None:
        """Record what the import assumed, and a person should look at."""
        if where not in self._settled:
            self._decisions.setdefault(f"{where}: {what}")

    def suggest(self, what: str) -> None:
        """Record what a person may know better: nothing in a published document says it."""
        self._looks.setdefault(what)

    def lines(self) -> Iterator[str]:
        """Iterate over the lines of the report."""
        yield from (f"not carried over: {line}" for line in self._losses)
        yield from (f"assumed: {line}" for line in self._decisions)
        yield from (f"perhaps: {line}" for line in self._looks)

    @property
    def losses(self) -> list[str]:
        """What is not carried over."""
        return list(self._losses)
