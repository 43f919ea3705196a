"""Problems of the input: each names its place, its rule and its fix, and all are reported together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

__all__ = ["GenerationError", "Position", "Problem", "ProblemCollector", "in_order"]


class Position(NamedTuple):
    """A place in an authored file; lines count from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """One fault of the input.

    `code` is stable (`S101`); `message` names the value, the rule and the fix; `position` is None where the problem
    is not in an authored file.
    """

    code: str
    message: str
    position: Position | None = None

    def __str__(self) -> str:
        return f"{self.position or 'generator'}: {self.code} {' '.join(self.message.split())}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the files, each once."""
    return sorted(set(problems), key=lambda p: (str(p.position and p.position.file), p.position or (), p))


class GenerationError(Exception):
    """The input cannot be used; `problems` holds all problems, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ProblemCollector:
    """Collector of the problems of parts that do not depend on each other, so that all are told together.

    Attributes:
        problems: the problems of the parts so far.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    @contextmanager
    def part(self, position: Position | None = None) -> Iterator[None]:
        """Collect the problems of a part rather than raise them; those without a place get that of the part."""
        try:
            yield
        except GenerationError as error:
            placed = (
                problem if problem.position else problem._replace(position=position) for problem in error.problems
            )
            self.problems += placed

    def raise_all(self) -> None:
        """Raise the problems that were collected, if there are any.

        Raises:
            GenerationError: there are some.
        """
        if self.problems:
            raise GenerationError(self.problems)
