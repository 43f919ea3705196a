"""Scopes of capabilities: the device itself, a component, a module, or a component of a module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..dtdl.models import Interface, model_of
from ..http.errors import not_found
from .simulation import Simulation

if TYPE_CHECKING:
    from ..http.calls import Call
    from ..state.application import Application

__all__ = [
    "CapabilityScope",
    "called_scope",
    "capability_scope",
    "is_simulating",
    "provisioned_at",
    "scope_of",
    "simulation_of",
]


@dataclass(frozen=True, slots=True)
class CapabilityScope:
    """The part of a device that a capability belongs to.

    Attributes:
        device: the device's document.
        module: name of the module; None: the device itself.
        component: name of the component; None: the root of the device or module.
        interface: the interface of the part in the model; None: the device has no template.
    """

    device: Mapping[str, Any]
    module: str | None
    component: str | None
    interface: Interface | None

    @property
    def twin(self) -> str:
        """The twin that it belongs to: the device's own (empty), or a module's."""
        return f"{self.module}/" if self.module else ""

    @property
    def key(self) -> str:
        """Key of the part within the device."""
        return f"{self.twin}{self.component or ''}"

    def path(self, name: str) -> str:
        """Return the key of a capability within the device."""
        return f"{self.key}:{name}"

    def part(self, component: str) -> CapabilityScope:
        """Return the scope of a component that the interface has."""
        assert self.interface is not None
        return CapabilityScope(self.device, self.module, component, self.interface.components[component].interface)


def scope_of(
    app: Application, device: Mapping[str, Any], module: str | None = None, component: str | None = None
) -> CapabilityScope:
    """Return a scope of a device.

    Raises:
        ServiceError: 404: its model has no such module or component.
    """
    interface = model_of(app, device.get("template"))
    if module is not None:
        found = interface.modules.get(module) if interface else None
        if found is None:
            raise not_found(f'Module "{module}" of device "{device["id"]}"')
        interface = found.interface
    if component is not None:
        part = interface.components.get(component) if interface else None
        if part is None:
            raise not_found(f'Component "{component}" of device "{device["id"]}"')
        interface = part.interface
    return CapabilityScope(device, module, component, interface)


def called_scope(call: Call) -> CapabilityScope:
    """Return the scope that a request's path names.

    Raises:
        ServiceError: 404: there is no such device, module or component.
    """
    device = call.get("device", call.path["deviceId"], "Device")
    return scope_of(call.app, device, call.path.get("moduleName"), call.path.get("componentName"))


def capability_scope(app: Application, device: Mapping[str, Any], path: str) -> tuple[CapabilityScope, str]:
    """Return the scope and the name of a capability whose path is written with dots: `name`, `component.name`.

    A module's name may come first. A name that the model does not define counts as one of the device itself.
    """
    scope, names = scope_of(app, device), path.split(".")
    if len(names) > 1 and scope.interface is not None and names[0] in scope.interface.modules:
        scope = scope_of(app, device, names.pop(0))
    if len(names) > 1 and scope.interface is not None and names[0] in scope.interface.components:
        scope = scope.part(names.pop(0))
    return scope, ".".join(names)


def is_simulating(device: Mapping[str, Any]) -> bool:
    """Return whether a device is being simulated: it is simulated, provisioned and enabled."""
    return bool(device.get("simulated") and device.get("provisioned") and device.get("enabled", True))


def provisioned_at(device: Mapping[str, Any]) -> datetime:
    """Return the time since which a simulated device has sent."""
    given = device.get("_provisionedAt")
    return datetime.fromisoformat(given) if given else datetime.fromtimestamp(0, UTC)


def simulation_of(app: Application, device: Mapping[str, Any]) -> Simulation:
    """Return the simulation of a simulated device."""
    return Simulation(app.identity.constant(f"simulation {app.name}"), device["id"], provisioned_at(device))
