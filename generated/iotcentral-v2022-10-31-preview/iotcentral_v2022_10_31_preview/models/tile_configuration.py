# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TileConfiguration: What a tile shows and how; each kind of tile has settings of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

__all__ = ["TileConfiguration", "UnknownTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TileConfiguration(Model):
    """What a tile shows and how; each kind of tile has settings of its own.

    One of several kinds, told apart by `type`: `BarChartConfiguration`, `CommandTileConfiguration`,
    `DataExplorerTileConfiguration`, `DeviceCountTileConfiguration`, `EventChartConfiguration`,
    `EventHistoryChartConfiguration`, `ExternalContentTileConfiguration`, `HeatMapConfiguration`,
    `ImageTileConfiguration`, `KpiTileConfiguration`, `LabelTileConfiguration`, `LineChartConfiguration`,
    `LkvTileConfiguration`, `MapPropertyConfiguration`, `MapTelemetryConfiguration`, `MarkdownTileConfiguration`,
    `PieChartConfiguration`, `PropertyTileConfiguration`, `StateChartConfiguration`,
    `StateHistoryChartConfiguration`; `UnknownTileConfiguration` stands for a kind that this package does not know.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("device",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownTileConfiguration(TileConfiguration):
    """A `TileConfiguration` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "barChart": ".bar_chart_configuration:BarChartConfiguration",
        "command": ".command_tile_configuration:CommandTileConfiguration",
        "dataExplorer": ".data_explorer_tile_configuration:DataExplorerTileConfiguration",
        "deviceCount": ".device_count_tile_configuration:DeviceCountTileConfiguration",
        "eventChart": ".event_chart_configuration:EventChartConfiguration",
        "eventHistoryChart": ".event_history_chart_configuration:EventHistoryChartConfiguration",
        "externalContent": ".external_content_tile_configuration:ExternalContentTileConfiguration",
        "heatMapChart": ".heat_map_configuration:HeatMapConfiguration",
        "image": ".image_tile_configuration:ImageTileConfiguration",
        "kpi": ".kpi_tile_configuration:KpiTileConfiguration",
        "label": ".label_tile_configuration:LabelTileConfiguration",
        "lineChart": ".line_chart_configuration:LineChartConfiguration",
        "lkv": ".lkv_tile_configuration:LkvTileConfiguration",
        "mapProperty": ".map_property_configuration:MapPropertyConfiguration",
        "mapTelemetry": ".map_telemetry_configuration:MapTelemetryConfiguration",
        "markdown": ".markdown_tile_configuration:MarkdownTileConfiguration",
        "pieChart": ".pie_chart_configuration:PieChartConfiguration",
        "property": ".property_tile_configuration:PropertyTileConfiguration",
        "stateChart": ".state_chart_configuration:StateChartConfiguration",
        "stateHistoryChart": ".state_history_chart_configuration:StateHistoryChartConfiguration",
    },
    unknown=".tile_configuration:UnknownTileConfiguration",
)
