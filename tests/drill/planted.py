"""A fictional version, as Azure would publish it: the newest preview with changes of every kind planted in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

__all__ = ["PLANTED", "VERSION", "fictional_version"]

VERSION = "2031-05-17-preview"

Node = dict[str, Any]


class Published:
    """A published document, in Swagger 2.0, that is changed in place; parameters may be shared or written out.

    Attributes:
        schemas: its definitions.
        paths: its path items.
    """

    def __init__(self, document: Node) -> None:
        self.document = document
        self.schemas: Node = document["definitions"]
        self.paths: Node = document["paths"]
        self._base = "" if "basePath" in document else "/api"

    def at(self, path: str) -> str:
        """Return the key of a path, of which `basePath` may hold the beginning."""
        return f"{self._base}{path}"

    def operations(self) -> Iterator[Node]:
        for item in self.paths.values():
            yield from (each for each in item.values() if isinstance(each, dict) and "operationId" in each)

    def operation(self, id: str) -> Node:
        return next(each for each in self.operations() if each["operationId"] == id)

    def parameters(self, name: str) -> Iterator[Node]:
        """Iterate over the parameters of a name, wherever they are written."""
        written = [parameter for each in self.operations() for parameter in each.get("parameters", [])]
        for parameter in [*written, *self.document.get("parameters", {}).values()]:
            if parameter.get("name") == name:
                yield parameter

    def shared(self, id: str, *names: str) -> list[Node]:
        """Return parameters of an operation, to be used in another one."""
        components = self.document.get("parameters", {})
        listed = self.operation(id)["parameters"]
        resolved = [(each, components.get(str(each.get("$ref")).rpartition("/")[2], each)) for each in listed]
        return [deepcopy(each) for each, found in resolved if found["name"] in names]

    def remove_parameter(self, id: str, name: str) -> None:
        """Remove a parameter from an operation."""
        removed = self.shared(id, name)
        operation = self.operation(id)
        operation["parameters"] = [each for each in operation["parameters"] if each not in removed]

    def members(self, schema: str) -> Node:
        members: Node = self.schemas[schema]["properties"]
        return members


def _ref(name: str) -> Node:
    return {"$ref": f"#/definitions/{name}"}


def _rename_path_parameter(published: Published) -> None:
    for parameter in list(published.parameters("deviceGroupId")):
        parameter["name"] = "groupId"
    for path in [path for path in published.paths if "deviceGroupId" in path]:
        published.paths[path.replace("deviceGroupId", "groupId")] = published.paths.pop(path)


def _move_operation(published: Published) -> None:
    published.paths[published.at("/queries")] = published.paths.pop(published.at("/query"))


def _rename_operation(published: Published) -> None:
    published.operation("Roles_Get")["operationId"] = "Roles_Read"


def _rename_schema(published: Published) -> None:
    schemas = published.schemas
    schemas["JobBatchSize"] = schemas.pop("JobBatch")
    for name in ("Job", "ScheduledJob"):
        schemas[name]["properties"]["batch"] = _ref("JobBatchSize")


def _change_type(published: Published) -> None:
    published.members("Tile")["height"] = {"type": "integer", "format": "int32", "minimum": 1, "maximum": 10}


def _make_read_only(published: Published) -> None:
    published.members("DeviceGroup")["organizations"]["readOnly"] = True


def _require_new_member(published: Published) -> None:
    region = {"type": "string", "enum": ["north", "south"], "x-ms-enum": {"name": "Region", "modelAsString": False}}
    published.members("Organization")["region"] = {**region, "default": "north"}
    published.schemas["Organization"]["required"] = ["region"]


def _require_member(published: Published) -> None:
    published.schemas["Role"]["required"] = ["displayName"]


def _make_long_running(published: Published) -> None:
    removal = published.operation("Devices_Remove")
    removal["x-ms-long-running-operation"] = True
    removal["responses"] = {"202": {"description": ""}, **removal["responses"]}


def _deprecate(published: Published) -> None:
    published.operation("Jobs_Rerun")["deprecated"] = True


def _change_default(published: Published) -> None:
    published.members("FileUpload")["readAccess"]["default"] = True


def _lower_limits(published: Published) -> None:
    published.members("Dashboard")["tiles"]["maxItems"] = 50
    published.members("Dashboard")["displayName"]["maxLength"] = 200


def _raise_limits(published: Published) -> None:
    published.members("DeviceCommand")["responseTimeout"]["maximum"] = 60
    for parameter in published.parameters("maxpagesize"):
        parameter["maximum"] = 200


def _change_pattern(published: Published) -> None:
    for parameter in published.parameters("jobId"):
        parameter["pattern"] = "^[a-zA-Z0-9_.-]*$"


def _add_values(published: Published) -> None:
    published.members("EnrollmentGroup")["type"]["enum"].append("iotHybrid")
    published.members("Export")["source"]["enum"].append("fileUploads")


def _add_variant(published: Published) -> None:
    members = {
        "broker": {"type": "string"},
        "topic": {"type": "string", "maxLength": 64},
        "password": {"type": "string"},
    }
    published.schemas["MqttV1Destination"] = {
        "x-ms-discriminator-value": "mqtt@v1",
        "allOf": [_ref("Destination")],
        "type": "object",
        "properties": members,
        "required": ["broker"],
    }


def _add_family(published: Published) -> None:
    color = {"type": "string", "enum": ["red", "green"], "x-ms-enum": {"name": "WidgetColor", "modelAsString": True}}
    text = {"type": "string"}
    published.schemas["Widget"] = {
        "type": "object",
        "properties": {
            "id": {**text, "readOnly": True},
            "etag": text,
            "displayName": {**text, "minLength": 1, "maxLength": 120},
            "size": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 64},
            "color": color,
            "enabled": {"type": "boolean", "default": True},
        },
        "required": ["displayName"],
    }
    page = {"value": {"type": "array", "items": _ref("Widget")}, "nextLink": text}
    published.schemas["WidgetCollection"] = {"type": "object", "properties": page, "required": ["value"]}
    model = published.operation("Dashboards_Update")
    version = published.shared("Dashboards_Update", "api-version")
    id = {"in": "path", "name": "widgetId", "type": "string", "required": True, "maxLength": 64}
    body = {"in": "body", "name": "body", "required": True}
    failure = {"default": model["responses"]["default"]}

    def answered(status: str, name: str) -> Node:
        return {"responses": {status: {"description": "", "schema": _ref(name)}, **deepcopy(failure)}}

    listed = published.shared("DeviceGroups_List", "api-version", "filter", "maxpagesize", "orderby")
    pages = {"x-ms-pageable": {"nextLinkName": "nextLink"}, "parameters": listed}
    published.paths[published.at("/widgets")] = {
        "get": {"operationId": "Widgets_List", **pages, **answered("200", "WidgetCollection")}
    }
    matched = published.shared("Dashboards_Update", "If-Match")
    sent = [*version, id, {**body, "schema": _ref("Widget")}]
    patched = [*version, id, {**body, "schema": {"type": "object"}}, *matched]
    item = {
        "get": {"operationId": "Widgets_Get", "parameters": [*version, id], **answered("200", "Widget")},
        "put": {"operationId": "Widgets_Create", "parameters": sent, **answered("200", "Widget")},
        "patch": {"operationId": "Widgets_Update", "parameters": patched, **answered("200", "Widget")},
        "delete": {"operationId": "Widgets_Remove", "parameters": [*version, id]},
    }
    item["put"]["consumes"] = ["application/json"]
    item["patch"]["consumes"] = ["application/merge-patch+json"]
    item["delete"]["responses"] = {"204": {"description": ""}, **deepcopy(failure)}
    published.paths[published.at("/widgets/{widgetId}")] = item


def _add_members(published: Published) -> None:
    site = {"site": {"type": "string", "maxLength": 40}, "floor": {"type": "integer", "format": "int32", "minimum": 0}}
    published.schemas["DeviceLocation"] = {"type": "object", "properties": site, "required": ["site"]}
    published.members("Device")["location"] = _ref("DeviceLocation")
    published.members("Device")["generation"] = {"type": "integer", "format": "int32", "readOnly": True}


def _remove_member(published: Published) -> None:
    del published.members("DeviceGroup")["description"]


def _remove_operation(published: Published) -> None:
    path = published.at("/enrollmentGroups/{enrollmentGroupId}/certificates/{entry}/generateVerificationCode")
    del published.paths[path]
    del published.schemas["X509VerificationCode"]


def _require_header(published: Published) -> None:
    header = {"in": "header", "name": "x-reason", "type": "string", "enum": ["audit", "test"], "required": True}
    published.operation("Dashboards_Create")["parameters"].append(header)


def _add_query_parameter(published: Published) -> None:
    published.operation("Users_List")["parameters"].append({"in": "query", "name": "expand", "type": "string"})


def _remove_parameter(published: Published) -> None:
    published.remove_parameter("DeviceGroups_List", "orderby")


def _rename_variant(published: Published) -> None:
    published.schemas["MailUser"] = {"x-ms-discriminator-value": "email", **published.schemas.pop("EmailUser")}


def _add_status(published: Published) -> None:
    answer = {"description": "", "schema": _ref("DeploymentManifest")}
    published.operation("DeploymentManifests_Create")["responses"]["201"] = answer


def _add_media_type(published: Published) -> None:
    published.operation("FileUploads_Create")["consumes"] = ["application/json", "application/vnd.files+json"]


def _allow_null(published: Published) -> None:
    published.members("Organization")["parent"]["x-nullable"] = True
    published.members("ScheduledJob")["description"]["x-nullable"] = True


def _change_paging(published: Published) -> None:
    del published.operation("Jobs_GetDevices")["x-ms-pageable"]
    published.operation("Devices_ListModules")["x-ms-pageable"] = {"nextLinkName": "nextLink"}


def _change_format(published: Published) -> None:
    published.members("Device")["template"]["format"] = "uri"


def _make_optional(published: Published) -> None:
    published.schemas["SymmetricKey"]["required"].remove("secondaryKey")


PLANTED: dict[Callable[[Published], None], tuple[str, ...]] = {
    _rename_path_parameter: ("parameter-renamed DeviceGroups_Get(deviceGroupId)",),
    _move_operation: ("operation-moved Query_Run",),
    _rename_operation: ("operation-renamed Roles_Get",),
    _rename_schema: ("schema-renamed JobBatch",),
    _change_type: ("type-changed Tile.height",),
    _make_read_only: ("became-read-only DeviceGroup.organizations",),
    _require_new_member: ("member-added-required Organization.region",),
    _require_member: ("member-became-required Role.displayName",),
    _make_optional: ("member-became-optional SymmetricKey.secondaryKey",),
    _make_long_running: ("became-long-running Devices_Remove", "status-added Devices_Remove answer.202"),
    _deprecate: ("operation-deprecated Jobs_Rerun",),
    _change_default: ("default-changed FileUpload.readAccess",),
    _lower_limits: ("max-items-lowered Dashboard.tiles", "max-length-lowered Dashboard.displayName"),
    _raise_limits: ("maximum-raised DeviceCommand.responseTimeout", "maximum-raised Devices_List(maxpagesize)"),
    _change_pattern: ("pattern-changed Jobs_Get(jobId)",),
    _change_format: ("format-changed Device.template",),
    _add_values: ("enum-value-added EnrollmentGroup.type=iotHybrid", "known-value-added Export.source=fileUploads"),
    _add_variant: ("schema-added MqttV1Destination", "variant-added Destination=MqttV1Destination"),
    _add_family: ("operation-added Widgets_List", "operation-added Widgets_Update", "schema-added Widget"),
    _add_members: ("member-added Device.location", "member-added Device.generation", "schema-added DeviceLocation"),
    _remove_member: ("member-removed DeviceGroup.description",),
    _remove_operation: (
        "operation-removed EnrollmentGroups_GenerateVerificationCodeX509",
        "schema-removed X509VerificationCode",
    ),
    _require_header: ("parameter-added-required Dashboards_Create(x-reason)",),
    _add_query_parameter: ("parameter-added Users_List(expand)",),
    _remove_parameter: ("parameter-removed DeviceGroups_List(orderby)",),
    _rename_variant: ("schema-renamed EmailUser",),
    _add_status: ("status-added DeploymentManifests_Create answer.201",),
    _add_media_type: ("body-media-type-added FileUploads_Create body.`application/vnd.files+json`",),
    _allow_null: ("became-nullable Organization.parent", "became-nullable ScheduledJob.description"),
    _change_paging: ("no-longer-paged Jobs_GetDevices", "became-paged Devices_ListModules"),
}
"""Planted change → ids of what a diff has to name."""


def fictional_version(document: Node) -> Node:
    """Return a published document with everything planted."""
    published = Published(json.loads(json.dumps(document)))
    published.document["info"]["version"] = VERSION
    for plant in PLANTED:
        plant(published)
    return published.document
