"""Telemetry of a span of time as events of data exports: one per message and part of the device."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..telemetry.messages import messages, places
from ..telemetry.values import senders
from .export_messages import ExportEvent

if TYPE_CHECKING:
    from datetime import datetime

    from ..state.application import Application

__all__ = ["telemetry_events"]


def telemetry_events(app: Application, after: datetime, until: datetime) -> list[tuple[datetime, ExportEvent]]:
    """Return what all devices sent after one time and up to another, oldest first, each with its time."""
    found: list[tuple[datetime, ExportEvent]] = []
    for stored in senders(app):
        if stored.content.get("template") is not None:
            found += _of_device(app, stored.content, after, until)
    return sorted(found, key=lambda pair: pair[0])


def _of_device(
    app: Application, device: Mapping[str, Any], after: datetime, until: datetime
) -> Iterator[tuple[datetime, ExportEvent]]:
    parts = [(prefix, scope) for prefix, scope in places(app, device) if scope.interface and scope.interface.telemetry]
    for message in messages(app, device, after, until):
        if message.at <= after:
            continue
        for prefix, scope in parts:
            names = scope.interface.telemetry if scope.interface else {}
            sent = {name: message.values[f"{prefix}{name}"] for name in names if f"{prefix}{name}" in message.values}
            if sent:
                content = {"telemetry": sent, "messageProperties": {}, "module": scope.module}
                content["component"] = scope.component
                # what a part does not send meets no condition of the part's message
                values = {f"{prefix}{name}": value for name, value in sent.items()}
                yield message.at, ExportEvent("telemetry", None, device, device["template"], content, values)
