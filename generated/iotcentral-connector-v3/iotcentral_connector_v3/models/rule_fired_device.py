# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredDevice: The device on which a rule fired, as it was then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import mapping, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredDevice"]


@define(kw_only=True, eq=False, repr=False)
class RuleFiredDevice(Model):
    """The device on which a rule fired, as it was then.

    Attributes:
        id: Id of the device.
        display_name: Name of the device that people see.
        template: Id of the template that the device follows.
        simulated: Whether the application plays the device.
        provisioned: Whether the device has been provisioned.
        enabled: Whether the device may connect.
        properties: Property values by name, cloud properties included.
        telemetry: Telemetry values that the rule looked at, by name.
    """

    id: str
    display_name: str | Unset = UNSET
    template: str | Unset = UNSET
    simulated: bool | Unset = UNSET
    provisioned: bool | Unset = UNSET
    enabled: bool | Unset = UNSET
    properties: dict[str, Any] | Unset = UNSET
    telemetry: dict[str, Any] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "template": "template",
        "simulated": "simulated",
        "provisioned": "provisioned",
        "enabled": "enabled",
        "properties": "properties",
        "telemetry": "telemetry",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("template", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("template", "a string", value)
        model.template = value
        value = get("simulated", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("simulated", "true or false", value)
        model.simulated = value
        value = get("provisioned", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("provisioned", "true or false", value)
        model.provisioned = value
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        value = get("properties", UNSET)
        model.properties = value if value is UNSET else member("properties", mapping, value)
        value = get("telemetry", UNSET)
        model.telemetry = value if value is UNSET else member("telemetry", mapping, value)
        return model
