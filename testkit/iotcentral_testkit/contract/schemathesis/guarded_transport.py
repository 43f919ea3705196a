"""Where Schemathesis's requests leave: each gets a last look, and what was answered is told."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import schemathesis
from schemathesis import hooks
from schemathesis.specs.openapi.schemas import OpenApiSchema
from schemathesis.transport.requests import REQUESTS_TRANSPORT

from ..engine.interrupts import interrupts_deferred
from .request_guard import Guard

if TYPE_CHECKING:
    from schemathesis.config import SchemathesisConfig
    from schemathesis.core.transport import Response
    from schemathesis.generation.case import Case
    from schemathesis.hooks import HookContext

__all__ = ["ForbiddenRequestError", "WatchedSchema", "guarded", "load"]


class ForbiddenRequestError(Exception):  # what is not done, rather than a failure
    """A request was not sent, because it could have changed what the run did not make."""


class _Wire:
    """Sends requests as Schemathesis does."""

    def __init__(self, guard: Guard, answered: Callable[[Case[Any], Response], None]) -> None:
        self._guard, self._answered = guard, answered
        self._sessions: set[Any] = set()

    def send(self, case: Case[Any], **options: Any) -> Response:
        """Send a request and tell what was answered.

        Raises:
            ForbiddenRequestError: it could change what is not the run's.
        """
        if not self._guard.permits(case.method, case.path, case.formatted_path):
            raise ForbiddenRequestError(
                f"{case.method} {case.formatted_path} was not sent: it names nothing that the run made"
            )
        if options.get("session") is not None:
            self._sessions.add(options["session"])
        with interrupts_deferred():
            response = REQUESTS_TRANSPORT.send(case, **options)
            self._answered(case, response)
        return response

    def close(self) -> None:
        """Let go of the connections; the engine leaves them open."""
        for session in self._sessions:
            session.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(REQUESTS_TRANSPORT, name)


class WatchedSchema(OpenApiSchema):
    """A document whose requests all leave by one way, those that a check sends beside the generated ones too."""

    wire: _Wire

    @property
    def transport(self) -> Any:
        """What sends its requests."""
        return self.wire


def load(
    content: dict[str, Any], config: SchemathesisConfig, guard: Guard, answered: Callable[[Case[Any], Response], None]
) -> WatchedSchema:
    """Load a document.

    Args:
        content: of the document.
        config: of Schemathesis.
        guard: says what may be sent.
        answered: told each request with its response, in the thread that sent it.
    """
    plain = schemathesis.openapi.from_dict(content, config=config)
    watched = WatchedSchema(raw_schema=plain.raw_schema, config=plain.config, filter_set=plain.filter_set)
    watched.wire = _Wire(guard, answered)
    return watched


@contextmanager
def guarded(schema: WatchedSchema, guard: Guard) -> Generator[None]:
    """Have the requests of a document made harmless before they are sent, and let go of its connections afterwards.

    Schemathesis knows the hook that comes before a request for the whole process alone; so it is there for the time of the
    block, and passes over the requests of other documents. After it, Schemathesis looks again whether the values fit their
    schemas, so an id that became valid behind the prefix is not taken for an invalid one.
    """

    def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:  # noqa: ARG001
        if case.operation.schema is not schema:
            return
        path = guard.path(case.method, case.path, case.path_parameters)
        if path != case.path_parameters:
            case.path_parameters = path
        body = guard.body(case.method, case.path, case.body)
        if body is not case.body:
            case.body = body

    schemathesis.hook(before_call)
    try:
        yield
    finally:
        hooks.unregister(before_call)
        schema.wire.close()
