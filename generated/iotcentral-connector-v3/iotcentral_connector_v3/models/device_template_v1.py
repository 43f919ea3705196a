# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTemplateV1: A description of a kind of device, with its DTDL model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, only_texts, texts, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceTemplateV1"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceTemplateV1(Model):
    """A description of a kind of device, with its DTDL model.

    Attributes:
        id: Id of the template, which devices name in `template`.
        type: Type names of the template, normally `ModelDefinition` and `DeviceModel`.
        display_name: Name of the template that people see.
        description: Short text on what devices the template is for.
        capability_model: DTDL interface with the telemetry, properties, commands and components of the devices.
    """

    id: str = field(default=ABSENT, converter=given_str)
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
    _free_form: ClassVar[tuple[str, ...]] = ("capabilityModel",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("@id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("@id", "a string", value)
        value = get("@type", UNSET)
        if only_texts(value):
            model.type = value
        else:
            model.type = member("@type", texts, value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("description")
        if type(value) is str:
            model.description = value
        elif value is not None:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        model.capability_model = member("capabilityModel", mapping, get("capabilityModel", UNSET))
        return model
