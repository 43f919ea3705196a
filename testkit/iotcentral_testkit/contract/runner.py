"""Runner of the contract: checks that the server is usable, runs the parts, and removes what was created."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from random import Random

import httpx

from ..openapi.api import Api
from ..openapi.connector_mapping import served_by
from ..openapi.planes import CONTROL, all_versions
from .checks.rule_runs import run_rules
from .engine.coverage import Coverage
from .engine.evidence import Evidence
from .engine.exchange import Exchange
from .engine.findings import Finding, KitFault, RuleOutcome
from .engine.http_client import HttpClient, NoResponseError, ServerGoneError
from .engine.options import PARTS, ContractOptions
from .engine.recorder import Recorder
from .engine.run import ContractRun, Progress
from .fixtures.cleanup import Leftover, await_removals, remove
from .fixtures.factory import Factory
from .fixtures.implemented_operations import ABSENT, find_absent
from .fixtures.recipes import body_factory_of

__all__ = ["CannotRunError", "Result", "expect_known", "run_contract"]

_LOG = logging.getLogger("iotcentral_testkit.contract")


class CannotRunError(Exception):
    """A run is not possible; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Result:
    """Result of a run.

    Attributes:
        options: of the run.
        findings: the deviations.
        outcomes: of each rule for each operation.
        coverage: of the document.
        leftovers: resources that it created and could not remove.
        requests: the number of requests sent.
        started: when, in UTC.
        seconds: its duration.
        interrupted: whether it was stopped before its end.
        faults: faults of the kit itself, which prevented something from being checked.
        notes: what a reader of the result should know, for example that a recipe of the kit does not fit the version.
        absent: operationId → the status by which the server says that it does not implement it, if that was asked for.
        gone: why the server can no longer be reached; empty if it can.
        evidence: code of each rule → what it saw.
        authorizations: the values of the `Authorization` header that it sent for its own credential; no report shows them.
    """

    options: ContractOptions
    findings: list[Finding]
    outcomes: list[RuleOutcome]
    coverage: Coverage
    leftovers: list[Leftover]
    requests: int
    started: datetime
    seconds: float
    interrupted: bool = False
    faults: tuple[KitFault, ...] = ()
    notes: tuple[str, ...] = ()
    absent: Mapping[str, int] = field(default_factory=dict[str, int])
    gone: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict[str, Evidence])
    authorizations: frozenset[str] = field(default=frozenset(), repr=False)


def run_contract(
    options: ContractOptions, *, progress: Progress | None = None, transport: httpx.BaseTransport | None = None
) -> Result:
    """Check a server against the document of an api-version.

    Args:
        options: of the run.
        progress: receives the progress of the run.
        transport: sends the requests of the rules instead of sockets.

    Returns:
        The findings; everything that was created has been removed.

    Raises:
        CannotRunError: the server cannot be reached, rejects the token, or does not know the version; or what is asked for
            does not exist.
    """
    if options.api_version not in all_versions():
        raise CannotRunError(
            f"there is no api-version {options.api_version!r}; choose one of {', '.join(all_versions())}"
        )
    expect_known(options.parts, options.only)
    api = Api(options.api_version)
    unknown = [name for name in options.resources if name not in api.resources]
    if unknown:
        raise CannotRunError(
            f"api-version {api.version} has no resource {unknown[0]!r}; it has {', '.join(api.resources)}"
        )
    parts = tuple(part for part in options.parts if part in api.plane.parts)
    if not parts:
        raise CannotRunError(
            f"the {api.plane} has nothing for the parts {', '.join(options.parts)}; it has {', '.join(api.plane.parts)}"
        )
    options = replace(options, parts=parts)
    if api.plane is CONTROL and not options.subscription:
        raise CannotRunError("the control plane is checked in a subscription; pass --subscription with its id")
    if options.only_implemented and served_by(api) is not api:
        raise CannotRunError(
            f"the {api.plane} has no server of its own; check that of the data plane for what it implements"
        )
    return _Running(options, api, progress or _silent, transport).result()


