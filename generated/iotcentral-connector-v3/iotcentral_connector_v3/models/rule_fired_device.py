# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredDevice: The device on which a rule fired, as it was then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredDevice"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
    _free_form: ClassVar[tuple[str, ...]] = (
        "properties",
        "telemetry",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id", UNSET)
        if type(value) is str:
            model.id = value
        else:
            raise cls.wrong("id", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("template")
        if type(value) is str:
            model.template = value
        elif value is not None:
            raise cls.wrong("template", "a string", value)
        else:
            model.template = UNSET
        value = get("simulated")
        if type(value) is bool:
            model.simulated = value
        elif value is not None:
            raise cls.wrong("simulated", "true or false", value)
        else:
            model.simulated = UNSET
        value = get("provisioned")
        if type(value) is bool:
            model.provisioned = value
        elif value is not None:
            raise cls.wrong("provisioned", "true or false", value)
        else:
            model.provisioned = UNSET
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        value = get("properties")
        model.properties = UNSET if value is None else member("properties", mapping, value)
        value = get("telemetry")
        model.telemetry = UNSET if value is None else member("telemetry", mapping, value)
        return model
