"""Telemetry values on all four scopes: the last value, and the history that queries read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..devices.ownership import reaches_data
from ..devices.scopes import (
    CapabilityScope,
    called_scope,
    capability_scope,
    is_simulating,
    provisioned_at,
    scope_of,
    simulation_of,
)
from ..devices.simulation import Measured
from ..http.calls import Call, handles
from ..http.errors import not_found
from ..state.clock import timestamp
from ..state.narrowing import equal

if TYPE_CHECKING:
    from ..state.application import Application
    from ..state.rows import Stored

__all__ = ["history", "last_value", "record", "senders"]

_KIND = "telemetry"
_KEPT = 1000
"""Values of one telemetry that are kept for a real device."""

_SCOPES = ("", "Component", "Module", "ModuleComponent")


@handles(*(f"Devices_Get{scope}TelemetryValue" for scope in _SCOPES))
def get(call: Call) -> Any:
    """Return the last value; an empty object where the device has not sent any, or not to the caller's organizations."""
    scope, name = called_scope(call), call.path["telemetryName"]
    last = last_value(call.app, scope, name, call.now)
    if last is not None and reaches_data(call.caller, scope.device, last.time):
        return {"timestamp": timestamp(last.time), "value": last.value}
    if scope.interface is None or name not in scope.interface.telemetry:
        raise not_found(f'Telemetry "{name}" of device "{scope.device["id"]}"')
    return {}


def history(
    app: Application, device: Mapping[str, Any], path: str, start: datetime, end: datetime
) -> Iterator[Measured]:
    """Return the values that a device sent between two times, oldest first.

    Args:
        app: the application.
        device: the device's document.
        path: `name` or `component.name`; telemetry that the model does not define has no history.
        start: the first time.
        end: the last time; what is later than the clock has not happened yet.
    """
    scope, name = capability_scope(app, device, path)
    known = scope.interface.telemetry.get(name) if scope.interface else None
    end = min(end, app.clock.now())
    if known is None:
        return
    if is_simulating(device):
        start = max(start, provisioned_at(device))
        yield from simulation_of(app, device).history(scope.path(name), known, start, end)
        return
    for time, value in app.get(_KIND, _id(scope, name)) or ():
        moment = datetime.fromisoformat(time)
        if start <= moment <= end:
            yield Measured(moment, value)


def senders(app: Application) -> list[Stored]:
    """Return the devices that may have sent telemetry, in the order of their creation: of many devices, a few."""
    found = list(app.all("device", narrowing=equal("simulated", True)))
    for id in app.store.owners(app.name, _KIND):
        found += app.listed("device", narrowing=equal("id", id))
    return sorted({stored.id: stored for stored in found}.values(), key=lambda stored: stored.place)


def record(
    app: Application,
    device_id: str,
    sent: Mapping[str, Any],
    *,
    module: str | None = None,
    component: str | None = None,
) -> None:
    """Store a message of a real device.

    Args:
        app: the application.
        device_id: the device.
        sent: telemetry → value.
        module: the module that sends; None: the device itself.
        component: the component that measured; None: the root.
    """
    scope = scope_of(app, app.get("device", device_id), module, component)
    now = timestamp(app.now)
    for name, value in sent.items():
        id = _id(scope, name)
        known: list[Any] = app.get(_KIND, id) or []
        app.put(_KIND, id, [*known[1 - _KEPT :], [now, value]])


def last_value(app: Application, scope: CapabilityScope, name: str, now: datetime) -> Measured | None:
    """Return the last value that was sent up to a time; None: there is none."""
    known = scope.interface.telemetry.get(name) if scope.interface else None
    if is_simulating(scope.device):
        if known is None:
            return None
        simulation = simulation_of(app, scope.device)
        return simulation.last(scope.path(name), known, now, provisioned_at(scope.device))
    stored = app.get(_KIND, _id(scope, name))
    return Measured(datetime.fromisoformat(stored[-1][0]), stored[-1][1]) if stored else None


def _id(scope: CapabilityScope, name: str) -> str:
    return f"{scope.device['id']}/{scope.path(name)}"
