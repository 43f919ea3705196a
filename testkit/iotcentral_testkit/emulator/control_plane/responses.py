"""Responses of the control plane, and the registry of its handlers by operationId."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..http.calls import Call
    from .subscription import AzureSubscription

__all__ = ["HANDLERS", "ArmResponse", "Handler", "handles"]


class ArmResponse(NamedTuple):
    """Status, body (None: no body) and headers."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = {}


Handler = Callable[["AzureSubscription", "Call"], ArmResponse]

HANDLERS: dict[str, Handler] = {}
"""operationId → handler."""


def handles(operation_id: str) -> Callable[[Handler], Handler]:
    """Bind a handler to an operation."""

    def bind(handler: Handler) -> Handler:
        if operation_id in HANDLERS:
            raise ValueError(f"{operation_id} has two handlers")
        HANDLERS[operation_id] = handler
        return handler

    return bind
