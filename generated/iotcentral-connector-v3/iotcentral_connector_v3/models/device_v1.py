# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceV1: A device as most actions give it: without its organizations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceV1"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceV1(Model):
    """A device as most actions give it: without its organizations.

    Attributes:
        id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left out.
        display_name: Name of the device that people see, at most 148 characters.
        template: Id of the template that the device follows; absent as long as it has none.
        simulated: Whether the application plays the device, which then sends made-up telemetry.
        enabled: Whether the device may connect.
        provisioned: Whether the device has been provisioned. The service decides it, and passes over what a request
            says.
    """

    id: str = field(default=ABSENT, converter=given_str)
    display_name: str | Unset = UNSET
    template: str | Unset = UNSET
    simulated: bool | Unset = UNSET
    enabled: bool | Unset = UNSET
    provisioned: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "template": "template",
        "simulated": "simulated",
        "enabled": "enabled",
        "provisioned": "provisioned",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
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
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        value = get("provisioned")
        if type(value) is bool:
            model.provisioned = value
        elif value is not None:
            raise cls.wrong("provisioned", "true or false", value)
        else:
            model.provisioned = UNSET
        return model
