# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceGroup: A set of devices that a filter selects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeviceGroup"]


@define(kw_only=True, eq=False, repr=False)
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

    id: str | Unset = UNSET
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
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("filter", UNSET)
        if type(value) is not str:
            raise cls.wrong("filter", "a string", value)
        model.filter = value
        value = get("description", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("description", "a string", value)
        model.description = value
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        return model
