# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTemplatePatch: Changes to `DeviceTemplate`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, optional, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceTemplatePatch"]

_decode_type = optional(texts)
_decode_capability_model = optional(mapping)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceTemplatePatch(Model):
    """Changes to `DeviceTemplate`: absent members stay as they are, null clears a member.

    Attributes:
        type: Type names of the envelope, always an array, normally `ModelDefinition` and `DeviceModel`.
        etag: Opaque version mark set by the service. Send it back unchanged to write only if nobody else has
            changed the template.
        display_name: Name of the template shown to people, and the field that lists can be sorted by.
        description: Short text for people on what devices the template covers; absent when none was given.
        capability_model: DTDL version 2 interface with its telemetry, properties, commands and components written
            out, at most 300 capabilities. Cloud properties sit at its root.
    """

    type: list[str] | None | Unset = UNSET
    etag: str | None | Unset = UNSET
    display_name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    capability_model: dict[str, Any] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "@type": "type",
        "etag": "etag",
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
        value = get("@type", UNSET)
        model.type = UNSET if value is UNSET else member("@type", _decode_type, value)
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("description", UNSET)
        if type(value) is str or value is None:
            model.description = value
        elif value is not UNSET:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("capabilityModel", UNSET)
        model.capability_model = UNSET if value is UNSET else member("capabilityModel", _decode_capability_model, value)
        return model
