"""Recorder of a run: deviations, outcomes of the rules, coverage, and created resources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...openapi.api import Api
from .coverage import Coverage
from .created_resources import CreatedResources
from .evidence import NOTHING, Evidence, evidence_of
from .exchange import Exchange
from .findings import Finding, KitFault, RuleOutcome, Verdict
from .history import History
from .response_rules import RESPONSE_RULES

__all__ = ["Recorder"]


class Recorder:
    """Recorder of everything that a run observes.

    Args:
        api: the document.
        seed: of the run.
        only: codes of the rules that are checked; empty: all.
    """

    def __init__(self, api: Api, seed: int = 0, only: tuple[str, ...] = ()) -> None:
        self._api, self._seed, self._only = api, seed, only
        self.created = CreatedResources(api)
        self.coverage = Coverage(api)
        self.requests = 0
        self.part = "rules"
        """The part of the run that deviations are attributed to at present."""
        self.check: tuple[str, str] = ("", "")
        """The check that sends requests at present: code of its rule, and the operation that it checks."""
        self.faults: list[KitFault] = []
        """Faults of the kit itself."""
        self.evidence: dict[str, Evidence] = {}
        """Code of each rule → what it saw."""
        self._findings: dict[str, Finding] = {}
        self._outcomes: dict[tuple[str, str], RuleOutcome] = {}
        self._evidence: dict[tuple[str, str], Evidence] = {}
        self._history = History()

    def observe(self, exchange: Exchange) -> None:
        """Record an exchange, and check it against the rules for every response."""
        self.requests += 1
        self.created.record(exchange)
        self._history.record(exchange)
        self.coverage.add(exchange)
        seen: Evidence | None = None
        for rule in RESPONSE_RULES.values():
            if self._api.plane not in rule.planes or not rule.concerns(exchange):
                continue
            if not self.reports(rule.code):
                continue
            problems = list(rule.check(self._api, exchange))
            for subject, message in problems:
                self.add(rule.code, exchange.operation or "", message, subject=subject, exchanges=[exchange])
            if not problems:
                seen = seen or evidence_of([exchange], values=1)
                self.record(rule.code, exchange.operation or "", Verdict.PASSED, evidence=seen)

    def add(
        self,
        rule: str,
        operation: str,
        message: str,
        *,
        subject: str = "",
        exchanges: Iterable[Exchange] = (),
        sent: Sequence[Exchange] = (),
        replay: str = "",
        untold: str = "",
    ) -> None:
        """Record a deviation; one that was found before is not counted twice.

        Args:
            rule: code of the rule.
            operation: operationId, or empty.
            message: what was expected, and what happened instead.
            subject: distinguishes deviations from one rule in one operation.
            exchanges: the requests that show it; without them, the last of the check.
            sent: all of the check that found it.
            replay: a Python program that shows it, if the requests are not enough.
            untold: why no program can show it.
        """
        named = list(exchanges)
        shown = named or list(sent)
        check = self.check if self.part == "rules" else ("", operation)
        finding = Finding(rule, operation, message, subject, (), self._seed, self.part, replay, check, untold=untold)
        if finding.id not in self._findings:
            steps = self._history.steps(named or shown[-1:], sent)
            self._findings[finding.id] = replace(finding, exchanges=self._history.reproduction(shown), steps=steps)
        self.record(rule, operation, Verdict.DEVIATES, evidence=evidence_of(sent or shown, values=1))

    def fault(self, rule: str, operation: str, message: str) -> None:
        """Record a fault of the kit; one that was recorded before is not recorded twice."""
        found = KitFault(rule, operation, message)
        if found not in self.faults:
            self.faults.append(found)

    def reports(self, code: str) -> bool:
        """Return whether the run checks a rule."""
        return not self._only or code in self._only

    def fails(self, exchange: Exchange) -> bool:
        """Return whether a response is an error of the server, which a rule of its own reports."""
        return self.reports("IC101") and "IC101" in self.broken(exchange)

    def broken(self, exchange: Exchange) -> list[str]:
        """Return the codes of the rules for every response that a response breaks."""
        return [
            rule.code
            for rule in RESPONSE_RULES.values()
            if self._api.plane in rule.planes
            if rule.concerns(exchange) and next(iter(rule.check(self._api, exchange)), None) is not None
        ]

    def record(
        self,
        rule: str,
        operation: str,
        verdict: Verdict,
        reason: str = "",
        evidence: Evidence = NOTHING,
        *,
        again: bool = False,
    ) -> None:
        """Record the outcome of a rule for an operation; a deviation outweighs a pass, and a pass a skip.

        A rule that held nothing against what it expects has not passed: it is skipped.

        Args:
            rule: code of the rule.
            operation: operationId, or empty.
            verdict: of the check.
            reason: why it was skipped.
            evidence: what the rule saw.
            again: whether the same evidence was recorded for another operation.
        """
        place = (rule, operation)
        if verdict is Verdict.PASSED and not evidence.values:
            verdict, reason = Verdict.SKIPPED, f"it saw nothing that it could judge, in {evidence}"
        known = self._outcomes.get(place)
        if known is None or _WEIGHT[verdict] > _WEIGHT[known.verdict]:
            self._outcomes[place] = RuleOutcome(rule, operation, verdict, reason)
        if any(evidence):
            self._evidence[place] = self._evidence.get(place, NOTHING).plus(evidence)
            if not again:
                self.evidence[rule] = self.evidence.get(rule, NOTHING).plus(evidence)

    @property
    def findings(self) -> list[Finding]:
        """The deviations, by rule and operation."""
        return sorted(self._findings.values(), key=lambda found: (found.rule, found.operation, found.subject))

    @property
    def outcomes(self) -> list[RuleOutcome]:
        """The outcomes of the rules, by operation."""
        return [
            replace(self._outcomes[place], evidence=self._evidence.get(place, NOTHING))
            for place in sorted(self._outcomes)
        ]


_WEIGHT = {Verdict.SKIPPED: 0, Verdict.PASSED: 1, Verdict.DEVIATES: 2}
