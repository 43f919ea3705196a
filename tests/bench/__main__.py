"""The bench: `python -m tests.bench [--output docs/performance.md] [--only NAME]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from . import (
    calls,
    cli,
    decode,
    emulator,
    emulator_in_process,
    fleet,
    generation,
    imports,
    parsers,
    report,
    wheels,
)
from .table import Row, shown


def _contract(folder: Path, tell: Callable[[str], None]) -> list[Row]:
    # what it imports fills the memory so that the garbage collector would slow down whatever is measured beside it
    from . import contract

    return contract.measure(folder, tell)


def _emulator(folder: Path, tell: Callable[[str], None]) -> list[Row]:
    return [*emulator_in_process.measure(folder, tell), *emulator.measure(folder, tell)]


_PARTS: dict[str, Callable[[Path, Callable[[str], None]], list[Row]]] = {
    "decode": decode.measure,
    "imports": imports.measure,
    "cli": cli.measure,
    "generation": generation.measure,
    "wheels": wheels.measure,
    "fleet": fleet.measure,
    "calls": calls.measure,
    "emulator": _emulator,
    "parsers": parsers.measure,
    "contract": _contract,
}


def main() -> None:
    """Measure everything, print the table, and write the page if one is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the budgets, as ratios.")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the page with the results there")
    parser.add_argument("--only", action="append", choices=list(_PARTS), help="measure this part; may be repeated")
    options = parser.parse_args()
    rows: list[Row] = []
    with TemporaryDirectory(prefix="iotcentral-bench-") as folder, _progress() as tell:
        for name in options.only or _PARTS:
            part = Path(folder) / name
            part.mkdir()
            rows += _PARTS[name](part, tell)
    shown(rows)
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(report.page(rows), encoding="utf-8")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Tell what is being measured on a terminal; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


main()
