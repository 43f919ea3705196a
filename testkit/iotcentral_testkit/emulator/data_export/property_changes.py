"""Changes of a device's twin as events of data exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..devices.scopes import is_simulating
from ..telemetry.messages import places
from .export_messages import ExportEvent, property_events

if TYPE_CHECKING:
    from ..devices.scopes import CapabilityScope
    from ..state.application import Application

__all__ = ["changed_properties"]

_Entries = Mapping[str, Mapping[str, Any]]


def changed_properties(app: Application, device: Mapping[str, Any], before: Any, after: Any) -> Iterator[ExportEvent]:
    """Return the events of the changes between two states of a twin.

    Args:
        app: the application.
        device: the device of the twin.
        before: the document as it was; None: there was none.
        after: the document as it is.
    """
    known: dict[str, _Entries] = before.get("scopes", {}) if before else {}
    for _, scope in places(app, device):
        old, new = known.get(scope.key, {}), after["scopes"].get(scope.key, {})
        for kind, changes in _kinds(scope, old, new, simulating=is_simulating(device)).items():
            yield from property_events(device, kind, changes, scope.component, scope.module)


def _kinds(scope: CapabilityScope, old: _Entries, new: _Entries, *, simulating: bool) -> dict[str, dict[str, Any]]:
    """Return the changes of a scope by the type of the message that reports them."""
    cloud: dict[str, Any] = {}
    desired: dict[str, Any] = {}
    reported: dict[str, Any] = {}
    properties = scope.interface.properties if scope.interface else {}
    for name, entry in new.items():
        former = old.get(name, {})
        prop = properties.get(name)
        if "desired" in entry and entry.get("desiredVersion") != former.get("desiredVersion"):
            desired[name] = entry["desired"]
            if simulating:
                reported[name] = entry["desired"]  # simulated devices accept at once
        if "value" in entry and entry.get("value") != former.get("value"):
            (cloud if prop is not None and prop.cloud else reported)[name] = entry["value"]
    return {
        "cloudPropertyChange": cloud,
        "devicePropertyDesiredChange": desired,
        "devicePropertyReportedChange": reported,
    }
