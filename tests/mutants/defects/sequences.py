"""Defects that show after several requests, in unusual states, in second elements, or in what one resource tells of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from types import SimpleNamespace
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import shown_export
from iotcentral_testkit.emulator.devices.devices import UNDER_DEVICES
from iotcentral_testkit.emulator.dtdl.models import model_of
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import conflict
from iotcentral_testkit.emulator.languages.group_filter import GroupFilter
from iotcentral_testkit.emulator.state.clock import timestamp

from ..defect import PREVIEW, STABLE, Defect
from ..switching import answers, constants, instead, replaced, sending, together

_EMULATOR = "iotcentral_testkit.emulator."
_ROW_FUNCTIONS = f"{_EMULATOR}telemetry.query_rows:"


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def _unprovisioned(call: Call, rightly: Any) -> Any:
    before = call.app.get("device", call.path["deviceId"]) or {}
    answer = rightly(call)
    if not before.get("enabled", True) and answer["enabled"]:
        call.app.put("device", answer["id"], {**call.app.get("device", answer["id"]), "provisioned": False})
        answer["provisioned"] = False
    return answer


def _of_first_owner(right: Any) -> Any:
    def belongs(app: Any, group: Any) -> Callable[[Any], bool]:
        is_member = right(app, group)

        def by_first_owner(device: Any) -> bool:
            owners = device.get("_owners")
            return bool(is_member({**device, "organizations": owners[0][1]} if owners else device))

        return by_first_owner

    return belongs


def _first_expanded(_: Call, answer: Any) -> Any:
    for device in answer["value"][1:]:
        device.pop("deploymentManifest", None)
    return answer


def _unfiltered_later(call: Call, rightly: Any) -> Any:
    if "$skiptoken" in call.extra and call.role("orderby"):
        call.query.pop(call.operation.roles["filter"], None)
    return rightly(call)


def _note_attestation(call: Call, answer: Any) -> Any:
    if call.app.get("first attestation", call.path["deviceId"]) is None:
        call.app.put("first attestation", call.path["deviceId"], answer)
    return answer


def _first_credentials(call: Call, answer: Any) -> Any:
    own = call.app.get("attestation", call.path["deviceId"])
    first = call.app.get("first attestation", call.path["deviceId"])
    if own is None or first is None:
        return answer
    return {"idScope": answer["idScope"], first["type"]: first[first["type"]]}


def _same_etag(call: Call, rightly: Any) -> Any:
    before = call.app.get("device", call.path["deviceId"]) or {}
    answer = rightly(call)
    call.app.put("device", before["id"], {**call.app.get("device", before["id"]), "etag": before["etag"]})
    return answer


def _first_components(call: Call, answer: Any) -> Any:
    kept = call.app.get("first components", call.path["deviceId"])
    if kept is not None:
        return kept
    call.app.put("first components", call.path["deviceId"], answer)
    return answer


def _of_first_module(call: Call, rightly: Any) -> Any:
    device = call.app.get("device", call.path["deviceId"]) or {}
    model = model_of(call.app, device.get("template"))
    if model is not None and call.path["moduleName"] in model.modules:
        call.path["moduleName"] = next(iter(model.modules))
    return rightly(call)


def _one_component(right: Any) -> Any:
    def levels(scope: Any, body: Any, *, replace: bool) -> Any:
        return islice(right(scope, body, replace=replace), 2)

    return levels


def _not_while_blocked(call: Call, rightly: Any) -> Any:
    device = call.app.get("device", call.path["deviceId"]) or {}
    before = call.app.get("properties", call.path["deviceId"])
    answer = rightly(call)
    if not device.get("enabled", True):
        if before is None:
            call.app.delete("properties", device["id"])
        else:
            call.app.put("properties", device["id"], before)
    return answer


def _first_run(call: Call, rightly: Any) -> Any:
    place = f"{call.path['deviceId']}/{call.path['commandName']}"
    before = call.app.get("commands", place)
    answer = rightly(call)
    if before is not None:
        call.app.put("commands", place, before)
    return answer


def _without_request(_: Call, answer: Any) -> Any:
    return {
        **answer,
        "value": [{name: one[name] for name in one if name != "request"} for one in answer["value"]],
    }


def _backwards(call: Call, answer: Any) -> Any:
    place = "/".join(call.path.values())
    if call.app.get("read telemetry", place) is None:
        call.app.put("read telemetry", place, True)
    elif "timestamp" in answer:
        answer["timestamp"] = timestamp(datetime.fromisoformat(answer["timestamp"]) - timedelta(minutes=1))
    return answer


def _unrelated(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if "template" in call.body:
        for stored in call.app.all("relationship"):
            if stored.content["target"] == answer["id"]:
                call.app.delete("relationship", stored.id)
    return answer


def _note_template(call: Call, answer: Any) -> Any:
    if "template" in answer:
        call.app.put("used template", answer["template"], True)
    return answer


def _never_used(call: Call, rightly: Any) -> Any:
    if call.app.get("used template", call.path["deviceTemplateId"]):
        raise conflict("The device template is assigned to devices.")
    return rightly(call)


def _ascending(call: Call, rightly: Any) -> Any:
    name = call.operation.roles["orderby"]
    if call.role("filter") and name in call.query:
        call.query[name] = call.query[name].split()[0]
    return rightly(call)


def _only_enabled(right: Any) -> Any:
    def belongs(app: Any, group: Any) -> Callable[[Any], bool]:
        is_member = right(app, group)
        return lambda device: device["enabled"] and is_member(device)

    return belongs


def _two_conditions(right: Any) -> Any:
    return lambda text: GroupFilter(right(text).conditions[:2])


def _note_filter(call: Call, rightly: Any) -> Any:
    before = call.app.get("deviceGroup", call.path["deviceGroupId"])
    answer = rightly(call)
    call.app.put("former filter", call.path["deviceGroupId"], before["filter"])
    return answer


def _by_former_filter(call: Call, rightly: Any) -> Any:
    id = call.path["deviceGroupId"]
    group, former = call.app.get("deviceGroup", id), call.app.get("former filter", id)
    if group is None or former is None:
        return rightly(call)
    call.app.put("deviceGroup", id, {**group, "filter": former})
    try:
        return rightly(call)
    finally:
        call.app.put("deviceGroup", id, group)


def _still_verified(call: Call, rightly: Any) -> Any:
    id, entry = call.path["enrollmentGroupId"], call.path["entry"]
    before = (call.app.get("enrollmentGroup", id) or {}).get("attestation", {}).get("x509", {})
    was = before.get("signingCertificates", {}).get(entry, {}).get("verified")
    answer = rightly(call)
    if was:
        group = call.app.get("enrollmentGroup", id)
        group["attestation"]["x509"]["signingCertificates"][entry]["verified"] = True
        call.app.put("enrollmentGroup", id, group)
        answer["verified"] = True
    return answer


def _same_keys_later(_: Call, answer: Any) -> Any:
    for group in answer["value"][1:]:
        keys = group["attestation"].get("symmetricKey")
        if keys:
            group["attestation"] = {
                **group["attestation"],
                "symmetricKey": {**keys, "secondaryKey": keys["primaryKey"]},
            }
    return answer


def _note_account(call: Call, rightly: Any) -> Any:
    for stored in call.app.all("fileUpload"):
        call.app.put("former account", "account", stored.content.get("account"))
    return rightly(call)


def _former_account(call: Call, body: dict[str, Any]) -> Any:
    former = call.app.get("former account", "account")
    return {"account": former, **body} if former else body


def _readable_for_good(call: Call, body: dict[str, Any]) -> Any:
    if any(stored.content["readAccess"] for stored in call.app.all("fileUpload")):
        body.pop("readAccess", None)
    return body


def _end_kept(right: Any) -> Any:
    def continue_job(app: Any, job: dict[str, Any]) -> None:
        right(app, job)
        app.put("job", job["id"], {**app.get("job", job["id"]), "end": job["end"]})

    return continue_job


def _none_pending(_: Call, answer: Any) -> Any:
    if answer["status"] == "stopped" and "progress" in answer:
        answer["progress"] = {**answer["progress"], "pending": 0}
    return answer


def _without_threshold(call: Call, answer: Any) -> Any:
    answer.pop("cancellationThreshold", None)
    job = call.app.get("job", answer["id"])
    job.pop("cancellationThreshold", None)
    call.app.put("job", answer["id"], job)
    return answer


def _note_data(call: Call, answer: Any) -> Any:
    call.app.put("first data", answer["id"], answer["data"])
    return answer


def _first_data(right: Any) -> Any:
    def launch(app: Any, job: dict[str, Any], at: datetime, devices: list[str] | None = None) -> Any:
        first = app.get("first data", job.get("scheduledJobId", ""))
        return right(app, {**job, "data": first} if first else job, at, devices)

    return launch


def _completed_if_disabled(_: Call, answer: Any) -> Any:
    return {**answer, "completed": answer["completed"] or not answer["enabled"]}


def _no_user(right: Any) -> Any:
    def resident(app: Any, id: str) -> str | None:
        found = right(app, id)
        return None if found is not None and found.startswith('user "') else found

    return resident


def _note_parent(call: Call, rightly: Any) -> Any:
    known = call.app.get("organization", call.path["organizationId"]) is not None
    answer = rightly(call)
    if not known:
        call.app.put("first parent", answer["id"], {"parent": answer.get("parent", "")})
    return answer


def _by_first_parent(right: Any) -> Any:
    def caller_with(app: Any, name: str, roles: Any) -> Any:
        def every(kind: str) -> Any:
            for stored in app.all(kind):
                first = app.get("first parent", stored.id) or {"parent": stored.content.get("parent", "")}
                yield SimpleNamespace(id=stored.id, content=first)

        return right(SimpleNamespace(all=every), name, roles)

    return caller_with


def _first_role(right: Any) -> Any:
    return lambda app, name, roles: right(app, name, roles[:1])


def _note_mail(call: Call, rightly: Any) -> Any:
    user = call.app.get("user", call.path["userId"]) or {}
    answer = rightly(call)
    if "email" in user:
        call.app.put("former mail", user["email"], True)
    return answer


def _mail_taken(call: Call, rightly: Any) -> Any:
    if call.app.get("former mail", call.body.get("email", "")):
        raise conflict("Another user has the e-mail address.")
    return rightly(call)


def _other_object(call: Call, answer: Any) -> Any:
    if answer["type"] == "servicePrincipal":
        call.app.put("user", answer["id"], {**answer, "objectId": answer["tenantId"]})
    return answer


def _count_later(_: Call, body: dict[str, Any]) -> Any:
    for tile in body.get("tiles") or []:
        for capability in (tile.get("configuration", {}).get("capabilities") or [])[1:]:
            capability["aggregateFunction"] = "count"
    return body


def _by_first_organization(right: Any) -> Any:
    return lambda caller, content: right(caller, {**content, "organizations": (content.get("organizations") or [])[:1]})


def _nulls_ignored(_: Call, body: dict[str, Any]) -> Any:
    given = body.get("enrichments")
    if isinstance(given, dict):
        body["enrichments"] = {name: value for name, value in given.items() if value is not None}
    return body


def _status_kept(call: Call, rightly: Any) -> Any:
    before = call.app.get("export", call.path["exportId"]) or {}
    answer = rightly(call)
    if before.get("enabled") and not answer["enabled"]:
        answer["status"] = before["status"]
        call.app.put("export", answer["id"], {**call.app.get("export", answer["id"]), "status": before["status"]})
    return answer


def _note_attached(call: Call, answer: Any) -> Any:
    for reference in answer["destinations"]:
        call.app.put(f"attached {reference['id']}", answer["id"], True)
    return answer


def _once_attached(call: Call, answer: Any) -> Any:
    known = {one["id"] for one in answer["value"]}
    for stored in call.app.all(f"attached {call.path['destinationId']}"):
        export = call.app.get("export", stored.id)
        if export is not None and stored.id not in known:
            answer["value"].append(shown_export(export))
    return answer


def _first_secret(right: Any) -> Any:
    return lambda *arguments: right(*arguments)[:1]


def _from_before(call: Call, rightly: Any) -> Any:
    id = call.path["deploymentManifestId"]
    present, former = call.app.get("manifest", id), call.app.get("before", id)
    if present is not None:
        call.app.put("before", id, present)
        if former is not None:
            call.app.put("manifest", id, {**former, "etag": present["etag"]})
    return rightly(call)


def _cut_first(right: Any) -> Any:
    def rows(sent: Any, query: Any, limit: int) -> Any:
        if query.where is None or query.order is None:
            return right(sent, query, limit)
        cut = right(sent, replace(query, order=None), limit)
        key, descending = query.order
        return sorted(cut, key=lambda row: (row.get(key) is not None, row.get(key) or 0), reverse=descending)

    return rows


def _first_for_last(right: Any) -> Any:
    def aggregated(sent: Any, query: Any) -> Any:
        items = tuple(replace(item, function="FIRST") if item.function == "LAST" else item for item in query.items)
        return right(sent, replace(query, items=items))

    return aggregated


_FOUND = _codes()

DEFECTS = [
    Defect(
        "recreated-with-old-attestation",
        "a device that was removed and is created again has its former attestation",
        STABLE,
        "Devices",
        _FOUND,
        constants(
            {f"{_EMULATOR}devices.devices:UNDER_DEVICES": [kind for kind in UNDER_DEVICES if kind != "attestation"]}
        ),
    ),
    Defect(
        "unblocked-unprovisioned",
        "a provisioned device that is blocked and unblocked is not provisioned any more",
        STABLE,
        "Devices",
        _FOUND,
        instead("Devices_Update", do=_unprovisioned),
    ),
    Defect(
        "member-by-first-organization",
        "a device that was moved to another organization stays in the groups of the first one",
        STABLE,
        "DeviceGroups",
        _FOUND,
        replaced(f"{_EMULATOR}resources.device_groups:belongs", _of_first_owner),
    ),
    Defect(
        "first-of-page-expanded",
        "expand=deploymentManifest in a list shows the manifest of the first device only",
        PREVIEW,
        "Devices",
        _FOUND,
        answers("Devices_List", change=_first_expanded),
    ),
    Defect(
        "unfiltered-later-when-sorted",
        "later pages of a list that is filtered and sorted have devices which the filter excludes",
        PREVIEW,
        "Devices",
        _FOUND,
        instead("Devices_List", do=_unfiltered_later),
    ),
    Defect(
        "credentials-of-first-attestation",
        "the credentials of a device stay those of its first attestation",
        STABLE,
        "Devices",
        _FOUND,
        together(
            answers("Devices_CreateAttestation", change=_note_attestation),
            answers("Devices_GetCredentials", change=_first_credentials),
        ),
    ),
    Defect(
        "etag-stays-with-manifest",
        "the etag of a device stays the same when a deployment manifest is applied to it",
        PREVIEW,
        "Devices",
        _FOUND,
        instead("Devices_ApplyManifest", do=_same_etag),
    ),
    Defect(
        "components-of-first-template",
        "the components of a device that was moved to another template stay those of the first one",
        STABLE,
        "Devices",
        _FOUND,
        answers("Devices_ListComponents", change=_first_components),
    ),
    Defect(
        "components-of-first-module",
        "the components of every module are those of the first one",
        PREVIEW,
        "Devices",
        _FOUND,
        instead("Devices_ListModuleComponents", do=_of_first_module),
    ),
    Defect(
        "second-component-unwritten",
        "a PATCH of properties of two components writes those of the first",
        STABLE,
        "Devices",
        _FOUND,
        replaced(f"{_EMULATOR}devices.properties:_levels", _one_component),
    ),
    Defect(
        "unwritten-while-blocked",
        "properties of a blocked device are accepted and not kept",
        STABLE,
        "Devices",
        _FOUND,
        instead("Devices_UpdateProperties", do=_not_while_blocked),
    ),
    Defect(
        "first-run-kept",
        "the history of a command that ran twice has the first run",
        PREVIEW,
        "Devices",
        _FOUND,
        instead("Devices_RunCommand", do=_first_run),
    ),
    Defect(
        "component-history-without-request",
        "the history of a command of a component has no request",
        STABLE,
        "Devices",
        _FOUND,
        answers("Devices_GetComponentCommandHistory", change=_without_request),
    ),
    Defect(
        "telemetry-goes-back",
        "the second read of a component's telemetry has an earlier time than the first",
        STABLE,
        "Devices",
        _FOUND,
        answers("Devices_GetComponentTelemetryValue", change=_backwards),
    ),
    Defect(
        "migrated-unrelated",
        "a device that is moved to another template loses the relationships that lead to it",
        STABLE,
        "Devices",
        _FOUND,
        instead("Devices_Update", do=_unrelated),
    ),
    Defect(
        "once-used-undeletable",
        "a template that was once assigned to a device cannot be deleted, even when no device has it",
        STABLE,
        "DeviceTemplates",
        _FOUND,
        together(
            answers("Devices_Create", "Devices_Update", change=_note_template),
            instead("DeviceTemplates_Remove", do=_never_used),
        ),
    ),
    Defect(
        "ascending-when-filtered",
        "a list of templates that is filtered and sorted in descending order is in ascending order",
        PREVIEW,
        "DeviceTemplates",
        _FOUND,
        instead("DeviceTemplates_List", do=_ascending),
    ),
    Defect(
        "blocked-left-out",
        "a blocked device is left out of the groups whose filter it meets",
        STABLE,
        "DeviceGroups",
        _FOUND,
        replaced(f"{_EMULATOR}resources.device_groups:belongs", _only_enabled),
    ),
    Defect(
        "third-condition-ignored",
        "the third condition of a group's filter is ignored",
        PREVIEW,
        "DeviceGroups",
        _FOUND,
        replaced(f"{_EMULATOR}languages.group_filter:parse", _two_conditions),
    ),
    Defect(
        "members-by-former-filter",
        "the members of a group whose filter was patched are those of the former filter",
        STABLE,
        "DeviceGroups",
        _FOUND,
        together(
            instead("DeviceGroups_Update", do=_note_filter),
            instead("DeviceGroups_GetDevices", do=_by_former_filter),
        ),
    ),
    Defect(
        "replaced-still-verified",
        "a certificate that replaces a verified one is verified although the request says otherwise",
        STABLE,
        "EnrollmentGroups",
        _FOUND,
        instead("EnrollmentGroups_CreateX509", do=_still_verified),
    ),
    Defect(
        "one-key-in-later-items",
        "in a list of enrollment groups both keys of all but the first are the primary one",
        PREVIEW,
        "EnrollmentGroups",
        _FOUND,
        answers("EnrollmentGroups_List", change=_same_keys_later),
    ),
    Defect(
        "account-of-the-deleted",
        "a file upload configuration that is created after one was deleted has the account of that one",
        STABLE,
        "FileUploads",
        _FOUND,
        together(
            instead("FileUploads_Remove", do=_note_account),
            sending("FileUploads_Create", change=_former_account),
        ),
    ),
    Defect(
        "readable-for-good",
        "read access that was granted cannot be taken back by a PATCH",
        PREVIEW,
        "FileUploads",
        _FOUND,
        sending("FileUploads_Update", change=_readable_for_good),
    ),
    Defect(
        "resumed-with-end",
        "a job that is resumed keeps the end of when it was stopped",
        STABLE,
        "Jobs",
        _FOUND,
        replaced(f"{_EMULATOR}jobs.job_runs:continue_job", _end_kept),
    ),
    Defect(
        "stopped-with-none-pending",
        "the progress of a stopped job counts no pending devices",
        PREVIEW,
        "Jobs",
        _FOUND,
        answers("Jobs_Get", change=_none_pending),
    ),
    Defect(
        "rerun-without-threshold",
        "a rerun has no cancellation threshold, although its job has one",
        STABLE,
        "Jobs",
        _FOUND,
        answers("Jobs_Rerun", change=_without_threshold),
    ),
    Defect(
        "runs-with-first-data",
        "a scheduled job whose data was patched runs with the data of its creation",
        STABLE,
        "ScheduledJobs",
        _FOUND,
        together(
            answers("ScheduledJobs_Create", change=_note_data),
            replaced(f"{_EMULATOR}jobs.job_runs:launch", _first_data),
        ),
    ),
    Defect(
        "disabled-is-completed",
        "a disabled scheduled job is said to be completed although runs are left",
        PREVIEW,
        "ScheduledJobs",
        _FOUND,
        answers("ScheduledJobs_Create", "ScheduledJobs_Update", "ScheduledJobs_Get", change=_completed_if_disabled),
    ),
    Defect(
        "deleted-with-its-users",
        "an organization can be deleted while a user has a role in it",
        PREVIEW,
        "Organizations",
        _FOUND,
        replaced(f"{_EMULATOR}resources.organizations:_resident", _no_user),
    ),
    Defect(
        "reached-by-first-parent",
        "a role of an organization does not reach those that were moved below it",
        STABLE,
        "Organizations",
        _FOUND,
        together(
            instead("Organizations_Create", do=_note_parent),
            replaced(f"{_EMULATOR}http.authorization:caller_with", _by_first_parent),
        ),
    ),
    Defect(
        "role-name-in-one-word",
        "a role of organizations has another name when it is read than in the list",
        STABLE,
        "Roles",
        _FOUND,
        answers("Roles_Get", change=lambda _, role: {**role, "displayName": role["displayName"].replace(" ", "")}),
    ),
    Defect(
        "second-assignment-lost",
        "of two roles of a new user the second is lost",
        STABLE,
        "Users",
        _FOUND,
        sending("Users_Create", change=lambda _, body: {**body, "roles": body["roles"][:1]}),
    ),
    Defect(
        "address-taken-for-good",
        "the e-mail address of a deleted user cannot be given to another one",
        PREVIEW,
        "Users",
        _FOUND,
        together(instead("Users_Remove", do=_note_mail), instead("Users_Create", do=_mail_taken)),
    ),
    Defect(
        "principal-is-tenant",
        "a PATCH of a service principal's roles stores its tenant's id as its object's",
        PREVIEW,
        "Users",
        _FOUND,
        answers("Users_Update", change=_other_object),
    ),
    Defect(
        "second-role-powerless",
        "a token with two roles may do what the first allows only",
        PREVIEW,
        "ApiTokens",
        _FOUND,
        replaced(f"{_EMULATOR}http.authorization:caller_with", _first_role),
    ),
    Defect(
        "later-capabilities-counted",
        "all but the first capability of a new dashboard's tile are aggregated by count",
        PREVIEW,
        "Dashboards",
        _FOUND,
        sending("Dashboards_Create", change=_count_later),
    ),
    Defect(
        "seen-by-first-organization",
        "a dashboard of two organizations is seen by the first of them only",
        PREVIEW,
        "Dashboards",
        _FOUND,
        replaced(f"{_EMULATOR}http.authorization:Caller.reaches", _by_first_organization),
    ),
    Defect(
        "enrichments-stay",
        "null in a PATCH does not remove an enrichment of an export",
        PREVIEW,
        "Exports",
        _FOUND,
        sending("Exports_Update", change=_nulls_ignored),
    ),
    Defect(
        "disabled-with-status",
        "an export that is disabled keeps the status that it had while it ran",
        PREVIEW,
        "Exports",
        _FOUND,
        instead("Exports_Update", do=_status_kept),
    ),
    Defect(
        "detached-still-listed",
        "the exports of a destination have one from which the destination was detached",
        PREVIEW,
        "Destinations",
        _FOUND,
        together(
            answers("Exports_Create", "Exports_Update", change=_note_attached),
            answers("Destinations_ListExports", change=_once_attached),
        ),
    ),
    Defect(
        "second-secret-shown",
        "of two secrets of a destination the second is shown",
        PREVIEW,
        "Destinations",
        _FOUND,
        replaced(f"{_EMULATOR}data_export.representations:secret_places", _first_secret),
    ),
    Defect(
        "patched-from-before",
        "the second PATCH of a deployment manifest undoes the first",
        PREVIEW,
        "DeploymentManifests",
        _FOUND,
        instead("DeploymentManifests_Update", do=_from_before),
    ),
    Defect(
        "cut-before-sorted",
        "TOP cuts the rows of a query with WHERE before they are sorted",
        PREVIEW,
        "Query",
        _FOUND,
        replaced(f"{_ROW_FUNCTIONS}telemetry_rows", _cut_first),
    ),
    Defect(
        "last-is-first-in-windows",
        "LAST in windows of time is the first value",
        PREVIEW,
        "Query",
        _FOUND,
        replaced(f"{_ROW_FUNCTIONS}aggregated", _first_for_last),
    ),
]
