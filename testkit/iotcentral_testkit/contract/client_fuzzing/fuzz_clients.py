"""Part of a run that fuzzes the clients, operation by operation."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from hypothesis import strategies as st

from ..engine.evidence import Evidence
from ..engine.findings import Verdict
from ..engine.run import ContractRun
from ..engine.storage import temporary_storage
from .byte_server import ByteServer
from .cases import Case, RuleViolation
from .client_calls import call_both
from .client_rules import CLIENT_RULES, ClientRules
from .documented_responses import documented_errors, endings, successes
from .hypothesis_runner import run_hypothesis
from .invalid_responses import invalid_responses
from .reproductions import in_process, over_a_socket
from .socket_calls import SocketCase, check_over_socket, socket_cases, stalled
from .targets import Target, missing_client, targets_of
from .verdicts import check_call, check_pair
from .watchdog import BOUND, Watchdog

__all__ = ["fuzz_clients"]

C = TypeVar("C", Case, SocketCase)


@dataclass(frozen=True, slots=True)
class _Extent:
    """Number of examples of each kind per operation."""

    answers: int
    invalid_responses: int
    stride: int
    """Stride through the known invalid responses and faults in one example."""
    over_socket: int


_QUICK = _Extent(answers=2, invalid_responses=1, stride=12, over_socket=1)
_FULL = _Extent(answers=12, invalid_responses=2, stride=2, over_socket=2)

_OTHERS = "AnyIO worker thread"
"""Name of threads of a server in the same process; the clients start none for a fixed token."""


def fuzz_clients(run: ContractRun, *, bound: float = BOUND) -> None:
    """Fuzz the clients of the run's version; nothing is sent to the run's server. Without a client, its rules are skipped.

    Args:
        run: the contract run.
        bound: seconds that a single call may take; a longer one is stopped and reported.

    Raises:
        KeyboardInterrupt: the run was stopped.
    """
    if run.options.only and not set(run.options.only) & set(CLIENT_RULES):
        return
    if without := missing_client(run.api):
        for code in sorted(set(run.options.only or CLIENT_RULES) & set(CLIENT_RULES)):
            run.recorder.record(code, "", Verdict.SKIPPED, without)
        return
    chosen = run.options.resources
    targets = [
        target
        for target in targets_of(run.api)
        if not chosen or target.operation.resource in chosen
        if run.options.checks("clients", "", target.operation.id)
    ]
    with warnings.catch_warnings(record=True) as caught, ByteServer() as server, temporary_storage():
        warnings.simplefilter("always")
        before = set(threading.enumerate())
        dog = Watchdog(bound)
        _fuzz(run, [_Fuzzer(run, target, server, dog, bound) for target in targets], dog)
        gc.collect()  # unclosed resources warn when they are collected
        left = [thread.name for thread in threading.enumerate() if thread not in before and _is_ours(thread)]
    _look_behind(run, len(targets), left, caught)
    run.progress("clients", "", len(targets), len(targets))


def _fuzz(run: ContractRun, fuzzers: Sequence[_Fuzzer], dog: Watchdog) -> None:
    """Fuzz the operations, in one thread as long as all calls end: Hypothesis collects garbage for each new one."""
    stalling = _stalling([fuzzer.target for fuzzer in fuzzers], quick=run.options.quick)
    left = deque(fuzzers)

    def work() -> None:
        while left:
            fuzzer = left[0]
            operation = fuzzer.target.operation.id
            run.progress("clients", operation, len(fuzzers) - len(left), len(fuzzers))
            fuzzer.work(stalls=operation in stalling)
            left.popleft().conclude()

    while left:
        if not dog.watch(work) and left:
            stopped = left.popleft()
            kind = stopped.trying.kind if stopped.trying else "draws"
            ended = RuleViolation(ClientRules.ENDED, kind, "the call does not end; it was stopped")
            stopped.report(ended, stopped.trying)
            stopped.conclude()


def _stalling(targets: Sequence[Target], *, quick: bool) -> set[str]:
    """Return the operations that are tried with responses that never end: the first of each resource, or of all."""
    first: dict[str, str] = {}
    for target in targets:
        first.setdefault("" if quick else target.operation.resource, target.operation.id)
    return set(first.values())


class _Fuzzer:
    """Fuzzer of one operation.

    Args:
        run: the contract run.
        target: the operation.
        server: for calls over a socket.
        dog: stops calls that do not end.
        bound: seconds that a call may take.
    """

    def __init__(self, run: ContractRun, target: Target, server: ByteServer, dog: Watchdog, bound: float) -> None:
        self._run, self.target, self._server, self._dog, self._bound = run, target, server, dog, bound
        self.trying: Case | SocketCase | None = None
        self.tried = 0

    def work(self, *, stalls: bool) -> None:
        """Try all kinds of responses.

        Args:
            stalls: also responses that never end, each of which costs the time-out.
        """
        extent = _QUICK if self._run.options.quick else _FULL
        with asyncio.Runner() as loop:
            kinds = [successes(self.target), documented_errors(self.target)]
            kinds += [endings(self.target)] if self.target.operation.long_running else []
            allowed = st.tuples(*kinds).map(lambda cases: list[Case](cases))
            self._try_rounds("answers", allowed, extent.answers, partial(self._check_in_process, loop))
            spoiled = invalid_responses(self.target, stride=extent.stride)
            self._try_rounds("breaches", spoiled, extent.invalid_responses, partial(self._check_in_process, loop))
            faulty = socket_cases(self.target, stride=3 * extent.stride)
            self._try_rounds("wire", faulty, extent.over_socket, partial(self._check_socket, loop))
            if stalls:
                self._try_rounds("stalls", stalled(self.target), 1, partial(self._check_socket, loop))

    def conclude(self) -> None:
        """Record that the rules were checked; deviations that were found outweigh it."""
        for code in _codes(self.target):
            if not self._run.options.only or code in self._run.options.only:
                seen = Evidence(values=self.tried)
                self._run.recorder.record(code, self.target.operation.id, Verdict.PASSED, evidence=seen)

    def _try_rounds(
        self,
        name: str,
        rounds: st.SearchStrategy[list[C]],
        examples: int,
        check: Callable[[C], Iterator[RuleViolation]],
    ) -> None:
        chance = f"{self._run.options.seed} {self.target.operation.id} {name}"
        for found in run_hypothesis(rounds, check, examples=examples, chance=chance):
            self.report(found.problem, found.case)

    def _check_in_process(self, loop: asyncio.Runner, case: Case) -> Iterator[RuleViolation]:
        self._begin(case)
        one, other = call_both(self.target, case, loop, self._bound / 2)
        for outcome in (one, other):
            yield from self._wanted(check_call(self.target, case, outcome))
        yield from self._wanted(check_pair(case, one, other))

    def _check_socket(self, loop: asyncio.Runner, case: SocketCase) -> Iterator[RuleViolation]:
        self._begin(case)
        yield from self._wanted(check_over_socket(self.target, case, self._server, loop, self._bound / 2))

    def _begin(self, case: Case | SocketCase) -> None:
        self._dog.step()
        self.trying = case
        self.tried += 1

    def _wanted(self, problems: Iterator[RuleViolation]) -> Iterator[RuleViolation]:
        only = self._run.options.only
        return (problem for problem in problems if not only or problem.code in only)

    def report(self, problem: RuleViolation, case: Case | SocketCase | None) -> None:
        """Record a problem, with a program that reproduces it."""
        what = f"{problem.code} {self.target.operation.id}: {problem.subject}"
        replay = ""
        if isinstance(case, Case):
            replay = in_process(self.target, case.request, case.answers, what)
        elif case is not None:
            replay = over_a_socket(self.target, case.request, case.fault.reply, what)
        id = self.target.operation.id
        self._run.recorder.add(problem.code, id, problem.message, subject=problem.subject, replay=replay)


def _codes(target: Target) -> list[str]:
    """Return the codes of the rules that an operation was checked against."""
    without = {ClientRules.LEFT} if target.operation.long_running else {ClientRules.LEFT, ClientRules.FAILED}
    if target.operation.response_schema is None:
        without |= {ClientRules.DECODED, ClientRules.LISTED}
    else:
        without |= {ClientRules.EMPTY, ClientRules.DECODED if target.operation.pageable else ClientRules.LISTED}
    return [code for code in CLIENT_RULES if code not in without]


def _is_ours(thread: threading.Thread) -> bool:
    return thread.is_alive() and not thread.name.startswith(_OTHERS)


def _look_behind(run: ContractRun, clients: int, threads: list[str], caught: list[warnings.WarningMessage]) -> None:
    """Record threads and warnings that the calls left behind."""
    if run.options.only and ClientRules.LEFT not in run.options.only:
        return
    for name in threads:
        run.recorder.add(ClientRules.LEFT, "", f"the thread {name!r} still runs", subject="threads")
    for warning in caught:
        if issubclass(warning.category, ResourceWarning | RuntimeWarning):
            kind = warning.category.__name__
            message = f"{kind} in {warning.filename}:{warning.lineno}: {warning.message}"
            run.recorder.add(ClientRules.LEFT, "", message, subject=kind)
    run.recorder.record(ClientRules.LEFT, "", Verdict.PASSED, evidence=Evidence(values=clients))
