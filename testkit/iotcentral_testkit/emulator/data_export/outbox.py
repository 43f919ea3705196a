"""Outbox of data exports: changes are recorded where they are stored, in the same transaction, and delivered later.

Each destination has its own queue, whose order is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..state.clock import timestamp
from .audit import audit_event
from .export_messages import ExportEvent, device_events, message_for, template_events
from .kinds import AUDITED, DESTINATION, EXPORT
from .property_changes import changed_properties
from .transform_input import transform_input

if TYPE_CHECKING:
    from datetime import datetime

    from ..state.application import Application

__all__ = ["MOST_WAITING", "enqueue", "forget_export", "queue_of", "record", "record_connection", "room_for"]

MOST_WAITING = 10_000
"""Waiting messages of a destination; while there are so many, further ones are dropped."""


def record(app: Application, exports: list[dict[str, Any]], kind: str, id: str, before: Any, after: Any) -> None:
    """Have exports tell of a change of a document, within the transaction that makes it.

    Args:
        app: the application.
        exports: its exports.
        kind: of the document.
        id: its id.
        before: the document as it was; None: there was none.
        after: the document as it is; None: there is none any more.
    """
    now = app.now
    for event in _events(app, kind, id, before, after):
        enqueue(app, exports, event, now)
    if app.actor is not None and kind in AUDITED:
        told = audit_event(kind, id, app.actor, before, after)
        if told is not None:
            enqueue(app, exports, told, now)


def record_connection(
    app: Application, exports: list[dict[str, Any]], device: Mapping[str, Any], *, connected: bool
) -> None:
    """Have exports tell that a device has connected or disconnected."""
    kind = "connected" if connected else "disconnected"
    event = ExportEvent("deviceConnectivity", kind, device, device.get("template"))
    enqueue(app, exports, event, app.now)


def _events(app: Application, kind: str, id: str, before: Any, after: Any) -> Iterable[ExportEvent]:
    if kind == "device":
        return device_events(before, after)
    if kind == "template":
        return template_events(id, before, after)
    if kind != "properties":
        return ()
    device = app.get("device", id.partition("/")[0])
    return () if device is None else changed_properties(app, device, before, after)


def queue_of(destination_id: str) -> str:
    """Return the kind of the messages that wait for a destination, in their order."""
    return f"outbox {destination_id}"


def _prefix(export_id: str) -> str:
    """Return the prefix of the ids of an export's waiting messages."""
    return f"{quote(export_id, safe='')}/"


def forget_export(app: Application, export: dict[str, Any]) -> None:
    """Remove what an export has not sent yet."""
    for stored in app.listed(DESTINATION):
        app.delete_under(queue_of(stored.id), _prefix(export["id"]))


def room_for(app: Application, export: dict[str, Any]) -> int:
    """Return the number of messages that each destination of an export can still take."""
    waiting = (app.count(queue_of(reference["id"])) for reference in export["destinations"])
    return MOST_WAITING - max(waiting, default=0)


def enqueue(
    app: Application, exports: Iterable[dict[str, Any]], event: ExportEvent, at: datetime, *, room: bool = False
) -> int:
    """Put the messages that exports send of an event into the queues of their destinations.

    Args:
        app: the application.
        exports: its exports.
        event: what happened.
        at: the time at which it did.
        room: whether it is known that there is room: counting takes as long as a queue is.

    Returns:
        The number of messages.
    """
    queued = 0
    for export in exports:
        message = message_for(app, export, event, at)
        if message is None:
            continue
        for reference in export["destinations"]:
            queue = queue_of(reference["id"])
            if not room and app.count(queue) >= MOST_WAITING:
                _tell_dropped(app, export["id"], reference["id"])
                continue
            waiting = {
                "export": export["id"],
                "transform": reference.get("transform"),
                "message": transform_input(app, event, message) if reference.get("transform") else message,
                "at": timestamp(at),
                "due": at.timestamp(),
                "tries": 0,
            }
            app.put(queue, f"{_prefix(export['id'])}{app.identity.number()}", waiting)
            queued += 1
    return queued


def _tell_dropped(app: Application, export_id: str, destination_id: str) -> None:
    """Show on an export and its destination that a message was dropped."""
    message = f"{MOST_WAITING:,} messages wait for the destination already; further ones are dropped."
    for kind, id in ((EXPORT, export_id), (DESTINATION, destination_id)):
        content = app.get(kind, id)
        if content is not None:
            errors = [{"code": "MessagesDropped", "message": message}]
            app.put(kind, id, {**content, "status": "error", "errors": errors})