def expect_known(parts: Iterable[str], only: Iterable[str]) -> None:
    """Expect that there are the parts and the rules that are asked for.

    Args:
        parts: names of parts.
        only: codes of rules.

    Raises:
        CannotRunError: there is no such part, or no such rule; a run would find nothing.
    """
    from .rulebook import entries

    for part in parts:
        if part not in PARTS:
            raise CannotRunError(f"there is no part {part!r}; the parts are {', '.join(PARTS)}")
    asked = list(only)
    known = {entry.code for entry in entries()} if asked else set[str]()
    for code in asked:
        if code not in known:
            raise CannotRunError(
                f"there is no rule {code!r}; the report and docs/contract-rules.md list them (for example IC302)"
            )


class _Running:
    """A run from its first request to its result.

    Args:
        options: of the run.
        api: the document of the version.
        progress: receives the progress of the run.
        transport: sends the requests of the rules instead of sockets.
    """

    def __init__(
        self, options: ContractOptions, api: Api, progress: Progress, transport: httpx.BaseTransport | None
    ) -> None:
        self._started, self._clock = datetime.now(UTC), time.monotonic()
        self._options, self._api, self._progress = options, api, progress
        self._served = served_by(api)
        self._http = HttpClient(options, self._served, transport)
        self._absent: Mapping[str, int] = {}
        self._notes: list[str] = []
        self._asked = 0

    def result(self) -> Result:
        """Run, remove what was created, and return the result.

        Raises:
            CannotRunError: see `run_contract`.
        """
        try:
            if self._options.parts != ("clients",) or self._api is self._served:
                self._notes += _check_server(self._http)
            if self._options.only_implemented:
                self._find_absent()
            return self._judged()
        finally:
            self._http.close()

    def _find_absent(self) -> None:
        """Find out what the server does not implement; go on with a document without that.

        Raises:
            CannotRunError: it implements nothing that is to be checked.
        """
        recorder = self._recording(self._served)
        try:
            self._absent = find_absent(self._http, self._progress)
        except ServerGoneError as error:
            raise CannotRunError(str(error)) from None
        finally:
            remove(self._http, recorder.created, recorder.created.created_since(set()))
            self._http.listeners.clear()
            self._asked = recorder.requests
        self._http.api = self._api = self._served = Api(self._api.version, self._absent)
        chosen = self._options.resources or self._api.resources
        if not set(chosen) & set(self._api.resources):
            raise CannotRunError(f"{self._options.url} implements nothing of what is to be checked")

    def _recording(self, api: Api) -> Recorder:
        recorder = Recorder(api, self._options.seed, self._options.only)
        self._http.listeners.append(recorder.observe)
        return recorder

    def _judged(self) -> Result:
        recorder = self._recording(self._served)
        factory = Factory(self._http, Random(self._options.seed), body_factory_of)
        run = ContractRun(self._options, self._api, self._http, recorder, self._progress)
        interrupted = self._run_parts(run, factory)
        leftovers, stopped = _clean_up(run)
        gone = self._http.gone  # also if it is since the clean-up
        return Result(
            options=self._options,
            findings=recorder.findings,
            outcomes=recorder.outcomes,
            coverage=recorder.coverage,
            leftovers=leftovers,
            requests=recorder.requests + self._asked,
            started=self._started,
            seconds=time.monotonic() - self._clock,
            interrupted=interrupted or stopped or bool(gone),
            faults=tuple(recorder.faults),
            notes=(*self._notes, *factory.notes),
            absent=self._absent,
            gone=gone,
            evidence=recorder.evidence,
            authorizations=frozenset(self._http.authorizations),
        )

    def _run_parts(self, run: ContractRun, factory: Factory) -> bool:
        """Run the parts; return whether they were interrupted."""
        try:
            for part, work in _PARTS.items():
                if part in run.options.parts:
                    run.recorder.part = part
                    _work(run, factory, part, work)
        except (KeyboardInterrupt, ServerGoneError):
            return True
        return False


