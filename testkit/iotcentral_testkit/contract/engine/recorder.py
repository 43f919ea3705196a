"""Recorder of a run: deviations, outcomes of the rules, coverage, and created resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from ...openapi.api import Api
from .coverage import Coverage
from .created_resources import CreatedResources
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
        self._findings: dict[str, Finding] = {}
        self._outcomes: dict[tuple[str, str], RuleOutcome] = {}
        self._creations: dict[str, Exchange] = {}
        self._history = History()

    def observe(self, exchange: Exchange) -> None:
        """Record an exchange, and check it against the rules for every response."""
        self.requests += 1
        self.created.record(exchange)
        self._history.record(exchange)
        self.coverage.add(exchange)
        if exchange.method == "PUT" and exchange.succeeded:
            *_, named = ("", *exchange.path.values())
            self._creations[named] = exchange
        for rule in RESPONSE_RULES.values():
            if self._api.plane not in rule.planes or not rule.concerns(exchange):
                continue
            if not self.reports(rule.code):
                continue
            problems = list(rule.check(self._api, exchange))
            for subject, message in problems:
                self.add(rule.code, exchange.operation or "", message, subject=subject, exchanges=[exchange])
            if not problems:
                self.record(rule.code, exchange.operation or "", Verdict.PASSED)

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
    ) -> None:
        """Record a deviation; one that was found before is not counted twice.

        Args:
            rule: code of the rule.
            operation: operationId, or empty.
            message: what was expected, and what happened instead.
            subject: distinguishes deviations from one rule in one operation.
            exchanges: the requests that show it.
            sent: all of the check that found it.
            replay: a Python program that shows it, if the requests are not enough.
        """
        shown = list(exchanges)
        check = self.check if self.part == "rules" else ("", operation)
        finding = Finding(rule, operation, message, subject, (), self._seed, self.part, replay, check)
        if finding.id not in self._findings:
            steps = self._history.steps(shown, sent)
            self._findings[finding.id] = replace(finding, exchanges=self.reproduction(shown), steps=steps)
        self.record(rule, operation, Verdict.DEVIATES)

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

    def record(self, rule: str, operation: str, verdict: Verdict, reason: str = "") -> None:
        """Record the outcome of a rule for an operation; a deviation outweighs a pass, and a pass a skip."""
        known = self._outcomes.get((rule, operation))
        if known is None or _WEIGHT[verdict] > _WEIGHT[known.verdict]:
            self._outcomes[rule, operation] = RuleOutcome(rule, operation, verdict, reason)

    def reproduction(self, exchanges: Iterable[Exchange]) -> tuple[Exchange, ...]:
        """Return exchanges preceded by those that created what they name, so that they can be repeated from scratch."""
        wanted = list(exchanges)
        needed: dict[int, Exchange] = {}
        for exchange in wanted:
            self._needed_by(exchange, needed)
        ordered = [made for made in self._creations.values() if id(made) in needed and made not in wanted]
        return (*ordered, *wanted)

    def _needed_by(self, exchange: Exchange, needed: dict[int, Exchange]) -> None:
        text = unquote(exchange.url) + exchange.request_body.decode(errors="replace")
        for name in set(_ID.findall(text)):
            made = self._creations.get(name)
            if made is not None and made is not exchange and id(made) not in needed:
                needed[id(made)] = made
                self._needed_by(made, needed)

    @property
    def findings(self) -> list[Finding]:
        """The deviations, by rule and operation."""
        return sorted(self._findings.values(), key=lambda found: (found.rule, found.operation, found.subject))

    @property
    def outcomes(self) -> list[RuleOutcome]:
        """The outcomes of the rules, by operation."""
        return [self._outcomes[key] for key in sorted(self._outcomes)]


_WEIGHT = {Verdict.SKIPPED: 0, Verdict.PASSED: 1, Verdict.DEVIATES: 2}
_ID = re.compile(r"[\w:;-]+")
