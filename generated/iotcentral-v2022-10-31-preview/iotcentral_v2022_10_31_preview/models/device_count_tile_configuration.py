# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceCountTileConfiguration: Tile that shows how many devices a device group holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .text_format_configuration import TextFormatConfiguration
from .tile_configuration import TileConfiguration

__all__ = ["DeviceCountTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceCountTileConfiguration(TileConfiguration):
    """Tile that shows how many devices a device group holds.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        group: Id of the device group whose devices are counted.
        format: How the text in the tile is written.
    """

    type: str = field(default="deviceCount", init=False)
    group: str | Unset = UNSET
    format: TextFormatConfiguration | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "group": "group",
        "format": "format",
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
        value = get("type", UNSET)
        if value == "deviceCount":
            model.type = value
        else:
            raise cls.wrong("type", '"deviceCount"', value)
        value = get("group")
        if type(value) is str:
            model.group = value
        elif value is not None:
            raise cls.wrong("group", "a string", value)
        else:
            model.group = UNSET
        value = get("format")
        model.format = UNSET if value is None else member("format", TextFormatConfiguration.decode, value)
        return model
