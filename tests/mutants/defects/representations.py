"""Defects of how values are kept: what is cut, converted, merged, or taken for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced

Do = Callable[[Call, Any], Any]

_EXACT = 2**53
"""Whole numbers up to this one are exact as doubles."""

_DESCRIPTION = 64


def _throughout(value: Any, change: Callable[[Any], Any]) -> Any:
    """Change every part of a value, the innermost first."""
    if is_object(value):
        return change({name: _throughout(part, change) for name, part in value.items()})
    if is_array(value):
        return change([_throughout(part, change) for part in value])
    return change(value)


def _writing(change: Callable[[Any], Any]) -> Do:
    def do(call: Call, rightly: Any) -> Any:
        call.body = change(call.body)
        return rightly(call)

    return do


def _offset_dropped(body: Any) -> Any:
    if not is_object(body.get("schedule")) or "start" not in body["schedule"]:
        return body
    start = re.sub(r"[+-]\d\d:\d\d$", "Z", body["schedule"]["start"])
    return {**body, "schedule": {**body["schedule"], "start": start}}


def _as_double(value: Any) -> Any:
    return int(float(value)) if isinstance(value, int) and abs(value) > _EXACT else value


def _element_wise(stored: Any, patch: Any) -> Any:
    if is_array(stored) and is_array(patch):
        pairs = [_element_wise(old, new) for old, new in zip(stored, patch, strict=False)]
        return [*pairs, *patch[len(pairs) :], *stored[len(pairs) :]]
    if is_object(stored) and is_object(patch):
        return {name: _element_wise(stored.get(name), part) for name, part in patch.items()}
    return patch


def _arrays_merged(call: Call, rightly: Any) -> Any:
    stored = call.app.get("manifest", call.path["deploymentManifestId"])
    call.body = _element_wise(stored, call.body)
    return rightly(call)


def _contents_merged(call: Call, rightly: Any) -> Any:
    """Merge the contents of a model by their names, instead of replacing them."""
    stored = call.app.get("template", call.path["deviceTemplateId"])
    model = call.body.get("capabilityModel")
    if stored is not None and is_object(model) and is_array(model.get("contents")):
        contents = {part.get("name"): part for part in stored["capabilityModel"].get("contents", [])}
        contents |= {part.get("name"): part for part in model["contents"] if is_object(part)}
        call.body = {**call.body, "capabilityModel": {**model, "contents": [*contents.values()]}}
    return rightly(call)


def _without_empty(value: Any) -> Any:
    if is_object(value):
        return {name: part for name, part in value.items() if part not in ({}, [])}
    return value


def _emptiness_dropped(body: Any) -> Any:
    model = body.get("capabilityModel")
    return {**body, "capabilityModel": _throughout(model, _without_empty)} if is_object(model) else body


def _enrichments_lowered(body: Any) -> Any:
    given = body.get("enrichments")
    return {**body, "enrichments": {name.lower(): part for name, part in given.items()}} if given else body


def _descriptions_cut(call: Call, page: Any) -> Any:
    cut = [{**item, "description": item.get("description", "")[:_DESCRIPTION]} for item in page["value"]]
    return {**page, "value": cut}


def _empty_name_as_none(call: Call, rightly: Any) -> Any:
    if call.body.get("displayName") == "":
        call.body = {name: value for name, value in call.body.items() if name != "displayName"}
    return rightly(call)


def _false_as_none(body: Any) -> Any:
    return {name: None if value in (False, 0, "") else value for name, value in body.items()}


def _transform_kept(call: Call, rightly: Any) -> Any:
    """Let a destination of an export that is named again keep the transform that it had."""
    stored = call.app.get("export", call.path["exportId"]) or {"destinations": []}
    had = {reference["id"]: reference for reference in stored["destinations"]}
    if call.body.get("destinations"):
        merged = [{**had.get(reference["id"], {}), **reference} for reference in call.body["destinations"]]
        call.body = {**call.body, "destinations": merged}
    return rightly(call)


def _roles_of_everywhere(call: Call, answer: Any) -> Any:
    if "roles" not in call.body:
        return answer
    user = {**answer, "roles": [{"role": given["role"]} for given in answer["roles"]]}
    call.app.put("user", user["id"], user)
    return user


def _one_for_all_components(rightly: Any) -> Any:
    return lambda twin, scope: twin._content["scopes"].setdefault(scope.twin, {})


def _of_any_device(rightly: Any) -> Any:
    return lambda scope, name: scope.path(name)


def _truth_as_one(rightly: Any) -> Any:
    def check(route: Any, body: Any) -> Any:
        if route.id == "Jobs_Create" and is_object(body):
            body = _throughout(body, lambda value: 1 if value is True else value)
            shares = ("batch", "cancellationThreshold")
            body = {
                name: {**part, "batch": True} if name in shares and "batch" in part else part
                for name, part in body.items()
            }
        return rightly(route, body)

    return check


DEFECTS = [
    Defect(
        "schedule-start-offset-dropped",
        "the start of a schedule loses its offset from UTC",
        PREVIEW,
        "ScheduledJobs",
        codes("IC311"),
        instead("ScheduledJobs_Create", "ScheduledJobs_Update", do=_writing(_offset_dropped)),
    ),
    Defect(
        "manifest-integers-as-doubles",
        "whole numbers beyond 2^53 in a deployment manifest are rounded to doubles",
        PREVIEW,
        "DeploymentManifests",
        codes("IC311", "IC401"),
        instead(
            "DeploymentManifests_Create",
            "DeploymentManifests_Update",
            do=_writing(lambda body: _throughout(body, _as_double)),
        ),
    ),
    Defect(
        "manifest-arrays-merged",
        "a patch merges arrays in a deployment manifest element by element",
        PREVIEW,
        "DeploymentManifests",
        codes("IC401"),
        instead("DeploymentManifests_Update", do=_arrays_merged),
    ),
    Defect(
        "template-contents-merged",
        "a patch of a device template adds capabilities to those that are there instead of replacing them",
        STABLE,
        "DeviceTemplates",
        codes("IC401"),
        instead("DeviceTemplates_Update", do=_contents_merged),
    ),
    Defect(
        "template-emptiness-dropped",
        "empty arrays and objects in a model are dropped",
        PREVIEW,
        "DeviceTemplates",
        codes("IC302", "IC311"),
        instead("DeviceTemplates_Create", "DeviceTemplates_Update", do=_writing(_emptiness_dropped)),
    ),
    Defect(
        "enrichment-names-lowered",
        "the names of the enrichments of an export are in lower case",
        PREVIEW,
        "Exports",
        codes("IC311"),
        instead("Exports_Create", "Exports_Update", do=_writing(_enrichments_lowered)),
    ),
    Defect(
        "schedule-description-cut-in-list",
        "the list of scheduled jobs cuts descriptions at 64 characters",
        STABLE,
        "ScheduledJobs",
        codes("IC311"),
        answers("ScheduledJobs_List", change=_descriptions_cut),
    ),
    Defect(
        "empty-device-name-is-none",
        "an empty display name of a device is taken for none",
        STABLE,
        "Devices",
        codes("IC311"),
        instead("Devices_Create", "Devices_Update", do=_empty_name_as_none),
    ),
    Defect(
        "property-false-clears",
        "a property that is set to false, 0 or an empty text is cleared",
        PREVIEW,
        "Devices",
        codes("IC615"),
        instead("Devices_UpdateProperties", do=_writing(_false_as_none)),
    ),
    Defect(
        "property-objects-replaced",
        "a patch of a part of an object property removes the other parts",
        STABLE,
        "Devices",
        codes("IC615"),
        replaced(
            "iotcentral_testkit.emulator.devices.properties:_merged_value", lambda _: lambda entry, prop, value: value
        ),
    ),
    Defect(
        "export-keeps-transform",
        "a destination of an export that is named without its transform keeps it",
        PREVIEW,
        "Exports",
        codes("IC304"),
        instead("Exports_Create", "Exports_Update", do=_transform_kept),
    ),
    Defect(
        "user-patch-drops-role-organization",
        "a patch of the roles of a user forgets the organizations in which they hold",
        PREVIEW,
        "Users",
        codes("IC401"),
        answers("Users_Update", change=_roles_of_everywhere),
    ),
    Defect(
        "components-share-properties",
        "properties of the same name in two components of a device are one",
        PREVIEW,
        "Devices",
        codes("IC610"),
        replaced("iotcentral_testkit.emulator.devices.twin:Twin.entries", _one_for_all_components),
    ),
    Defect(
        "command-history-shared",
        "the history of a command is that of the last device that it was run on",
        STABLE,
        "Devices",
        codes("IC611"),
        replaced("iotcentral_testkit.emulator.devices.commands:_id", _of_any_device),
    ),
    Defect(
        "truth-as-number",
        "the size of the batch of a job may be `true`",
        STABLE,
        "Jobs",
        codes("IC227"),
        replaced("iotcentral_testkit.emulator.http.bodies:check_body", _truth_as_one),
    ),
]
