"""Evidence of a rule: how much it saw before it judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...openapi.json_types import is_array, is_object
from .exchange import Exchange

__all__ = ["NOTHING", "Evidence", "evidence_of"]


class Evidence(NamedTuple):
    """Counts of what a rule saw.

    Attributes:
        values: that were held against what was expected; a rule without any has judged nothing.
        requests: that were sent.
        changes: requests that succeeded and changed something.
        items: of the lists that were read.
        rows: of the results of queries.
    """

    values: int = 0
    requests: int = 0
    changes: int = 0
    items: int = 0
    rows: int = 0

    def plus(self, other: Evidence) -> Evidence:
        """Return the sums of the counts."""
        return Evidence(*map(sum, zip(self, other, strict=True)))

    @property
    def counts(self) -> dict[str, int]:
        """The counts that are not zero."""
        return {name: count for name, count in self._asdict().items() if count}

    def __str__(self) -> str:
        counts = self.counts.items()
        return ", ".join(f"{count:,} {name if count != 1 else name[:-1]}" for name, count in counts) or "nothing"


NOTHING = Evidence()


def evidence_of(exchanges: Iterable[Exchange], values: int = 0) -> Evidence:
    """Return what requests and their responses show.

    Args:
        exchanges: that were sent.
        values: that were held against what was expected.
    """
    requests = changes = items = rows = 0
    for exchange in exchanges:
        requests += 1
        listed = _listed(exchange) if exchange.succeeded and exchange.method in {"GET", "POST"} else None
        if exchange.method == "GET":
            items += listed or 0
        elif listed is not None:
            rows += listed
        elif exchange.succeeded:
            changes += 1
    return Evidence(values, requests, changes, items, rows)


def _listed(exchange: Exchange) -> int | None:
    """Return how many elements the list has that a response is; None if it is none."""
    content = exchange.json
    if is_object(content):
        content = next((part for name in (exchange.page[0], "results") if is_array(part := content.get(name))), None)
    return len(content) if is_array(content) else None
