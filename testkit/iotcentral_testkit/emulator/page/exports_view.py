"""View of an application's exports: what each destination has received, what waits for it, and why nothing comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ...markup import table, text
from ..data_export.kinds import EXPORT
from ..data_export.outbox import queue_of
from ..data_export.representations import destinations_of
from .layout import row

if TYPE_CHECKING:
    from ..state.application import Application
    from ..state.export_record import ExportRecord

__all__ = ["exports_view"]

_COLUMNS = ("Export", "Source", "Status", "Destination", "Sent", "Waiting", "Why not", "Last message")
_LOOKS = {"healthy": "good", "error": "bad"}
_LENGTH = 2000
"""Characters of a message that are shown."""


def exports_view(app: Application, exported: ExportRecord) -> str:
    """Return the exports of an application, a row for each destination; nothing where there are none."""
    rows = [each for stored in app.listed(EXPORT) for each in _rows(app, stored.content, exported)]
    return f"<h3>Exports</h3>\n{table('exports', _COLUMNS, rows)}" if rows else ""


def _rows(app: Application, export: dict[str, Any], exported: ExportRecord) -> Iterator[str]:
    status = export["status"] if export["enabled"] else "disabled"
    own = (
        f"{text(export['id'])} <i>{text(export.get('displayName'))}</i>",
        text(export["source"]),
        f'<b class="{_LOOKS.get(status, "muted")}">{text(status)}</b>',
    )
    found = [destination for _, destination in destinations_of(app, export)]
    if not found:
        yield row(_COLUMNS, *own, "none", "", "", _reasons(export), "")
    sure = any(destination.get("errors") for destination in found)  # else the export's own reason is all there is
    for destination in found:
        id = destination["id"]
        sent = exported.count(app.name, id)
        last = _message(f"{app.name}-{export['id']}-{id}", exported.last(app.name, id)) if sent else ""
        waiting = app.count(queue_of(id))
        yield row(
            _COLUMNS,
            *own,
            f"{text(id)} <i>{text(destination['type'])}</i>",
            f"{sent:,}",
            f"{waiting:,}",
            _reasons(destination) or ("" if sure else _reasons(export)),
            last,
        )


def _reasons(content: Mapping[str, Any]) -> str:
    """Return the errors of an export or a destination."""
    return "<br>".join(
        f'<span class="bad">{text(error.get("code"))}</span>{text(error.get("message"))}'
        for error in content.get("errors") or ()
    )


def _message(id: str, message: Any) -> str:
    try:
        written = orjson.dumps(message, option=orjson.OPT_INDENT_2).decode()
    except TypeError:
        written = repr(message)
    shown = written if len(written) <= _LENGTH else f"{written[:_LENGTH]}…"
    return f'<details id="message-{text(id)}"><summary>Show</summary><pre>{text(shown)}</pre></details>'
