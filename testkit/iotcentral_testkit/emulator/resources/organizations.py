"""Operations on organizations: a tree, five levels deep, in which devices and other resources are placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..http.calls import Call, handles
from ..http.errors import conflict, not_found, unprocessable
from ..http.etags import check_etag
from ..http.pagination import stored_page
from ..state.merge_patch import merged
from ..state.narrowing import mentioning

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["DEPTH", "create", "get", "list_organizations", "remove", "update"]

DEPTH = 5
"""Levels below the root, which is not listed itself."""

_KIND = "organization"

_RESIDENTS = {
    "dashboard": "dashboard",
    "deviceGroup": "device group",
    "job": "job",
    "scheduledJob": "scheduled job",
    "manifest": "deployment manifest",
    "device": "device",
}
"""Kinds that are placed in organizations → their names in messages; the most numerous comes last."""


@handles("Organizations_List")
def list_organizations(call: Call) -> Any:
    """Return a page of the organizations that the caller reaches."""
    reach = call.caller.organizations
    return stored_page(call, _KIND, lambda stored: stored.content if reach is None or stored.id in reach else None)


@handles("Organizations_Get")
def get(call: Call) -> Any:
    """Return an organization."""
    return _stored(call)


@handles("Organizations_Create", keeps=("id", "displayName", "parent"))
def create(call: Call) -> Any:
    """Create an organization, or replace it."""
    return _put(call, call.body)


@handles("Organizations_Update")
def update(call: Call) -> Any:
    """Change an organization; with another parent, all below it move with it."""
    stored = _stored(call)
    check_etag(call, stored)
    return _put(call, merged(stored, call.body))


@handles("Organizations_Remove")
def remove(call: Call) -> Any:
    """Delete an empty organization."""
    id = _stored(call)["id"]
    resident = _resident(call.app, id)
    if resident is not None:
        raise conflict(f'The organization "{id}" is not empty: it has the {resident}.')
    call.app.delete(_KIND, id)


def _stored(call: Call) -> dict[str, Any]:
    id, reach = call.path["organizationId"], call.caller.organizations
    content: dict[str, Any] | None = call.app.get(_KIND, id)
    if content is None or (reach is not None and id not in reach):
        raise not_found(f'Organization "{id}"')
    return content


def _put(call: Call, body: dict[str, Any]) -> dict[str, Any]:
    id, parent = call.path["organizationId"], body.get("parent")
    content = {"id": id}
    if "displayName" in body:
        content["displayName"] = body["displayName"]
    if parent is not None:
        content["parent"] = parent
        _check_parent(call.app, id, parent)
    call.app.put(_KIND, id, content)
    return content


def _check_parent(app: Application, id: str, parent: str) -> None:
    if parent != id and app.get(_KIND, parent) is None:
        raise unprocessable(f'parent the organization "{parent}" does not exist')
    parents = {stored.id: stored.content.get("parent") for stored in app.all(_KIND)}
    above: str | None = parent
    level = 1
    while above is not None:
        if above == id:
            raise unprocessable(f'parent the organization "{parent}" is "{id}" itself or below it')
        above, level = parents.get(above), level + 1
    if level + _height(parents, id) > DEPTH:
        raise unprocessable(f"parent organizations are at most {DEPTH} levels deep")


def _height(parents: dict[str, Any], id: str) -> int:
    """Return the number of levels below an organization."""
    return max((1 + _height(parents, child) for child, parent in parents.items() if parent == id), default=0)


def _resident(app: Application, id: str) -> str | None:
    """Return something in an organization that prevents its deletion; None: it is empty."""
    for other in app.all(_KIND):
        if other.content.get("parent") == id:
            return f'organization "{other.id}"'
    for kind, called in (("user", "user"), ("apiToken", "API token")):
        for stored in app.all(kind, narrowing=mentioning(id)):
            if any(given.get("organization") == id for given in stored.content["roles"]):
                return f'{called} "{stored.id}"'
    for kind, called in _RESIDENTS.items():
        for stored in app.all(kind, narrowing=mentioning(id)):
            if id in (stored.content.get("organizations") or ()):
                return f'{called} "{stored.id}"'
    return None
