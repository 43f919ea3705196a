"""Start of exports: half a minute after it is enabled or changed, an export is healthy, or says why it can send nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..state import timers
from .exporting import ExportingApplication
from .kinds import DESTINATION, EXPORT
from .obstacles import obstacles

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["cancel", "starting"]

_ACTION = "export.start"
_TIME = timedelta(seconds=30)


def starting(app: Application, export: dict[str, Any]) -> dict[str, Any]:
    """Return an enabled export as it is when it starts, which it does from now on."""
    timers.schedule(app, _ACTION, export["id"], app.now + _TIME)
    return {**export, "status": "starting"}


def cancel(app: Application, export_id: str) -> None:
    """Have an export not start any more."""
    timers.cancel(app, _ACTION, export_id)


@timers.action(_ACTION)
def start(app: Application, export_id: str) -> None:
    """Set an export that was starting to healthy, or to an error where it cannot send to a destination."""
    export = app.get(EXPORT, export_id)
    if export is None or export["status"] != "starting":
        return
    assert isinstance(app, ExportingApplication)
    found = obstacles(app, export)
    for destination_id, reason in found.items():
        content = app.get(DESTINATION, destination_id)
        if content is not None:
            app.put(DESTINATION, destination_id, {**content, **_failed(reason.code, reason.message)})
    first = next(iter(found.values()), None)
    app.put(EXPORT, export_id, {**export, **(_failed(first.code, first.message) if first else {"status": "healthy"})})


def _failed(code: str | None, message: str) -> dict[str, Any]:
    return {"status": "error", "errors": [{"code": code, "message": message}]}
