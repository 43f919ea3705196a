"""Operations on the built-in roles, and the rules for assigning them to users and API tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..http.authorization import ORGANIZATION_ROLES, ROLES
from ..http.calls import Call, handles
from ..http.errors import forbidden, not_found, unprocessable
from ..http.pagination import page

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["check_assignments", "get", "list_roles"]


@handles("Roles_List")
def list_roles(call: Call) -> Any:
    """Return a page of the roles; those of organizations once there is an organization."""
    return page(call, (([place], role) for place, role in enumerate(_present(call.app))))


@handles("Roles_Get")
def get(call: Call) -> Any:
    """Return a role."""
    id = call.path["roleId"]
    for role in _present(call.app):
        if role["id"] == id:
            return role
    raise not_found(f'Role "{id}"')


def check_assignments(call: Call, assignments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Check the role assignments of a user or an API token.

    Args:
        call: the request; its caller assigns the roles.
        assignments: role and organization.

    Returns:
        The assignments with only their documented members.

    Raises:
        ServiceError: 422: a role or an organization does not exist, an organization role is assigned without one, or
            another role within one; 403: the caller assigns a role outside its own organizations.
    """
    present = {role["id"] for role in _present(call.app)}
    clauses = [clause for given in assignments for clause in _clauses(call.app, present, given)]
    if clauses:
        raise unprocessable(*clauses[:10])
    reach = call.caller.organizations
    if reach is not None and any(given.get("organization") not in reach for given in assignments):
        raise forbidden("The caller can only assign roles within its own organizations.")
    return [{name: given[name] for name in ("role", "organization") if name in given} for given in assignments]


def _present(app: Application) -> list[dict[str, str]]:
    with_organizations = app.count("organization") > 0
    return [
        {"id": id, "displayName": name}
        for id, name in ROLES.items()
        if with_organizations or id not in ORGANIZATION_ROLES
    ]


def _clauses(app: Application, present: set[str], given: dict[str, Any]) -> list[str]:
    role, organization = given["role"], given.get("organization")
    if role not in present:
        return [f'roles the role "{role}" does not exist']
    if organization is None:
        return [f'roles the role "{role}" needs an organization'] if role in ORGANIZATION_ROLES else []
    if role not in ORGANIZATION_ROLES:
        return [f'roles the role "{role}" applies to the whole application and is not assigned within an organization']
    if app.get("organization", organization) is None:
        return [f'roles the organization "{organization}" does not exist']
    return []
