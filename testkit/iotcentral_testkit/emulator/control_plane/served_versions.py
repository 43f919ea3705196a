"""Api-versions of the control plane: every one that is installed is served, by the handlers that know its operations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ...openapi.documents import control_planes
from ...openapi.schema_views import SchemaViews
from ..resources.conforming import Conforming, conforming
from .arm_errors import ArmError
from .async_operations import operation_results
from .responses import HANDLERS, KEEPING_ALL, ArmResponse

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route
    from ...openapi.schema_views import View
    from ..http.calls import Call
    from .subscription import AzureSubscription

__all__ = ["ServedOperation", "ServedVersion", "served_versions"]


@dataclass(frozen=True, eq=False)
class ServedOperation:
    """An operation of a version, with what answers it.

    Attributes:
        route: the operation.
        document: that has it.
        known_as: operationId by which a handler knows it.
        names: of its path parameters, as the handler knows them.
        sent: view of bodies as the version before has them, beyond which the handler keeps nothing, unless it keeps all;
            None where that is everything.
        shown: view of answers.
        conforming: what the version changes of it.
    """

    route: Route
    document: Document
    known_as: str
    names: tuple[str, ...]
    sent: View | None
    shown: View | None
    conforming: Conforming | None

    def answer(self, subscription: AzureSubscription, call: Call) -> ArmResponse:
        """Answer a request.

        Raises:
            ArmError: 501: no handler knows the operation, or a member of the body.
        """
        # looked up at each request, so that a test can replace a handler
        handler = HANDLERS.get(self.known_as)
        if handler is None:
            raise _unknown(f"{self.route.id} of api-version {self.route.version}")
        if self.sent is not None and self.known_as not in KEEPING_ALL and self.sent(call.body) != call.body:
            raise _unknown(f"every member of the body that {self.route.id} has in api-version {self.route.version}")
        if self.conforming is not None:
            call.body = self.conforming.body(call.body)
        found = handler(subscription, call)
        if found.status >= 300 or found.body is None:
            return found
        body: Any = found.body if self.shown is None else self.shown(found.body)
        return ArmResponse(
            found.status, body if self.conforming is None else self.conforming.answer(body), found.headers
        )


def _unknown(what: str) -> ArmError:
    return ArmError(501, "NotImplemented", f"The emulator has no handler that knows {what}.")


@dataclass(frozen=True, eq=False)
class ServedVersion:
    """A version.

    Attributes:
        documents: of its operations, and of the path at which operations are polled.
        operations: what answers them.
    """

    documents: tuple[Document, ...]
    operations: dict[Route, ServedOperation]


def served_versions() -> dict[str, ServedVersion]:
    """Return the versions, from the oldest to the newest."""
    return _served_versions(tuple(control_planes().values()))


@cache
def _served_versions(documents: tuple[Document, ...]) -> dict[str, ServedVersion]:
    known: dict[str, tuple[Document, Route]] = {}
    found: dict[str, ServedVersion] = {}
    for document in documents:
        both = (document, operation_results(document.version))
        views = SchemaViews(document)
        operations = {route: _served(of, views, route, known) for of in both for route in of.operations.values()}
        known |= {served.known_as: (served.document, served.route) for served in operations.values()}
        found[document.version] = ServedVersion(both, operations)
    return found


def _served(
    document: Document, views: SchemaViews, route: Route, known: dict[str, tuple[Document, Route]]
) -> ServedOperation:
    id = (
        route.id if route.id in HANDLERS else next((i for i, (_, old) in known.items() if old.shape == route.shape), "")
    )
    before, then = known.get(id, (None, None))
    return ServedOperation(
        route,
        document,
        id or route.id,
        then.names if then is not None and len(then.names) == len(route.names) else route.names,
        None if before is None or then is None else SchemaViews(before).of(then.body_schema),
        views.of(route.response_schema),
        conforming(document, route, before, then),
    )