def _silent(part: str, what: str, done: int, total: int) -> None:
    pass


def _check_server(http: HttpClient) -> list[str]:
    """Send harmless requests until one succeeds; return notes on those that do not.

    Raises:
        CannotRunError: all fail.
    """
    options, plane = http.options, http.api.plane
    failed: list[Exchange] = []
    for question in http.api.questions:
        try:
            exchange = http.send(question)
        except NoResponseError as error:
            raise CannotRunError(
                f"{options.url} cannot be reached: {error.__cause__ or error}; is the server running?"
            ) from None
        if exchange.succeeded:
            return [
                f"{_answer(one)}; the run goes on, since {question} succeeds{_hint(options, one)}" for one in failed
            ]
        failed.append(exchange)
        if exchange.status == 401:
            break
    if not failed:
        return []
    first = failed[0]
    if first.status in {401, 403}:
        raise CannotRunError(
            f"{options.url} answers {first.status} {first.error_code or ''} to the token; {plane.advice}"
        )
    others = f", and none of {len(failed) - 1} others that read succeeds" if len(failed) > 1 else ""
    raise CannotRunError(
        f"{options.url} answers {_status(first)} to {first.operation}{others}; "
        f"is it the {plane} of IoT Central, and does it know api-version {options.api_version}?"
    )


def _status(exchange: Exchange) -> str:
    """Return what an answer says of itself: its status and its code, and where a redirect, which is not followed, leads."""
    leads = f"(to {exchange.headers['location']}, which is not followed)" if "location" in exchange.headers else ""
    return " ".join(filter(None, (str(exchange.status), exchange.error_code, leads)))


def _answer(exchange: Exchange) -> str:
    return f"{exchange.operation} is answered with {exchange.status}"


def _hint(options: ContractOptions, exchange: Exchange) -> str:
    absent = exchange.status in ABSENT and not options.only_implemented
    return "; --only-implemented judges a server that has a part of the API on what it has" if absent else ""


def _work(run: ContractRun, factory: Factory, part: str, work: Callable[[ContractRun, Factory], None]) -> None:
    """Run a part; an exception is a fault of the kit, after which the others go on and everything is cleaned up."""
    try:
        work(run, factory)
    except (ServerGoneError, CannotRunError):
        raise
    except NoResponseError as error:
        asked = [error.exchange] if error.exchange is not None else []
        run.recorder.add("IC100", asked[0].operation or "" if asked else "", str(error), exchanges=asked)
    except Exception as error:
        _LOG.debug("the part %s failed", part, exc_info=True)
        run.recorder.fault("", "", f"the part {part} failed: {type(error).__name__}: {error}")


def _clean_up(run: ContractRun) -> tuple[list[Leftover], bool]:
    """Remove what was created; return what is left, and whether the clean-up was interrupted."""
    created = run.recorder.created
    made = created.created_since(set())
    done = count(1)

    def removed() -> None:
        run.progress("cleanup", "created resources", next(done), len(made))

    try:
        left = remove(run.http, created, made, removed)
        return [*left, *await_removals(run.http, created)], False
    except KeyboardInterrupt:
        return [
            Leftover(str(item), "the clean-up was interrupted")
            for item in [*created.created_since(set()), *created.being_removed]
        ], True


def _run_schemathesis(run: ContractRun, factory: Factory) -> None:
    from .schemathesis.run_schemathesis import (
        run_schemathesis,
    )  # slow to import, and only this part needs it

    run_schemathesis(run, factory)


def _fuzz_clients(run: ContractRun, _factory: Factory) -> None:
    from .client_fuzzing.fuzz_clients import fuzz_clients  # imports Hypothesis, which only this part needs

    fuzz_clients(run)


_PARTS: dict[str, Callable[[ContractRun, Factory], None]] = {
    "rules": run_rules,
    "schemathesis": _run_schemathesis,
    "clients": _fuzz_clients,
}
"""The parts of a run, in their order."""
