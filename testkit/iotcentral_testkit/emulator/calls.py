"""A request on its way through the emulator, and the handlers that answer it, bound by operationId."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .access import PLACED
from .errors import forbidden, not_found

if TYPE_CHECKING:
    from datetime import datetime

    from ..openapi.documents import Operation
    from .access import Caller
    from .application import Application

__all__ = ["HANDLERS", "Call", "Handler", "handles"]


@dataclass(slots=True)
class Call:
    """One request, authenticated, routed and checked.

    Attributes:
        app: the application that is asked.
        operation: what is asked for.
        path: path parameters by their names in the document.
        query: query parameters, typed; those that were not sent are missing.
        headers: lower-case names.
        body: the parsed body; None without one.
        caller: who asks.
        url: scheme, host and port that the request came to; next links begin with it.
    """

    app: Application
    operation: Operation
    path: dict[str, str]
    query: dict[str, Any]
    headers: dict[str, str]
    body: Any
    caller: Caller
    url: str
    extra: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def preview(self) -> bool:
        """Whether the preview version is asked."""
        return self.operation.version.endswith("preview")

    @property
    def now(self) -> datetime:
        """The emulator's time."""
        return self.app.clock.now()

    def get(self, kind: str, id: str, what: str) -> Any:
        """Return a stored document.

        Raises:
            Refusal: 404; `what` names it (`Device "t1"`), or the caller's organizations do not reach it.
        """
        content = self.app.get(kind, id)
        if content is None or (kind in PLACED and not self.caller.reaches(content)):
            raise not_found(f'{what} "{id}"')
        return content

    def require(self, permission: str) -> None:
        """Refuse callers without a permission (`Devices.change`); for the others, only the roles that have it count.

        Raises:
            Refusal: 403.
        """
        if not self.caller.may(permission):
            raise forbidden(f"The caller's roles do not include the permission {permission}.")
        self.caller = self.caller.acting(permission)


Handler = Callable[[Call], Any]
"""Gives the body of the documented success; None where there is none."""

HANDLERS: dict[str, Handler] = {}
"""operationId → handler."""


def handles(*operation_ids: str) -> Callable[[Handler], Handler]:
    """Bind a handler to operations."""

    def bind(handler: Handler) -> Handler:
        for operation_id in operation_ids:
            if operation_id in HANDLERS:
                raise ValueError(f"{operation_id} has two handlers")
            HANDLERS[operation_id] = handler
        return handler

    return bind


def unhandled(operation_ids: Iterable[str]) -> list[str]:
    """Return the operations without handlers."""
    return sorted(set(operation_ids) - HANDLERS.keys())
