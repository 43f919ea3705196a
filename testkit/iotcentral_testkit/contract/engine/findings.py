"""Findings of a run: deviations, each with the rule that it breaks and the requests that show it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from .evidence import NOTHING, Evidence
from .exchange import Exchange
from .history import Steps

__all__ = ["BrokenListError", "DeviationError", "Finding", "KitFault", "NotApplicableError", "RuleOutcome", "Verdict"]


class DeviationError(Exception):
    """A server breaks a rule.

    Args:
        message: what was expected, and what happened instead.
        exchanges: the requests that show it, in their order; without them, all that the check sent.
        subject: distinguishes deviations from one rule, for example the name of a member; it is part of the id, so it
            must be the same in every run.
        operation: the operation that deviates, if it is not the one that is checked.
        untold: why no program can show it; empty if one can.
    """

    def __init__(
        self, message: str, *exchanges: Exchange, subject: str = "", operation: str | None = None, untold: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.exchanges = exchanges
        self.subject = subject
        self.operation = operation
        self.untold = untold


class BrokenListError(DeviationError):
    """A list cannot be read to its end; the rules that read it are skipped, and one rule reports it."""


class NotApplicableError(Exception):
    """A check does not apply here; the message says why."""


class Verdict(StrEnum):
    """Verdict of a check on an operation."""

    PASSED = "passed"
    DEVIATES = "deviates"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation.

    Attributes:
        rule: code of the rule.
        operation: operationId; empty if it is not about a single one.
        message: what was expected, and what happened instead.
        subject: distinguishes deviations from one rule in one operation.
        exchanges: the requests that show it, in their order.
        seed: the seed with which the check that found it can be repeated.
        part: of the run that found it: `rules`, `schemathesis` or `clients`.
        replay: a Python program that shows it, if the requests are not enough; empty otherwise.
        check: code of the rule whose check sent the requests, and the operation that it checked.
        steps: all requests that bring it about again, those that show it and the changes before them.
        untold: why no program can show it; empty if one can.
    """

    rule: str
    operation: str
    message: str
    subject: str = ""
    exchanges: tuple[Exchange, ...] = field(default=(), compare=False, repr=False)
    seed: int = field(default=0, compare=False)
    part: str = "rules"
    replay: str = field(default="", compare=False, repr=False)
    check: tuple[str, str] = field(default=("", ""), compare=False, repr=False)
    steps: Steps = field(default=Steps(()), compare=False, repr=False)
    untold: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> str:
        """An id that is the same in every run, computed from the rule, the operation and the subject."""
        return hashlib.sha256("\0".join((self.rule, self.operation, self.subject)).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class KitFault:
    """A fault of the kit itself, which says nothing about the server.

    Attributes:
        rule: code of the rule that it prevented from being checked; empty if it is not about a single one.
        operation: operationId, or empty.
        message: what went wrong.
    """

    rule: str
    operation: str
    message: str

    def __str__(self) -> str:
        place = " on ".join(part for part in (self.rule, self.operation) if part)
        return f"this is a fault of the kit, not of the server{f', in {place}' if place else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """Outcome of one rule for one operation.

    Attributes:
        rule: code of the rule.
        operation: operationId; empty if the rule is not about a single one.
        verdict: of the check.
        reason: why it was skipped; empty otherwise.
        evidence: what the rule saw.
    """

    rule: str
    operation: str
    verdict: Verdict
    reason: str = ""
    evidence: Evidence = NOTHING
