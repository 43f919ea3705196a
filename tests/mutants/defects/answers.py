"""Defects in responses: statuses, members, types, envelopes, headers, and times."""

from __future__ import annotations

import time
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError

from ..defect import PREVIEW, STABLE, Defect
from ..switching import Switch, Wire, answers, instead, on_wire

_SHAPE = frozenset({"IC105", "ST.response_schema_conformance"})
_STATUS = frozenset({"IC104", "ST.status_code_conformance"})
_ENVELOPE = frozenset({"IC102"})


def _broken() -> ServiceError:
    return ServiceError(500, "InternalServerError", "An internal error has occurred.")


def _status(operation: str, right: int, wrong: int) -> Switch:
    def change(answer: Wire) -> None:
        if answer.status == right:
            answer.status = wrong

    return on_wire(change, operation)


def _envelope(change: Any, *operations: str) -> Switch:
    """Change the error responses."""

    def refused(answer: Wire) -> None:
        if answer.status >= 400:
            change(answer)

    return on_wire(refused, *operations)


def _no_code(answer: Wire) -> None:
    error = answer.json["error"]
    answer.json = {"error": {name: value for name, value in error.items() if name != "code"}}


def _plain_text(answer: Wire) -> None:
    answer.content = answer.json["error"]["message"].encode()
    answer.headers["content-type"] = "text/plain"


def _bare_error(answer: Wire) -> None:
    answer.json = answer.json["error"]


def _no_header(answer: Wire) -> None:
    answer.headers.pop("x-ms-error-code", None)


def _other_header(answer: Wire) -> None:
    if answer.status == 404:
        answer.headers["x-ms-error-code"] = "ResourceNotFound"


def _as_html(answer: Wire) -> None:
    if answer.status == 200:
        answer.headers["content-type"] = "text/html"


def _as_text(answer: Wire) -> None:
    if answer.status == 200:
        answer.headers["content-type"] = "text/plain; charset=utf-8"


def _without(*names: str) -> Any:
    return lambda call, answer: {name: value for name, value in answer.items() if name not in names}


def _items(change: Any) -> Any:
    return lambda call, page: {**page, "value": [change(item) for item in page["value"]]}


def _longest_id(call: Call, rightly: Any) -> Any:
    if any(len(id) >= 48 for id in call.path.values()):
        raise _broken()
    return rightly(call)


def _empty_body(call: Call, rightly: Any) -> Any:
    if not call.body:
        raise _broken()
    return rightly(call)


def _largest_page(call: Call, rightly: Any) -> Any:
    if call.query.get("maxpagesize") == 100:
        raise _broken()
    return rightly(call)


def _slowly(call: Call, rightly: Any) -> Any:
    time.sleep(2.5)
    return rightly(call)


def _unset_parent(call: Call, answer: Any) -> Any:
    return {"parent": None, **answer}


