"""Hypothesis runner: draws cases, and shrinks those that show a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from random import Random
from typing import Generic, NamedTuple, Protocol, TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from .cases import RuleViolation

__all__ = ["FailingCase", "run_hypothesis", "start_of"]

_MOST = 3
"""Problems of one kind of case in one operation that are reported; they usually have the same cause."""

_SHRINKS = 60
"""Rounds that are tried after the first that shows a problem, to find a smaller one."""


def start_of(draw: st.DrawFn, stride: int) -> int:
    """Return where a stride begins: at 0 in the simplest round, which Hypothesis tries first, and later in the others."""
    drawn = draw(st.integers(0, 1 << 16))
    return 1 + drawn % (stride - 1) if drawn and stride > 1 else 0


class _Tried(Protocol):
    @property
    def kind(self) -> str: ...


C = TypeVar("C", bound=_Tried)


class FailingCase(NamedTuple, Generic[C]):
    """A problem with the smallest case that shows it."""

    problem: RuleViolation
    case: C


class _ProblemShownError(Exception):
    """Signals to Hypothesis that a round shows the problem."""


class _SearchLimitError(BaseException):
    """Ends shrinking, which Hypothesis would continue for minutes."""


def run_hypothesis(
    rounds: st.SearchStrategy[list[C]], check: Callable[[C], Iterable[RuleViolation]], *, examples: int, chance: str
) -> Iterator[FailingCase[C]]:
    """Return the problems that cases show, each with a small case.

    Args:
        rounds: the cases, several at a time.
        check: runs one, and returns its problems.
        examples: the maximum number of rounds.
        chance: the seed; the same text draws the same cases.
    """
    known: set[tuple[str, str]] = set()
    while len(known) < _MOST:
        found = _one(rounds, check, examples, chance, known)
        if found is None:
            return
        known.add(found.problem[:2])
        yield found


def _one(
    rounds: st.SearchStrategy[list[C]],
    check: Callable[[C], Iterable[RuleViolation]],
    examples: int,
    chance: str,
    known: set[tuple[str, str]],
) -> FailingCase[C] | None:
    """Look for a problem that is not known yet, and shrink the first one."""
    best: list[FailingCase[C]] = []
    rounds_left = _SHRINKS

    @seed(Random(chance).getrandbits(64))
    @settings(
        max_examples=examples,
        database=None,  # nothing is stored between runs, so that the seed determines the cases
        deadline=None,  # a slow machine is not a deviation
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=tuple(HealthCheck.__members__.values()),  # the cases are large on purpose
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(rounds)
    def tried(cases: list[C]) -> None:
        nonlocal rounds_left
        if best:
            rounds_left -= 1
            if rounds_left < 0:
                raise _SearchLimitError
        for case in cases:
            if best and case.kind != best[0].case.kind:
                continue
            for problem in check(case):
                if problem[:2] == best[0].problem[:2] if best else problem[:2] not in known:
                    best[:] = [min([FailingCase(problem, case), *best], key=_size)]
                    raise _ProblemShownError

    with suppress(_ProblemShownError, _SearchLimitError):
        tried()
    return best[0] if best else None


def _size(found: FailingCase[C]) -> int:
    return len(repr(found.case))
