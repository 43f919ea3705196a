"""Operations on the destinations of data exports: six kinds, stored with their secrets and shown without them."""

from __future__ import annotations

from typing import Any

from ...openapi.documents import documents
from ...openapi.json_types import is_object
from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import conflict
from ..http.etags import check_etag
from ..http.pagination import page, stored_page
from ..state.merge_patch import merged
from .kinds import DESTINATION, EXPORT
from .outbox import queue_of
from .representations import SECRETS, exports_to, secret_places, shown_destination, shown_export
from .starting import starting

__all__ = ["create", "get", "list_destinations", "list_exports", "remove", "update"]

_MOST = 10
_READ_ONLY = ("id", "status", "errors", "lastExportTime")


def _unmasked(content: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    """Restore secrets that a client sends back masked, as it read them."""
    if stored is None:
        return content
    mask = shown_destination(stored)
    return {
        name: _put_back(value, mask.get(name), stored.get(name)) if name in stored else value
        for name, value in content.items()
    }


def _put_back(value: Any, mask: Any, stored: Any) -> Any:
    if value == mask:
        return stored
    if is_object(value) and is_object(mask) and is_object(stored):
        return {name: _put_back(part, mask.get(name), stored.get(name)) for name, part in value.items()}
    return value


def _written(call: Call, content: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    """Check and store a destination; after a change its state is `waiting` again."""
    destination_id = call.path["destinationId"]
    check_whole(call, content)
    kept = {} if stored is None or "lastExportTime" not in stored else {"lastExportTime": stored["lastExportTime"]}
    content = {"id": destination_id, **_unmasked(content, stored), "status": "waiting", **kept}
    document = documents()[call.operation.version]
    content[SECRETS] = secret_places(document, call.operation.response_schema or {}, content)
    call.app.put(DESTINATION, destination_id, content)
    for export in exports_to(call.app, destination_id):
        if stored is not None and export.content["enabled"]:
            restarted = {name: value for name, value in export.content.items() if name != "errors"}
            call.app.put(EXPORT, export.id, starting(call.app, restarted))
    return shown_destination(content)


def _writable(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _READ_ONLY and not name.startswith("_")}


@handles("Destinations_List")
def list_destinations(call: Call) -> Any:
    """Return a page of the destinations."""
    return stored_page(
        call,
        DESTINATION,
        lambda stored: shown_destination(stored.content) if call.caller.reaches(stored.content) else None,
    )


@handles("Destinations_Get")
def get(call: Call) -> Any:
    """Return a destination."""
    return shown_destination(call.get(DESTINATION, call.path["destinationId"], "Destination"))


@handles("Destinations_Create")
def create(call: Call) -> Any:
    """Create or replace a destination."""
    stored = call.app.get(DESTINATION, call.path["destinationId"])
    check_etag(call, stored)
    if stored is None and call.app.count(DESTINATION) >= _MOST:
        raise conflict(f"The application has {_MOST} destinations already, which is the most it can have.")
    return _written(call, _writable(call.body), stored)


@handles("Destinations_Update")
def update(call: Call) -> Any:
    """Change members of a destination."""
    stored = call.get(DESTINATION, call.path["destinationId"], "Destination")
    check_etag(call, stored)
    patch = _writable(call.body or {})
    base = _writable(stored)
    if _other_kind(base, patch):
        base = {"displayName": base.get("displayName")}
    if _other_kind(base.get("authorization"), patch.get("authorization")):
        base["authorization"] = None
    return _written(call, merged(base, patch), stored)


def _other_kind(base: Any, patch: Any) -> bool:
    """Return whether a patch changes the kind, so that the members of the former kind do not apply."""
    return is_object(base) and is_object(patch) and patch.get("type", base.get("type")) != base.get("type")


@handles("Destinations_Remove")
def remove(call: Call) -> None:
    """Delete a destination that no export uses."""
    destination_id = call.path["destinationId"]
    call.get(DESTINATION, destination_id, "Destination")
    used = exports_to(call.app, destination_id)
    if used:
        names = ", ".join(f'"{stored.id}"' for stored in used)
        raise conflict(
            f'The destination "{destination_id}" is used by the exports {names}; change or remove them first.'
        )
    call.app.delete(DESTINATION, destination_id)
    call.app.delete_kind(queue_of(destination_id))


@handles("Destinations_ListExports")
def list_exports(call: Call) -> Any:
    """Return a page of the exports that use a destination."""
    call.get(DESTINATION, call.path["destinationId"], "Destination")
    found = exports_to(call.app, call.path["destinationId"])
    return page(call, (([stored.place], shown_export(stored.content)) for stored in found))
