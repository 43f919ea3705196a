# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceGroup: A set of devices defined by a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .device_group_patch import DeviceGroupPatch

__all__ = ["DeviceGroup"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceGroup(Model):
    """A set of devices defined by a query. Membership is worked out anew at each use, such as a read or a job run.

    Attributes:
        id: Id of the device group, taken from the path; jobs and dashboards refer to it. Read-only.
        display_name: Name of the group shown to people. Needed on creation.
        filter: Query of the form `SELECT * FROM devices WHERE …`, with text in double quotes and conditions joined
            by `AND`, without nesting. At most 100 conditions.
        description: Short text for people on what the group is for; absent when none was given.
        etag: Opaque version mark set by the service. Send it back unchanged to write only if nobody else has
            changed the group.
        organizations: Ids of the organizations that own the group, at most one at present. Absent means the root of
            the application.
    """

    id: str = field(default=ABSENT, init=False)
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
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def patch_class(cls) -> builtins.type[DeviceGroupPatch]:
        """Return the class of the merge patches of this model."""
        from .device_group_patch import DeviceGroupPatch

        return DeviceGroupPatch

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
