"""Operations on relationships, from a gateway to the devices that connect through it."""

from __future__ import annotations

from typing import Any

from ..http.calls import Call, handles
from ..http.errors import not_found, unprocessable
from ..http.pagination import page
from ..state.application import Application
from ..state.merge_patch import merged

__all__: list[str] = []


@handles("Devices_ListRelationships")
def list_relationships(call: Call) -> Any:
    """Return a page of the relationships of which a device is the source."""
    device_id = _device(call)
    found = call.app.under("relationship", f"{device_id}/")
    return page(call, (([stored.place], stored.content) for stored in found))


@handles("Devices_GetRelationship")
def get(call: Call) -> Any:
    """Return a relationship."""
    return _stored(call)


@handles("Devices_CreateRelationship", keeps=("id", "source", "target"))
def create(call: Call) -> Any:
    """Create or replace a relationship."""
    _device(call)
    return _write(call, call.body)


@handles("Devices_UpdateRelationship")
def update(call: Call) -> Any:
    """Change members of a relationship."""
    return _write(call, merged(_stored(call), call.body))


@handles("Devices_RemoveRelationship")
def remove(call: Call) -> None:
    """Delete a relationship; both devices stay."""
    _stored(call)
    call.app.delete("relationship", _key(call))


def _device(call: Call) -> str:
    device_id: str = call.get("device", call.path["deviceId"], "Device")["id"]
    return device_id


def _key(call: Call) -> str:
    return f"{call.path['deviceId']}/{call.path['relationshipId']}"


def _stored(call: Call) -> Any:
    _device(call)
    stored = call.app.get("relationship", _key(call))
    if stored is None:
        raise not_found(f'Relationship "{call.path["relationshipId"]}" of device "{call.path["deviceId"]}"')
    return stored


def _write(call: Call, wanted: dict[str, Any]) -> Any:
    source, target = call.path["deviceId"], wanted.get("target")
    if wanted.get("source", source) != source:
        raise unprocessable(f'source should be "{source}", the device of the path')
    if target is None:
        raise unprocessable("should have required property 'target'")
    child = call.app.get("device", target)
    if child is None or not call.caller.reaches(child):
        raise unprocessable(f'target names the device "{target}", which does not exist')
    if source == target or source in _below(call.app, target):
        raise unprocessable(f'target names the device "{target}", through which the source itself is reached')
    content = {"id": call.path["relationshipId"], "source": source, "target": target}
    call.app.put("relationship", _key(call), content)
    return content


def _below(app: Application, device_id: str) -> set[str]:
    """Return the devices that connect through a device, directly or indirectly."""
    found, todo = set[str](), [device_id]
    while todo:
        for stored in app.under("relationship", f"{todo.pop()}/"):
            target = stored.content["target"]
            if target not in found:
                found.add(target)
                todo.append(target)
    return found
