"""Defects that the first of two does not show: another part, an item in another state, several members, a name in capitals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.control_plane.responses import ArmResponse, Handler
from iotcentral_testkit.emulator.http.authorization import permission_of
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call

from ..defect import CONTROL, PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, managed, replaced

_EMULATOR = "iotcentral_testkit.emulator."


def _of_first_component(call: Call, rightly: Any) -> Any:
    known = [part["name"] for part in HANDLERS["Devices_ListComponents"](call)["value"]]
    if call.path["componentName"] in known:
        call.path = {**call.path, "componentName": known[0]}
    return rightly(call)


def _without_null(call: Call, rightly: Any) -> Any:
    call.body = {name: value for name, value in call.body.items() if value is not None}
    return rightly(call)


def _version_one(_call: Call, answer: Any) -> Any:
    for entry in answer["$metadata"].values():
        if "desiredVersion" in entry:
            entry["desiredVersion"] = 1
    return answer


def _modeled_alone(call: Call, rightly: Any) -> Any:
    call.query = {name: value for name, value in call.query.items() if name != "unmodeled"}
    return rightly(call)


def _named_by_id(_call: Call, answer: Any) -> Any:
    return {**answer, "value": [{**part, "displayName": part["name"]} for part in answer["value"]]}


def _without_zone(_call: Call, answer: Any) -> Any:
    for entry in answer["$metadata"].values():
        if "lastUpdateTime" in entry:
            entry["lastUpdateTime"] = entry["lastUpdateTime"].removesuffix("Z")
    return answer


def _viewing(_right: Any) -> Callable[[str], str]:
    def permission(id: str) -> str:
        return "Devices.view" if id == "Devices_RunModuleComponentCommand" else permission_of(id)

    return permission


def _whole_batch(call: Call, rightly: Any) -> Any:
    batch = call.body.get("batch")
    if batch:
        call.body = {**call.body, "batch": {**batch, "value": int(batch["value"]) or 1}}
    return rightly(call)


def _spelt_truth(right: Any) -> Callable[[Any, Any], None]:
    def check(route: Any, body: Any) -> None:
        if route.id == "Exports_Create" and body.get("enabled") in ("true", "false"):
            body["enabled"] = body["enabled"] == "true"
        right(route, body)

    return check


def _verify_primary(call: Call, rightly: Any) -> None:
    rightly(call)
    id = call.path["enrollmentGroupId"]
    group: Any = call.app.get("enrollmentGroup", id)
    entries = group["attestation"]["x509"]["signingCertificates"]
    if call.path["entry"] == "secondary" and "primary" in entries:
        entries["primary"]["verified"] = True
        call.app.put("enrollmentGroup", id, group)


def _unconditional(call: Call, rightly: Any) -> Any:
    call.headers = {name: value for name, value in call.headers.items() if name != "if-match"}
    return rightly(call)


def _edge_forgotten(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if answer["type"] == "iotEdge" and "type" not in call.body:
        call.app.put("enrollmentGroup", answer["id"], {**call.app.get("enrollmentGroup", answer["id"]), "type": "iot"})
        return {**answer, "type": "iot"}
    return answer


def _free_in_capitals(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    answer = rightly(subscription, call)
    taken = any(resource["name"] == call.body["name"] for resource in subscription.resources())
    return answer if taken or answer.body.get("reason") == "Invalid" else ArmResponse(200, {"nameAvailable": True})


def _listed(change: Callable[[Call, Any], Any]) -> Callable[[Any, Call, Handler], ArmResponse]:
    """Return a handler that changes each application of a list, or leaves it out (None)."""

    def do(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
        answer = rightly(subscription, call)
        shown = [change(call, resource) for resource in answer.body["value"]]
        return answer._replace(body={**answer.body, "value": [resource for resource in shown if resource is not None]})

    return do


def _without_principal(_call: Call, resource: Any) -> Any:
    return {**resource, "identity": {"type": resource["identity"]["type"]}}


def _of_that_case(call: Call, resource: Any) -> Any:
    return resource if f"/resourceGroups/{call.path['resourceGroupName']}/" in resource["id"] else None


def _lower_title(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    name, given = call.path["resourceName"], call.body.get("properties", {})
    if subscription.resource(call.path["resourceGroupName"], name) is None:
        call.body = {**call.body, "properties": {"displayName": name.lower(), **given}}
    return rightly(subscription, call)


def _plan_lost(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    if "tags" in call.body:
        call.body = {name: value for name, value in call.body.items() if name != "sku"}
    return rightly(subscription, call)


def _title_lost(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    given = call.body.get("properties", {})
    if "subdomain" in given:
        kept = {name: value for name, value in given.items() if name != "displayName"}
        call.body = {**call.body, "properties": kept}
    return rightly(subscription, call)


def _any_subdomain(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    answer = rightly(subscription, call)
    return ArmResponse(200, {"nameAvailable": True}) if answer.body.get("reason") == "Invalid" else answer


DEFECTS = [
    Defect(
        "telemetry-of-first-component",
        "the telemetry of each component of a device is that of the first one",
        STABLE,
        "Devices",
        codes("IC301", "IC612"),
        instead("Devices_GetComponentTelemetryValue", do=_of_first_component),
    ),
    Defect(
        "command-of-first-component",
        "the commands of each component of a device are those of the first one",
        PREVIEW,
        "Devices",
        codes("IC611"),
        instead("Devices_RunComponentCommand", do=_of_first_component),
        {"patience": 3.0},
    ),
    Defect(
        "null-property-of-component-kept",
        "null in a PATCH of a component's properties removes nothing",
        PREVIEW,
        "Devices",
        codes("IC610"),
        instead("Devices_UpdateComponentProperties", do=_without_null),
    ),
    Defect(
        "desired-version-of-one",
        "desiredVersion of a module's properties is 1 however often they are written",
        PREVIEW,
        "Devices",
        codes("IC610"),
        answers("Devices_GetModuleProperties", change=_version_one),
    ),
    Defect(
        "unmodeled-of-component-hidden",
        "unmodeled=true is ignored where a component's properties are read",
        PREVIEW,
        "Devices",
        codes("IC610"),
        instead("Devices_GetComponentProperties", do=_modeled_alone),
    ),
    Defect(
        "module-components-named-by-id",
        "the components of a module are shown to people by their names",
        STABLE,
        "Devices",
        codes("IC613"),
        answers("Devices_ListModuleComponents", change=_named_by_id),
    ),
    Defect(
        "reported-without-zone",
        "lastUpdateTime of what a component reports has no time zone",
        STABLE,
        "Devices",
        codes("IC615"),
        answers("Devices_GetComponentProperties", change=_without_zone),
    ),
    Defect(
        "viewer-runs-command-of-module",
        "a viewer runs the commands of a module's component",
        STABLE,
        "Devices",
        codes("IC206"),
        replaced(f"{_EMULATOR}http.authorization:permission_of", _viewing),
    ),
    Defect(
        "batch-of-whole-percent",
        "the percentage of a job's batch is cut to a whole number",
        PREVIEW,
        "Jobs",
        codes("IC311"),
        instead("Jobs_Create", do=_whole_batch),
    ),
    Defect(
        "enabled-written-as-text",
        'an export takes "true" as its enabled',
        PREVIEW,
        "Exports",
        codes("IC229"),
        replaced(f"{_EMULATOR}http.bodies:check_body", _spelt_truth),
    ),
    Defect(
        "second-proof-verifies-first",
        "the proof for the secondary certificate of a group verifies the primary one too",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        instead("EnrollmentGroups_VerifyX509", do=_verify_primary),
    ),
    Defect(
        "if-match-of-destination-ignored",
        "a destination is changed whatever If-Match says",
        PREVIEW,
        "Destinations",
        codes("IC412"),
        instead("Destinations_Update", do=_unconditional),
    ),
    Defect(
        "edge-group-turned-plain",
        "a PATCH that does not name the type of an IoT Edge enrollment group makes it one of plain devices",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC402"),
        instead("EnrollmentGroups_Update", do=_edge_forgotten),
    ),
    Defect(
        "name-free-in-capitals",
        "the name of an application is said to be free if it is written in capitals",
        CONTROL,
        "Apps",
        codes("IC710"),
        managed("Apps_CheckNameAvailability", do=_free_in_capitals),
    ),
    Defect(
        "principal-not-listed",
        "the list of a subscription lacks the principals of identities",
        CONTROL,
        "Apps",
        codes("IC708"),
        managed("Apps_ListBySubscription", do=_listed(_without_principal)),
    ),
    Defect(
        "group-listed-in-its-case",
        "the list of a resource group is empty if the group is written in another case",
        CONTROL,
        "Apps",
        codes("IC709"),
        managed("Apps_ListByResourceGroup", do=_listed(_of_that_case)),
    ),
    Defect(
        "default-title-in-lower-case",
        "an application without a display name has its name in lower case",
        CONTROL,
        "Apps",
        codes("IC703"),
        managed("Apps_CreateOrUpdate", do=_lower_title),
    ),
    Defect(
        "plan-lost-beside-tags",
        "a PATCH that changes tags and the plan changes the tags alone",
        CONTROL,
        "Apps",
        codes("IC704"),
        managed("Apps_Update", do=_plan_lost),
    ),
    Defect(
        "title-lost-beside-subdomain",
        "a PATCH that changes the subdomain and the display name changes the subdomain alone",
        CONTROL,
        "Apps",
        codes("IC704"),
        managed("Apps_Update", do=_title_lost),
    ),
    Defect(
        "any-subdomain-free",
        "a subdomain that no application may have is said to be free",
        CONTROL,
        "Apps",
        codes("IC715"),
        managed("Apps_CheckSubdomainAvailability", do=_any_subdomain),
    ),
]
