"""States of long-running operations, in the service's words, and the ones that a response reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import orjson

if TYPE_CHECKING:
    import httpx

__all__ = ["RUNNING", "SUCCEEDED", "is_end", "is_failure", "members", "provisioning_state", "unfinished"]

RUNNING = "InProgress"
"""State of an operation under way whose response names none."""

SUCCEEDED = "Succeeded"
"""State of an operation that succeeded, where the response names none."""

_FAILURES = frozenset({"failed", "canceled", "cancelled"})


def is_failure(state: str) -> bool:
    """Return whether an operation in this state failed or was cancelled."""
    return state.lower() in _FAILURES


def is_end(state: str) -> bool:
    """Return whether no other state follows this one."""
    return is_failure(state) or state.lower() == SUCCEEDED.lower()


def unfinished(state: str | None) -> str:
    """Return the state of an operation that has not ended, whatever its resource reports of itself."""
    return RUNNING if state is None or is_end(state) else state


def provisioning_state(response: httpx.Response) -> str | None:
    """Return the provisioning state of a resource; None if the response has none."""
    properties = members(response).get("properties")
    state = cast("dict[str, Any]", properties).get("provisioningState") if isinstance(properties, dict) else None
    return state if isinstance(state, str) and state else None


def members(response: httpx.Response) -> dict[str, Any]:
    """Return the members of a response's JSON object; none if the body is something else."""
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return {}
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}
