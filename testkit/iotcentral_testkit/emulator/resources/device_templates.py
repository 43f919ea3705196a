"""Operations on device templates, which are published as soon as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...openapi.json_types import is_array, is_object
from ..dtdl.elements import names_of, shown_text
from ..dtdl.models import InvalidModelError, read_model
from ..http.calls import Call, handles
from ..http.errors import conflict, not_found, unprocessable
from ..http.etags import check_etag
from ..http.listing import ListField, filtered_page, text
from ..state.identity import EtagForm
from ..state.merge_patch import merged
from ..state.narrowing import equal
from ..state.rows import Stored
from .device_groups import add_default_group, remove_default_group

__all__: list[str] = []

_MEMBERS = ("@type", "@context", "displayName", "description", "capabilityModel")
_BOUNDS = ("minValue", "maxValue", "decimalPlaces")
_NUMERIC = frozenset({"double", "float", "integer", "long"})
_CLAUSES = 10
"""Problems that an error names."""

_FIELDS = {
    "@id": text("@id"),
    "displayName": text("displayName"),
    "capabilityModelId": ListField(str, lambda template: template["capabilityModel"]["@id"]),
}


@handles("DeviceTemplates_List")
def list_templates(call: Call) -> Any:
    """Return a page of the templates."""

    def shown(stored: Stored) -> Any:
        return stored.content

    return filtered_page(call, "template", shown, fields=_FIELDS, orderby=("displayName",))


@handles("DeviceTemplates_Get")
def get(call: Call) -> Any:
    """Return a template."""
    return _stored(call)


@handles("DeviceTemplates_Create", keeps=("@id", "etag", *_MEMBERS))
def create(call: Call) -> Any:
    """Create and publish a template, or replace one."""
    stored = call.app.get("template", call.path["deviceTemplateId"])
    check_etag(call, stored)
    return _write(call, call.body)


@handles("DeviceTemplates_Update")
def update(call: Call) -> Any:
    """Change members of a template; arrays of the model are replaced as a whole."""
    stored = _stored(call)
    check_etag(call, stored)
    return _write(call, merged(stored, call.body))


@handles("DeviceTemplates_Remove")
def remove(call: Call) -> None:
    """Delete a template that no device uses."""
    template_id = _stored(call)["@id"]
    if call.app.listed("device", limit=1, narrowing=equal("template", template_id)):
        raise conflict(f'Device template "{template_id}" is assigned to devices and cannot be deleted.')
    call.app.delete("template", template_id)
    remove_default_group(call.app, template_id)


def _stored(call: Call) -> Any:
    """Return the template of the path; templates belong to the whole application, whatever organizations there are."""
    template_id = call.path["deviceTemplateId"]
    template = call.app.get("template", template_id)
    if template is None:
        raise not_found(f'Device template "{template_id}"')
    return template


def _write(call: Call, wanted: Mapping[str, Any]) -> Any:
    template_id = call.path["deviceTemplateId"]
    clauses = _envelope_clauses(template_id, wanted)
    model = wanted.get("capabilityModel")
    if is_object(model):
        try:
            read_model(model)
        except InvalidModelError as error:
            clauses += error.clauses
    if clauses:
        raise unprocessable(*clauses[:_CLAUSES])
    template: dict[str, Any] = {
        "@id": template_id,
        "etag": call.app.identity.etag(EtagForm.HASHED),
        **{name: wanted[name] for name in _MEMBERS if wanted.get(name) is not None},
    }
    template.setdefault("displayName", shown_text(template["capabilityModel"].get("displayName"), template_id))
    _annotate(template["capabilityModel"])
    if call.app.get("template", template_id) is None:
        add_default_group(call.app, template_id, shown_text(template["displayName"], template_id))
    call.app.put("template", template_id, template)
    return template


def _envelope_clauses(template_id: str, wanted: Mapping[str, Any]) -> list[str]:
    clauses: list[str] = []
    if wanted.get("@id", template_id) != template_id:
        clauses.append("['@id'] should equal the id in the path")
    names = wanted.get("@type")
    if not is_array(names):
        clauses.append("['@type'] should be array")
    elif "ModelDefinition" not in names:
        clauses.append("['@type'] should hold \"ModelDefinition\"")
    model = wanted.get("capabilityModel")
    if not is_object(model):
        clauses.append("should have required property 'capabilityModel'")
    elif model.get("@id") == template_id:
        clauses.append("capabilityModel['@id'] should differ from the id of the template")
    return clauses


def _annotate(model: dict[str, Any]) -> None:
    """Add the type name that the service adds to properties with bounds."""
    todo: list[Any] = [model]
    while todo:
        node = todo.pop()
        if is_object(node):
            names = names_of(node)
            if "Property" in names and "NumberValue" not in names and _is_bounded_number(node):
                node["@type"] = [*names, "NumberValue"]
            todo += node.values()
        elif is_array(node):
            todo += node


def _is_bounded_number(node: Mapping[str, Any]) -> bool:
    schema = node.get("schema")
    return isinstance(schema, str) and schema in _NUMERIC and any(bound in node for bound in _BOUNDS)
