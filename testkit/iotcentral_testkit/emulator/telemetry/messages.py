"""Messages and property values of whole devices, for queries and data exports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..devices.scopes import CapabilityScope, is_simulating, provisioned_at, scope_of, simulation_of
from ..devices.twin import Twin
from .values import history

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["TelemetryMessage", "messages", "places", "property_values"]

_BEFORE = timedelta(milliseconds=1)


class TelemetryMessage(NamedTuple):
    """The telemetry that a device sent at one time.

    Attributes:
        at: the time.
        device: id of the device.
        values: telemetry → value; telemetry of parts of the device is named `component.telemetry`.
    """

    at: datetime
    device: str
    values: Mapping[str, Any]


def places(app: Application, device: Mapping[str, Any]) -> Iterator[tuple[str, CapabilityScope]]:
    """Return the scopes of a device, each with the prefix of its capabilities' names: nothing, or `component.`."""
    root = scope_of(app, device)
    if root.interface is None:
        return
    yield "", root
    for component in root.interface.components:
        yield f"{component}.", root.part(component)
    for name in root.interface.modules:
        module = scope_of(app, device, name)
        yield f"{name}.", module
        if module.interface is not None:
            for component in module.interface.components:
                yield f"{name}.{component}.", module.part(component)


def property_values(app: Application, device: Mapping[str, Any]) -> dict[str, Any]:
    """Return the present values of a device's properties; properties without a value are missing."""
    twin = Twin(app, device)
    found: dict[str, Any] = {}
    for prefix, scope in places(app, device):
        for name, prop in scope.interface.properties.items() if scope.interface else ():
            value = twin.value(scope, prop)
            if value is not None:
                found[f"{prefix}{name}"] = value
    return found


def messages(
    app: Application, device: Mapping[str, Any], start: datetime, end: datetime, wanted: Collection[str] = ()
) -> Iterator[TelemetryMessage]:
    """Return the messages of a device between two times, the newest first.

    Args:
        app: the application.
        device: the device's document.
        start: the first time.
        end: the last time; what is later than the clock has not happened yet.
        wanted: the telemetry that is needed; empty: all of it.
    """
    end = min(end, app.clock.now())
    found = [
        (prefix, scope, name)
        for prefix, scope in places(app, device)
        for name in (scope.interface.telemetry if scope.interface else ())
        if not wanted or f"{prefix}{name}" in wanted
    ]
    if not found:
        return
    if is_simulating(device):
        yield from _simulated(app, device, start, end, found)
        return
    by_time: dict[datetime, dict[str, Any]] = {}
    for prefix, _, name in found:
        for time, value in history(app, device, f"{prefix}{name}", start, end):
            by_time.setdefault(time, {})[f"{prefix}{name}"] = value
    for time in sorted(by_time, reverse=True):
        yield TelemetryMessage(time, device["id"], by_time[time])


def _simulated(
    app: Application,
    device: Mapping[str, Any],
    start: datetime,
    end: datetime,
    found: list[tuple[str, CapabilityScope, str]],
) -> Iterator[TelemetryMessage]:
    """Compute messages one at a time, so that a caller that needs few pays for few."""
    simulation, since = simulation_of(app, device), max(start, provisioned_at(device))
    named = [
        (f"{prefix}{name}", scope.path(name), scope.interface.telemetry[name])
        for prefix, scope, name in found
        if scope.interface is not None
    ]
    at = end
    while at >= since:
        values, time = {}, at
        for path, place, telemetry in named:
            last = simulation.last(place, telemetry, at, since)
            if last is None:
                return
            values[path], time = last.value, last.time
        yield TelemetryMessage(time, device["id"], values)
        at = time - _BEFORE
