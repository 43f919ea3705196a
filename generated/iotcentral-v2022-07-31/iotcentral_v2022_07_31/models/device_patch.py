# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DevicePatch: Changes to `Device`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DevicePatch"]

_decode_organizations = optional(texts)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DevicePatch(Model):
    """Changes to `Device`: absent members stay as they are, null clears a member.

    Attributes:
        etag: Opaque tag of the stored version, renewed by each change. Returned on reads; send it back unchanged to
            guard an update against conflicts.
        display_name: Name shown for the device in the application, at most 148 characters.
        template: Id of the device template that describes the device. Absent means that the device is not assigned
            to any template; this is not the id of the DTDL model.
        enabled: Whether the device may connect. False blocks it, or marks it as waiting for approval when it has
            registered by itself.
        simulated: Whether the application simulates the device. A simulated device with a template is provisioned
            without hardware, sends sample data and answers commands.
        organizations: Id of the organization that the device belongs to, as a list of at most one entry. Absent
            means the root organization.
    """

    etag: str | None | Unset = UNSET
    display_name: str | None | Unset = UNSET
    template: str | None | Unset = UNSET
    enabled: bool | None | Unset = UNSET
    simulated: bool | None | Unset = UNSET
    organizations: list[str] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "etag": "etag",
        "displayName": "display_name",
        "template": "template",
        "enabled": "enabled",
        "simulated": "simulated",
        "organizations": "organizations",
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
        value = get("template", UNSET)
        if type(value) is str or value is None:
            model.template = value
        elif value is not UNSET:
            raise cls.wrong("template", "a string", value)
        else:
            model.template = UNSET
        value = get("enabled", UNSET)
        if type(value) is bool or value is None:
            model.enabled = value
        elif value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        value = get("simulated", UNSET)
        if type(value) is bool or value is None:
            model.simulated = value
        elif value is not UNSET:
            raise cls.wrong("simulated", "true or false", value)
        else:
            model.simulated = UNSET
        value = get("organizations", UNSET)
        model.organizations = UNSET if value is UNSET else member("organizations", _decode_organizations, value)
        return model
