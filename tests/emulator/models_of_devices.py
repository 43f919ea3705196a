"""Device models for the tests of templates, properties, telemetry and commands."""

from __future__ import annotations

from typing import Any

CONTEXT = ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"]
TEMPLATE = "dtmi:contoso:Room;1"
NAMED_SCHEMAS = [
    "boolean",
    "date",
    "dateTime",
    "double",
    "duration",
    "float",
    "geopoint",
    "integer",
    "lineString",
    "long",
    "multiLineString",
    "multiPoint",
    "multiPolygon",
    "point",
    "polygon",
    "string",
    "time",
    "vector",
]


def interface(name: str, *contents: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an interface with contents."""
    return {"@id": f"dtmi:contoso:{name};1", "@type": "Interface", "contents": list(contents), **more}


def telemetry(name: str, schema: Any, *types: str, **more: Any) -> dict[str, Any]:
    return {"@type": ["Telemetry", *types], "name": name, "schema": schema, **more}


def prop(name: str, schema: Any, *types: str, **more: Any) -> dict[str, Any]:
    return {"@type": ["Property", *types], "name": name, "schema": schema, **more}


def command(name: str, request: Any = None, response: Any = None, **more: Any) -> dict[str, Any]:
    payloads = {"request": request, "response": response}
    sent = {
        key: {"@type": "CommandPayload", "name": key, "schema": schema} for key, schema in payloads.items() if schema
    }
    return {"@type": "Command", "name": name, **sent, **more}


ENUM = {
    "@type": "Enum",
    "valueSchema": "integer",
    "enumValues": [{"name": "off", "enumValue": 1}, {"name": "on", "enumValue": 2, "displayName": {"en": "On"}}],
}
OBJECT = {
    "@type": "Object",
    "fields": [{"name": "low", "schema": "double"}, {"name": "mode", "schema": ENUM}],
}
MAP = {
    "@type": "Map",
    "mapKey": {"name": "zone", "schema": "string"},
    "mapValue": {"name": "level", "schema": "integer"},
}
ARRAY = {"@type": "Array", "elementSchema": OBJECT}

SENSOR = interface(
    "Sensor",
    telemetry("temperature", "double", "Temperature", unit="degreeCelsius"),
    prop("maximum", "double"),
    prop("target", "double", writable=True, minValue=-30, maxValue=10),
    command("report", "dateTime", {"@type": "Object", "fields": [{"name": "average", "schema": "double"}]}),
)


def template(*contents: dict[str, Any], template_id: str = TEMPLATE) -> dict[str, Any]:
    """Return the body that creates a template with a model of these contents."""
    name = template_id.split(":")[-1].split(";")[0]
    return {
        "@type": ["ModelDefinition", "DeviceModel"],
        "displayName": name,
        "capabilityModel": interface(f"{name}Model", *contents, **{"@context": CONTEXT}),
    }


ROOM = template(
    telemetry("temperature", "double", "Temperature", unit="degreeCelsius"),
    telemetry("state", ENUM, "State"),
    telemetry("limits", OBJECT),
    prop("serialNumber", "string"),
    prop("target", "double", writable=True, minValue=-30, maxValue=10),
    prop("levels", MAP, writable=True),
    prop("schedule", OBJECT, writable=True),
    prop("customer", "string", "Cloud", "StringValue"),
    prop("floor", "integer", "Cloud", initialValue=3),
    command("reboot", "integer", "string"),
    command("blink"),
    command("later", durable=True),
    {"@type": "Component", "name": "left", "displayName": "Left", "schema": SENSOR},
    {
        "@type": ["Relationship", "EdgeModule"],
        "name": "filter",
        "displayName": "Filter",
        "target": [
            interface(
                "Filter",
                telemetry("passed", "long"),
                prop("rate", "double", writable=True),
                command("flush", None, "boolean"),
                {"@type": "Component", "name": "right", "schema": "dtmi:contoso:Sensor;1"},
            )
        ],
    },
)
"""A template with every kind of capability on all four scopes."""
