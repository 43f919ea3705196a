"""The command `python -m tests.chaos`: tries every fault at length, prints what came of it, and writes the table."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tests.support.modes import MODES

from .faults import FAULTS
from .table import write
from .trial import Counts, commands, walk


def main() -> int:
    """Try the faults; return 1 if anything was lost, doubled, hung, foreign or leaked."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="What comes of what servers do wrong?")
    parser.add_argument("--pages", type=int, default=300, help="pages of each walk, and number of commands")
    parser.add_argument("--every", type=int, default=10, help="distance of the faults")
    parser.add_argument("--only", nargs="+", metavar="FAULT", default=list(FAULTS), help="try only these faults")
    parser.add_argument("--output", type=Path, help="write the table into this page, between its markers")
    asked = parser.parse_args()
    unknown = [name for name in asked.only if name not in FAULTS]
    if unknown:
        print(f"there is no fault {unknown[0]!r}; there are: {', '.join(FAULTS)}", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore", ResourceWarning)  # of the generators that httpx leaves to the garbage collection
    console = Console(stderr=True)
    counts: dict[str, Counts] = {}
    for name in track(asked.only, "faults", console=console, transient=True, disable=not console.is_terminal):
        counts[name] = sum(_trials(name, asked.pages, asked.every), Counts())
        wrong = ", ".join(f"{number} {what}" for what, number in counts[name].broken.items())
        print(
            f"{name:40} {counts[name].calls:6} calls, {counts[name].errors:4} errors  {wrong or 'as promised'}",
            flush=True,
        )
    if asked.output is not None:
        write(asked.output, counts)
    broken = [name for name, one in counts.items() if one.broken]
    print(f"{len(counts) - len(broken)} of {len(counts)} faults: nothing lost, doubled, hung, foreign or shown")
    return 1 if broken else 0


def _trials(name: str, pages: int, every: int) -> Iterator[Counts]:
    fault = FAULTS[name]
    if fault.stalls:  # each fault takes the time of a time-out
        pages, every = min(pages, 40), min(every, 10)
    for mode in MODES:
        for read_ahead in (False, True):
            yield walk(fault, mode, read_ahead=read_ahead, pages=pages, every=every)
        if not fault.lists:
            yield commands(fault, mode, count=pages, every=every)


if __name__ == "__main__":
    sys.exit(main())
