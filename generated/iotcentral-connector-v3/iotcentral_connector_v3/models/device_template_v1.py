# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTemplateV1: A description of a kind of device, with its DTDL model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import mapping, member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceTemplateV1"]


@define(kw_only=True, eq=False, repr=False)
class DeviceTemplateV1(Model):
    """A description of a kind of device, with its DTDL model.

    Attributes:
        id: Id of the template, which devices name in `template`.
        type: Type names of the template, normally `ModelDefinition` and `DeviceModel`.
        display_name: Name of the template that people see.
        description: Short text on what devices the template is for.
        capability_model: DTDL interface with the telemetry, properties, commands and components of the devices.
    """

    id: str | Unset = UNSET
    type: list[str]
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    capability_model: dict[str, Any]

    _members: ClassVar[Mapping[str, str]] = {
        "@id": "id",
        "@type": "type",
        "displayName": "display_name",
        "description": "description",
        "capabilityModel": "capability_model",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("@id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("@id", "a string", value)
        model.id = value
        value = get("@type", UNSET)
        if not only_texts(value):
            value = member("@type", texts, value)
        model.type = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("description", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("description", "a string", value)
        model.description = value
        model.capability_model = member("capabilityModel", mapping, get("capabilityModel", UNSET))
        return model
