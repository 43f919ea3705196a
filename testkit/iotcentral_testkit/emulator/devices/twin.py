"""Twins of devices: desired and reported values of their properties, with versions and acknowledgements.

A twin is one document per device: for each scope and property the desired value, with its version, and the reported
one. The reported values of simulated devices are computed: a simulated device accepts every desired value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ...openapi.json_types import is_object
from ..dtdl.capabilities import Property
from ..state.clock import timestamp
from .scopes import CapabilityScope, is_simulating, provisioned_at, scope_of, simulation_of

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["Twin", "report", "values"]

_KIND = "properties"
_ACKNOWLEDGED = ("ackVersion", "ackCode", "ackDescription")
_ACCEPTED = {"ackCode": 200, "ackDescription": "completed"}


class Twin:
    """The twin of one device.

    Args:
        app: the application.
        device: the device's document.
    """

    def __init__(self, app: Application, device: Mapping[str, Any]) -> None:
        self._app = app
        self._device = device
        self._content: dict[str, Any] = app.get(_KIND, device["id"]) or {"versions": {}, "scopes": {}}
        self._simulating = is_simulating(device)

    def entries(self, scope: CapabilityScope) -> dict[str, Any]:
        """Return the stored properties of a scope, by name; the result may be changed."""
        found: dict[str, Any] = self._content["scopes"].setdefault(scope.key, {})
        return found

    def next_version(self, scope: CapabilityScope) -> int:
        """Return the version of the next change of desired values."""
        versions = self._content["versions"]
        versions[scope.twin] = versions.get(scope.twin, 0) + 1
        return int(versions[scope.twin])

    def note_version(self, scope: CapabilityScope, version: int) -> None:
        """Have later changes of desired values count on from a version."""
        versions = self._content["versions"]
        versions[scope.twin] = max(versions.get(scope.twin, 0), version)

    def desired_bytes(self, twin: str) -> int:
        """Return the length of the desired section of a twin: the device's own (empty), or a module's."""
        values = {
            key: {name: entry["desired"] for name, entry in entries.items() if "desired" in entry}
            for key, entries in self._content["scopes"].items()
            if key.startswith(twin) and (twin or "/" not in key)
        }
        return sum(len(orjson.dumps(section)) for section in values.values() if section)

    def untold(self) -> list[tuple[str | None, str | None, str, Any]]:
        """Return the desired values that the device was not told yet, and count them as told.

        Returns:
            Module, component, name and value of each.
        """
        found: list[tuple[str | None, str | None, str, Any]] = []
        for key, entries in self._content["scopes"].items():
            module, _, component = key.rpartition("/")
            for name, entry in entries.items():
                if "desired" in entry and entry.get("told") != entry["desiredVersion"]:
                    entry["told"] = entry["desiredVersion"]
                    found.append((module or None, component or None, name, entry["desired"]))
        if found:
            self.save()
        return found

    def save(self) -> None:
        """Store the changes."""
        self._app.put(_KIND, self._device["id"], self._content)

    def show(self, scope: CapabilityScope, *, unmodeled: bool = False, components: bool = True) -> dict[str, Any]:
        """Return the properties of a scope as responses show them: values, `$metadata`, components.

        Args:
            scope: the scope.
            unmodeled: whether properties that the model does not define are shown too.
            components: whether its components are shown too, each in its own object.
        """
        shown: dict[str, Any] = {}
        metadata: dict[str, Any] = {}
        entries = self.entries(scope)
        modeled = scope.interface.properties if scope.interface else {}
        for name, prop in modeled.items():
            self._show(name, self._state(scope, prop, entries.get(name, {})), shown, metadata)
        if unmodeled:
            for name in entries.keys() - modeled.keys():
                self._show(name, entries[name], shown, metadata)
        if components and scope.interface is not None:
            for name in scope.interface.components:
                shown[name] = self.show(scope.part(name), unmodeled=unmodeled)
        shown["$metadata"] = metadata
        return shown

    def value(self, scope: CapabilityScope, prop: Property) -> Any:
        """Return the present value of a property, or None."""
        return self._state(scope, prop, self.entries(scope).get(prop.name, {})).get("value")

    def _show(self, name: str, state: Mapping[str, Any], shown: dict[str, Any], metadata: dict[str, Any]) -> None:
        if "value" in state:
            shown[name] = state["value"]
        members = {}
        if "desired" in state:
            members = {"desiredValue": state["desired"], "desiredVersion": state["desiredVersion"]}
        if "updated" in state:
            members["lastUpdateTime"] = state["updated"]
        members |= {member: state[member] for member in _ACKNOWLEDGED if member in state}
        if members:
            metadata[name] = members

    def _state(self, scope: CapabilityScope, prop: Property, entry: dict[str, Any]) -> dict[str, Any]:
        """Return the state of a property: `value`, `updated`, `desired` and the acknowledgement."""
        if prop.cloud:
            return entry if "value" in entry or prop.initial is None else {"value": prop.initial}
        if not self._simulating:
            return entry
        since = provisioned_at(self._device)
        if "desired" in entry:
            updated = max(entry["desiredAt"], timestamp(since))
            accepted = {"ackVersion": entry["desiredVersion"], **_ACCEPTED}
            return {**entry, "value": entry["desired"], "updated": updated, **accepted}
        value = simulation_of(self._app, self._device).reported(scope.path(prop.name), prop, since)
        return {"value": value, "updated": timestamp(since)}


def values(app: Application, device: Mapping[str, Any]) -> dict[str, Any]:
    """Return the property values of a device by name, those of its components in an object each."""
    return _bare(Twin(app, device).show(scope_of(app, device)))


def _bare(shown: dict[str, Any]) -> dict[str, Any]:
    """Return properties without `$metadata`."""
    return {
        name: _bare(value) if is_object(value) and "$metadata" in value else value
        for name, value in shown.items()
        if name != "$metadata"
    }


def report(
    app: Application,
    device_id: str,
    reported: Mapping[str, Any],
    *,
    ack: int = 200,
    description: str = "completed",
    module: str | None = None,
    component: str | None = None,
) -> None:
    """Store property values that a real device reports, with its answer to those of them that are desired.

    Args:
        app: the application.
        device_id: the device.
        reported: property → value; None: the device only answers, and keeps the value that it has.
        ack: the device's status code for the desired value (`ac`): from 400 on it refuses it.
        description: why (`ad`).
        module: the module that reports; None: the device itself.
        component: the component whose properties these are; None: the root.
    """
    device = app.get("device", device_id)
    scope = scope_of(app, device, module, component)
    twin = Twin(app, device)
    entries = twin.entries(scope)
    for name, value in reported.items():
        entry = {**entries.get(name, {}), "updated": timestamp(app.now)}
        if value is not None:
            entry["value"] = value
        if "desired" in entry:
            entry |= {"ackVersion": entry["desiredVersion"], "ackCode": ack, "ackDescription": description}
        entries[name] = entry
    twin.save()
