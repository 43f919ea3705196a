"""Roles and permissions of callers, and the organizations that they reach."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..state.application import Application

__all__ = [
    "ADMINISTRATOR",
    "BUILDER",
    "OPERATOR",
    "ORGANIZATION_ROLES",
    "ORG_ADMIN",
    "ORG_OPERATOR",
    "ORG_VIEWER",
    "PLACED",
    "ROLES",
    "Caller",
    "caller_with",
    "permission_of",
]

ADMINISTRATOR = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
BUILDER = "344138e9-8de4-4497-8c54-5237e96d6aaf"
OPERATOR = "ae2c9854-393b-4f97-8c42-479d70ce626e"
ORG_ADMIN = "c495eb57-eb18-489e-9802-62c474e5645c"
ORG_OPERATOR = "b4935647-30e4-4ed3-9074-dcac66c2f8ef"
ORG_VIEWER = "84cc62c1-dabe-49d3-b16e-8b291232b285"

ROLES: dict[str, str] = {
    ADMINISTRATOR: "Administrator",
    BUILDER: "Builder",
    OPERATOR: "Operator",
    ORG_ADMIN: "Org Admin",
    ORG_OPERATOR: "Org Operator",
    ORG_VIEWER: "Org Viewer",
}
"""The built-in roles; their ids are the same in every application."""

ORGANIZATION_ROLES = frozenset({ORG_ADMIN, ORG_OPERATOR, ORG_VIEWER})
"""Roles that exist once there is an organization, and are assigned within one."""

PLACED = frozenset({"dashboard", "device", "deviceGroup", "job", "manifest", "scheduledJob"})
"""Kinds of documents that are placed in organizations; templates and the like belong to the whole application."""

_WORK = frozenset({"Devices", "DeviceGroups", "Jobs", "ScheduledJobs", "Query", "Dashboards"})
_MODELS = frozenset({"DeviceTemplates", "DeploymentManifests"})
_ORIENTATION = frozenset({"Roles.view", "Organizations.view"})
"""Permissions of every role: roles, and organizations within its reach."""

_CHANGES: dict[str, frozenset[str]] = {
    BUILDER: _WORK | _MODELS | {"EnrollmentGroups"},
    OPERATOR: _WORK,
    ORG_ADMIN: _WORK | {"Users"},
    ORG_OPERATOR: _WORK,
    ORG_VIEWER: frozenset(),
}
"""Role → resources on which it may do everything; the administrator may on all.

Credentials of other systems are kept from roles that have no access there: the keys of enrollment groups, from which
those of every device are derived, from operators and organizations; the storage account of file uploads and the
secrets of destinations from all but administrators.
"""

_VIEW_VERBS = ("List", "Get", "Run")
"""Verbs that change nothing; `Query_Run` is one, the commands of devices (`RunCommand`) are not."""

_CONNECT = frozenset({"Devices_GetAttestation", "Devices_GetCredentials"})
"""Operations that return keys with which a caller can act as the device, so that permission to view is not enough."""


@cache
def permission_of(operation_id: str) -> str:
    """Return the permission that an operation needs: `Devices.view`, `.change`, `.execute` or `.connect`."""
    resource, _, verb = operation_id.partition("_")
    if operation_id in _CONNECT:
        return f"{resource}.connect"
    if "Command" in verb and verb.startswith("Run"):
        return f"{resource}.execute"
    return f"{resource}.{'view' if verb.startswith(_VIEW_VERBS) else 'change'}"


@lru_cache(maxsize=1024)
def _granted(role: str, permission: str) -> bool:
    """Return whether a built-in role has a permission."""
    if role == ADMINISTRATOR:
        return True
    if role not in _CHANGES:
        return False
    resource, _, kind = permission.partition(".")
    seen = kind == "view" and resource in _WORK | _MODELS
    return seen or resource in _CHANGES[role] or permission in _ORIENTATION


@dataclass(frozen=True, slots=True)
class Caller:
    """The sender of a request, with its roles.

    Attributes:
        name: id of the token or user.
        roles: (role, organization) pairs; the organization is None for the whole application.
        organizations: the organizations that it reaches, those below included; None: all.
        below: organization of a role → the organization and all below it.
        type: `apiToken` or `user`.
    """

    name: str
    roles: tuple[tuple[str, str | None], ...]
    organizations: frozenset[str] | None = None
    below: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    type: str = "apiToken"

    def may(self, permission: str) -> bool:
        """Return whether one of the roles has a permission."""
        for role, _ in self.roles:  # noqa: SIM110  # a generator would take as long as all the rest
            if _granted(role, permission):
                return True
        return False

    def acting(self, permission: str) -> Caller:
        """Return the caller as it acts with a permission: it reaches the organizations of the roles that have it.

        A caller that operates one organization and views another can change devices in the first only.
        """
        if not self.below:
            return self
        granting = {organization for role, organization in self.roles if _granted(role, permission)}
        return replace(self, organizations=_reach(granting, self.below))

    def reaches(self, content: Mapping[str, Any]) -> bool:
        """Return whether a document is within the caller's organizations."""
        if self.organizations is None:
            return True
        return not self.organizations.isdisjoint(content.get("organizations") or ())


def caller_with(app: Application, name: str, roles: list[dict[str, str]]) -> Caller:
    """Return the caller that a token or a user with these roles makes.

    Args:
        app: the application.
        name: id of the token or user.
        roles: its role assignments, as they are stored.
    """
    pairs = tuple((role["role"], role.get("organization")) for role in roles)
    organizations = {organization for _, organization in pairs}
    if organizations == {None}:
        return Caller(name, pairs)
    children: dict[str, list[str]] = {}
    for stored in app.all("organization"):
        children.setdefault(stored.content.get("parent", ""), []).append(stored.id)
    below = {root: _below(children, root) for root in organizations if root is not None}
    return Caller(name, pairs, _reach(organizations, below), below)


def _reach(organizations: set[str | None], below: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """Return the organizations that roles reach together; None stands for the root, and so for all."""
    if None in organizations:
        return None
    return frozenset[str]().union(*(below[organization] for organization in organizations if organization is not None))


def _below(children: Mapping[str, list[str]], root: str) -> frozenset[str]:
    """Return an organization and all below it."""
    reached, todo = set[str](), [root]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += children.get(name, [])
    return frozenset(reached)
