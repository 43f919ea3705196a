"""Operations on the file upload configuration of an application, which is applied a few seconds after it is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..http.calls import Call, handles
from ..http.errors import conflict, not_found, unprocessable
from ..http.etags import check_etag, renewed
from ..state.clock import duration
from ..state.merge_patch import merged
from ..state.timers import action, cancel, schedule

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["DELAY", "create", "get", "remove", "update"]

DELAY = timedelta(seconds=5)
"""Time until a configuration is applied or deleted."""

_KIND = "fileUpload"
_ID = "fileUpload"
_APPLY = "fileUpload.apply"
_DELETE = "fileUpload.delete"

_MEMBERS = ("account", "connectionString", "container", "sasTtl", "readAccess")
_REQUIRED = ("connectionString", "container")


@handles("FileUploads_Get")
def get(call: Call) -> Any:
    """Return the configuration and its state."""
    return _stored(call)


@handles("FileUploads_Create", keeps=("etag", "state", *_MEMBERS))
def create(call: Call) -> Any:
    """Set the configuration; its state is `pending` until it is applied."""
    stored = call.app.get(_KIND, _ID)
    _refuse_while_deleting(stored)
    check_etag(call, stored)
    return _put(call, call.body, "pending")


@handles("FileUploads_Update")
def update(call: Call) -> Any:
    """Change the configuration; its state is `updating` until the change is applied."""
    stored = _stored(call)
    _refuse_while_deleting(stored)
    check_etag(call, stored)
    return _put(call, merged(stored, call.body), "updating")


@handles("FileUploads_Remove")
def remove(call: Call) -> Any:
    """Delete the configuration; it exists a few seconds longer, in the state `deleting`."""
    stored = _stored(call)
    if stored["state"] == "deleting":
        return
    call.app.put(_KIND, _ID, renewed(call.app, {**stored, "state": "deleting"}))
    cancel(call.app, _APPLY, _ID)
    schedule(call.app, _DELETE, _ID, call.now + DELAY)


@action(_APPLY)
def _apply(app: Application, id: str) -> None:
    stored = app.get(_KIND, id)
    if stored is not None:
        state = "succeeded" if _readable(stored["connectionString"]) else "failed"
        app.put(_KIND, id, {**stored, "state": state})


@action(_DELETE)
def _delete(app: Application, id: str) -> None:
    app.delete(_KIND, id)


def _put(call: Call, body: dict[str, Any], state: str) -> dict[str, Any]:
    content: dict[str, Any] = {name: body[name] for name in _MEMBERS if body.get(name) is not None}
    absent = [f"should have required property '{name}'" for name in _REQUIRED if name not in content]
    if absent:
        raise unprocessable(*absent)
    content = {"sasTtl": "PT1H", "readAccess": False, **content}
    _check_duration(content["sasTtl"])
    content = renewed(call.app, {**content, "state": state})
    call.app.put(_KIND, _ID, content)
    schedule(call.app, _APPLY, _ID, call.now + DELAY)
    return content


def _stored(call: Call) -> dict[str, Any]:
    content: dict[str, Any] | None = call.app.get(_KIND, _ID)
    if content is None:
        raise not_found("The file upload configuration")
    return content


def _refuse_while_deleting(stored: dict[str, Any] | None) -> None:
    if stored is not None and stored["state"] == "deleting":
        raise conflict("The file upload configuration is being deleted; wait until it is gone.")


def _check_duration(text: str) -> None:
    try:
        length = duration(text)
    except (ValueError, OverflowError):
        length = timedelta()
    if length <= timedelta():
        raise unprocessable(f'sasTtl "{text}" is not an ISO 8601 duration above zero, such as PT1H')


def _readable(connection_string: str) -> bool:
    """Return whether a text is a connection string: `Name=value` parts separated by semicolons."""
    parts = [part for part in connection_string.split(";") if part]
    return bool(parts) and all("=" in part[1:] for part in parts)
