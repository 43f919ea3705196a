"""Defects at the margins of enrollment, uploads, jobs, access, dashboards, exports, manifests and queries."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from iotcentral_testkit.emulator.http.authorization import OPERATOR
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.http.pagination import stored_page
from iotcentral_testkit.emulator.jobs import job_runs
from iotcentral_testkit.emulator.jobs.jobs import shown_job
from iotcentral_testkit.emulator.resources import organizations
from iotcentral_testkit.emulator.state.clock import duration
from iotcentral_testkit.emulator.state.timers import cancel

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, constants, instead, replaced, sending, together
from .margins import within, without_offset

_EMULATOR = "iotcentral_testkit.emulator."


# enrollment and uploads


def _rolls_both(_call: Call, body: dict[str, Any]) -> Any:
    attestation = body.get("attestation") or {}
    keys = attestation.get("symmetricKey")
    if not isinstance(keys, dict):
        return body
    other = {"primaryKey", "secondaryKey"} - keys.keys()
    return {**body, "attestation": {**attestation, "symmetricKey": {**keys, **dict.fromkeys(other)}}}


def _code_for_nothing(call: Call, rightly: Any) -> Any:
    try:
        return rightly(call)
    except ServiceError as error:
        group = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
        if error.status != 404 or group is None:
            raise
        return {"verificationCode": "0" * 48}


def _doubts_the_other(call: Call, rightly: Any) -> None:
    rightly(call)
    group = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
    entries = group["attestation"]["x509"]["signingCertificates"]
    for entry in entries.values():
        entry["verified"] = False
    call.app.put("enrollmentGroup", group["id"], group)


def _without_etag(_call: Call, body: dict[str, Any]) -> Any:
    return {name: value for name, value in body.items() if name != "etag"}


def _never_applied(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    cancel(call.app, "fileUpload.apply", "fileUpload")
    return answer


def _in_hours(_call: Call, body: dict[str, Any]) -> Any:
    try:
        length = duration(body["sasTtl"])
    except (KeyError, TypeError, ValueError):
        return body
    hours, rest = divmod(length, timedelta(hours=1))
    minutes = int(rest.total_seconds() // 60)
    return body if not hours else {**body, "sasTtl": f"PT{hours}H" + (f"{minutes}M" if minutes else "")}


# jobs


def _worked_on(_call: Call, page: Any) -> Any:
    return {**page, "value": [device for device in page["value"] if device["status"] != "pending"]}


def _done_at_once(call: Call, rightly: Any) -> None:
    rightly(call)
    job = call.app.get("job", call.path["jobId"])
    cancel(call.app, "job.begin", job["id"])
    cancel(call.app, "job.step", job["id"])
    counts = job.get("_counts")
    if counts is not None:
        counts["completed"] = counts["total"] - counts["failed"]
    job_runs._end(call.app, job, "complete")


def _at_threshold(right: Any) -> Callable[[Any, int], bool]:
    def past(job: Any, size: int) -> bool:
        given = job.get("cancellationThreshold")
        return bool(right({**job, "cancellationThreshold": given and {**given, "value": given["value"] - 1e-6}}, size))

    return past


def _local_start(_call: Call, body: dict[str, Any]) -> Any:
    schedule = body.get("schedule")
    if isinstance(schedule, dict) and isinstance(schedule.get("start"), str):
        body["schedule"] = {**schedule, "start": without_offset(schedule["start"])}
    return body


def _never_completed(job: dict[str, Any]) -> dict[str, Any]:
    dated = (job["schedule"].get("end") or {}).get("type") == "date"
    return {**job, "completed": False} if dated else job


def _of_all_schedules(call: Call, rightly: Any) -> Any:
    rightly(call)
    return stored_page(
        call, "job", lambda stored: shown_job(stored.content) if "scheduledJobId" in stored.content else None
    )


# access


def _composed(_call: Call, body: dict[str, Any]) -> Any:
    if isinstance(body.get("displayName"), str):
        body["displayName"] = unicodedata.normalize("NFC", body["displayName"])
    return body


def _roles_of_whole_application(call: Call, rightly: Any) -> Any:
    role = rightly(call)
    if role["displayName"].startswith("Org "):
        raise ServiceError(404, "NotFound", f'Role "{role["id"]}" could not be found.')
    return role


def _spelled_out(_call: Call, page: Any) -> Any:
    def spelled(role: dict[str, str]) -> dict[str, str]:
        return {**role, "displayName": role["displayName"].replace("Org ", "Organization ")}

    return {**page, "value": [spelled(role) for role in page["value"]]}


def _with_former_roles(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("user", call.path["userId"]) or {"roles": []}
    if isinstance(body.get("roles"), list):
        body["roles"] = [*body["roles"], *(role for role in stored["roles"] if role not in body["roles"])]
    return body


def _operators_mint(right: Any) -> Callable[[str, str], bool]:
    return lambda role, permission: right(role, permission) or (role, permission) == (OPERATOR, "ApiTokens.change")


# dashboards, exports, manifests and queries


def _empty_passes(right: Any) -> Callable[[Any, Any], None]:
    def check(route: Any, body: Any) -> None:
        clauses = [clause for clause in route.body_problems(body) if "less than 1 property" not in clause]
        if clauses:
            right(route, body)

    return check


def _turned_later(call: Call, page: Any) -> Any:
    return {**page, "value": page["value"][::-1]} if call.extra and call.role("orderby") else page


def _whole_enrichments(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("export", call.path["exportId"]) or {}
    if isinstance(body.get("enrichments"), dict):
        body["enrichments"] = {**dict.fromkeys(stored.get("enrichments") or {}), **body["enrichments"]}
    return body


def _first_transform(_call: Call, body: dict[str, Any]) -> Any:
    for reference in (body.get("destinations") or [])[1:]:
        reference.pop("transform", None)
    return body


def _listed_in_clear(call: Call, page: Any) -> Any:
    def opened(item: dict[str, Any]) -> dict[str, Any]:
        stored = call.app.get("destination", item["id"]) or {}
        customized = {name: stored[name] for name in ("headerCustomizations",) if name in stored and name in item}
        return {**item, **customized}

    return {**page, "value": [opened(item) for item in page["value"]]}


def _keeps_what_is_cleared(_call: Call, body: dict[str, Any]) -> Any:
    return {name: value for name, value in body.items() if value is not None}


def _null_stays(_call: Call, body: dict[str, Any]) -> Any:
    return within(body, lambda part: {name: value for name, value in part.items() if value is not None})


def _split_names(_call: Call, body: dict[str, Any]) -> Any:
    def split(part: dict[str, Any]) -> dict[str, Any]:
        if "properties.desired" not in part:
            return part
        rest = {name: value for name, value in part.items() if name != "properties.desired"}
        return {**rest, "properties": {"desired": part["properties.desired"]}}

    return within(body, split)


def _first_of_list(right: Any) -> Callable[[Any, Any], bool]:
    def compares(comparison: Any, value: Any) -> bool:
        wanted = comparison.value
        return bool(right(replace(comparison, value=wanted[:1]) if isinstance(wanted, tuple) else comparison, value))

    return compares


_UNDELETED = {kind: name for kind, name in organizations._RESIDENTS.items() if kind != "dashboard"}

DEFECTS = [
    # "Changes members of an enrollment group by JSON merge patch"
    Defect(
        "both-keys-rolled",
        "a PATCH of one key of an enrollment group generates the other again",
        STABLE,
        "EnrollmentGroups",
        codes("IC402"),
        sending("EnrollmentGroups_Update", change=_rolls_both),
    ),
    # "Answers 404 when the group or the certificate does not exist."
    Defect(
        "code-for-no-certificate",
        "a verification code is issued where there is no certificate",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC306"),
        instead("EnrollmentGroups_GenerateVerificationCodeX509", do=_code_for_nothing),
    ),
    # "Removes the primary or secondary signing certificate; the group itself stays"
    Defect(
        "other-certificate-unverified",
        "with the removal of a certificate the other one is no longer verified",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC318"),
        instead("EnrollmentGroups_RemoveX509", do=_doubts_the_other),
    ),
    # etag: "Opaque version of this certificate entry, to be sent back unchanged to prevent conflicting writes"
    Defect(
        "certificate-etag-unchecked",
        "the etag of a certificate is not compared",
        STABLE,
        "EnrollmentGroups",
        codes("IC415"),
        sending("EnrollmentGroups_CreateX509", change=_without_etag),
    ),
    # "The change is applied in the background, so the state passes through `pending` or `updating` again"
    Defect(
        "change-of-upload-never-applied",
        "after a PATCH the file upload configuration stays in the state updating",
        STABLE,
        "FileUploads",
        codes("IC660"),
        instead("FileUploads_Update", do=_never_applied),
        options={"patience": 8.0},
    ),
    # sasTtl: "How long a device's request to upload a file stays valid, as an ISO 8601 duration"
    Defect(
        "upload-time-to-the-minute",
        "durations of an hour and more lose their seconds",
        PREVIEW,
        "FileUploads",
        codes("IC401"),
        sending("FileUploads_Create", "FileUploads_Update", change=_in_hours),
    ),
    # "Lists the devices that the job works on, each with its own status"
    Defect(
        "waiting-devices-not-listed",
        "the devices of a job lack those on which its work is not done yet",
        STABLE,
        "Jobs",
        codes("IC603"),
        answers("Jobs_GetDevices", change=_worked_on),
    ),
    # "Continues a job that was stopped"
    Defect(
        "resumed-job-does-nothing",
        "a resumed job is complete at once, without having worked on the devices that were left",
        PREVIEW,
        "Jobs",
        codes("IC603"),
        instead("Jobs_Resume", do=_done_at_once),
    ),
    # "Amount of failed devices beyond which the job is cancelled"
    Defect(
        "cancelled-at-threshold",
        "a job is cancelled when its failures reach the threshold, not when they pass it",
        PREVIEW,
        "Jobs",
        codes("IC606"),
        replaced(f"{_EMULATOR}jobs.job_runs:_past_threshold", _at_threshold),
    ),
    # start: "Time of the first run, as an ISO 8601 date and time"
    Defect(
        "schedule-loses-offset",
        "the start of a schedule with an offset is stored as if it were UTC",
        PREVIEW,
        "ScheduledJobs",
        codes("IC311"),
        sending("ScheduledJobs_Create", "ScheduledJobs_Update", change=_local_start),
    ),
    # completed: "Whether the schedule has ended, so that no run is left"
    Defect(
        "dated-schedule-never-completed",
        "a schedule whose end date has passed is not completed",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        together(
            answers(
                *(f"ScheduledJobs_{verb}" for verb in ("Get", "Create", "Update")),
                change=lambda _call, job: _never_completed(job),
            ),
            answers(
                "ScheduledJobs_List",
                change=lambda _call, page: {**page, "value": [_never_completed(job) for job in page["value"]]},
            ),
        ),
        options={"patience": 8.0},
    ),
    # "Lists the jobs that the runs of this scheduled job have made"
    Defect(
        "jobs-of-all-schedules",
        "the jobs of a scheduled job have those of the others too",
        PREVIEW,
        "ScheduledJobs",
        codes("IC630"),
        instead("ScheduledJobs_ListJobs", do=_of_all_schedules),
        options={"patience": 8.0},
    ),
    # "Stores an organization under the given id"
    Defect(
        "organization-name-composed",
        "the accents in an organization's name are composed",
        STABLE,
        "Organizations",
        codes("IC311", "IC401"),
        sending("Organizations_Create", "Organizations_Update", change=_composed),
    ),
    # "possible only once no devices, device groups, users, jobs or dashboards remain in it"
    Defect(
        "organization-with-dashboard-deleted",
        "an organization can be deleted while a dashboard is in it",
        PREVIEW,
        "Organizations",
        codes("IC315"),
        constants({f"{_EMULATOR}resources.organizations:_RESIDENTS": _UNDELETED}),
    ),
    # "Returns the name of one role. Fails with 404 when the id is not known."
    Defect(
        "organization-role-unread",
        "the roles of organizations are listed, but not read",
        STABLE,
        "Roles",
        codes("IC301"),
        instead("Roles_Get", do=_roles_of_whole_application),
    ),
    # displayName: "Name shown to people, such as `Administrator`, `Operator` or `Org Viewer`"
    Defect(
        "role-listed-by-long-name",
        "the list has other names of roles than a read",
        PREVIEW,
        "Roles",
        codes("IC506"),
        answers("Roles_List", change=_spelled_out),
    ),
    # "A new `roles` list takes the place of the old one."
    Defect(
        "roles-added-by-patch",
        "the roles of a PATCH are added to those that the user has",
        STABLE,
        "Users",
        codes("IC401"),
        sending("Users_Update", change=_with_former_roles),
    ),
    # expiry: "Time in UTC at which the token stops working."
    Defect(
        "expiry-loses-offset",
        "the expiry of a token with an offset is taken as UTC",
        STABLE,
        "ApiTokens",
        codes("IC311"),
        sending(
            "ApiTokens_Create",
            change=lambda _call, body: {name: without_offset(value) for name, value in body.items()},
        ),
    ),
    # "Only root administrators and roles that hold the API token permission may do so."
    Defect(
        "operator-makes-tokens",
        "operators may create API tokens",
        PREVIEW,
        "ApiTokens",
        codes("IC206"),
        replaced(f"{_EMULATOR}http.authorization:_granted", _operators_mint),
    ),
    # TextFormatConfiguration: minProperties 1, "at least one member must be given"
    Defect(
        "empty-format-of-tile",
        "the format of a tile may be empty",
        PREVIEW,
        "Dashboards",
        codes("IC224"),
        replaced(f"{_EMULATOR}http.bodies:check_body", _empty_passes),
    ),
    # OrderBy: "followed by `desc` for descending order; ascending is the default"
    Defect(
        "later-dashboards-turned",
        "later pages of sorted dashboards come in the reverse order",
        PREVIEW,
        "Dashboards",
        codes("IC505"),
        answers("Dashboards_List", change=_turned_later),
    ),
    # "Applies a JSON merge patch: … absent members stay; `destinations` is replaced whole"
    Defect(
        "enrichments-replaced-by-patch",
        "a PATCH with one enrichment removes the others",
        PREVIEW,
        "Exports",
        codes("IC402"),
        sending("Exports_Update", change=_whole_enrichments),
    ),
    # transform: "A jq program that turns each message into the form this destination wants"
    Defect(
        "second-transform-lost",
        "of the destinations of an export only the first has a transform",
        PREVIEW,
        "Exports",
        codes("IC302", "IC304"),
        sending("Exports_Create", "Exports_Update", change=_first_transform),
    ),
    # "Returns the destinations of the application, with secrets masked."
    Defect(
        "secret-header-listed",
        "the list shows secret headers of webhooks",
        PREVIEW,
        "Destinations",
        codes("IC308", "IC506"),
        answers("Destinations_List", change=_listed_in_clear),
    ),
    # "Applies a JSON merge patch: members that are given replace the stored ones, null clears a member"
    Defect(
        "destination-keeps-cleared",
        "null in a PATCH of a destination clears nothing",
        PREVIEW,
        "Destinations",
        codes("IC403"),
        sending("Destinations_Update", change=_keeps_what_is_cleared),
    ),
    # "Applies a JSON merge patch that reaches into `data`: … null removes a member"
    Defect(
        "manifest-null-stays",
        "null in the data of a manifest's PATCH removes nothing",
        PREVIEW,
        "DeploymentManifests",
        codes("IC403"),
        sending("DeploymentManifests_Update", change=_null_stays),
    ),
    # "Stores an IoT Edge deployment manifest under the given id."
    Defect(
        "manifest-names-split",
        "names with a dot in a manifest become nested objects",
        PREVIEW,
        "DeploymentManifests",
        codes("IC302", "IC304"),
        sending("DeploymentManifests_Create", change=_split_names),
    ),
    # an alias may be used in ORDER BY
    Defect(
        "alias-does-not-sort",
        "ORDER BY an alias sorts nothing",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:_path_of", lambda _right: lambda _query, key: key),
    ),
    # path IN ['a','b']
    Defect(
        "first-of-list",
        "of the values of IN only the first counts",
        PREVIEW,
        "Query",
        codes("IC650", "IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:_compares", _first_of_list),
    ),
]
