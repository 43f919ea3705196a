"""Operations on users of three kinds: people, service principals and directory groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..http.authorization import ADMINISTRATOR
from ..http.calls import Call, handles
from ..http.errors import conflict, forbidden, not_found, unprocessable
from ..http.etags import check_etag
from ..http.pagination import stored_page
from ..state.merge_patch import merged
from .roles import check_assignments

if TYPE_CHECKING:
    from ..http.authorization import Caller

__all__ = ["create", "get", "list_users", "remove", "update"]

_KIND = "user"

_MEMBERS = {
    "email": ("email",),
    "servicePrincipal": ("tenantId", "objectId"),
    "adGroup": ("tenantId", "objectId"),
}
"""Type of a user → members that identify it."""


@handles("Users_List")
def list_users(call: Call) -> Any:
    """Return a page of the users; callers of organizations see those who have roles there."""
    return stored_page(call, _KIND, lambda stored: stored.content if _reached(call.caller, stored.content) else None)


@handles("Users_Get")
def get(call: Call) -> Any:
    """Return a user."""
    return _stored(call)


@handles("Users_Create", keeps=("id", "type", "roles", *(name for names in _MEMBERS.values() for name in names)))
def create(call: Call) -> Any:
    """Create a user."""
    id = call.path["userId"]
    if call.app.get(_KIND, id) is not None:
        raise conflict(f'The user "{id}" exists already.')
    return _put(call, {**call.body, "id": id})


@handles("Users_Update")
def update(call: Call) -> Any:
    """Change a user, such as its roles."""
    stored = _stored(call)
    check_etag(call, stored)
    _refuse_foreign_roles(call, stored)
    changed = merged(stored, call.body)
    if changed.get("type") != stored["type"]:
        raise unprocessable(f"type stays {stored['type']}: create another user instead")
    if _administers(stored) and not _administers({"roles": changed.get("roles") or []}):
        _refuse_last_administrator(call, stored)
    return _put(call, {**changed, "id": stored["id"]})


@handles("Users_Remove")
def remove(call: Call) -> Any:
    """Delete a user."""
    stored = _stored(call)
    _refuse_foreign_roles(call, stored)
    if _administers(stored):
        _refuse_last_administrator(call, stored)
    call.app.delete(_KIND, stored["id"])


def _put(call: Call, content: dict[str, Any]) -> dict[str, Any]:
    # of a type that is new, everything is kept
    members = _MEMBERS.get(content["type"]) or [name for name in content if content[name] is not None]
    absent = [f"should have required property '{name}'" for name in (*members, "roles") if not content.get(name)]
    if absent:
        raise unprocessable(*absent)
    user = {"id": content["id"], "type": content["type"], **{name: content[name] for name in members}}
    user["roles"] = check_assignments(call, content["roles"])
    _refuse_duplicate(call, user)
    call.app.put(_KIND, user["id"], user)
    return user


def _stored(call: Call) -> dict[str, Any]:
    id = call.path["userId"]
    content: dict[str, Any] | None = call.app.get(_KIND, id)
    if content is None or not _reached(call.caller, content):
        raise not_found(f'User "{id}"')
    return content


def _reached(caller: Caller, user: dict[str, Any]) -> bool:
    reach = caller.organizations
    return reach is None or any(given.get("organization") in reach for given in user["roles"])


def _refuse_foreign_roles(call: Call, user: dict[str, Any]) -> None:
    """Refuse to change users who have roles outside the caller's organizations: a change could remove those."""
    reach = call.caller.organizations
    if reach is not None and any(given.get("organization") not in reach for given in user["roles"]):
        raise forbidden("The user has roles outside the caller's organizations.")


def _refuse_duplicate(call: Call, user: dict[str, Any]) -> None:
    """Refuse an e-mail address that another user has."""
    email = user.get("email", "").casefold()
    if not email:
        return
    for other in call.app.all(_KIND):
        if other.id != user["id"] and other.content.get("email", "").casefold() == email:
            raise conflict(f'Another user has the e-mail address "{user["email"]}".')


def _administers(user: dict[str, Any]) -> bool:
    return any(given["role"] == ADMINISTRATOR for given in user["roles"])


def _refuse_last_administrator(call: Call, user: dict[str, Any]) -> None:
    if not any(_administers(other.content) for other in call.app.all(_KIND) if other.id != user["id"]):
        raise conflict("At least one administrator has to remain in the application.")
