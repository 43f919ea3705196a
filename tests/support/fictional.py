"""A fictional api-version, made from the newest one: packages that the testkit finds, with changes as Azure makes them.

It has three families of its own, `Widgets`, `Widgets/parts` and `Devices/notes`, of which no code of the testkit knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from iotcentral_testkit.openapi.planes import DATA, package_of

__all__ = ["VERSION", "fictional_package", "served_beside"]

VERSION = "2031-05-17-preview"
PACKAGE = f"iotcentral_v{VERSION.replace('-', '_')}"

Node = dict[str, Any]


def fictional_document() -> Node:
    """Return the document of the fictional version."""
    newest = package_of([version for version in DATA.versions if version != VERSION][-1])
    text = (newest.folder / "openapi.json").read_text(encoding="utf-8").replace(newest.version, VERSION)
    # a path parameter and an operation with other names; an operation at another path
    for old, new in (("deviceGroupId", "groupId"), ('"Roles_Get"', '"Roles_Read"'), ('"/api/query"', '"/api/queries"')):
        assert old in text, old
        text = text.replace(old, new)
    document: Node = orjson.loads(text)
    schemas = document["components"]["schemas"]
    _change_members(schemas)
    _require_a_header(document)
    _add_variant(schemas)
    document["paths"] |= _widgets() | _notes() | _parts()
    schemas |= _schemas()
    document["components"]["parameters"] |= {
        name: {"name": f"{name[0].lower()}{name[1:]}", "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ("WidgetId", "NoteId", "PartId")
    }
    return document


def _change_members(schemas: Node) -> None:
    place: Node = {
        "type": "object",
        "required": ["site"],
        "properties": {"site": {"type": "string", "maxLength": 40}, "floor": {"type": "integer", "minimum": 0}},
    }
    for name, shown in (("Device", place), ("DevicePatch", _nullable(place))):
        schemas[name]["properties"]["location"] = shown
    schemas["Device"]["properties"]["generation"] = {"type": "integer", "minimum": 1, "readOnly": True}
    schemas["Device"].setdefault("required", []).append("generation")
    for name in ("DeviceGroup", "DeviceGroupPatch"):
        del schemas[name]["properties"]["description"]
    region: Node = {"type": "string", "enum": ["north", "south"]}
    schemas["Organization"]["properties"]["region"] = region
    schemas["Organization"].setdefault("required", []).append("region")
    schemas["OrganizationPatch"]["properties"]["region"] = _nullable(region)


def _require_a_header(document: Node) -> None:
    header = {"name": "x-reason", "in": "header", "required": True, "schema": {"type": "string", "enum": ["a", "b"]}}
    document["paths"]["/api/dashboards/{dashboardId}"]["put"]["parameters"].append(header)


def _add_variant(schemas: Node) -> None:
    shared = schemas["WebhookV1Destination"]
    members = {**shared["properties"], "type": {"type": "string", "const": "mqtt@v1"}, "topic": {"type": "string"}}
    members = {name: members[name] for name in members if name not in {"queryCustomizations", "headerCustomizations"}}
    schemas["MqttV1Destination"] = {**shared, "required": [*shared["required"], "topic"], "properties": members}
    for name in ("Destination",):
        schemas[name]["oneOf"].append({"$ref": "#/components/schemas/MqttV1Destination"})
        schemas[name]["discriminator"]["mapping"]["mqtt@v1"] = "#/components/schemas/MqttV1Destination"


def _nullable(schema: Node) -> Node:
    own = {name: part for name, part in schema.items() if name != "required"}
    if "properties" in schema:
        own["properties"] = {name: _nullable(part) for name, part in schema["properties"].items()}
    return {"anyOf": [own, {"type": "null"}]}


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Node:
    etag = {"type": "string", "readOnly": True}
    id = {"type": "string", "readOnly": True}
    name: Node = {"type": "string", "minLength": 1, "maxLength": 120}
    size: Node = {"type": "object", "required": ["width"], "properties": {}}
    size["properties"] = {"width": {"type": "integer", "minimum": 1, "maximum": 64}, "unit": {"type": "string"}}
    color: Node = {"type": "string", "enum": ["red", "green", "blue"]}
    labels: Node = {"type": "array", "maxItems": 5, "items": {"type": "string", "pattern": "^[a-z]{2,8}-[0-9]+$"}}
    writable: Node = {
        "displayName": name,
        "color": color,
        "enabled": {"type": "boolean", "default": True},
        "size": size,
        "labels": labels,
        "source": _ref("WidgetSource"),
        "due": {"type": "string", "format": "date-time"},
    }
    server: Node = {"id": id, "etag": etag, "createdAt": {"type": "string", "format": "date-time", "readOnly": True}}
    note: Node = {"text": {"type": "string", "maxLength": 500}, "displayName": name}
    return {
        "Widget": {
            "type": "object",
            "required": ["id", "displayName", "source", "createdAt"],
            "properties": {**server, **writable},
        },
        "WidgetPatch": {
            "type": "object",
            "x-merge-patch": True,
            "properties": {"etag": etag, **{key: _nullable(part) for key, part in writable.items() if key != "source"}},
        },
        "WidgetSource": {
            "oneOf": [_ref("TimerSource"), _ref("DeviceSource")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {
                    "timer": "#/components/schemas/TimerSource",
                    "device": "#/components/schemas/DeviceSource",
                },
            },
        },
        "TimerSource": {
            "type": "object",
            "required": ["kind", "period"],
            "properties": {"kind": {"const": "timer"}, "period": {"type": "string", "format": "duration"}},
        },
        "DeviceSource": {
            "type": "object",
            "required": ["kind", "device"],
            "properties": {
                "kind": {"const": "device"},
                "device": {"type": "string"},
                "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            },
        },
        "WidgetCollection": _collection("Widget"),
        "Note": {"type": "object", "required": ["text"], "properties": {"id": id, "etag": etag, **note}},
        "NotePatch": {
            "type": "object",
            "x-merge-patch": True,
            "properties": {key: _nullable(part) for key, part in note.items()},
        },
        "NoteCollection": _collection("Note"),
    }


def _collection(name: str) -> Node:
    return {
        "type": "object",
        "required": ["value"],
        "properties": {"value": {"type": "array", "items": _ref(name)}, "nextLink": {"type": "string"}},
    }


def _widgets() -> Node:
    return {
        "/api/widgets": {"get": _list("Widgets", "Widgets_List", "Widget", ("Filter", "MaxPageSize", "OrderBy"))},
        "/api/widgets/{widgetId}": _item("Widgets", "Widgets_{}", "Widget", ("WidgetId",), etag=True),
    }


def _notes() -> Node:
    return {
        "/api/devices/{deviceId}/notes": {"get": _list("Devices", "Devices_ListNotes", "Note", ("DeviceId",))},
        "/api/devices/{deviceId}/notes/{noteId}": _item("Devices", "Devices_{}Note", "Note", ("DeviceId", "NoteId")),
    }


def _parts() -> Node:
    return {
        "/api/widgets/{widgetId}/parts": {"get": _list("Parts", "Parts_List", "Note", ("WidgetId",))},
        "/api/widgets/{widgetId}/parts/{partId}": _item("Parts", "Parts_{}", "Note", ("WidgetId", "PartId")),
    }


def _list(tag: str, id: str, name: str, parameters: tuple[str, ...]) -> Node:
    page = _operation(tag, id, parameters, 200, f"{name}Collection")
    return {**page, "x-ms-pageable": {"nextLinkName": "nextLink"}}


def _item(tag: str, id: str, name: str, parameters: tuple[str, ...], *, etag: bool = False) -> Node:
    patched = (*parameters, "IfMatch") if etag else parameters
    return {
        "get": _operation(tag, id.format("Get"), parameters, 200, name),
        "put": _operation(tag, id.format("Create"), parameters, 200, name, body=name),
        "patch": _operation(tag, id.format("Update"), patched, 200, name, body=f"{name}Patch"),
        "delete": _operation(tag, id.format("Remove"), parameters, 204, None),
    }


def _operation(
    tag: str, id: str, parameters: tuple[str, ...], status: int, shown: str | None, *, body: str | None = None
) -> Node:
    response: Node = {"description": "Done."}
    if shown is not None:
        response["content"] = {"application/json": {"schema": _ref(shown)}}
    media = "application/merge-patch+json" if body and body.endswith("Patch") else "application/json"
    return {
        "operationId": id,
        "summary": id,
        "tags": [tag],
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in ("ApiVersion", *parameters)],
        **({"requestBody": {"required": True, "content": {media: {"schema": _ref(body)}}}} if body else {}),
        "responses": {str(status): response, "default": {"$ref": "#/components/responses/Error"}},
    }


def fictional_package(folder: Path, document: Node | None = None) -> Path:
    """Write the package of the fictional version below a folder, without a client; return the package's folder."""
    package = folder / PACKAGE
    package.mkdir(parents=True)
    (package / "openapi.json").write_bytes(orjson.dumps(document or fictional_document()))
    (package / "_version.py").write_text(f'API_VERSION: Final = "{VERSION}"\n', encoding="utf-8")
    (package / "__init__.py").touch()
    return package


@contextmanager
def served_beside(folder: Path) -> Iterator[None]:
    """Have the testkit find the packages in a folder beside those that are installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield
