"""Part of a run that checks IoT Central's own rules, one after another."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from ...openapi.families import Family
from ..engine.created_resources import CreatedResource
from ..engine.evidence import NOTHING, Evidence, evidence_of
from ..engine.exchange import NOT_IMPLEMENTED, Exchange
from ..engine.findings import BrokenListError, DeviationError, NotApplicableError, Verdict
from ..engine.http_client import NoResponseError, ServerGoneError
from ..engine.run import ContractRun
from ..fixtures.check_context import CheckContext
from ..fixtures.cleanup import remove
from ..fixtures.factory import Factory, OutdatedRecipeError, SetupError
from ..fixtures.request_fixtures import valid_request
from .rules import RULES, Rule

__all__ = ["run_rules"]

_LOG = logging.getLogger("iotcentral_testkit.contract")

_PAGING = "IC503"
"""The rule that reports a list that cannot be read to its end, whatever it was read for."""

_SHAPE = frozenset({"IC101", "IC102", "IC104", "IC105", "IC106"})
"""The rules for every response about what checks interpret."""

_MOST = re.compile(r"\bAn application has at most (\d+) ")
"""How the document says how many items of a family there can be."""

_ROUNDS = 5
"""Rounds of a check that varies, in a full run."""


def run_rules(run: ContractRun, factory: Factory) -> None:
    """Check the rules, one subject after another, as far as the options allow."""
    cases, doubted = _cases(run), list[_Doubted]()
    for number, (rule, subject, operations) in enumerate(cases):
        run.progress("rules", f"{rule.code} {operations[0] if operations else ''}".strip(), number, len(cases))
        if rule.writes and run.options.read_only:
            _note(run, rule, operations, Verdict.SKIPPED, "it writes, and this run only reads")
            continue
        rounds = 1 if run.options.quick or not rule.varied else _ROUNDS
        for round in range(rounds):
            _check(run, factory, rule, subject, operations, round, doubted)
    factory.tours.clear()  # no other part reads what they sent
    for each in doubted:
        _settle(run, factory, each)
    run.progress("rules", "", len(cases), len(cases))


def _cases(run: ContractRun) -> list[tuple[Rule, Any, tuple[str, ...]]]:
    """Return the rules with their subjects, as far as the options allow."""
    chosen = run.options.resources
    return [
        (rule, subject, operations)
        for code, rule in sorted(RULES.items())
        if run.api.plane in rule.planes and (not run.options.only or code in run.options.only)
        for subject, operations in rule.over(run.api)
        if run.options.checks("rules", code, operations[0] if operations else "")
        if not chosen or not operations or run.api.operations[operations[0]].resource in chosen
    ]


class _Doubted(NamedTuple):
    """A pass that rests on rejections alone, of an operation that the run has not seen accept anything so far."""

    rule: Rule
    operations: tuple[str, ...]
    evidence: Evidence


def _settle(run: ContractRun, factory: Factory, doubted: _Doubted) -> None:
    """Record a doubted pass as one if the operation accepts a valid request; skip it otherwise."""
    rule, operations, evidence = doubted
    operation = run.api.operations[operations[0]]
    if not _accepts(run, operation.id):
        created = run.recorder.created
        before = created.snapshot()
        try:
            context = CheckContext(run.http, factory, factory.random)
            fixture = valid_request(context, operation)
            context.send(operation, fixture.path, **fixture.options)
        except (SetupError, NotApplicableError, OutdatedRecipeError):
            pass  # then it is not known to accept anything
        remove(run.http, created, [it for it in created.created_since(before) if not _stays(it, factory.shared_paths)])
    if _accepts(run, operation.id):
        _note(run, rule, operations, Verdict.PASSED, evidence=evidence)
    else:
        reason = f"{operation.id} has accepted no valid request, so that what it rejects says nothing"
        _note(run, rule, operations, Verdict.SKIPPED, reason, evidence)


def _accepts(run: ContractRun, id: str) -> bool:
    """Return whether the run has seen an operation accept a request."""
    return any(200 <= status < 300 for status in run.recorder.coverage.statuses.get(id, ()))


def _rests_on_rejections(operations: tuple[str, ...], sent: Sequence[Exchange]) -> bool:
    """Return whether all that a check saw of its operation are rejections, of which only 401 says something alone."""
    seen = [exchange.status for exchange in sent if operations and exchange.operation == operations[0]]
    return bool(seen) and all(400 <= status < 500 and status != 401 for status in seen)


def _check(
    run: ContractRun,
    factory: Factory,
    rule: Rule,
    subject: Any,
    operations: tuple[str, ...],
    round: int,
    doubted: list[_Doubted],
) -> None:
    """Run one check, record how it ended, and remove what it created."""
    random = Random(f"{run.options.seed} {rule.code} {subject!r} {round}")
    factory.random = random
    created, before = run.recorder.created, run.recorder.created.snapshot()
    sent: list[Exchange] = []
    run.http.listeners.append(sent.append)
    operation = operations[0] if operations else ""
    run.recorder.check = (rule.code, operation)
    context = CheckContext(run.http, factory, random)
    try:
        rule.check(context, subject)
        evidence = evidence_of(sent, context.values)
        if rule.needs and not getattr(evidence, rule.needs):
            raise NotApplicableError(f"it saw no {rule.needs}, in {evidence}")
        if _rests_on_rejections(operations, sent) and run.api is run.http.api and not run.options.read_only:
            doubted.append(_Doubted(rule, operations, evidence))
        else:
            _note(run, rule, operations, Verdict.PASSED, evidence=evidence)
    except BrokenListError as found:
        listed = found.exchanges[-1].operation or operation
        run.recorder.add(_PAGING, listed, found.message, subject=found.subject, exchanges=found.exchanges, sent=sent)
        if rule.code != _PAGING:
            _note(run, rule, operations, Verdict.SKIPPED, f"{listed} cannot be read to its end, see {_PAGING}")
    except DeviationError as found:
        shown = found.exchanges or tuple(sent)
        reason = _not_applicable(factory, rule, [*sent, *shown]) or _rests_on_failure(run, shown)
        if reason is not None:
            _note(run, rule, operations, Verdict.SKIPPED, reason)
            return
        where = found.operation or operation
        told = {"subject": found.subject, "untold": found.untold}
        run.recorder.add(rule.code, where, found.message, **told, exchanges=found.exchanges, sent=sent)
    except NotApplicableError as inapplicable:
        _note(run, rule, operations, Verdict.SKIPPED, str(inapplicable))
    except SetupError as blocked:
        rejected = blocked.exchange
        reason = _not_applicable(factory, rule, [*sent, rejected]) or _full(context, rejected)
        if reason is not None:
            _note(run, rule, operations, Verdict.SKIPPED, reason)
            return
        if not run.recorder.fails(rejected):
            message = f"a request that is valid is answered with {rejected.status} {rejected.error_code or ''}".strip()
            run.recorder.add("IC301", rejected.operation or "", message, exchanges=[rejected], sent=sent)
        _note(run, rule, operations, Verdict.SKIPPED, f"it could not be set up: {blocked}")
    except ServerGoneError:
        raise
    except NoResponseError as error:
        asked = [error.exchange] if error.exchange is not None else []
        run.recorder.add("IC100", operation, str(error), exchanges=asked, sent=[*sent, *asked])
    except OutdatedRecipeError as error:
        run.recorder.fault(rule.code, operation, str(error))
    except Exception as error:
        _LOG.debug("%s of %r failed", rule.code, subject, exc_info=True)
        reason = _not_applicable(factory, rule, sent) or _uninterpretable(run, [*_toured(factory, subject), *sent])
        if reason is not None:
            _note(run, rule, operations, Verdict.SKIPPED, reason)
        else:
            run.recorder.fault(rule.code, operation, f"the check failed: {type(error).__name__}: {error}")
    finally:
        run.http.listeners.pop()
        shared_paths = factory.shared_paths
        remove(run.http, created, [made for made in created.created_since(before) if not _stays(made, shared_paths)])


def _not_applicable(factory: Factory, rule: Rule, exchanges: list[Exchange]) -> str | None:
    """Return why what a check has found says nothing about the server; None if it does."""
    absent = next((exchange for exchange in exchanges if exchange.status == NOT_IMPLEMENTED), None)
    if absent is not None:
        return f"the server answers {absent.operation or absent.url} with 501: it does not implement it"
    return factory.premises.broken(exchanges) if rule.by_hand else None


def _full(context: CheckContext, rejected: Exchange) -> str | None:
    """Return that the application holds as many items of a family as the document allows, so that it takes no other one."""
    family = next((family for family in context.api.families if family.create.id == rejected.operation), None)
    if family is None or family.list is None or family.parents or not 400 <= rejected.status < 500:
        return None
    found = _MOST.search(f"{family.create.node.get('description', '')} {family.list.node.get('description', '')}")
    if found is None:
        return None
    try:
        held = len(context.items(family.list))
    except (SetupError, BrokenListError):
        return None
    return (
        f"the application holds {held} {family.name}, as many as the document allows" if held >= int(found[1]) else None
    )


def _rests_on_failure(run: ContractRun, shown: Sequence[Exchange]) -> str | None:
    """Return why a deviation is the consequence of a request that failed, which a rule of its own reports; None if not."""
    failed = next((exchange for exchange in reversed(shown) if run.recorder.fails(exchange)), None)
    return None if failed is None else f"{failed.operation or failed.url} is answered with {failed.status}, see IC101"


def _toured(factory: Factory, subject: Any) -> list[Exchange]:
    """Return what the tour of a family's patches has read, which several rules judge and the first one sends."""
    steps = factory.tours.get(subject.path, ()) if isinstance(subject, Family) else ()
    return [exchange for step in steps for exchange in (step.before, step.answer, step.after)]


def _uninterpretable(run: ContractRun, sent: Sequence[Exchange]) -> str | None:
    """Return which answer differs so much from the document that a check cannot interpret it; None if none does."""
    for exchange in reversed(sent):
        codes = _SHAPE.intersection(run.recorder.broken(exchange))
        if codes:
            return f"the answer to {exchange.operation or exchange.url} cannot be interpreted, see {', '.join(sorted(codes))}"
    return None


def _stays(made: CreatedResource, shared_paths: set[str]) -> bool:
    """Return whether a resource stays until the end of the run: shared ones, those that cannot be removed, singletons."""
    return str(made) in shared_paths or made.family.remove is None or not made.path


def _note(
    run: ContractRun,
    rule: Rule,
    operations: tuple[str, ...],
    verdict: Verdict,
    reason: str = "",
    evidence: Evidence = NOTHING,
) -> None:
    for number, operation in enumerate(operations or ("",)):
        run.recorder.record(rule.code, operation, verdict, reason, evidence, again=number > 0)
