"""Responses of the control plane, and the registry of its handlers by operationId."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..http.calls import Call
    from .subscription import AzureSubscription

__all__ = ["HANDLERS", "KEEPING_ALL", "ArmResponse", "Handler", "handles"]


class ArmResponse(NamedTuple):
    """Status, body (None: no body) and headers."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = {}


Handler = Callable[["AzureSubscription", "Call"], ArmResponse]

HANDLERS: dict[str, Handler] = {}
"""operationId → handler."""
KEEPING_ALL: set[str] = set()
"""The operationIds of the handlers that keep every writable member of a body, also those that they do not know."""


def handles(operation_id: str, *, keeps_all: bool = False) -> Callable[[Handler], Handler]:
    """Bind a handler to an operation.

    Args:
        operation_id: the operation.
        keeps_all: whether the handler keeps every writable member of a body, also those that it does not know.
    """

    def bind(handler: Handler) -> Handler:
        if operation_id in HANDLERS:
            raise ValueError(f"{operation_id} has two handlers")
        HANDLERS[operation_id] = handler
        if keeps_all:
            KEEPING_ALL.add(operation_id)
        return handler

    return bind