DEFECTS = [
    Defect(
        "delete-device-200",
        "deleting a device returns 200 where 204 is documented",
        PREVIEW,
        "Devices",
        _STATUS,
        _status("Devices_Remove", 204, 200),
    ),
    Defect(
        "create-template-201",
        "creating a device template returns 201 where 200 is documented",
        STABLE,
        "DeviceTemplates",
        _STATUS,
        _status("DeviceTemplates_Create", 200, 201),
    ),
    Defect(
        "dashboard-without-name",
        "a dashboard is read without its display name, which is required",
        PREVIEW,
        "Dashboards",
        _SHAPE,
        answers("Dashboards_Get", change=_without("displayName")),
    ),
    Defect(
        "list-without-value",
        "the list of exports has its items in `items`, not in `value`",
        PREVIEW,
        "Exports",
        _SHAPE,
        answers("Exports_List", change=lambda call, page: {"items": page["value"]}),
    ),
    Defect(
        "user-roles-as-object",
        "in the list of users, the roles are one object instead of an array",
        STABLE,
        "Users",
        _SHAPE,
        answers("Users_List", change=_items(lambda user: {**user, "roles": user["roles"][0]})),
    ),
    Defect(
        "organization-parent-null",
        "an organization of the first level has the parent null, where the member is a text or absent",
        STABLE,
        "Organizations",
        _SHAPE,
        answers("Organizations_Get", "Organizations_Create", change=_unset_parent),
    ),
    Defect(
        "job-progress-as-text",
        "the counts of a job's progress are texts",
        PREVIEW,
        "Jobs",
        _SHAPE,
        answers(
            "Jobs_Get",
            change=lambda call, job: (
                {**job, "progress": {name: str(count) for name, count in job["progress"].items()}}
                if "progress" in job
                else job
            ),
        ),
    ),
    Defect(
        "upload-state-unknown",
        "the state of the file upload is `ready`, which is not a documented value",
        PREVIEW,
        "FileUploads",
        _SHAPE,
        answers("FileUploads_Get", change=lambda call, found: {**found, "state": "ready"}),
    ),
    Defect(
        "token-expiry-without-zone",
        "the expiry of an API token is a date and a time with a space between them, and without a zone",
        STABLE,
        "ApiTokens",
        _SHAPE,
        answers(
            "ApiTokens_Get", change=lambda call, token: {**token, "expiry": token["expiry"][:19].replace("T", " ")}
        ),
    ),
    Defect(
        "error-without-code",
        "errors about deployment manifests have no code",
        PREVIEW,
        "DeploymentManifests",
        _ENVELOPE | _SHAPE,
        _envelope(
            _no_code,
            "DeploymentManifests_Get",
            "DeploymentManifests_Create",
            "DeploymentManifests_Update",
            "DeploymentManifests_Remove",
        ),
    ),
    Defect(
        "error-as-plain-text",
        "errors about exports are plain text",
        PREVIEW,
        "Exports",
        _ENVELOPE | {"IC106"},
        _envelope(_plain_text, "Exports_Get", "Exports_Create", "Exports_Update", "Exports_Remove"),
    ),
    Defect(
        "error-without-envelope",
        "an error about a job has its code and its message at the top, without the member `error`",
        STABLE,
        "Jobs",
        _ENVELOPE | _SHAPE,
        _envelope(_bare_error, "Jobs_Get", "Jobs_Create", "Jobs_Stop", "Jobs_Resume"),
    ),
    Defect(
        "query-error-without-header",
        "a rejected query is answered without x-ms-error-code",
        PREVIEW,
        "Query",
        frozenset({"IC103"}),
        _envelope(_no_header, "Query_Run"),
    ),
    Defect(
        "role-error-header-differs",
        "for an unknown role, x-ms-error-code is not the code in the body",
        STABLE,
        "Roles",
        frozenset({"IC103"}),
        _envelope(_other_header, "Roles_Get"),
    ),
    Defect(
        "destination-as-html",
        "a destination is answered as text/html",
        PREVIEW,
        "Destinations",
        frozenset({"IC106", "ST.content_type_conformance"}),
        on_wire(_as_html, "Destinations_Get"),
    ),
    Defect(
        "templates-list-as-text",
        "the list of device templates is answered as text/plain",
        STABLE,
        "DeviceTemplates",
        frozenset({"IC106", "ST.content_type_conformance"}),
        on_wire(_as_text, "DeviceTemplates_List"),
    ),
    Defect(
        "longest-organization-id-500",
        "an organization whose id has the greatest length is answered with 500",
        PREVIEW,
        "Organizations",
        frozenset({"IC101", "IC231", "ST.not_a_server_error"}),
        instead("Organizations_Create", do=_longest_id),
    ),
    Defect(
        "longest-user-id-500",
        "a user whose id has the greatest length is answered with 500",
        STABLE,
        "Users",
        frozenset({"IC101", "IC231", "ST.not_a_server_error"}),
        instead("Users_Create", do=_longest_id),
    ),
    Defect(
        "empty-organization-500",
        "an organization without any member in its body is answered with 500",
        STABLE,
        "Organizations",
        frozenset({"IC101", "ST.not_a_server_error"}),
        instead("Organizations_Create", do=_empty_body),
    ),
    Defect(
        "empty-patch-500",
        "an empty patch of a scheduled job is answered with 500",
        STABLE,
        "ScheduledJobs",
        frozenset({"IC101", "IC404", "ST.not_a_server_error"}),
        instead("ScheduledJobs_Update", do=_empty_body),
    ),
    Defect(
        "largest-page-500",
        "a list of jobs with maxpagesize=100 is answered with 500",
        PREVIEW,
        "Jobs",
        frozenset({"IC101", "IC233", "IC502", "ST.not_a_server_error"}),
        instead("Jobs_List", do=_largest_page),
    ),
    Defect(
        "verification-code-slow",
        "a verification code takes seconds",
        PREVIEW,
        "EnrollmentGroups",
        frozenset({"IC107"}),
        instead("EnrollmentGroups_GenerateVerificationCodeX509", do=_slowly),
        {"slow": 2.0},
    ),
]
