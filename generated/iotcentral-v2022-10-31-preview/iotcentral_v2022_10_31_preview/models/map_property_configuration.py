# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MapPropertyConfiguration: Tile that marks devices on a map from a location property."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .tile_capability import TileCapability
from .tile_configuration import TileConfiguration

__all__ = ["MapPropertyConfiguration"]

_decode_capabilities = to_list(TileCapability.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class MapPropertyConfiguration(TileConfiguration):
    """Tile that marks devices on a map from a location property.

    Attributes:
        group: Id of the device group to which the devices belong.
        devices: Ids of the devices from the group that the tile shows, at most 100.
        capabilities: Telemetry or properties to show, each with its aggregate function. At least 1 character.
        zoom_level: Zoom level at which the map opens, from 0 to 24.
        type: Kind of tile, which decides the other members allowed.
    """

    group: str
    devices: list[str]
    capabilities: list[TileCapability] | Unset = UNSET
    zoom_level: float | Unset = UNSET
    type: str = field(default="mapProperty", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "group": "group",
        "devices": "devices",
        "capabilities": "capabilities",
        "zoomLevel": "zoom_level",
        "type": "type",
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
        value = get("capabilities")
        model.capabilities = UNSET if value is None else member("capabilities", _decode_capabilities, value)
        value = get("zoomLevel")
        if type(value) is int or type(value) is float:
            model.zoom_level = value
        elif value is not None:
            raise cls.wrong("zoomLevel", "a number", value)
        else:
            model.zoom_level = UNSET
        value = get("type", UNSET)
        if value == "mapProperty":
            model.type = value
        else:
            raise cls.wrong("type", '"mapProperty"', value)
        return model
