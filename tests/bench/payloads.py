"""What is decoded: three answers of the service, built in code, the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Payload", "invalid", "payloads"]

Json = dict[str, Any]


class Payload(NamedTuple):
    """An answer and the schema that it is an instance of."""

    key: str
    title: str
    collection: str
    content: Json

    @property
    def raw(self) -> bytes:
        """The answer as the service sends it: compact, UTF-8."""
        return json.dumps(self.content, separators=(",", ":"), ensure_ascii=False).encode()


def payloads() -> list[Payload]:
    """Return the three answers."""
    return [
        Payload("devices", "page of 100 devices", "DeviceCollection", _page("devices", _devices(100))),
        Payload("dashboards", "25 dashboards of 12 tiles", "DashboardCollection", _page("dashboards", _dashboards(25))),
        Payload(
            "templates", "25 device templates", "DeviceTemplateCollection", _page("deviceTemplates", _templates(25))
        ),
    ]


def invalid(payload: Payload, document: Mapping[str, Any]) -> list[str]:
    """Say where an answer breaks the document; nothing if it does not, or if there is no validator to ask."""
    try:
        from jsonschema_rs import validator_for
    except ImportError:
        return []
    schema = {"$ref": f"#/components/schemas/{payload.collection}", "components": document["components"]}
    errors = validator_for(schema).iter_errors(payload.content)
    return [f"{'.'.join(map(str, error.instance_path))}: {error.message}" for error in errors]


def _page(resource: str, items: list[Json]) -> Json:
    link = f"https://contoso.azureiotcentral.com/api/{resource}?api-version=2030-01-01&%24skiptoken=%257B%2522n%2522"
    return {"value": items, "nextLink": link}


def _etag(number: int) -> str:
    return f'"{number * 2654435761 % 2**32:08x}-0000-0300-0000-64{number:06x}0000"'


def _devices(count: int) -> list[Json]:
    return [
        {
            "id": f"thermostat-{number:04}",
            "etag": _etag(number),
            "displayName": f"Thermostat {number}, hall {number % 7}, Köln",
            "simulated": number % 3 == 0,
            "provisioned": number % 5 != 0,
            "template": f"dtmi:contoso:Thermostat_{number % 4};1",
            "enabled": number % 11 != 0,
            "organizations": [f"plant-{number % 6}"],
        }
        for number in range(count)
    ]


def _dashboards(count: int, tiles: int = 12) -> list[Json]:
    """Make dashboards whose tiles go through all kinds in turn."""
    return [
        {
            "id": f"dtmi:contoso:dashboards:d{number};1",
            "displayName": f"Hall {number}",
            "tiles": [_tile(place, number * tiles + place) for place in range(tiles)],
            "personal": False,
            "favorite": number % 2 == 0,
            "etag": _etag(number),
            "organizations": [f"plant-{number % 6}"],
        }
        for number in range(count)
    ]


def _tile(place: int, number: int) -> Json:
    kinds = _configurations(number)
    return {
        "id": f"0a3c7f5e-{number:04x}-4d2b-9c61-5f0e7b2a{number:04x}",
        "displayName": f"Tile {number}",
        "configuration": kinds[number % len(kinds)],
        "height": 2,
        "width": 2 + number % 3,
        "x": place % 4 * 3,
        "y": place // 4 * 2,
    }


def _configurations(number: int) -> list[Json]:
    """Return one configuration of each of the twenty kinds."""
    group = {"group": f"group-{number % 9}", "devices": [f"thermostat-{number + index:04}" for index in range(4)]}
    capabilities = {
        "capabilities": [
            {"capability": name, "aggregateFunction": function}
            for name, function in (("temperature", "avg"), ("humidity", "max"), ("pressure", "min"))
        ]
    }
    shown = group | capabilities
    window = {"queryRange": {"type": "time", "duration": "P1D", "resolution": "PT5M"}}
    latest = {"queryRange": {"type": "count", "count": 100}}
    axes = {"format": {"xAxisEnabled": True, "yAxisEnabled": True, "legendEnabled": number % 2 == 0}}
    text = {"format": {"abbreviateValue": True, "decimalPlaces": 1, "textSize": 14, "unit": "pt", "wordWrap": True}}
    return [
        {"type": "lineChart", **shown, **(latest if number % 40 else window), **axes},
        {"type": "kpi", **shown, **window, **text},
        {"type": "markdown", "description": "# Hall\nOnly for **operators**.", "href": "https://contoso.example"},
        {"type": "barChart", **shown, **window, **axes},
        {"type": "lkv", **shown, "showTrend": True, **text},
        {"type": "property", **shown, **text},
        {"type": "label", "text": "Hall", "textSize": 24, "textSizeUnit": "pt", "wordWrap": True},
        {"type": "pieChart", **shown, **window, **axes},
        {"type": "deviceCount", "group": group["group"], **text},
        {"type": "eventChart", **shown, **window},
        {"type": "eventHistoryChart", **shown, **window, **text},
        {"type": "heatMapChart", **shown, **window, **axes},
        {"type": "image", "href": "https://contoso.example", "format": {"fitImage": True, "textSize": 14}},
        {"type": "mapProperty", **shown, "zoomLevel": 3},
        {"type": "mapTelemetry", **shown, "zoomLevel": 3},
        {"type": "stateChart", **shown, **window},
        {"type": "stateHistoryChart", **shown, **window, **text},
        {"type": "externalContent", "sourceUrl": "https://contoso.example/manual"},
        {"type": "command", "group": group["group"], "command": "reboot", "device": f"thermostat-{number:04}"},
        {"type": "dataExplorer", **window, "query": "f2a5c0de"},
    ]


def _templates(count: int) -> list[Json]:
    return [
        {
            "@id": f"dtmi:contoso:Thermostat_{number};1",
            "@type": ["ModelDefinition", "DeviceModel"],
            "etag": _etag(number),
            "displayName": f"Thermostat {number}",
            "description": "Wall thermostat with display, two probes and a relay.",
            "capabilityModel": _interface(f"dtmi:contoso:Thermostat_{number}", depth=2),
        }
        for number in range(count)
    ]


def _interface(name: str, depth: int) -> Json:
    """Make a DTDL interface with components down to `depth`."""
    contents: list[Json] = []
    for index in range(4):
        contents += [_telemetry(name, index), _property(name, index)]
    contents += [_state(name), _command(name)]
    if depth:
        contents += [
            {
                "@id": f"{name}:{part};1",
                "@type": "Component",
                "name": part,
                "displayName": part.title(),
                "schema": _interface(f"{name}:{part}:interface", depth - 1),
            }
            for part in ("probe", "relay")
        ]
    return {
        "@id": f"{name}:model;1",
        "@type": "Interface",
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
        "contents": contents,
        "displayName": name.rpartition(":")[2],
    }


def _telemetry(name: str, index: int) -> Json:
    return {
        "@id": f"{name}:reading{index};1",
        "@type": ["Telemetry", "Temperature"],
        "name": f"reading{index}",
        "displayName": f"Reading {index}",
        "schema": "double",
        "unit": "degreeCelsius",
        "decimalPlaces": 1,
        "minValue": -40,
        "maxValue": 85.5,
    }


def _property(name: str, index: int) -> Json:
    fields = [{"name": field, "schema": "double", "displayName": field.upper()} for field in ("low", "high", "step")]
    return {
        "@id": f"{name}:setting{index};1",
        "@type": "Property",
        "name": f"setting{index}",
        "displayName": f"Setting {index}",
        "writable": index % 2 == 0,
        "schema": {"@type": "Object", "fields": fields},
    }


def _state(name: str) -> Json:
    values = [
        {
            "@id": f"{name}:state:v{number};1",
            "name": f"v{number}",
            "displayName": f"State {number}",
            "enumValue": number,
        }
        for number in range(5)
    ]
    return {
        "@id": f"{name}:state;1",
        "@type": ["Telemetry", "State"],
        "name": "state",
        "displayName": "State",
        "schema": {"@id": f"{name}:state:values;1", "@type": "Enum", "valueSchema": "integer", "enumValues": values},
    }


def _command(name: str) -> Json:
    return {
        "@id": f"{name}:reboot;1",
        "@type": "Command",
        "name": "reboot",
        "displayName": "Reboot",
        "durable": False,
        "request": {"@type": "CommandPayload", "name": "delay", "displayName": "Delay", "schema": "integer"},
    }
