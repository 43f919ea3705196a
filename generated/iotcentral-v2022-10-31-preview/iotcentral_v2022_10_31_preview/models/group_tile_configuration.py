# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""GroupTileConfiguration: Selection of devices for a tile, shared by the tile kinds that show device data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["GroupTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class GroupTileConfiguration(Model):
    """Selection of devices for a tile, shared by the tile kinds that show device data.

    Attributes:
        group: Id of the device group to which the devices belong.
        devices: Ids of the devices from the group that the tile shows, at most 100.
    """

    group: str
    devices: list[str]

    _members: ClassVar[Mapping[str, str]] = {
        "group": "group",
        "devices": "devices",
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
        value = get("group", UNSET)
        if type(value) is str:
            model.group = value
        else:
            raise cls.wrong("group", "a string", value)
        value = get("devices", UNSET)
        if only_texts(value):
            model.devices = value
        else:
            model.devices = member("devices", texts, value)
        return model
