# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceGroup: A set of devices that a filter selects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceGroup"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceGroup(Model):
    """A set of devices that a filter selects.

    Attributes:
        id: Id of the device group. In a request it repeats the id of the path, or is left out.
        display_name: Name of the group that people see.
        filter: Query that selects the devices: `SELECT * FROM devices WHERE …`, with conditions joined by `AND`.
        description: Short text on what the group is for.
        etag: Opaque mark of the stored version; sent back unchanged, it makes the write fail after another change.
        organizations: Id of the organization that the group belongs to, as a list of at most one; absent means the
            root.
    """

    id: str = field(default=ABSENT, converter=given_str)
    display_name: str
    filter: str
    description: str | Unset = UNSET
    etag: str | Unset = UNSET
    organizations: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
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
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        value = get("filter", UNSET)
        if type(value) is str:
            model.filter = value
        else:
            raise cls.wrong("filter", "a string", value)
        value = get("description")
        if type(value) is str:
            model.description = value
        elif value is not None:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        return model
