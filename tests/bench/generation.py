"""How long the generator takes, beside the engine that it is built on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from .baselines import DOCUMENTS, ROOT, Tell, environment
from .table import TIMES, Row, at_most, middle, unmeasured

__all__ = ["measure"]

_ROUNDS = 7


class _Run(NamedTuple):
    """A command that has ended: seconds on the clock, CPU seconds of it and of what it started, and what it said."""

    took: float
    cpu: float
    said: str


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Return the rows of a full generation and of one that finds nothing to do."""
    full, unchanged = at_most(1.5, TIMES), at_most(0.5, "s")
    what, nothing = "generate both data-plane packages", "generate again, input unchanged"
    output = folder / "generated"
    try:
        pairs = []
        for round_ in range(_ROUNDS + 1):
            tell(f"{what}, {round_ + 1} of {_ROUNDS + 1}")
            output = folder / f"generated-{round_}"
            pairs.append((_ours(output).cpu, _others(folder)))
        tell(nothing)
        again = [_ours(output) for _ in range(_ROUNDS + 1)][1:]
    except RuntimeError as error:
        reason = str(error)
        return [unmeasured("generate", what, full, reason), unmeasured("unchanged", nothing, unchanged, reason)]
    pairs = pairs[1:]
    ours, theirs = (middle(times) for times in zip(*pairs, strict=True))
    ratio = middle(own / other for own, other in pairs)
    rows = [
        Row(
            "generate",
            what,
            f"{ours:.2f} s",
            f"openapi-python-client on the same documents, {theirs:.2f} s",
            f"{ratio:.2f} {TIMES}",
            str(full),
            full.verdict(ratio),
        )
    ]
    if not all("up to date" in each.said for each in again):
        return [*rows, unmeasured("unchanged", nothing, unchanged, "spec or generator changed meanwhile")]
    took = middle(each.took for each in again)
    rows.append(
        Row(
            "unchanged",
            nothing,
            f"{took:.2f} s",
            f"the full generation, {ours:.2f} s",
            f"{middle(each.cpu for each in again) / ours:.2f} {TIMES}",
            str(unchanged),
            unchanged.verdict(took),
        )
    )
    return rows


def _ours(output: Path) -> _Run:
    """Generate both packages."""
    return _timed("iotcentral_generator", "--spec", str(ROOT / "spec"), "generate", "--output", str(output))


def _others(folder: Path) -> float:
    """Let openapi-python-client make a client of each document, its formatting included, and return the CPU seconds."""
    return sum(
        _timed(
            *("openapi_python_client", "generate", "--path", str(document), "--overwrite"),
            *("--output-path", str(folder / f"other-{version}")),
        ).cpu
        for version, document in DOCUMENTS.items()
    )


def _timed(*arguments: str) -> _Run:
    started, before = perf_counter(), os.times()
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    took, after = perf_counter() - started, os.times()
    if done.returncode:
        raise RuntimeError(f"{arguments[0]} ended with {done.returncode}: {' '.join(done.stderr.split()[-30:])}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return _Run(took, cpu or took, done.stdout)  # Windows does not count the CPU time of children
