"""Runs the contract: looks whether the server can be asked, goes through the parts, and removes what was made."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from random import Random

import httpx

from ..openapi.api import ALL_VERSIONS, Api
from ..openapi.connector_mapping import served_by
from ..openapi.planes import CONTROL
from .checks.rule_runs import run_rules
from .engine.coverage import Coverage
from .engine.findings import Finding, Outcome
from .engine.http_client import Server, ServerError
from .engine.options import Options
from .engine.recorder import Recorder
from .engine.run import Progress, Run
from .fixtures.body_factories import RECIPES
from .fixtures.cleanup import Leftover, remove, see_off
from .fixtures.factory import Workshop

__all__ = ["CannotRun", "Result", "run_contract"]


class CannotRun(Exception):  # noqa: N818  # a state of affairs
    """A run could not begin; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found.

    Attributes:
        options: what it was asked to do.
        findings: the deviations.
        outcomes: how each rule fared with each operation.
        coverage: what of the document was touched.
        leftovers: what it made and could not remove.
        requests: how many were sent.
        started: when, in UTC.
        seconds: how long it took.
        interrupted: whether it was stopped before its end.
    """

    options: Options
    findings: list[Finding]
    outcomes: list[Outcome]
    coverage: Coverage
    leftovers: list[Leftover]
    requests: int
    started: datetime
    seconds: float
    interrupted: bool = False


def run_contract(
    options: Options, *, progress: Progress | None = None, transport: httpx.BaseTransport | None = None
) -> Result:
    """Hold a server against the document of an api-version.

    Args:
        options: what to do.
        progress: told how far it has come.
        transport: carries the requests of the rules instead of sockets.

    Returns:
        What was found; what was made is removed by then.

    Raises:
        CannotRun: the server cannot be reached, the token is not good for it, or it does not know the version.
    """
    if options.api_version not in ALL_VERSIONS:
        raise CannotRun(f"there is no api-version {options.api_version!r}; choose one of {', '.join(ALL_VERSIONS)}")
    api = Api(options.api_version)
    unknown = [name for name in options.resources if name not in api.resources]
    if unknown:
        raise CannotRun(f"api-version {api.version} has no resource {unknown[0]!r}; it has {', '.join(api.resources)}")
    parts = tuple(part for part in options.parts if part in api.plane.parts)
    if not parts:
        raise CannotRun(
            f"the {api.plane} has nothing for the parts {', '.join(options.parts)}; it has {', '.join(api.plane.parts)}"
        )
    options = replace(options, parts=parts)
    if api.plane is CONTROL and not options.subscription:
        raise CannotRun("the control plane is asked about a subscription; give --subscription and its id")
    started, clock = datetime.now(UTC), time.monotonic()
    served = served_by(api)
    server = Server(options, served, transport)
    recorder = Recorder(served, options.seed, options.only)
    server.listeners.append(recorder.observe)
    workshop = Workshop(server, Random(options.seed), RECIPES)
    run = Run(options, api, server, recorder, progress or _silent)
    try:
        if parts != ("clients",) or api is served:
            _look(server)
        interrupted = _run_parts(run, workshop)
        leftovers, stopped = _clean_up(run)
    finally:
        server.close()
    return Result(
        options=options,
        findings=recorder.findings,
        outcomes=recorder.outcomes,
        coverage=recorder.coverage,
        leftovers=leftovers,
        requests=recorder.requests,
        started=started,
        seconds=time.monotonic() - clock,
        interrupted=interrupted or stopped,
    )


def _silent(part: str, what: str, done: int, total: int) -> None:
    pass


def _look(server: Server) -> None:
    """Ask for something harmless.

    Raises:
        CannotRun: that fails.
    """
    options, plane = server.options, server.api.plane
    try:
        exchange = server.ask(plane.question or "")
    except ServerError as error:
        raise CannotRun(f"{options.url} cannot be reached: {error.__cause__}; is the server running?") from None
    if exchange.status in {401, 403}:
        raise CannotRun(
            f"{options.url} answers {exchange.status} {exchange.error_code or ''} to the token; {plane.advice}"
        )
    if not exchange.succeeded:
        raise CannotRun(
            f"{options.url} answers {exchange.status} {exchange.error_code or ''} to {plane.question}; "
            f"is it the {plane} of IoT Central, and does it know api-version {options.api_version}?"
        )


def _run_parts(run: Run, workshop: Workshop) -> bool:
    """Go through the parts; say whether that was stopped."""
    try:
        for part, work in _PARTS.items():
            if part in run.options.parts:
                run.recorder.part = part
                work(run, workshop)
    except KeyboardInterrupt:
        return True
    return False


def _clean_up(run: Run) -> tuple[list[Leftover], bool]:
    """Remove what was made; return what is left, and say whether that was stopped."""
    ledger = run.recorder.ledger
    made = ledger.since(set())
    done = count(1)

    def removed() -> None:
        run.progress("cleanup", "what was made", next(done), len(made))

    try:
        left = remove(run.server, ledger, made, removed)
        return [*left, *see_off(run.server, ledger)], False
    except KeyboardInterrupt:
        return [
            Leftover(str(item), "the clean-up was stopped") for item in [*ledger.since(set()), *ledger.leaving]
        ], True


def _run_schemathesis(run: Run, workshop: Workshop) -> None:
    from .schemathesis.run_schemathesis import (
        run_schemathesis,
    )  # takes a while to import, and only this part needs it

    run_schemathesis(run, workshop)


def _fuzz_clients(run: Run, _workshop: Workshop) -> None:
    from .client_fuzzing.fuzz_clients import fuzz_clients  # imports Hypothesis, which only this part needs

    fuzz_clients(run)


_PARTS: dict[str, Callable[[Run, Workshop], None]] = {
    "rules": run_rules,
    "schemathesis": _run_schemathesis,
    "clients": _fuzz_clients,
}
"""The parts of a run, in their order."""
