# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceV2: A device with the organization that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceV2"]


@define(kw_only=True, eq=False, repr=False)
class DeviceV2(Model):
    """A device with the organization that it belongs to.

    Attributes:
        id: Id of the device, unique in the application. In a request it repeats the id of the path, or is left out.
        display_name: Name of the device that people see, at most 148 characters.
        template: Id of the template that the device follows; absent as long as it has none.
        simulated: Whether the application plays the device, which then sends made-up telemetry.
        enabled: Whether the device may connect.
        organizations: Id of the organization that the device belongs to, as a list of at most one; absent means the
            root.
        provisioned: Whether the device has been provisioned. The service decides it, and passes over what a request
            says.
    """

    id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    template: str | Unset = UNSET
    simulated: bool | Unset = UNSET
    enabled: bool | Unset = UNSET
    organizations: list[str] | Unset = UNSET
    provisioned: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "template": "template",
        "simulated": "simulated",
        "enabled": "enabled",
        "organizations": "organizations",
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
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
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
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        value = get("provisioned", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("provisioned", "true or false", value)
        model.provisioned = value
        return model
