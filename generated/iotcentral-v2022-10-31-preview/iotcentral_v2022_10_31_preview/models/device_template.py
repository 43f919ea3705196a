# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceTemplate: A published description of a kind of device: a DTDL model in an envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, only_texts, texts, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .device_template_patch import DeviceTemplatePatch

__all__ = ["DeviceTemplate"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
    type: list[str]
    etag: str = field(default=ABSENT, converter=given_str)
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
    _free_form: ClassVar[tuple[str, ...]] = ("capabilityModel",)

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
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
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
