"""Defects of work, access and data that show after several requests, in unusual states, or in what one resource tells of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import shown_export
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import conflict

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, sending, together

_EMULATOR = "iotcentral_testkit.emulator."
_ROW_FUNCTIONS = f"{_EMULATOR}telemetry.query_rows:"


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


DEFECTS = [
    Defect(
        "resumed-with-end",
        "a job that is resumed keeps the end of when it was stopped",
        STABLE,
        "Jobs",
        codes("IC603"),
        replaced(f"{_EMULATOR}jobs.job_runs:continue_job", _end_kept),
    ),
    Defect(
        "stopped-with-none-pending",
        "the progress of a stopped job counts no pending devices",
        PREVIEW,
        "Jobs",
        codes("IC603"),
        answers("Jobs_Get", change=_none_pending),
    ),
    Defect(
        "rerun-without-cancellation-threshold",
        "a rerun has no cancellation threshold, although its job has one",
        STABLE,
        "Jobs",
        codes("IC604"),
        answers("Jobs_Rerun", change=_without_threshold),
    ),
    Defect(
        "runs-with-first-data",
        "a scheduled job whose data was patched runs with the data of its creation",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
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
        codes("IC506"),
        answers("ScheduledJobs_Create", "ScheduledJobs_Update", "ScheduledJobs_Get", change=_completed_if_disabled),
    ),
    Defect(
        "deleted-with-its-users",
        "an organization can be deleted while a user has a role in it",
        PREVIEW,
        "Organizations",
        codes("IC315"),
        replaced(f"{_EMULATOR}resources.organizations:_resident", _no_user),
    ),
    Defect(
        "reached-by-first-parent",
        "a role of an organization does not reach those that were moved below it",
        STABLE,
        "Organizations",
        codes("IC215"),
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
        codes("IC512"),
        answers("Roles_Get", change=lambda _, role: {**role, "displayName": role["displayName"].replace(" ", "")}),
    ),
    Defect(
        "second-assignment-lost",
        "of two roles of a new user the second is lost",
        STABLE,
        "Users",
        codes("IC311"),
        sending("Users_Create", change=lambda _, body: {**body, "roles": body["roles"][:1]}),
    ),
    Defect(
        "address-taken-for-good",
        "the e-mail address of a deleted user cannot be given to another one",
        PREVIEW,
        "Users",
        codes("IC301"),
        together(instead("Users_Remove", do=_note_mail), instead("Users_Create", do=_mail_taken)),
    ),
    Defect(
        "principal-is-tenant",
        "a PATCH of a service principal's roles stores its tenant's id as its object's",
        PREVIEW,
        "Users",
        codes("IC402"),
        answers("Users_Update", change=_other_object),
    ),
    Defect(
        "later-capabilities-counted",
        "all but the first capability of a new dashboard's tile are aggregated by count",
        PREVIEW,
        "Dashboards",
        codes("IC311"),
        sending("Dashboards_Create", change=_count_later),
    ),
    Defect(
        "seen-by-first-organization",
        "a dashboard of two organizations is seen by the first of them only",
        PREVIEW,
        "Dashboards",
        codes("IC207"),
        replaced(f"{_EMULATOR}http.authorization:Caller.reaches", _by_first_organization),
    ),
    Defect(
        "enrichments-stay",
        "null in a PATCH does not remove an enrichment of an export",
        PREVIEW,
        "Exports",
        codes("IC403"),
        sending("Exports_Update", change=_nulls_ignored),
    ),
    Defect(
        "disabled-with-status",
        "an export that is disabled keeps the status that it had while it ran",
        PREVIEW,
        "Exports",
        codes("IC640"),
        instead("Exports_Update", do=_status_kept),
        {"patience": 3.0},
    ),
    Defect(
        "detached-still-listed",
        "the exports of a destination have one from which the destination was detached",
        PREVIEW,
        "Destinations",
        codes("IC510"),
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
        codes("IC308"),
        replaced(f"{_EMULATOR}data_export.representations:secret_places", _first_secret),
    ),
    Defect(
        "patched-from-before",
        "the second PATCH of a deployment manifest undoes the first",
        PREVIEW,
        "DeploymentManifests",
        codes("IC402"),
        instead("DeploymentManifests_Update", do=_from_before),
    ),
    Defect(
        "cut-before-sorted",
        "TOP cuts the rows of a query with WHERE before they are sorted",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_ROW_FUNCTIONS}telemetry_rows", _cut_first),
    ),
    Defect(
        "last-is-first-in-windows",
        "LAST in windows of time is the first value",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_ROW_FUNCTIONS}aggregated", _first_for_last),
    ),
]
