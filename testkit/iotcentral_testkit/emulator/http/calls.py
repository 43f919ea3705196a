"""Requests of the data plane as handlers see them, and the registry of the handlers by operationId."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from .authorization import PLACED
from .errors import forbidden, not_found

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from ...openapi.documents import Route
    from ...openapi.older_versions import AskedVersion
    from ..state.application import Application
    from .authorization import Caller

__all__ = ["HANDLERS", "KEPT", "KINDS", "Call", "Handler", "bind_handlers", "handles"]


@dataclass(slots=True)
class Call:
    """One request, authenticated, routed and checked.

    Attributes:
        app: the application that the request is for.
        operation: the operation that it requests.
        path: path parameters by their names in the document.
        query: query parameters, typed; those that were not sent are missing.
        headers: lower-case names.
        body: the parsed body; None without one.
        caller: who sent the request.
        url: scheme, host and port that the request was sent to; next links begin with it.
        extra: query parameters of the service that no document names (`$skiptoken`).
        asked: the api-version as the request names it, where its document is that of a newer one.
        known_as: operationId by which the handlers know the operation, where the version gives it another one.
        limit_rate: counts it towards a kind of rate beside its operation's; None: there is no limit.
        limit_amount: refuses more of something than an application may hold; None: there is no limit.
        beside: required members of the item that its handlers do not keep, with values.
    """

    app: Application
    operation: Route
    path: dict[str, str]
    query: dict[str, Any]
    headers: dict[str, str]
    body: Any
    caller: Caller
    url: str
    extra: dict[str, Any] = field(default_factory=dict[str, Any])
    asked: AskedVersion | None = None
    known_as: str = ""
    limit_rate: Callable[[Call, str], None] | None = None
    limit_amount: Callable[[str, int], None] | None = None
    beside: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def id(self) -> str:
        """The operationId by which the handlers know the operation."""
        return self.known_as or self.operation.id

    def role(self, role: str) -> Any:
        """Return the value of the query parameter that has a role (`filter`); None where none was sent."""
        return self.query.get(self.operation.roles.get(role, ""))

    @property
    def now(self) -> datetime:
        """The emulator's time."""
        return self.app.clock.now()

    def count(self, rate: str) -> None:
        """Count the request towards another kind of rate than its operation's too.

        Raises:
            ServiceError: 429: there were too many requests before it.
        """
        if self.limit_rate is not None:
            self.limit_rate(self, rate)

    def check_amount(self, counted: str, amount: int) -> None:
        """Refuse more of something than an application may hold.

        Raises:
            ServiceError: 409: it is more.
        """
        if self.limit_amount is not None:
            self.limit_amount(counted, amount)

    def get(self, kind: str, id: str, what: str) -> Any:
        """Return a stored document.

        Args:
            kind: the kind of the document.
            id: its id.
            what: how the error names it (`Device`).

        Raises:
            ServiceError: 404: it does not exist, or is outside the caller's organizations.
        """
        content = self.find(kind, id, what)
        if content is None:
            raise not_found(f'{what} "{id}"')
        return content

    def find(self, kind: str, id: str, what: str) -> Any:
        """Return a stored document that a request creates or replaces; None: it does not exist yet.

        Raises:
            ServiceError: 404: it exists outside the caller's organizations, which is not told and not overwritten.
        """
        content = self.app.get(kind, id)
        if content is not None and kind in PLACED and not self.caller.reaches(content):
            raise not_found(f'{what} "{id}"')
        return content

    def require(self, permission: str) -> None:
        """Refuse a caller without a permission (`Devices.change`); of others, only the roles that grant it count.

        Raises:
            ServiceError: 403: no role of the caller grants it.
        """
        if not self.caller.may(permission):
            raise forbidden(f"The caller's roles do not include the permission {permission}.")
        self.caller = self.caller.acting(permission)


Handler = Callable[[Call], Any]
"""Returns the body of the documented success; None where there is none."""

HANDLERS: dict[str, Handler] = {}
"""operationId → handler."""

KEPT: dict[str, frozenset[str]] = {}
"""operationId of a creation → the members of the item that its handlers keep, where they do not keep all."""

KINDS: dict[str, str] = {}
"""operationId of a creation → the kind of its documents in the store, for operations that no handler knows."""


def handles(*operation_ids: str, keeps: Iterable[str] = (), kind: str = "") -> Callable[[Handler], Handler]:
    """Bind a handler to operations.

    Args:
        operation_ids: the operations.
        keeps: on the creation of an item, the members that the handlers of its family keep; those that a document has
            beyond them are kept for them. Without it, the handlers keep all.
        kind: of what it creates in the store, where a document may have a DELETE that no handler knows.
    """

    def bind(handler: Handler) -> Handler:
        for operation_id in operation_ids:
            if operation_id in HANDLERS:
                raise ValueError(f"{operation_id} has two handlers")
            HANDLERS[operation_id] = handler
            if kept := frozenset(keeps):
                KEPT[operation_id] = kept
            if kind:
                KINDS[operation_id] = kind
        return handler

    return bind


def bind_handlers(package: ModuleType) -> None:
    """Import every module of a package, so that its handlers and timer actions bind themselves."""
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
