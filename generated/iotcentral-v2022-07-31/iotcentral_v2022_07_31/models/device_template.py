# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTemplate: A published description of a kind of device: a DTDL model in an envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import mapping, member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .device_template_patch import DeviceTemplatePatch

__all__ = ["DeviceTemplate"]


@define(kw_only=True, eq=False, repr=False)
class DeviceTemplate(Model):
    """A published description of a kind of device: a DTDL model in an envelope. Devices refer to it by its id. An
    application holds at most 1000.

    Attributes:
        id: Id of the template, taken from the path. Devices name it in `template`; it is not the id of the model.
            Read-only.
        type: Type names of the envelope, always an array, normally `ModelDefinition` and `DeviceModel`.
        etag: Opaque version mark set by the service. Send it back unchanged to write only if nobody else has
            changed the template.
        display_name: Name of the template shown to people, and the field that lists can be sorted by.
        description: Short text for people on what devices the template covers; absent when none was given.
        capability_model: DTDL version 2 interface with its telemetry, properties, commands and components written
            out, at most 300 capabilities. Cloud properties sit at its root.
    """

    id: str | Unset = field(default=UNSET, init=False)
    type: list[str]
    etag: str | Unset = UNSET
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    capability_model: dict[str, Any]

    _members: ClassVar[Mapping[str, str]] = {
        "@id": "id",
        "@type": "type",
        "etag": "etag",
        "displayName": "display_name",
        "description": "description",
        "capabilityModel": "capability_model",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"@id"})

    @classmethod
    def patch_class(cls) -> builtins.type[DeviceTemplatePatch]:
        """Return the class of the merge patches of this model."""
        from .device_template_patch import DeviceTemplatePatch

        return DeviceTemplatePatch

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
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
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
