"""Check of what exports do: nothing while they are disabled."""

from __future__ import annotations

from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from .rules import once, rule

_AT_WORK = frozenset({"starting", "healthy"})
"""Statuses of an export that runs; others may occur, of which nothing is known."""

_NOT_STARTED = "notStarted"


@rule(
    "IC640",
    "The status of an export says whether it runs",
    source="article Manage data export with the REST API: notStarted; the document: status, and enabled of Export",
    over=once("Exports_Create", "Exports_Get", "Exports_Update"),
)
def follows_enabled(context: CheckContext, _: None) -> None:
    """Read an export that is disabled, enable it, and disable it again; the status may follow after a while."""
    item = context.create("Exports", enabled=False)
    _expect_status(context, item.path, item.exchange, enabled=False)
    for enabled in (True, False):
        changed = context.require("Exports_Update", item.path, body={"enabled": enabled})
        _expect_status(context, item.path, changed, enabled=enabled)


def _expect_status(context: CheckContext, path: dict[str, str], written: Exchange, *, enabled: bool) -> None:
    def fits(read: Exchange) -> bool:
        status = read.content.get("status")
        return status != _NOT_STARTED if enabled else status not in _AT_WORK

    read = context.factory.wait(lambda: context.require("Exports_Get", path), fits)
    message = f"the export is {'enabled' if enabled else 'disabled'}, and its status is {read.content.get('status')!r}"
    context.expect(fits(read), message, written, read, subject="enabled" if enabled else "disabled")
