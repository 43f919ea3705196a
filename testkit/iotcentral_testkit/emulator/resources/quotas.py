"""How much an application may hold: the documented quotas, of which a request that adds something beyond is refused.

Some limits hold without this, because handlers check them wherever they check a body: the capabilities of a template,
the conditions of a group's filter, the exports, destinations and destinations of an export, the depth of organizations.
Roles cannot be added by requests at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...openapi.json_types import is_array
from ..http.errors import conflict

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
}
"""What is counted → how many of it an application may hold."""


class _Rule(NamedTuple):
    """What an operation adds to what is counted."""

    counted: str
    added: Callable[[Call], int]


def _new(kind: str, parameter: str) -> Callable[[Call], int]:
    """Add one, if the item of the path is not there yet."""
    return lambda call: int(call.app.get(kind, call.path[parameter]) is None)


def _simulated(call: Call) -> int:
    """Add one, if a device that is not there, or not simulated, is to be."""
    stored: dict[str, Any] = call.app.get("device", call.path["deviceId"]) or {}
    body: dict[str, Any] = call.body or {}
    return int(body.get("simulated") is True and not stored.get("simulated"))


def _assigned(call: Call) -> int:
    """Add the roles that a user is to have beyond those that it has; the quota does not count those of tokens."""
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
"""Operation → what it may add."""


def _count_simulated(app: Application) -> int:
    return app.store.count_true(app.name, "device", "simulated")


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
    """Refuses requests that would take an application beyond what it may hold.

    Args:
        limits: what differs from the documented quotas.
    """

    def __init__(self, limits: Mapping[str, int] | None = None) -> None:
        self._limits = {**DOCUMENTED, **(limits or {})}
        self._room: dict[tuple[str, str], int] = {}
        """How many may be added before they have to be counted again: what is removed meanwhile only leaves more."""

    def admit(self, call: Call) -> None:
        """Let a request pass that leaves the application within its quotas.

        Raises:
            ServiceError: 409: it would not.
        """
        for counted, added in _RULES.get(call.operation.id, ()):
            more = added(call)
            if more > 0:
                self._take(call.app, counted, more)

    def _take(self, app: Application, counted: str, more: int) -> None:
        limit = self._limits[counted]
        room = self._room.get((app.name, counted), 0)
        if room < more:
            room = limit - _COUNTS[counted](app)
        if room < more:
            raise conflict(f"The application may have {limit:,} {counted}, and the request would give it more.")
        self._room[app.name, counted] = room - more
