"""Transport of Schemathesis's requests: each is checked before it is sent, and each response is reported."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import schemathesis
from requests.structures import CaseInsensitiveDict
from schemathesis import hooks
from schemathesis.transport.requests import REQUESTS_TRANSPORT, ManagedCookiesSession

from ..engine.interrupts import interrupts_deferred
from .coverage_cases import SelectingSchema
from .request_guard import Guard

if TYPE_CHECKING:
    from schemathesis.config import SchemathesisConfig
    from schemathesis.core.transport import Response
    from schemathesis.generation.case import Case
    from schemathesis.hooks import HookContext

__all__ = ["ForbiddenRequestError", "WatchedSchema", "guarded", "load"]


class ForbiddenRequestError(Exception):
    """A request was not sent, because it could have changed what the run did not create."""


class _GuardedTransport:
    """Transport that checks and reports requests."""

    def __init__(self, guard: Guard, answered: Callable[[Case[Any], Response], None]) -> None:
        self.guard, self._answered = guard, answered
        self._own = ManagedCookiesSession()  # for requests of checks, which open a connection each without one
        self._own.headers = CaseInsensitiveDict()
        self._sessions: set[Any] = {self._own}

    def send(self, case: Case[Any], **options: Any) -> Response:
        """Send a request and report its response.

        Raises:
            ForbiddenRequestError: it could change what the run did not create.
        """
        if not self.guard.permits(case.method, case.path, case.formatted_path):
            raise ForbiddenRequestError(f"{case.method} {case.formatted_path} was not sent: it has no id of the run")
        session = options.get("session") or self._own
        session.trust_env = False  # no proxy and no .netrc, as for the other requests of a run
        self._sessions.add(session)
        with interrupts_deferred():
            response = REQUESTS_TRANSPORT.send(case, **{**options, "session": session})
            self._answered(case, response)
        return response

    def close(self) -> None:
        """Close the connections, which the engine leaves open."""
        for session in self._sessions:
            session.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(REQUESTS_TRANSPORT, name)


class WatchedSchema(SelectingSchema):
    """A document with one transport for all requests, also for those that checks send."""

    guarded_transport: _GuardedTransport

    @property
    def transport(self) -> Any:
        """The transport of its requests."""
        return self.guarded_transport


def load(
    content: dict[str, Any],
    config: SchemathesisConfig,
    guard: Guard,
    answered: Callable[[Case[Any], Response], None],
    *,
    quick: bool,
) -> WatchedSchema:
    """Load a document.

    Args:
        content: of the document.
        config: of Schemathesis.
        guard: decides which requests may be sent.
        answered: called with each request and its response, in the thread that sent it.
        quick: whether one case of each kind is enough.
    """
    plain = schemathesis.openapi.from_dict(content, config=config)
    watched = WatchedSchema(raw_schema=plain.raw_schema, config=plain.config, filter_set=plain.filter_set)
    watched.selects = quick
    watched.guarded_transport = _GuardedTransport(guard, answered)
    return watched


def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:  # noqa: ARG001
    """Make a request harmless before it is sent; those of other documents are ignored.

    Schemathesis keeps every hook for good, so that this one must not hold a document.
    """
    schema = case.operation.schema
    if not isinstance(schema, WatchedSchema):
        return
    guard = schema.guarded_transport.guard
    path = guard.path(case.method, case.path, case.path_parameters)
    if path != case.path_parameters:
        case.path_parameters = path
    body = guard.body(case.method, case.path, case.body)
    if body is not case.body:
        case.body = body


@contextmanager
def guarded(schema: WatchedSchema) -> Generator[None]:
    """Make the requests of a document harmless before they are sent, and close its connections afterwards.

    Schemathesis has the hook before a request only for the whole process; so it is registered for the
    block. After it, Schemathesis checks again whether the values fit their schemas, so an id that became valid with the
    prefix does not count as invalid.
    """
    schemathesis.hook(before_call)
    try:
        yield
    finally:
        hooks.unregister(before_call)
        schema.guarded_transport.close()
