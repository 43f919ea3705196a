"""Operations on dashboards of the whole application or of organizations; the API creates no personal ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import bad_request
from ..http.etags import check_etag, renewed
from ..http.listing import filtered_page, text, truth
from ..http.organization_scope import placed
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from ..state.rows import Stored

__all__ = ["KIND"]

KIND = "dashboard"
"""Kind of their documents in the store."""

_DTMI = re.compile(r"dtmi(?::[A-Za-z](?:[A-Za-z0-9]*))+(?:;[1-9][0-9]{0,8})?")
_WRITABLE = ("displayName", "tiles", "favorite", "organizations")
_FIELDS = {
    "id": text("id"),
    "displayName": text("displayName"),
    "favorite": truth("favorite"),
    "personal": truth("personal"),
}


def _with_ids(call: Call, tiles: list[dict[str, Any]], stored: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return tiles with ids that the service generates; a tile that is sent back with its id keeps it."""
    known = {tile["id"] for tile in (stored or {}).get("tiles", [])}
    result: list[dict[str, Any]] = []
    for tile in tiles:
        tile_id = tile.get("id")
        if isinstance(tile_id, str) and tile_id in known:  # a read-only member may be sent as anything
            known.discard(tile_id)
        else:
            tile_id = call.app.identity.guid()
        result.append({**tile, "id": tile_id})
    return result


def _written(call: Call, content: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    dashboard_id = call.path["dashboardId"]
    check_whole(call, content)
    for organization in content.get("organizations") or [None]:
        placed(call, organization and [organization])
    dashboard = {
        "id": dashboard_id,
        "displayName": content["displayName"],
        "tiles": _with_ids(call, content.get("tiles") or [], stored),
        "personal": False,
        "favorite": content.get("favorite", False),
    }
    if content.get("organizations"):
        dashboard["organizations"] = content["organizations"]
    dashboard = renewed(call.app, dashboard)
    call.app.put(KIND, dashboard_id, dashboard)
    return dashboard


def _writable(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in _WRITABLE if name in content}


@handles("Dashboards_List")
def list_dashboards(call: Call) -> Any:
    """Return a page of the dashboards."""

    def shown(stored: Stored) -> Any | None:
        return stored.content if call.caller.reaches(stored.content) else None

    return filtered_page(call, KIND, shown, fields=_FIELDS, orderby=("displayName",))


@handles("Dashboards_Get")
def get(call: Call) -> Any:
    """Return a dashboard."""
    return call.get(KIND, call.path["dashboardId"], "Dashboard")


@handles("Dashboards_Create", keeps=("id", "etag", "personal", *_WRITABLE))
def create(call: Call) -> Any:
    """Create or replace a dashboard; its id is a digital twin model identifier."""
    dashboard_id = call.path["dashboardId"]
    stored = call.find(KIND, dashboard_id, "Dashboard")
    if stored is None and not _DTMI.fullmatch(dashboard_id):
        message = f'The dashboardId "{dashboard_id}" is not a digital twin model identifier, such as dtmi:contoso:ColdRooms;1.'
        raise bad_request(message)
    check_etag(call, stored)
    return _written(call, _writable(call.body), stored)


@handles("Dashboards_Update")
def update(call: Call) -> Any:
    """Change members of a dashboard; tiles are replaced as a whole."""
    stored = call.get(KIND, call.path["dashboardId"], "Dashboard")
    check_etag(call, stored)
    return _written(call, merged(_writable(stored), _writable(call.body or {})), stored)


@handles("Dashboards_Remove")
def remove(call: Call) -> None:
    """Delete a dashboard."""
    call.get(KIND, call.path["dashboardId"], "Dashboard")
    call.app.delete(KIND, call.path["dashboardId"])
