"""Markdown table of the faults and what came of them, and its place in a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .trial import Counts

__all__ = ["table", "write"]

_BEGIN, _END = "<!-- chaos -->", "<!-- /chaos -->"


def table(counts: Mapping[str, Counts]) -> str:
    """Return the table below its sum; it has no times, so that it changes only with results."""
    lines = [
        f"{len(counts)} kinds of faults, {sum(one.calls for one in counts.values()):,} calls.",
        "",
        "| Fault | Calls | Lost | Doubled | Hung | Foreign exceptions | Token shown |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, one in counts.items():
        numbers = (one.calls, one.lost, one.doubled, one.hung, one.foreign, one.leaked)
        lines.append(f"| {name} | {' | '.join(f'{number:,}' for number in numbers)} |")
    return "\n".join(lines)


def write(page: Path, counts: Mapping[str, Counts]) -> None:
    """Write the table into a page, between its markers.

    Raises:
        ValueError: the page does not have the markers.
    """
    before, begin, rest = page.read_text().partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for the table: write {_BEGIN} and {_END} into it, each on a line")
    page.write_text(f"{before}{_BEGIN}\n\n{table(counts)}\n\n{_END}{after}")
