"""Twins from properties: desired, reported and cloud properties, told apart by the device's template.

IoT Central answers with the reported values, and with the desired ones and their acknowledgements in `$metadata`. The form
here is that of IoT Hub ("Understand and use device twins in IoT Hub") with the marks of IoT Plug and Play ("IoT Plug and
Play conventions"): `__t` in components, `ac`, `av` and `ad` in what acknowledges a desired value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from .._core.json_kinds import is_object
from ._capabilities import TemplateScope

__all__ = ["SplitTwin", "twin_of"]

_METADATA = "$metadata"
_COMPONENT = "__t"
_ACKNOWLEDGED = {"ackCode": "ac", "ackVersion": "av", "ackDescription": "ad"}
"""Member of `$metadata` in IoT Central → its name in a reported property."""


@frozen
class SplitTwin:
    """Properties of a device, by whose they are.

    Attributes:
        cloud: those that the device does not see.
        desired: those that were set from the cloud.
        reported: those that the device reported.
    """

    cloud: Mapping[str, Any]
    desired: Mapping[str, Any]
    reported: Mapping[str, Any]


def twin_of(properties: Mapping[str, Any], scope: TemplateScope) -> SplitTwin:
    """Return the twin of a device.

    Args:
        properties: the answer of Devices_GetProperties.
        scope: the capabilities of its template; properties that it does not have are desired where a desired value is
            known, and else reported.
    """
    cloud: dict[str, Any] = {}
    desired: dict[str, Any] = {}
    reported: dict[str, Any] = {}
    metadata: Mapping[str, Any] = properties.get(_METADATA) or {}
    for name in {**properties, **metadata}:
        if name in (_METADATA, _COMPONENT):
            continue
        value = properties.get(name)
        about: Mapping[str, Any] = metadata.get(name) or {}
        if is_object(value) and _is_component(name, value, scope):
            part = twin_of(value, scope.components.get(name, TemplateScope()))
            for into, members in ((desired, part.desired), (reported, part.reported)):
                if members:
                    into[name] = {_COMPONENT: "c", **members}
            if part.cloud:
                cloud[name] = dict(part.cloud)
        elif name in scope.cloud:
            _put(cloud, name, value if value is not None else about.get("desiredValue"))
        else:
            _put(desired, name, about.get("desiredValue"))
            _put(reported, name, _acknowledged(value, about))
    return SplitTwin(cloud, desired, reported)


def _is_component(name: str, value: Mapping[str, Any], scope: TemplateScope) -> bool:
    return name not in scope.properties and (name in scope.components or _METADATA in value)


def _acknowledged(value: Any, about: Mapping[str, Any]) -> Any:
    """Return a reported value in the form in which the device reported it."""
    if value is None or "ackCode" not in about:
        return value
    return {"value": value, **{short: about[name] for name, short in _ACKNOWLEDGED.items() if name in about}}


def _put(into: dict[str, Any], name: str, value: Any) -> None:
    if value is not None:
        into[name] = value
