"""Quotas of an application as documented: a request that would exceed one is refused.

Some limits always hold, because handlers check them with the body: the capabilities of a template,
the conditions of a group's filter, the exports, destinations and destinations of an export, the depth of organizations.
Roles cannot be added by requests at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...openapi.json_types import is_array
from ..http.errors import conflict
from ..state.narrowing import equal

if TYPE_CHECKING:
    from ..http.calls import Call
    from ..state.application import Application

__all__ = ["DOCUMENTED", "Quotas"]

DOCUMENTED: Mapping[str, int] = {
    "devices": 1_000_000,
    "simulated devices": 100,
    "device templates": 1_000,
    "device groups": 1_000,
    "organizations": 200,
    "user role assignments": 200,
    "bytes of desired properties of a device": 32 * 1024,
}
"""What is counted → number that an application may hold."""


class _Rule(NamedTuple):
    """Number that an operation adds to what is counted."""

    counted: str
    added: Callable[[Call], int]


def _new(kind: str, parameter: str) -> Callable[[Call], int]:
    """Return a function that returns 1 if the document of the path does not exist yet, else 0."""
    return lambda call: int(call.app.get(kind, call.path[parameter]) is None)


def _simulated(call: Call) -> int:
    """Return 1 if a request makes a device simulated that is not yet, else 0."""
    stored: dict[str, Any] = call.app.get("device", call.path["deviceId"]) or {}
    body: dict[str, Any] = call.body or {}
    return int(body.get("simulated") is True and not stored.get("simulated"))


def _assigned(call: Call) -> int:
    """Return the number of roles that a request adds to a user; the quota does not count those of tokens."""
    body: dict[str, Any] = call.body or {}
    roles = body.get("roles")
    stored: dict[str, Any] = call.app.get("user", call.path["userId"]) or {"roles": []}
    return len(roles) - len(stored["roles"]) if is_array(roles) else 0


_RULES: Mapping[str, tuple[_Rule, ...]] = {
    "Devices_Create": (_Rule("devices", _new("device", "deviceId")), _Rule("simulated devices", _simulated)),
    "Devices_Update": (_Rule("simulated devices", _simulated),),
    "DeviceTemplates_Create": (_Rule("device templates", _new("template", "deviceTemplateId")),),
    "DeviceGroups_Create": (_Rule("device groups", _new("deviceGroup", "deviceGroupId")),),
    "Organizations_Create": (_Rule("organizations", _new("organization", "organizationId")),),
    "Users_Create": (_Rule("user role assignments", _assigned),),
    "Users_Update": (_Rule("user role assignments", _assigned),),
}
"""Operation → what it may add to."""


def _count_simulated(app: Application) -> int:
    return app.store.count(app.name, "device", equal("simulated", True))


def _count_assignments(app: Application) -> int:
    return sum(len(user.content["roles"]) for user in app.all("user"))


_COUNTS: Mapping[str, Callable[[Application], int]] = {
    "devices": lambda app: app.count("device"),
    "simulated devices": _count_simulated,
    "device templates": lambda app: app.count("template"),
    "device groups": lambda app: app.count("deviceGroup"),
    "organizations": lambda app: app.count("organization"),
    "user role assignments": _count_assignments,
}


class Quotas:
    """Quotas that requests are checked against.

    Args:
        limits: quotas that differ from the documented ones.
    """

    def __init__(self, limits: Mapping[str, int] | None = None) -> None:
        self._limits = {**DOCUMENTED, **(limits or {})}
        self._room: dict[tuple[str, str], int] = {}
        """Number that may be added before the next count: deletions in between only increase it."""

    def forget(self) -> None:
        """Forget what was counted, as the state is another."""
        self._room.clear()

    def admit(self, call: Call) -> None:
        """Admit a request, unless it would exceed a quota.

        Raises:
            ServiceError: 409: it would exceed a quota.
        """
        for counted, added in _RULES.get(call.id, ()):
            more = added(call)
            if more > 0:
                self._take(call.app, counted, more)

    def check(self, counted: str, amount: int) -> None:
        """Refuse what a request has made of something that is not counted over the application.

        Raises:
            ServiceError: 409: it exceeds a quota.
        """
        limit = self._limits[counted]
        if amount > limit:
            raise conflict(f"There may be {limit:,} {counted}, and with the request there would be {amount:,}.")

    def _take(self, app: Application, counted: str, more: int) -> None:
        limit = self._limits[counted]
        room = self._room.get((app.name, counted), 0)
        if room < more:
            room = limit - _COUNTS[counted](app)
        if room < more:
            raise conflict(f"The application may have {limit:,} {counted}, and the request would exceed that.")
        self._room[app.name, counted] = room - more
