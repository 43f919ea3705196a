"""Filters of device groups: `SELECT * FROM devices WHERE $template = "dtmi:contoso:Thermostat;1" AND floor > 2`.

    from iotcentral.filters import device_groups as groups
    groups.select((groups.TEMPLATE == "dtmi:contoso:Thermostat;1") & (groups.path("floor") > 2))

Conditions are joined by AND alone. How a quote within a text is written is not documented: `\\"` is chosen.
"""

from __future__ import annotations

from typing import Any, NoReturn

from ..errors import ConfigurationError
from ._conditions import FilterCondition, FilterPath

__all__ = [
    "DISPLAY_NAME",
    "ENABLED",
    "ID",
    "PROVISIONED",
    "SIMULATED",
    "TEMPLATE",
    "DeviceGroupCondition",
    "DeviceGroupPath",
    "path",
    "select",
]


class DeviceGroupCondition(FilterCondition):
    """Condition of a device group; join conditions with `&`."""

    __slots__ = ()

    def __or__(self, other: Any) -> NoReturn:
        raise ConfigurationError(
            f"{self.text} OR …: the filter of a device group joins conditions with AND alone; make a group for each"
        )


class DeviceGroupPath(FilterPath[DeviceGroupCondition]):
    """Metadata of a device, a property or a cloud property."""

    __slots__ = ()
    metadata = ("$id", "$displayName", "$template", "$provisioned", "$simulated", "$enabled")

    def _condition(self, text: str, *paths: str) -> DeviceGroupCondition:
        return DeviceGroupCondition(((text,),), frozenset(paths))

    def _quoted(self, text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'


ID = DeviceGroupPath("$id")
"""The device id."""
DISPLAY_NAME = DeviceGroupPath("$displayName")
"""The name that people see."""
TEMPLATE = DeviceGroupPath("$template")
"""The id of the device template."""
PROVISIONED = DeviceGroupPath("$provisioned")
"""Whether the device is provisioned."""
SIMULATED = DeviceGroupPath("$simulated")
"""Whether the device is simulated."""
ENABLED = DeviceGroupPath("$enabled")
"""Whether the device may connect."""


def path(name: str) -> DeviceGroupPath:
    """Return the path of a property or cloud property, `component.name` within a component.

    Raises:
        ConfigurationError: the name has another form.
    """
    return DeviceGroupPath(name)


def select(*conditions: DeviceGroupCondition) -> str:
    """Return the filter of a device group.

    Args:
        conditions: all of them must hold, at most 100 comparisons; none: all devices.

    Raises:
        ConfigurationError: one is not a condition of a device group, or there are too many comparisons.
    """
    for each in conditions:
        if not isinstance(each, DeviceGroupCondition):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"{each!r} is not a condition: compare a path with a value, as in path('floor') > 2"
            )
    if not conditions:
        return "SELECT * FROM devices"
    whole, *rest = conditions
    for each in rest:
        whole &= each
    return f"SELECT * FROM devices WHERE {whole.text}"
