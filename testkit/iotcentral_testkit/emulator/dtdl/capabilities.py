"""Capabilities of devices by their models: telemetry, properties, commands, components and modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .schemas import Schema

__all__ = ["Command", "Component", "Interface", "Module", "Payload", "Property", "Telemetry"]


@dataclass(frozen=True, slots=True)
class Telemetry:
    """A telemetry value that a device sends.

    Attributes:
        types: adjunct type names: semantic types, `State`, `Event`, `Location` and others.
        minimum: bounds of the values, where the model gives them.
    """

    name: str
    schema: Schema
    display_name: str
    types: tuple[str, ...] = ()
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Property(Telemetry):
    """A property; writable: the cloud may set it; cloud: it is never sent to the device."""

    writable: bool = False
    cloud: bool = False
    initial: Any = None


@dataclass(frozen=True, slots=True)
class Payload:
    """Argument or response of a command."""

    name: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Command:
    """A command; durable ones wait for a device that is offline, and have no response."""

    name: str
    display_name: str
    request: Payload | None = None
    response: Payload | None = None
    durable: bool = False


@dataclass(frozen=True, slots=True)
class Component:
    """A named interface of a device."""

    name: str
    display_name: str
    interface: Interface
    description: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """An IoT Edge module and its interface."""

    name: str
    display_name: str
    interface: Interface
    description: str | None = None
    comment: str | None = None


@dataclass(slots=True)
class Interface:
    """Capabilities of a device, a component or a module, by their names.

    Attributes:
        origins: name of a capability, of a relationship too → id of the interface that defines it.
    """

    id: str
    display_name: str
    telemetry: dict[str, Telemetry] = field(default_factory=dict[str, Telemetry])
    properties: dict[str, Property] = field(default_factory=dict[str, Property])
    commands: dict[str, Command] = field(default_factory=dict[str, Command])
    components: dict[str, Component] = field(default_factory=dict[str, Component])
    modules: dict[str, Module] = field(default_factory=dict[str, Module])
    origins: dict[str, str] = field(default_factory=dict[str, str])
