"""Contents of an application that is left: something of every kind."""

from __future__ import annotations

import base64
from typing import Any

__all__ = ["KEY", "TEMPLATE", "fill"]

KEY = base64.b64encode(b"k" * 32).decode()
"""A symmetric key."""

ENDORSEMENT = base64.b64encode(b"e" * 32).decode()
"""The public key of a TPM."""

TEMPLATE: dict[str, Any] = {
    "@id": "dtmi:contoso:Room;1",
    "@type": ["ModelDefinition", "DeviceModel"],
    "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    "displayName": "Cold room",
    "capabilityModel": {
        "@id": "dtmi:contoso:RoomModel;1",
        "@type": "Interface",
        "displayName": "Cold room",
        "contents": [
            {
                "@type": ["Telemetry", "Temperature"],
                "name": "temperature",
                "schema": "double",
                "unit": "degreeCelsius",
                "decimalPlaces": 1,
            },
            {"@type": ["Telemetry", "Humidity"], "name": "humidity", "schema": "double", "unit": "percent"},
            {"@type": ["Telemetry", "Location"], "name": "place", "schema": "geopoint"},
            {
                "@type": ["Telemetry", "State"],
                "name": "door",
                "schema": {
                    "@type": "Enum",
                    "valueSchema": "integer",
                    "enumValues": [
                        {"@type": "EnumValue", "name": "open", "enumValue": 1},
                        {"@type": "EnumValue", "name": "shut", "enumValue": 2},
                    ],
                },
            },
            {"@type": "Property", "name": "targetTemperature", "schema": "double", "writable": True},
            {"@type": "Property", "name": "serialNumber", "schema": "string"},
            {"@type": ["Property", "Cloud", "StringValue"], "name": "customer", "schema": "string"},
            {"@type": "Command", "name": "reboot", "request": {"name": "delay", "schema": "integer"}},
            {
                "@type": "Component",
                "name": "fan",
                "schema": {
                    "@id": "dtmi:contoso:Fan;1",
                    "@type": "Interface",
                    "contents": [
                        {"@type": "Telemetry", "name": "speed", "schema": "integer"},
                        {"@type": "Property", "name": "maximum", "schema": "integer", "writable": True},
                    ],
                },
            },
        ],
    },
}
"""A template with a cloud property, a component, and what is IoT Central's own."""

GATEWAY: dict[str, Any] = {
    "@id": "dtmi:contoso:Gateway;1",
    "@type": ["ModelDefinition", "DeviceModel", "GatewayModel"],
    "displayName": "Gateway",
    "capabilityModel": {
        "@id": "dtmi:contoso:GatewayModel;1",
        "@type": "Interface",
        "@context": "dtmi:dtdl:context;2",
        "contents": [{"@type": ["Relationship", "GatewayDevice"], "name": "rooms"}],
    },
}


def fill(app: Any) -> None:
    """Store the contents."""
    app.organizations.create("north", {"displayName": "North"})
    for template in (TEMPLATE, GATEWAY):
        app.device_templates.create(template["@id"], template)
    room = {"template": TEMPLATE["@id"]}
    app.devices.create("room-1", {"displayName": "Cold room 1", "organizations": ["north"], **room})
    app.devices.create("room-2", {"displayName": "Cold room 2", "enabled": False, **room})
    app.devices.create("played", {"displayName": "Played", "simulated": True, **room})
    app.devices.create("hub", {"displayName": "Hub", "template": GATEWAY["@id"]})
    app.devices.create_relationship("hub", "first", {"source": "hub", "target": "room-1"})
    app.devices.update_properties("room-1", {"targetTemperature": 20.5, "customer": "Fabrikam", "fan": {"maximum": 40}})
    keys = {"primaryKey": KEY, "secondaryKey": KEY}
    app.devices.create_attestation("room-2", {"type": "symmetricKey", "symmetricKey": keys})
    app.devices.create("chip", {"displayName": "Chip"})
    app.devices.create_attestation("chip", {"type": "tpm", "tpm": {"endorsementKey": ENDORSEMENT}})
    app.enrollment_groups.create("factory", {"displayName": "F", "type": "iot", "attestation": {"type": "x509"}})
    symmetric = {"type": "symmetricKey", "symmetricKey": keys}
    app.enrollment_groups.create("edge", {"displayName": "E", "type": "iotEdge", "attestation": symmetric})
    connection = (
        f"Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey={KEY};EntityPath=e"
    )
    authorization = {"type": "connectionString", "connectionString": connection}
    app.destinations.create("hubs", {"displayName": "H", "type": "eventhubs@v1", "authorization": authorization})
    app.destinations.create("hook", {"displayName": "W", "type": "webhook@v1", "url": "https://hooks.contoso.com/a"})
    app.exports.create(
        "all",
        {
            "displayName": "All telemetry",
            "enabled": False,
            "source": "telemetry",
            "filter": 'SELECT * FROM devices WHERE $displayName != "x"',
            "enrichments": {
                "site": {"value": "Seattle"},
                "name": {"path": "$displayName"},
                "real": {"path": "$simulated"},
                "owner": {"target": TEMPLATE["@id"], "path": "customer"},
                "serial": {"target": TEMPLATE["@id"], "path": "serialNumber"},
            },
            "destinations": [{"id": "hubs"}, {"id": "hook", "transform": ".device"}],
        },
    )
    app.exports.create(
        "audit", {"displayName": "Audit", "enabled": False, "source": "audit", "destinations": [{"id": "hubs"}]}
    )
    app.dashboards.create("dtmi:contoso:Wall;1", {"displayName": "Wall", "tiles": []})
    filter = f'SELECT * FROM devices WHERE $template = "{TEMPLATE["@id"]}"'
    app.device_groups.create("rooms", {"displayName": "Rooms", "filter": filter})
