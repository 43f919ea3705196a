# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EventHistoryChartConfiguration: Tile that lists the events that devices sent within a time window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .text_format_configuration import TextFormatConfiguration
from .tile_capability import TileCapability
from .tile_configuration import TileConfiguration
from .time_query_range_configuration import TimeQueryRangeConfiguration

__all__ = ["EventHistoryChartConfiguration"]

_decode_capabilities = to_list(TileCapability.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class EventHistoryChartConfiguration(TileConfiguration):
    """Tile that lists the events that devices sent within a time window.

    Attributes:
        group: Id of the device group to which the devices belong.
        devices: Ids of the devices from the group that the tile shows, at most 100.
        capabilities: Telemetry or properties to show, each with its aggregate function. At least 1 character.
        type: Kind of tile, which decides the other members allowed.
        query_range: Time window of the data in the tile, with the interval between its points.
        format: How the text in the tile is written.
    """

    group: str
    devices: list[str]
    capabilities: list[TileCapability] | Unset = UNSET
    type: str = field(default="eventHistoryChart", init=False)
    query_range: TimeQueryRangeConfiguration
    format: TextFormatConfiguration | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "group": "group",
        "devices": "devices",
        "capabilities": "capabilities",
        "type": "type",
        "queryRange": "query_range",
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
        value = get("type", UNSET)
        if value == "eventHistoryChart":
            model.type = value
        else:
            raise cls.wrong("type", '"eventHistoryChart"', value)
        model.query_range = member("queryRange", TimeQueryRangeConfiguration.decode, get("queryRange", UNSET))
        value = get("format")
        model.format = UNSET if value is None else member("format", TextFormatConfiguration.decode, value)
        return model
