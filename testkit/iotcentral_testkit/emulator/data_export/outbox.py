"""Outbox of data exports: changes are recorded where they are stored, in the same transaction, and delivered later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..state.application import Application
from ..state.clock import timestamp
from .export_messages import ExportEvent, device_events, message_for, template_events
from .property_changes import changed_properties

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["KIND", "MOST_WAITING", "ExportingApplication", "enqueue", "prefix_of"]

KIND = "outbox"
"""Kind of the waiting messages; an id consists of the export's, the destination's and one of its own."""

MOST_WAITING = 10_000
"""Waiting messages of an application; while there are so many, further ones are dropped."""

_WATCHED = frozenset({"device", "template", "properties"})


class ExportingApplication(Application):
    """An application that records changes for its data exports."""

    def put(self, kind: str, id: str, content: Any) -> None:
        """Store a document, and record the change."""
        exports = self._exports() if kind in _WATCHED else []
        if not exports:
            super().put(kind, id, content)
            return
        before = self.get(kind, id)
        super().put(kind, id, content)
        self._record(exports, kind, id, before, content)

    def delete(self, kind: str, id: str) -> bool:
        """Delete a document, record the change, and return whether the document existed."""
        exports = self._exports() if kind in _WATCHED - {"properties"} else []
        before = self.get(kind, id) if exports else None
        removed = super().delete(kind, id)
        if before is not None:
            self._record(exports, kind, id, before, None)
        return removed

    def _exports(self) -> list[dict[str, Any]]:
        return [stored.content for stored in self.listed("export") if stored.content["enabled"]]

    def _record(self, exports: list[dict[str, Any]], kind: str, id: str, before: Any, after: Any) -> None:
        now = self.clock.now()
        for event in _events(self, kind, id, before, after):
            enqueue(self, exports, event, now)


def _events(app: Application, kind: str, id: str, before: Any, after: Any) -> Iterable[ExportEvent]:
    if kind == "device":
        return device_events(before, after)
    if kind == "template":
        return template_events(id, before, after)
    device = app.get("device", id.partition("/")[0])
    return () if device is None else changed_properties(app, device, before, after)


def prefix_of(export_id: str) -> str:
    """Return the prefix of the ids of an export's waiting messages."""
    return f"{quote(export_id, safe='')}/"


def enqueue(app: Application, exports: Iterable[dict[str, Any]], event: ExportEvent, at: datetime) -> None:
    """Put the messages that exports send of an event into the outbox."""
    for export in exports:
        if app.count(KIND) >= MOST_WAITING:
            return
        message = message_for(app, export, event, at)
        if message is None:
            continue
        prefix = prefix_of(export["id"])
        for reference in export["destinations"]:
            destination = app.get("destination", reference["id"])
            if destination is None or destination["type"] != "webhook@v1":
                continue
            waiting = {
                "export": export["id"],
                "destination": reference["id"],
                "transform": reference.get("transform"),
                "message": message,
                "at": timestamp(at),
                "due": at.timestamp(),
                "tries": 0,
            }
            app.put(KIND, f"{prefix}{quote(reference['id'], safe='')}/{app.identity.short()}", waiting)
