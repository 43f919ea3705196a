"""Operations on device groups; the members of a group are determined at each read."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_object
from ..devices.devices import shown_device
from ..devices.twin import values
from ..http.calls import Call, handles
from ..http.errors import ServiceError, unprocessable
from ..http.etags import check_etag, renewed
from ..http.listing import filtered_page, text
from ..http.organization_scope import placed
from ..http.pagination import stored_page
from ..languages.group_filter import FilterError, GroupFilter, parse
from ..state.merge_patch import merged
from .group_narrowing import narrowing_of

if TYPE_CHECKING:
    from ..state.application import Application
    from ..state.rows import Stored

__all__ = ["add_default_group", "belongs", "members", "remove_default_group"]

KIND = "deviceGroup"
_WRITABLE = ("displayName", "filter", "description", "organizations")
_FIELDS = {name: text(name) for name in ("id", "displayName", "description", "filter")}


def members(app: Application, group: Mapping[str, Any]) -> Iterator[Stored]:
    """Return the devices that belong to a group now, in the order of their creation."""
    is_member = belongs(app, group)
    narrowing = narrowing_of(app, parse(group["filter"]))
    return (stored for stored in app.all("device", narrowing=narrowing) if is_member(stored.content))


def add_default_group(app: Application, template_id: str, display_name: str) -> None:
    """Store the group of all devices of a new template, which the service makes by itself."""
    group = {
        "id": _default_id(template_id),
        "displayName": f"{display_name} - All devices",
        "filter": f'SELECT * FROM devices WHERE $template = "{template_id}"',  # noqa: S608  # a filter is no SQL
    }
    if app.get(KIND, group["id"]) is None:
        # nothing is drawn for it: it changes with nothing else
        app.put(KIND, group["id"], {**group, "etag": app.identity.first_etag(f"group {app.name} {template_id}")})


def remove_default_group(app: Application, template_id: str) -> None:
    """Delete the group of all devices of a template."""
    app.delete(KIND, _default_id(template_id))


def _default_id(template_id: str) -> str:
    """Return the id of the group of all devices of a template: the template's in base64, without padding."""
    return base64.urlsafe_b64encode(template_id.encode()).decode().rstrip("=")


def belongs(app: Application, group: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], bool]:
    """Return a predicate that tells whether a device belongs to a group.

    A member is assigned to a template, is in the group's organization or one below it, and meets the filter.
    """
    wanted = parse(group["filter"])
    owners = group.get("organizations")
    organizations = _below(app, owners) if owners else None

    def is_member(device: Mapping[str, Any]) -> bool:
        if not device.get("template"):
            return False
        if organizations is not None and organizations.isdisjoint(device.get("organizations") or ()):
            return False
        return wanted.matches(_reader(app, device, wanted))

    return is_member


def _reader(app: Application, device: Mapping[str, Any], wanted: GroupFilter) -> Callable[[str], Any]:
    """Return a function from paths to values of a device; its properties are read only if the filter names some."""
    properties = values(app, device) if wanted.reads_properties else {}

    def value_of(path: str) -> Any:
        if path.startswith("$"):
            default = device["id"] if path == "$displayName" else path == "$enabled"
            return device.get(path[1:], default)
        found: Any = properties
        for name in path.split("."):
            found = found.get(name) if is_object(found) else None
        return found

    return value_of


def _below(app: Application, roots: list[str]) -> set[str]:
    """Return organizations and all below them."""
    parents = {stored.id: stored.content.get("parent") for stored in app.all("organization")}
    reached = set(roots)
    while more := {id for id, parent in parents.items() if parent in reached and id not in reached}:
        reached |= more
    return reached


def _shown(group: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in group.items() if not name.startswith("_")}


@handles("DeviceGroups_List")
def list_groups(call: Call) -> Any:
    """Return a page of the groups that the caller reaches."""

    def shown(stored: Stored) -> Any | None:
        return _shown(stored.content) if call.caller.reaches(stored.content) else None

    return filtered_page(call, KIND, shown, fields=_FIELDS, orderby={"displayName"})


@handles("DeviceGroups_Get")
def get_group(call: Call) -> Any:
    """Return a group."""
    return _shown(_stored(call))


@handles("DeviceGroups_Create", keeps=("id", "etag", *_WRITABLE))
def create_group(call: Call) -> Any:
    """Create a group, or replace it."""
    id = call.path["deviceGroupId"]
    present = call.find(KIND, id, "Device group")
    check_etag(call, present)
    return _write(call, id, call.body)


@handles("DeviceGroups_Update")
def update_group(call: Call) -> Any:
    """Change a group."""
    present = _stored(call)
    check_etag(call, present)
    return _write(call, present["id"], merged(present, call.body), present)


@handles("DeviceGroups_Remove")
def remove_group(call: Call) -> None:
    """Delete a group; jobs that run on its devices continue."""
    call.app.delete(KIND, _stored(call)["id"])


@handles("DeviceGroups_GetDevices")
def list_members(call: Call) -> Any:
    """Return a page of the devices of a group that the caller reaches."""
    group = _stored(call)
    is_member = belongs(call.app, group)

    def shown(stored: Stored) -> Any | None:
        reached = call.caller.reaches(stored.content) and is_member(stored.content)
        return shown_device(call, stored.content) if reached else None

    return stored_page(call, "device", shown, narrowing_of(call.app, parse(group["filter"])))


def _stored(call: Call) -> dict[str, Any]:
    id = call.path["deviceGroupId"]
    group: dict[str, Any] = call.get(KIND, id, "Device group")
    return group


def _write(call: Call, id: str, body: Mapping[str, Any], present: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Check and store a group."""
    for name in ("displayName", "filter"):
        if not isinstance(body.get(name), str):
            raise unprocessable(f"should have required property '{name}', which should be string")
    _check_filter(body["filter"])
    group = {"id": id, **{name: body[name] for name in _WRITABLE if name in body}}
    group.pop("organizations", None)
    unmoved = present is not None and body.get("organizations") == present.get("organizations")
    organizations = body.get("organizations") if unmoved else placed(call, body.get("organizations"))
    if organizations:
        group["organizations"] = organizations
    group = renewed(call.app, group)
    call.app.put(KIND, id, group)
    return group


def _check_filter(expression: str) -> None:
    """Refuse a filter that is not valid."""
    try:
        parse(expression)
    except FilterError as error:
        message = (
            f"The filter is not valid: {error}. It may only reference properties and cannot contain nested conditions."
        )
        raise ServiceError(422, "InvalidBody", message) from None
