"""Tiles of dashboards, one of every kind."""

from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["tiles"]

Json: TypeAlias = dict[str, Any]


def tiles(group: str, device: str) -> list[Json]:
    """Return tiles of every kind, each in its place.

    Args:
        group: id of a device group.
        device: id of a device of the group, of the template that `recipes.capability_model` describes.
    """
    window = {"type": "time", "duration": "PT1H", "resolution": "PT5M"}
    text = {"abbreviateValue": False, "decimalPlaces": 2, "textSize": 36, "unit": "pt", "wordWrap": False}
    chart = {"xAxisEnabled": False, "yAxisEnabled": True, "legendEnabled": False}

    def of(kind: str, capability: str = "temperature", **members: Any) -> Json:
        shown = [{"capability": capability, "aggregateFunction": "avg"}]
        return {"type": kind, "group": group, "devices": [device], "capabilities": shown, **members}

    configurations: list[Json] = [
        {"type": "label", "text": "Contract run", "textSize": 14, "textSizeUnit": "pt", "wordWrap": False},
        {"type": "markdown", "description": "**Contract** run", "href": "https://example.com/", "image": "picture"},
        {"type": "image", "image": "picture", "href": "https://example.com/", "format": {"fitImage": False}},
        {"type": "externalContent", "sourceUrl": "https://example.com/page"},
        {"type": "deviceCount", "group": group, "format": text},
        {"type": "command", "group": group, "device": device, "command": "reboot"},
        {"type": "dataExplorer", "queryRange": window, "query": "average"},
        of("kpi", queryRange=window, format=text),
        of("lkv", showTrend=False, format=text),
        of("property", "targetTemperature", format=text),
        of("lineChart", queryRange={"type": "count", "count": 100}, format=chart),
        of("lineChart", queryRange=window),
        of("barChart", queryRange=window, format=chart),
        of("pieChart", queryRange=window, format=chart),
        of("heatMapChart", queryRange=window, format=chart),
        of("eventChart", queryRange=window),
        of("eventHistoryChart", queryRange=window, format=text),
        of("stateChart", queryRange=window),
        of("stateHistoryChart", queryRange=window, format=text),
        of("mapProperty", "targetTemperature", zoomLevel=4),
        of("mapTelemetry", zoomLevel=5),
    ]
    return [
        {
            "displayName": str(configuration["type"]),
            "configuration": configuration,
            "x": number % 5 * 2,
            "y": number // 5 * 2,
            "width": 2,
            "height": 2,
        }
        for number, configuration in enumerate(configurations)
    ]
