"""Defects at the ends: of a limit, of a list of one, of a first time; and of what is left out, or comes later."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import unquote

from iotcentral_testkit.emulator.control_plane.arm_errors import ArmError
from iotcentral_testkit.emulator.control_plane.responses import ArmResponse
from iotcentral_testkit.emulator.data_export.representations import shown_destination, shown_export
from iotcentral_testkit.emulator.http.authorization import OPERATOR, ROLES
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import unprocessable
from iotcentral_testkit.emulator.jobs.job_runs import device_statuses
from iotcentral_testkit.emulator.resources.device_groups import members
from iotcentral_testkit.emulator.state.timers import cancel

from ..defect import CONTROL, PREVIEW, STABLE, Defect, codes
from ..switching import Wire, answers, constants, instead, managed, on_wire, replaced, together

_EMULATOR = "iotcentral_testkit.emulator."
_FORMER = "former content, kept by a defect"
_THEN = "members of a group when a job was scheduled"


def _first_alone(name: str) -> Any:
    """Keep the first element of an array of a body."""

    def do(call: Call, rightly: Any) -> Any:
        call.body = {**call.body, **({name: call.body[name][:1]} if call.body.get(name) else {})}
        return rightly(call)

    return do


def _without_null(name: str) -> Any:
    """Pass over null for a member of a patch."""

    def do(call: Call, rightly: Any) -> Any:
        call.body = {key: part for key, part in call.body.items() if key != name or part is not None}
        return rightly(call)

    return do


# jobs


def _reached(rightly: Any) -> Any:
    def past(job: Any, size: int) -> bool:
        threshold = job.get("cancellationThreshold") or {"type": "percentage"}
        if threshold["type"] != "number" or threshold.get("batch"):
            return bool(rightly(job, size))
        return bool(job["_counts"]["failed"] >= max(threshold["value"], 1))

    return past


def _without(name: str) -> Any:
    """Show jobs without a member."""
    return lambda rightly: lambda job: {key: part for key, part in rightly(job).items() if key != name}


def _start_forgotten(rightly: Any) -> Any:
    def resume(app: Any, job: Any) -> None:
        rightly(app, job)
        stored = app.get("job", job["id"])
        app.put("job", job["id"], {name: part for name, part in stored.items() if name != "start"})

    return resume


def _no_migration(rightly: Any) -> Any:
    return lambda app, data, id: True if "Migration" in data[0]["type"] else rightly(app, data, id)


def _listed_bare(_call: Call, page: Any) -> Any:
    jobs = ({name: part for name, part in job.items() if name != "batch"} for job in page["value"])
    return {**page, "value": list(jobs)}


def _replaced_job(call: Call, rightly: Any) -> Any:
    id = call.path["jobId"]
    if call.app.get("job", id) is not None:
        call.app.delete("job", id)
        call.app.delete_kind(device_statuses(id))
    return rightly(call)


# scheduled jobs


def _not_the_most(call: Call, rightly: Any) -> Any:
    if (call.body["schedule"].get("end") or {}).get("occurrences") == 999:
        raise unprocessable("schedule.end.occurrences is 999, which is too large")
    return rightly(call)


def _completed_for_good(call: Call, rightly: Any) -> Any:
    id = call.path["scheduledJobId"]
    stored = call.app.get("scheduledJob", id)
    answer = rightly(call)
    if stored is None or not stored["completed"]:
        return answer
    call.app.put("scheduledJob", id, {**call.app.get("scheduledJob", id), "completed": True})
    return {**answer, "completed": True}


def _remembering_members(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    group = call.app.get("deviceGroup", call.body["group"])
    call.app.put(_THEN, answer["id"], [stored.id for stored in members(call.app, group)])
    return answer


def _on_members_of_then(rightly: Any) -> Any:
    def launch(app: Any, job: Any, at: Any, devices: Any = None) -> Any:
        then = app.get(_THEN, job.get("scheduledJobId", ""))
        return rightly(app, job, at, devices if then is None else then)

    return launch


# exports and their destinations


def _map_replaced(call: Call, rightly: Any) -> Any:
    stored = call.app.get("destination", call.path["destinationId"]) or {}
    given = call.body.get("queryCustomizations")
    if given:
        gone = stored.get("queryCustomizations", {}).keys() - given.keys()
        call.body = {**call.body, "queryCustomizations": {**dict.fromkeys(gone), **given}}
    return rightly(call)


def _query_cut(call: Call, rightly: Any) -> Any:
    stored = call.app.get("destination", call.path["destinationId"]) or {}
    if "url" in stored and "url" not in call.body and "type" not in call.body:
        call.body = {**call.body, "url": stored["url"].partition("?")[0]}
    return rightly(call)


def _dangling(call: Call, rightly: Any) -> Any:
    """Store destinations that do not exist without a look at them."""
    wanted, stored = call.body.get("destinations"), call.app.get("export", call.path["exportId"])
    if stored is None or not wanted or all(call.app.get("destination", one["id"]) for one in wanted):
        return rightly(call)
    call.app.put("export", stored["id"], {**stored, "destinations": wanted})
    return shown_export(call.app.get("export", stored["id"]))


def _with_removed(call: Call, page: Any) -> Any:
    """Show the exports of a destination with those that were there before and are not any more."""
    id = call.path["destinationId"]
    former = call.app.get(_FORMER, id) or {}
    former |= {export["id"]: export for export in page["value"]}
    call.app.put(_FORMER, id, former)
    return {**page, "value": [*former.values()]} if "nextLink" not in page and not call.extra else page


def _remembering_destinations(call: Call, rightly: Any) -> Any:
    id = call.path["exportId"]
    stored = call.app.get("export", id)
    if stored is not None and call.app.get(_FORMER, id) is None:
        call.app.put(_FORMER, id, stored["destinations"])
    return rightly(call)


def _former_destinations(call: Call, page: Any) -> Any:
    former = call.app.get(_FORMER, call.path["exportId"])
    if former is None:
        return page
    found = (call.app.get("destination", reference["id"]) for reference in former)
    return {"value": [shown_destination(content) for content in found if content]}


def _one_blank(call: Call, rightly: Any) -> Any:
    if call.body.get("filter"):
        call.body = {**call.body, "filter": re.sub(" +", " ", call.body["filter"])}
    return rightly(call)


def _decoded_again(call: Call, rightly: Any) -> Any:
    call.path = {name: unquote(value) for name, value in call.path.items()}
    return rightly(call)


# users, tokens, dashboards, manifests, file uploads


def _known_roles(call: Call, rightly: Any) -> Any:
    roles = [each if each["role"] in ROLES else {"role": OPERATOR} for each in call.body["roles"]]
    call.body = {**call.body, "roles": roles}
    return rightly(call)


def _whole_sizes(call: Call, rightly: Any) -> Any:
    tiles = call.body.get("tiles") or []
    for tile in tiles:
        shown = tile["configuration"].get("format") or {}
        if tile["configuration"]["type"] == "image" and "textSize" in shown:
            shown["textSize"] = int(shown["textSize"])
    return rightly(call)


def _null_stored(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    patch = call.body.get("data") or {}

    def with_nulls(held: Any, sent: Any) -> Any:
        if not isinstance(sent, dict) or not isinstance(held, dict):
            return held
        return {**held, **{name: with_nulls(held.get(name), part) for name, part in sent.items()}}

    answer = {**answer, "data": with_nulls(answer["data"], patch)}
    call.app.put("manifest", answer["id"], answer)
    return answer


def _manifest_of_first_time(call: Call, rightly: Any) -> Any:
    former = (call.app.get("device", call.path["deviceId"]) or {}).get("_deploymentManifest")
    answer = rightly(call)
    if former is not None:
        device = call.app.get("device", call.path["deviceId"])
        call.app.put("device", device["id"], {**device, "_deploymentManifest": former})
    return answer


def _never_applied(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    cancel(call.app, "fileUpload.apply", "fileUpload")
    return answer


def _whole_hours(call: Call, rightly: Any) -> Any:
    if call.body.get("sasTtl"):
        call.body = {**call.body, "sasTtl": re.sub(r"(\d+H)\d+M", r"\1", call.body["sasTtl"])}
    return rightly(call)


# the control plane


def _created(change: Any) -> Any:
    """Change the body that an application is created from."""
    return lambda rightly: lambda group, name, body, *, origin: rightly(group, name, change(body), origin=origin)


def _without_empty_tags(body: Any) -> Any:
    return {**body, "tags": {name: value for name, value in body.get("tags", {}).items() if value}}


def _with_fixed_name(body: Any) -> Any:
    return {**body, "properties": {"displayName": "Application", **body.get("properties", {})}}


def _subdomain_set_back(rightly: Any) -> Any:
    def patched(stored: Any, patch: Any) -> Any:
        made = rightly(stored, patch)
        if "properties" not in patch:
            return made
        return {**made, "properties": {**made["properties"], "subdomain": stored["name"].lower()}}

    return patched


def _identity_lost(rightly: Any) -> Any:
    return lambda stored, patch: {**rightly(stored, patch), **({} if "identity" in patch else {"identity": _NO_ONE})}


_NO_ONE = {"type": "None"}


def _nothing_there(subscription: Any, call: Call, rightly: Any) -> ArmResponse:
    if subscription.resource(call.path["resourceGroupName"], call.path["resourceName"]) is None:
        raise ArmError(404, "ResourceNotFound", "There is no such application.")
    return rightly(subscription, call)


def _always_invalid(subscription: Any, call: Call, rightly: Any) -> ArmResponse:
    answer = rightly(subscription, call)
    return ArmResponse(200, {**answer.body, "reason": "Invalid"} if "reason" in answer.body else answer.body)


def _named_by_manifest(subscription: Any, call: Call, rightly: Any) -> ArmResponse:
    answer = rightly(subscription, call)
    return ArmResponse(200, {"value": [{**each, "name": each["manifestId"]} for each in answer.body["value"]]})


# requests


def _beginnings(rightly: Any) -> Any:
    """Take every beginning of a named etag for one that is named."""
    return lambda call: ({text[:end] for text in wanted for end in range(1, len(text) + 1)} for wanted in rightly(call))


def _local_time(wire: Wire) -> None:
    if wire.status >= 400 and wire.content:
        content = wire.json
        time = parsedate_to_datetime(content["error"]["time"]) + timedelta(hours=2)
        wire.json = {"error": {**content["error"], "time": format_datetime(time, usegmt=True)}}


def _as_an_object(rightly: Any) -> Any:
    def body_of(route: Any, headers: Any, content: bytes) -> Any:
        return {} if route.method == "PUT" and route.media_types and not content else rightly(route, headers, content)

    return body_of


DEFECTS = [
    Defect(
        "second-role-dropped",
        "of several roles of an API token, the first is kept",
        PREVIEW,
        "ApiTokens",
        codes("IC311"),
        instead("ApiTokens_Create", do=_first_alone("roles")),
    ),
    Defect(
        "tokens-of-a-month",
        "an API token that is created without an expiry is valid for a month",
        STABLE,
        "ApiTokens",
        codes("IC670"),
        constants({f"{_EMULATOR}resources.api_tokens:LIFETIME": timedelta(days=30)}),
    ),
    Defect(
        "unknown-role-replaced",
        "a user who is given a role that does not exist becomes an operator",
        STABLE,
        "Users",
        codes("IC320"),
        instead("Users_Create", do=_known_roles),
    ),
    Defect(
        "second-organization-dropped",
        "of several organizations of a dashboard, the first is kept",
        PREVIEW,
        "Dashboards",
        codes("IC311"),
        instead("Dashboards_Create", do=_first_alone("organizations")),
    ),
    Defect(
        "sizes-of-images-whole",
        "the size of the text of an image tile is cut to a whole number",
        PREVIEW,
        "Dashboards",
        codes("IC311"),
        instead("Dashboards_Create", do=_whole_sizes),
    ),
    Defect(
        "null-keeps-favorite",
        "null for `favorite` in a patch of a dashboard is passed over",
        PREVIEW,
        "Dashboards",
        codes("IC403"),
        instead("Dashboards_Update", do=_without_null("favorite")),
    ),
    Defect(
        "threshold-reached-cancels",
        "a job is cancelled when as many devices fail as its threshold allows",
        STABLE,
        "Jobs",
        codes("IC606"),
        replaced(f"{_EMULATOR}jobs.job_runs:_past_threshold", _reached),
    ),
    Defect(
        "end-never-told",
        "a job that has ended does not tell when",
        STABLE,
        "Jobs",
        codes("IC601"),
        replaced(f"{_EMULATOR}jobs.jobs:shown_job", _without("end")),
    ),
    Defect(
        "zero-not-written",
        "a job does not write the value 0",
        STABLE,
        "Jobs",
        codes("IC605"),
        replaced(
            f"{_EMULATOR}jobs.job_work:perform",
            lambda rightly: lambda app, data, id: rightly(app, [each for each in data if each.get("value", 1)], id),
        ),
    ),
    Defect(
        "first-entry-alone",
        "a job does the first entry of its data alone",
        PREVIEW,
        "Jobs",
        codes("IC605"),
        replaced(f"{_EMULATOR}jobs.job_work:perform", lambda rightly: lambda app, data, id: rightly(app, data[:1], id)),
    ),
    Defect(
        "types-mixed",
        "a job with entries of different types is accepted",
        STABLE,
        "ScheduledJobs",
        codes("IC607"),
        replaced(
            f"{_EMULATOR}jobs.jobs:check_work",
            lambda rightly: lambda call, body: rightly(call, {**body, "data": body["data"][:1]}),
        ),
    ),
    Defect(
        "start-lost-on-resume",
        "a job that is resumed forgets when it started",
        STABLE,
        "Jobs",
        codes("IC603"),
        replaced(f"{_EMULATOR}jobs.job_runs:continue_job", _start_forgotten),
    ),
    Defect(
        "listed-without-batch",
        "the list shows jobs without their batches",
        STABLE,
        "Jobs",
        codes("IC506"),
        answers("Jobs_List", change=_listed_bare),
    ),
    Defect(
        "migration-without-effect",
        "a job that migrates devices is completed, and the devices are as they were",
        PREVIEW,
        "Jobs",
        codes("IC609"),
        replaced(f"{_EMULATOR}jobs.job_work:perform", _no_migration),
    ),
    Defect(
        "job-replaced",
        "a PUT on a job that is there replaces it",
        STABLE,
        "Jobs",
        codes("IC608"),
        instead("Jobs_Create", do=_replaced_job),
    ),
    Defect(
        "most-occurrences-refused",
        "a schedule with the most occurrences that the document allows is rejected",
        STABLE,
        "ScheduledJobs",
        codes("IC319"),
        instead("ScheduledJobs_Create", do=_not_the_most),
    ),
    Defect(
        "completed-for-good",
        "a scheduled job whose runs are over stays completed when it is given another schedule",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        instead("ScheduledJobs_Create", do=_completed_for_good),
        {"patience": 10.0},
    ),
    Defect(
        "members-of-the-creation",
        "a scheduled job works on the devices that were in the group when it was created",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        together(
            instead("ScheduledJobs_Create", do=_remembering_members),
            replaced(f"{_EMULATOR}jobs.job_runs:launch", _on_members_of_then),
        ),
        {"patience": 10.0},
    ),
    Defect(
        "customizations-replaced",
        "a patch replaces the query customizations of a destination instead of merging them",
        PREVIEW,
        "Destinations",
        codes("IC402"),
        instead("Destinations_Update", do=_map_replaced),
    ),
    Defect(
        "authorization-stays",
        "null for the authorization of a destination in a patch is passed over",
        PREVIEW,
        "Destinations",
        codes("IC403"),
        instead("Destinations_Update", do=_without_null("authorization")),
    ),
    Defect(
        "tenth-destination-refused",
        "the tenth destination of an application is rejected",
        PREVIEW,
        "Destinations",
        codes("IC321"),
        constants({f"{_EMULATOR}data_export.destinations:_MOST": 9}),
    ),
    Defect(
        "eleventh-export-accepted",
        "an application may have eleven exports",
        PREVIEW,
        "Exports",
        codes("IC321"),
        constants({f"{_EMULATOR}data_export.exports:_MOST": 11}),
    ),
    Defect(
        "patched-to-nowhere",
        "a patch gives an export a destination that does not exist",
        PREVIEW,
        "Exports",
        codes("IC316"),
        instead("Exports_Update", do=_dangling),
    ),
    Defect(
        "removed-exports-listed",
        "the exports of a destination are listed with those that were removed",
        PREVIEW,
        "Destinations",
        codes("IC510"),
        answers("Destinations_ListExports", change=_with_removed),
    ),
    Defect(
        "destinations-before-the-patch",
        "the destinations of an export are listed as they were before its first patch",
        PREVIEW,
        "Exports",
        codes("IC510"),
        together(
            instead("Exports_Update", do=_remembering_destinations),
            answers("Exports_ListDestinations", change=_former_destinations),
        ),
    ),
    Defect(
        "one-blank-in-filters",
        "several blanks in the filter of an export become one, also within a text",
        PREVIEW,
        "Exports",
        codes("IC302"),
        instead("Exports_Create", do=_one_blank),
    ),
    Defect(
        "ids-decoded-twice",
        "the ids of destinations in paths are decoded twice",
        PREVIEW,
        "Destinations",
        codes("IC236"),
        instead("Destinations_Create", "Destinations_Get", "Destinations_Remove", do=_decoded_again),
    ),
    Defect(
        "plus-is-a-blank",
        "a plus sign in a path is taken for a blank",
        PREVIEW,
        "Destinations",
        codes("IC236"),
        replaced(
            f"{_EMULATOR}http.requests:path_of", lambda rightly: lambda scope: rightly(scope).replace(b"+", b"%20")
        ),
    ),
    Defect(
        "path-goes-on",
        "what follows the id of a role in a path is passed over",
        STABLE,
        "Roles",
        codes("IC235"),
        replaced(
            f"{_EMULATOR}http.requests:path_of",
            lambda rightly: lambda scope: re.sub(rb"(/api/roles/[^/]+)/.*", rb"\1", rightly(scope)),
        ),
    ),
    Defect(
        "links-to-the-preview",
        "the next links of the stable version lead to the preview",
        STABLE,
        "DeviceGroups",
        codes("IC503"),
        replaced(
            f"{_EMULATOR}http.pagination:_link",
            lambda rightly: lambda call, position: rightly(call, position).replace(STABLE, PREVIEW),
        ),
    ),
    Defect(
        "local-time-of-errors",
        "the time of an error is that of another time zone, and called GMT",
        STABLE,
        "Roles",
        codes("IC240"),
        on_wire(_local_time),
    ),
    Defect(
        "no-body-is-an-object",
        "a PUT without a body is taken for one with an empty object",
        STABLE,
        "Organizations",
        codes("IC223"),
        replaced(f"{_EMULATOR}http.bodies:body_of", _as_an_object),
    ),
    Defect(
        "null-kept-in-content",
        "null in the data of a patch of a deployment manifest is stored instead of removing the member",
        PREVIEW,
        "DeploymentManifests",
        codes("IC403"),
        instead("DeploymentManifests_Update", do=_null_stored),
    ),
    Defect(
        "manifest-of-the-first-time",
        "a second manifest that is applied to a device is not kept",
        PREVIEW,
        "Devices",
        codes("IC614"),
        instead("Devices_ApplyManifest", do=_manifest_of_first_time),
    ),
    Defect(
        "minutes-cut-from-durations",
        "the duration for file uploads is cut to whole hours",
        STABLE,
        "FileUploads",
        codes("IC302"),
        instead("FileUploads_Create", do=_whole_hours),
    ),
    Defect(
        "change-never-applied",
        "a patch of file uploads is never applied",
        STABLE,
        "FileUploads",
        codes("IC660"),
        instead("FileUploads_Update", do=_never_applied),
        {"patience": 3.0},
    ),
    Defect(
        "null-keeps-the-filter",
        "null for the filter of an export in a patch is passed over",
        PREVIEW,
        "Exports",
        codes("IC403"),
        instead("Exports_Update", do=_without_null("filter")),
    ),
    Defect(
        "etags-that-begin-alike",
        "an etag in `If-Match` is accepted that only begins with the present one",
        PREVIEW,
        "ScheduledJobs",
        codes("IC412"),
        replaced(f"{_EMULATOR}http.etags:_conditions", _beginnings),
    ),
    Defect(
        "query-of-url-lost",
        "a patch of the name of a destination cuts the query from its URL",
        PREVIEW,
        "Destinations",
        codes("IC402"),
        instead("Destinations_Update", do=_query_cut),
    ),
    Defect(
        "empty-tags-dropped",
        "tags of an application without a value are dropped",
        CONTROL,
        "Apps",
        codes("IC703"),
        replaced(f"{_EMULATOR}control_plane.app_resources:created", _created(_without_empty_tags)),
    ),
    Defect(
        "names-by-default-fixed",
        "an application without a display name is not called by its name",
        CONTROL,
        "Apps",
        codes("IC703"),
        replaced(f"{_EMULATOR}control_plane.app_resources:created", _created(_with_fixed_name)),
    ),
    Defect(
        "case-of-names-matters",
        "an application is not found under its name in capitals",
        CONTROL,
        "Apps",
        codes("IC703"),
        replaced(f"{_EMULATOR}control_plane.app_resources:key", lambda _: lambda group, name: f"{group}/{name}"),
    ),
    Defect(
        "absent-application-not-found",
        "the deletion of an application that does not exist is 404",
        CONTROL,
        "Apps",
        codes("IC702", "IC706"),
        managed("Apps_Delete", do=_nothing_there),
    ),
    Defect(
        "subdomain-set-back",
        "a change of the display name of an application sets its subdomain back to its name",
        CONTROL,
        "Apps",
        codes("IC704"),
        replaced(f"{_EMULATOR}control_plane.app_resources:patched", _subdomain_set_back),
    ),
    Defect(
        "identity-lost",
        "a change of an application takes its identity away",
        CONTROL,
        "Apps",
        codes("IC704"),
        replaced(f"{_EMULATOR}control_plane.app_resources:patched", _identity_lost),
    ),
    Defect(
        "taken-is-invalid",
        "a name that is taken is called invalid",
        CONTROL,
        "Apps",
        codes("IC710"),
        managed("Apps_CheckNameAvailability", do=_always_invalid),
    ),
    Defect(
        "templates-without-version",
        "the names of application templates lack the version",
        CONTROL,
        "Apps",
        codes("IC713"),
        managed("Apps_ListTemplates", do=_named_by_manifest),
    ),
]
