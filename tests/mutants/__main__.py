"""The command `python -m tests.mutants`: tries every defect, reports which are found, and writes the table."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import Progress

from .defect import PREVIEW, STABLE
from .defects import DEFECTS
from .lawful import VARIATIONS
from .table import write, write_derived
from .trial import Trial, attempt, attempt_derived, clean_run, quieten, sample, vary

ENOUGH = 0.95
"""Share of the defects that have to be found."""

ENOUGH_DERIVED = 0.9
"""Share of the derived defects that have to be found; some of them change nothing that can be seen."""

_SAMPLE = 26
"""Derived defects of a run."""

_JOBS = 2 * (os.cpu_count() or 1)
"""A trial spends half of its time waiting."""

_PROGRAMS = {
    (True, True): "shows it without the defect too",
    (False, False): "does not show it",
    (False, True): "shows it only without the defect",
    None: "not run",
}

T = TypeVar("T")
Job = tuple[str, Callable[..., T], tuple[Any, ...]]
"""A title, a function of this package, and its arguments."""


def main() -> int:
    """Run the suite; return 1 if too few defects are found, or if the emulator without defects does not conform."""
    asked = _arguments().parse_args()
    if asked.clean:
        return _clean(asked.clean, asked.seed, asked.jobs)
    if asked.lawful:
        return _vary(asked.seed, asked.jobs)
    if asked.derived is not None:
        return _derive(asked.derived, asked.seed, asked.jobs, asked.output)
    names = asked.only or list(DEFECTS)
    unknown = [name for name in names if name not in DEFECTS]
    if unknown:
        print(f"there is no defect {unknown[0]!r}; --list names them", file=sys.stderr)
        return 2
    if asked.list:
        for name in names:
            print(f"{name:36} {DEFECTS[name].title}")
        return 0
    status = _try(names, asked.seed, asked.jobs, asked.output)
    if asked.only:
        return status
    return max(status, _derive(_SAMPLE, asked.seed, asked.jobs, None), _vary(asked.seed, asked.jobs))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Does the contract kit find defects?")
    parser.add_argument("--jobs", type=int, default=_JOBS, help="processes (default: two for each core)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="try only these defects")
    parser.add_argument("--seed", type=int, default=0, help="seed of the random numbers")
    parser.add_argument("--output", type=Path, help="write the table into this page, between its markers")
    parser.add_argument("--list", action="store_true", help="list the defects and exit")
    parser.add_argument("--derived", type=int, metavar="N", help="instead: a sample of N derived defects of the seed")
    parser.add_argument(
        "--lawful", action="store_true", help="instead: lawful variations, of which nothing is reported"
    )
    parser.add_argument("--clean", type=int, metavar="N", help="instead: N runs of each version without any defect")
    return parser


def _try(names: Sequence[str], seed: int, jobs: int, output: Path | None) -> int:
    started, trials = time.monotonic(), list[Trial]()
    waiting_first = sorted(
        names, key=lambda name: not DEFECTS[name].options
    )  # long ones first, so that none is left for the end
    for _, trial in _done([(name, attempt, (name, seed)) for name in waiting_first], jobs):
        trials.append(trial)
        print(_line(trial), flush=True)
    found = sum(trial.found for trial in trials)
    missed = ", ".join(sorted(trial.name for trial in trials if not trial.found))
    print(f"{found} of {len(trials)} defects are found, in {time.monotonic() - started:.0f} s")
    given = sum(trial.found and not trial.untold for trial in trials)
    misled = ", ".join(sorted(trial.name for trial in trials if trial.misled))
    shown = sum(trial.replayed for trial in trials)
    print(f"{shown} of {given} programs show the defect where it is, and not where it is not")
    if missed:
        print(f"not found: {missed}")
    if misled:
        print(f"with a program that does not tell: {misled}")
    if output is not None:
        write(output, trials)
    return 0 if found >= ENOUGH * len(trials) and not misled else 1


def _derive(count: int, seed: int, jobs: int, output: Path | None) -> int:
    """Try a sample of derived defects; return 1 if too few are found."""
    started, kinds = time.monotonic(), [kind for kind, _ in sample(count, seed)]
    work = [(str(number), attempt_derived, (count, seed, number)) for number in range(count)]
    trials: dict[int, Trial] = {}
    for number, trial in _done(work, jobs):
        trials[int(number)] = trial
        print(_line(trial), flush=True)
    outcomes = [(kinds[number], trials[number]) for number in range(count)]
    found = sum(trial.found for _, trial in outcomes)
    print(f"{found} of {count} derived defects of seed {seed} are found, in {time.monotonic() - started:.0f} s")
    if output is not None:
        write_derived(output, outcomes, seed)
    return 0 if found >= ENOUGH_DERIVED * count else 1


def _vary(seed: int, jobs: int) -> int:
    """Check lawful variations; return 1 if anything is reported."""
    work = [(str(number), vary, (number, seed)) for number in range(len(VARIATIONS))]
    faults = 0
    for number, (found, seconds) in _done(work, jobs):
        print(f"{VARIATIONS[int(number)].title}: {len(found)} findings, {seconds:.0f} s", flush=True)
        for line in found:
            print(f"  {line}", flush=True)
        faults += len(found)
    return 1 if faults else 0


def _line(trial: Trial) -> str:
    finders = ", ".join(trial.named) or "NOT FOUND"
    beside = f" (beside {', '.join(trial.others)})" if trial.others else ""
    program = f" (program: {_PROGRAMS[trial.program]})" if trial.misled else ""
    program = f" (no program: {trial.untold})" if trial.untold else program
    return f"{trial.name:36} {trial.seconds:5.1f} s  {finders}{beside}{program} {trial.failure}".rstrip()


def _clean(runs: int, seed: int, jobs: int) -> int:
    faults = 0
    work: list[Job[tuple[list[str], float]]] = [
        (f"{version}, seed {seed + number}", clean_run, (version, seed + number))
        for number in range(runs)
        for version in (STABLE, PREVIEW)
    ]
    for title, (found, seconds) in _done(work, jobs):
        print(f"{title}: {len(found)} findings, {seconds:.0f} s", flush=True)
        for line in found:
            print(f"  {line}", flush=True)
        faults += len(found)
    return 1 if faults else 0


def _done(work: Sequence[Job[T]], jobs: int) -> Iterator[tuple[str, T]]:
    """Run jobs in processes; yield (title, outcome) as they end, and show the progress on a terminal."""
    console = Console(stderr=True)
    # fresh processes: a fork would copy the threads' locks
    context = multiprocessing.get_context("spawn")
    with (
        Progress(console=console, disable=not console.is_terminal, transient=True) as progress,
        ProcessPoolExecutor(jobs, mp_context=context, initializer=quieten) as pool,
    ):
        task = progress.add_task("defects", total=len(work))
        titles = {pool.submit(function, *arguments): title for title, function, arguments in work}
        for future in as_completed(titles):
            progress.advance(task)
            yield titles[future], future.result()


if __name__ == "__main__":
    sys.exit(main())
