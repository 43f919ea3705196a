"""Destinations of data exports: six kinds, kept with their secrets and shown without them."""

from __future__ import annotations

import re
from typing import Any

from ..openapi.documents import documents
from ..openapi.json_types import is_object
from .calls import Call, handles
from .errors import conflict
from .etags import check_etag
from .merge import merged
from .pages import page, stored_page

__all__ = ["KIND", "MASK", "exports_to", "shown"]

KIND = "destination"
"""The kind of its documents in the store."""

MASK = "*****"
"""What a secret looks like on read."""

_MOST = 10
_READ_ONLY = ("id", "status", "errors", "lastExportTime")
_KEYS = re.compile(r"\b((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;]*", re.IGNORECASE)


def shown(destination: dict[str, Any]) -> dict[str, Any]:
    """Return a destination as it is answered: without what is the emulator's own, secrets masked."""
    answer = {name: value for name, value in destination.items() if not name.startswith("_")}
    authorization = answer.get("authorization")
    if authorization is not None:
        answer["authorization"] = {name: _masked(name, value) for name, value in authorization.items()}
    for place in ("queryCustomizations", "headerCustomizations"):
        if place in answer:
            answer[place] = {
                name: {**custom, "value": MASK} if custom.get("secret") else custom
                for name, custom in answer[place].items()
            }
    return answer


def exports_to(call: Call, destination_id: str) -> list[Any]:
    """Return the exports that name a destination, in the order of their creation."""
    return [
        stored
        for stored in call.app.listed("export")
        if any(reference["id"] == destination_id for reference in stored.content["destinations"])
    ]


def _masked(name: str, value: Any) -> Any:
    if name in {"clientSecret", "value"}:
        return MASK
    return _KEYS.sub(rf"\g<1>{MASK}", value) if name == "connectionString" else value


def _unmasked(content: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    """Put back the secrets that a client read masked and sends back as it read them."""
    if stored is None:
        return content
    mask = shown(stored)
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
    """Check and write a destination; a change makes the service try it anew."""
    destination_id = call.path["destinationId"]
    documents()[call.operation.version].operations["Destinations_Create"].check_body(content)
    kept = {} if stored is None or "lastExportTime" not in stored else {"lastExportTime": stored["lastExportTime"]}
    content = {"id": destination_id, **_unmasked(content, stored), "status": "waiting", **kept}
    call.app.put(KIND, destination_id, content)
    return shown(content)


def _writable(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _READ_ONLY and not name.startswith("_")}


@handles("Destinations_List")
def list_destinations(call: Call) -> Any:
    """Return a page of destinations."""
    return stored_page(
        call, KIND, lambda stored: shown(stored.content) if call.caller.reaches(stored.content) else None
    )


@handles("Destinations_Get")
def get(call: Call) -> Any:
    """Return one."""
    return shown(call.get(KIND, call.path["destinationId"], "Destination"))


@handles("Destinations_Create")
def create(call: Call) -> Any:
    """Write one."""
    stored = call.app.get(KIND, call.path["destinationId"])
    check_etag(call, stored)
    if stored is None and call.app.count(KIND) >= _MOST:
        raise conflict(f"The application has {_MOST} destinations already, which is the most it can have.")
    return _written(call, _writable(call.body), stored)


@handles("Destinations_Update")
def update(call: Call) -> Any:
    """Change members of one."""
    stored = call.get(KIND, call.path["destinationId"], "Destination")
    check_etag(call, stored)
    patch = _writable(call.body or {})
    base = _writable(stored)
    if _other_kind(base, patch):
        base = {"displayName": base.get("displayName")}
    if _other_kind(base.get("authorization"), patch.get("authorization")):
        base["authorization"] = None
    return _written(call, merged(base, patch), stored)


def _other_kind(base: Any, patch: Any) -> bool:
    """Return whether a patch makes it another kind, whose members the former kind does not share."""
    return is_object(base) and is_object(patch) and patch.get("type", base.get("type")) != base.get("type")


@handles("Destinations_Remove")
def remove(call: Call) -> None:
    """Remove one that no export uses."""
    destination_id = call.path["destinationId"]
    call.get(KIND, destination_id, "Destination")
    used = exports_to(call, destination_id)
    if used:
        names = ", ".join(f'"{stored.id}"' for stored in used)
        raise conflict(
            f'The destination "{destination_id}" is used by the exports {names}; change or remove them first.'
        )
    call.app.delete(KIND, destination_id)


@handles("Destinations_ListExports")
def list_exports(call: Call) -> Any:
    """Return a page of the exports that use one."""
    from .exports import shown as shown_export  # both sides of one relation

    call.get(KIND, call.path["destinationId"], "Destination")
    found = exports_to(call, call.path["destinationId"])
    return page(call, (([stored.place], shown_export(stored.content)) for stored in found))
