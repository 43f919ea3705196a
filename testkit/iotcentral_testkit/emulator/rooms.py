"""The rooms whose handlers and timer actions bind themselves: loaded when the first is needed, not by a start."""

from __future__ import annotations

from functools import cache

__all__ = ["load_rooms"]


@cache
def load_rooms() -> None:
    """Have all handlers and timer actions bound."""
    from . import control_plane, data_export, devices, enrollment, jobs, resources, telemetry
    from .http.calls import bind_handlers

    for room in (control_plane, data_export, devices, enrollment, jobs, resources, telemetry):
        bind_handlers(room)
