"""Part of a run that fuzzes the server with Schemathesis: examples, boundary values, random values and links."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any

import requests
from schemathesis.config import SchemathesisConfig
from schemathesis.core.errors import NoLinksFound
from schemathesis.engine import events, from_schema
from schemathesis.engine.errors import ServerUnavailable
from schemathesis.engine.run import TESTING_PHASES, PhaseName

from ...openapi.operations import ApiOperation
from ..engine.evidence import Evidence
from ..engine.exchange import Exchange
from ..engine.findings import Verdict
from ..engine.http_client import ServerGoneError
from ..engine.response_rules import RESPONSE_RULES
from ..engine.run import ContractRun
from ..engine.storage import temporary_storage
from ..fixtures.factory import Factory, SetupError
from .authentication import KEPT, auth_provider
from .configuration import base_url, passes, settings
from .guarded_transport import guarded, load
from .link_bodies import with_link_bodies
from .request_guard import GROUPED, SAFE, Guard
from .suppressions import Suppressions
from .translation import Failed, exchange_of, verdicts

if TYPE_CHECKING:
    from schemathesis.core.failures import Failure
    from schemathesis.core.transport import Response
    from schemathesis.engine.core import EventStream
    from schemathesis.generation.case import Case
    from schemathesis.hooks import HookContext
    from schemathesis.specs.openapi.schemas import OpenApiSchema

__all__ = ["CHECKS", "ERROR", "run_schemathesis"]

_DOCS = "https://schemathesis.readthedocs.io/en/stable/reference/checks/"

ERROR = "ST.error"
"""Code of errors of Schemathesis itself."""

CHECKS: dict[str, tuple[str, str]] = {
    "ST.not_a_server_error": ("No response is 5xx", f"{_DOCS}#not_a_server_error"),
    "ST.status_code_conformance": ("Statuses of responses are documented", f"{_DOCS}#status_code_conformance"),
    "ST.content_type_conformance": ("Media types of responses are documented", f"{_DOCS}#content_type_conformance"),
    "ST.response_schema_conformance": ("Responses fit their schemas", f"{_DOCS}#response_schema_conformance"),
    "ST.response_headers_conformance": (
        "Headers of responses exist and fit their schemas",
        f"{_DOCS}#response_headers_conformance",
    ),
    "ST.positive_data_acceptance": (
        "Requests that fit their schemas are accepted",
        f"{_DOCS}#positive_data_acceptance",
    ),
    "ST.negative_data_rejection": (
        "Requests that break their schemas are rejected",
        f"{_DOCS}#negative_data_rejection",
    ),
    "ST.use_after_free": ("A removed item is gone", f"{_DOCS}#use_after_free"),
    "ST.ensure_resource_availability": (
        "A created item exists at once",
        f"{_DOCS}#ensure_resource_availability",
    ),
    "ST.missing_required_header": (
        "Requests without a required header are rejected",
        f"{_DOCS}#missing_required_header",
    ),
    "ST.ignored_auth": ("Requests without or with wrong credentials are rejected", f"{_DOCS}#ignored_auth"),
    "ST.unsupported_method": ("Methods that are not documented are rejected with 405", f"{_DOCS}#unsupported_method"),
    "ST.allow_header_conformance": (
        "The header Allow names the documented methods",
        f"{_DOCS}#allow_header_conformance",
    ),
    "ST.max_response_time": ("Requests are answered in time", f"{_DOCS}#max_response_time"),
    ERROR: ("Schemathesis can work with the document and the server", "https://schemathesis.readthedocs.io/en/stable/"),
}
"""Code of each check → its title and source."""


def run_schemathesis(run: ContractRun, factory: Factory) -> None:
    """Fuzz the server, as far as the options allow; not at all if they name only rules that other parts check.

    Raises:
        KeyboardInterrupt: the run was stopped.
    """
    if run.options.only and not set(run.options.only) & {*CHECKS, *RESPONSE_RULES}:
        return
    chosen = _chosen(run)
    blocked = {} if run.options.read_only else _blocked(run, factory, chosen)
    for operation, reason in blocked.items():
        for code in CHECKS:
            run.recorder.record(code, operation, Verdict.SKIPPED, reason)
    called = [operation for operation in chosen if operation.id not in blocked]
    if not called:
        return
    group = factory.group if any(operation.resource in GROUPED for operation in _writing(called)) else ""
    guard = Guard(run.api, run.options.prefix, group, run.options.places)
    consumer = _EventConsumer(run, len(called))
    left_out = set(run.api.operations) - {operation.id for operation in called}
    suppressions = Suppressions(run.api)
    for this in passes(run.options):
        config = SchemathesisConfig.from_dict(settings(run.api, run.options, left_out, this))
        schema = load(with_link_bodies(run.api.content), config, guard, consumer.answered, quick=run.options.quick)
        _suppress(schema, suppressions)
        # a rejected token is not renewed: it is renewed in time, and most rejections are intended
        signed = auth_provider(run.options.credential, run.api.plane.scope, run.http.authorizations)
        schema.auth(refresh_interval=KEPT, retry_on=[])(signed)
        with guarded(schema), temporary_storage():
            _run_engine(from_schema(schema).execute(), consumer)


def _chosen(run: ContractRun) -> list[ApiOperation]:
    """Return the operations that the options choose."""
    options = run.options
    return [
        operation
        for operation in run.api.operations.values()
        if not options.resources or operation.resource in options.resources
        if not options.read_only or operation.method == "GET"
        if options.checks("schemathesis", "", operation.id)
    ]


def _writing(operations: Iterable[ApiOperation]) -> list[ApiOperation]:
    return [operation for operation in operations if operation.method not in SAFE]


def _blocked(run: ContractRun, factory: Factory, chosen: list[ApiOperation]) -> dict[str, str]:
    """Return the operations that could change what the run did not create, with the reason."""
    guard = Guard(run.api, run.options.prefix, places=run.options.places)
    blocked = {
        operation.id: "its path has no id of what it changes" for operation in chosen if not guard.allows(operation)
    }
    writing = _writing(chosen)
    for family in run.api.families:
        there = [operation for operation in writing if operation.path == family.path]
        if there and factory.preexisting(family):
            blocked |= {one.id: f"{family.path} was configured before this run, which leaves it alone" for one in there}
    jobs = [operation for operation in writing if operation.resource in GROUPED]
    if jobs:
        try:
            factory.group  # noqa: B018  # created here to see whether it can be
        except SetupError as reason:
            blocked |= {one.id: f"there is no device group to run it for: {reason}" for one in jobs}
    return blocked


def _suppress(schema: OpenApiSchema, suppressions: Suppressions) -> None:
    """Filter the failures that are suppressed."""

    def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:  # noqa: ARG001
        return suppressions.counts(failure, case)

    schema.hook(filter_failure)


def _run_engine(stream: EventStream, consumer: _EventConsumer) -> None:
    """Consume the events of the engine until it has ended."""
    try:
        for event in stream:
            consumer.take(event)
            if consumer.gone is not None:
                break
    finally:
        stream.stop()
        for event in stream:  # so that no request is in flight
            consumer.take(event)
    if consumer.gone is not None:
        raise consumer.gone
    if consumer.interrupted:
        raise KeyboardInterrupt


class _EventConsumer:
    """Consumer of Schemathesis's events, which records them in the run.

    Requests are sent by a thread of the engine, while its events are consumed by the one that started it.
    """

    def __init__(self, run: ContractRun, operations: int) -> None:
        self._run, self._operations = run, operations
        self._lock = Lock()
        self._exchanges: dict[str, Exchange] = {}
        """Id of a generated request → its exchange; stored until its checks are known."""
        self._labels = {f"{one.method} {one.path}": one.id for one in run.api.operations.values()}
        self._sent_to, self._url = base_url(run.options), run.options.url.rstrip("/")
        self._total = sum(self._size(phase) for this in passes(run.options) for phase in this.phases)
        self._done = self._entered = 0
        """Steps that are done; and those of the phases that have begun."""
        self.interrupted = False
        self.gone: ServerGoneError | None = None

    def answered(self, case: Case[Any], response: Response) -> None:
        """Record a request and its response."""
        exchange = exchange_of(self._run.api, response.request, response, self._sent_to, self._url)
        with self._lock:
            self._exchanges[case.id] = exchange
            self._run.recorder.observe(exchange)

    def take(self, event: events.EngineEvent) -> None:
        """Record an event of the engine."""
        match event:
            case events.PhaseStarted():
                self._enter(event)
            case events.ScenarioStarted() | events.ScenarioFinished():
                self._show(event)
            case events.NonFatalError(value=NoLinksFound()):
                pass  # some resources have no links between their operations
            case events.NonFatalError():
                self._error(event.value, event.label, event.info.title, event.info.message)
            case events.FatalError():
                self._error(event.exception, "", "Schemathesis failed", str(event.exception))
            case events.Interrupted():
                self.interrupted = True
            case _:
                pass
        if isinstance(event, events.ScenarioFinished):
            self._record_outcomes(event)

    def _enter(self, event: events.PhaseStarted) -> None:
        if event.phase.name in TESTING_PHASES and event.phase.is_enabled:
            self._done = self._entered
            self._entered += self._size(event.phase.name.value)

    def _size(self, phase: str) -> int:
        """Return the steps of a phase: its operations, or one for a walk along the links, whatever it takes."""
        return 1 if phase == PhaseName.STATEFUL_TESTING.value else self._operations

    def _show(self, event: events.ScenarioStarted | events.ScenarioFinished) -> None:
        label = event.label or ""
        if isinstance(event, events.ScenarioFinished):
            self._done = min(self._done + 1, self._entered)
        what = f"{event.phase.value}: {self._labels.get(label, label or 'links')}"
        self._run.progress("schemathesis", what, self._done, max(self._total, self._entered))

    def _record_outcomes(self, event: events.ScenarioFinished) -> None:
        """Record the outcomes of the checks of a scenario, and forget its exchanges."""
        passed = Counter[tuple[str, str]]()
        for verdict in verdicts(event.recorder):
            code = f"ST.{verdict.check}"
            if isinstance(verdict, Failed):
                with self._lock:
                    shown = [self._exchanges[id] for id in verdict.cases if id in self._exchanges]
                    self._run.recorder.add(
                        code, verdict.operation, verdict.message, subject=verdict.subject, exchanges=shown
                    )
            else:
                passed[code, verdict.operation] += 1
        with self._lock:
            for (code, operation), count in passed.items():
                seen = Evidence(values=count, requests=count)
                self._run.recorder.record(code, operation, Verdict.PASSED, evidence=seen)
            for id in event.recorder.cases:
                self._exchanges.pop(id, None)

    def _error(self, error: Exception, label: str, title: str, message: str) -> None:
        """Record an error; a server that does not respond breaks a rule of its own."""
        if isinstance(error, (requests.RequestException, ServerUnavailable)):
            try:
                self._run.http.expect_reachable()
            except ServerGoneError as gone:
                self.gone = gone
                return
            self._add_unanswered(error, label, f"{title}: {message or error}")
            return
        with self._lock:
            subject = type(error).__name__
            self._run.recorder.add(ERROR, self._labels.get(label, ""), f"{title}: {message or error}", subject=subject)

    def _add_unanswered(self, error: Exception, label: str, message: str) -> None:
        request = getattr(error, "request", None)
        sent = [request] if isinstance(request, requests.PreparedRequest) else []
        asked = [exchange_of(self._run.api, request, None, self._sent_to, self._url) for request in sent]
        untold = "" if asked else "Schemathesis does not say which request it was"
        with self._lock:
            self._run.recorder.add("IC100", self._labels.get(label, ""), message, exchanges=asked, untold=untold)
