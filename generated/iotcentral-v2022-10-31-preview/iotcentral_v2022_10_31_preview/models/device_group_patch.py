# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceGroupPatch: Changes to `DeviceGroup`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceGroupPatch"]

_decode_organizations = optional(texts)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceGroupPatch(Model):
    """Changes to `DeviceGroup`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the group shown to people. Needed on creation.
        filter: Query of the form `SELECT * FROM devices WHERE …`, with text in double quotes and conditions joined
            by `AND`, without nesting. At most 100 conditions.
        description: Short text for people on what the group is for; absent when none was given.
        etag: Opaque version mark set by the service. Send it back unchanged to write only if nobody else has
            changed the group.
        organizations: Ids of the organizations that own the group, at most one at present. Absent means the root of
            the application.
    """

    display_name: str | None | Unset = UNSET
    filter: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    etag: str | None | Unset = UNSET
    organizations: list[str] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "filter": "filter",
        "description": "description",
        "etag": "etag",
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
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("filter", UNSET)
        if type(value) is str or value is None:
            model.filter = value
        elif value is not UNSET:
            raise cls.wrong("filter", "a string", value)
        else:
            model.filter = UNSET
        value = get("description", UNSET)
        if type(value) is str or value is None:
            model.description = value
        elif value is not UNSET:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("organizations", UNSET)
        model.organizations = UNSET if value is UNSET else member("organizations", _decode_organizations, value)
        return model
