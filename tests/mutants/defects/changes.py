"""Defects of changes: merge patches and etags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import SECRETS
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.http.transport import ConnectionDroppedError

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import Wire, answers, instead, on_wire, replaced, together, unviewed

Do = Callable[[Call, Any], Any]


def _nothing_cleared(call: Call, rightly: Any) -> Any:
    call.body = {name: value for name, value in call.body.items() if value is not None}
    return rightly(call)


def _null_as_text(call: Call, rightly: Any) -> Any:
    call.body = {name: "null" if value is None else value for name, value in call.body.items()}
    return rightly(call)


def _forgetting(kind: str, parameter: str, *names: str) -> Do:
    """Let a patch lose members that it does not name."""

    def do(call: Call, rightly: Any) -> Any:
        id = call.path[parameter]
        stored = call.app.get(kind, id)
        if stored is not None:
            kept = {name: value for name, value in stored.items() if name not in names}
            if SECRETS in kept:  # else what reads them would fail instead
                kept[SECRETS] = [keys for keys in kept[SECRETS] if keys[0] not in names]
            call.app.put(kind, id, kept)
        return rightly(call)

    return do


def _roles_appended(call: Call, rightly: Any) -> Any:
    stored = call.app.get("user", call.path["userId"])
    if stored is not None and "roles" in call.body:
        call.body = {**call.body, "roles": [*stored["roles"], *(call.body["roles"] or [])]}
    return rightly(call)


def _ignoring(*names: str) -> Do:
    def do(call: Call, rightly: Any) -> Any:
        call.body = {name: value for name, value in call.body.items() if name not in names}
        return rightly(call)

    return do


def _keeping_the_emptied(call: Call, rightly: Any) -> Any:
    """Take an empty array for one that is not there."""
    call.body = {name: value for name, value in call.body.items() if value != []}
    return rightly(call)


def _dropped_if_empty(call: Call, rightly: Any) -> Any:
    if not call.body:
        raise ConnectionDroppedError
    return rightly(call)


def _upserting(call: Call, rightly: Any) -> Any:
    id = call.path["organizationId"]
    if call.app.get("organization", id) is None:
        call.app.put("organization", id, {"id": id})
    return rightly(call)


def _disabled_by_nothing(call: Call, rightly: Any) -> Any:
    if not call.body:
        call.body = {"enabled": False}
    return rightly(call)


def _answered_as_before(kind: str, parameter: str) -> Do:
    def do(call: Call, rightly: Any) -> Any:
        before = call.app.get(kind, call.path[parameter])
        answer = rightly(call)
        return {name: before[name] for name in answer if name in before}

    return do


def _taking(kind: str, parameter: str, name: str) -> Do:
    """Let a patch set a member that is read-only."""

    def do(call: Call, rightly: Any) -> Any:
        answer = rightly(call)
        if name not in call.body:
            return answer
        id = call.path[parameter]
        call.app.put(kind, id, {**call.app.get(kind, id), name: call.body[name]})
        return {**answer, name: call.body[name]}

    return do


def _unconditional(call: Call, rightly: Any) -> Any:
    """Ignore the etag of a change."""
    call.headers = {name: value for name, value in call.headers.items() if name != "if-match"}
    if isinstance(call.body, dict):
        call.body = {name: value for name, value in call.body.items() if name != "etag"}
    return rightly(call)


def _etag_of_body_ignored(call: Call, rightly: Any) -> Any:
    call.body = {name: value for name, value in call.body.items() if name != "etag"}
    return rightly(call)


def _outdated() -> ServiceError:
    return ServiceError(412, "PreconditionFailed", "The etag of the request is not the present one.")


def _no_star(call: Call, rightly: Any) -> Any:
    if call.headers.get("if-match") == "*":
        raise _outdated()
    return rightly(call)


def _no_etag_fits(call: Call, rightly: Any) -> Any:
    if call.headers.get("if-match", "*") != "*":
        raise _outdated()
    return rightly(call)


def _etag_kept(kind: str, parameter: str) -> Do:
    """Keep the etag when an item changes."""

    def do(call: Call, rightly: Any) -> Any:
        id = call.path[parameter]
        before = call.app.get(kind, id)
        answer = rightly(call)
        call.app.put(kind, id, {**call.app.get(kind, id), "etag": before["etag"]})
        return {**answer, "etag": before["etag"]}

    return do


def _etag_kept_with_group(call: Call, rightly: Any) -> Any:
    """Keep the etag of a scheduled job when its group alone changes."""
    alone = call.body.keys() == {"group"}
    return _etag_kept("scheduledJob", "scheduledJobId")(call, rightly) if alone else rightly(call)


def _etag_by_the_list(call: Call, page: Any) -> Any:
    """Give devices new etags whenever they are listed."""
    for item in page["value"]:
        item["etag"] = call.app.identity.etag()
        call.app.put("device", item["id"], {**call.app.get("device", item["id"]), "etag": item["etag"]})
    return page


@contextmanager
def _outdated_but_kept() -> Iterator[None]:
    """Reject a change with an outdated etag after it was stored."""
    refused: list[ServiceError] = []

    def lenient(rightly: Any) -> Any:
        def check(call: Call, stored: Any) -> None:
            try:
                rightly(call, stored)
            except ServiceError as refusal:
                if call.operation.id != "DeploymentManifests_Update":
                    raise
                refused.append(refusal)

        return check

    def tell(answer: Wire) -> None:
        if refused:
            answer.refuse(412, refused[0].code, refused[0].message)
        refused.clear()

    with together(
        replaced("iotcentral_testkit.emulator.http.etags:check_etag", lenient),
        on_wire(tell, "DeploymentManifests_Update"),
    )():
        yield


DEFECTS = [
    Defect(
        "patch-name-ignored",
        "a patch of an organization does not change its display name",
        STABLE,
        "Organizations",
        codes("IC401"),
        instead("Organizations_Update", do=_ignoring("displayName")),
    ),
    Defect(
        "patch-container-ignored",
        "a patch of the file upload configuration leaves the container as it was",
        PREVIEW,
        "FileUploads",
        codes("IC401"),
        instead("FileUploads_Update", do=_ignoring("container")),
    ),
    Defect(
        "patch-appends-roles",
        "a patch of a user adds the roles to those that are there instead of replacing them",
        PREVIEW,
        "Users",
        codes("IC401"),
        instead("Users_Update", do=_roles_appended),
    ),
    Defect(
        "patch-replaces-export",
        "a patch of an export forgets the filter and the enrichments that it does not name",
        PREVIEW,
        "Exports",
        codes("IC402"),
        instead("Exports_Update", do=_forgetting("export", "exportId", "filter", "enrichments")),
    ),
    Defect(
        "patch-loses-organizations",
        "a patch of a device group loses its organizations",
        STABLE,
        "DeviceGroups",
        codes("IC402"),
        instead("DeviceGroups_Update", do=_forgetting("deviceGroup", "deviceGroupId", "organizations")),
    ),
    Defect(
        "patch-loses-customizations",
        "a patch of a destination loses its header customizations",
        PREVIEW,
        "Destinations",
        codes("IC402"),
        instead("Destinations_Update", do=_forgetting("destination", "destinationId", "headerCustomizations")),
    ),
    Defect(
        "patch-loses-threshold",
        "a patch of a scheduled job loses its batch and its cancellation threshold",
        STABLE,
        "ScheduledJobs",
        codes("IC402", "IC404", "IC407"),
        instead(
            "ScheduledJobs_Update", do=_forgetting("scheduledJob", "scheduledJobId", "batch", "cancellationThreshold")
        ),
    ),
    Defect(
        "patch-keeps-emptied-tiles",
        "a patch of a dashboard with an empty array leaves the tiles",
        PREVIEW,
        "Dashboards",
        codes("IC401"),
        instead("Dashboards_Update", do=_keeping_the_emptied),
    ),
    Defect(
        "patch-keeps-emptied-organizations",
        "a patch of a device with an empty array leaves its organizations",
        STABLE,
        "Devices",
        codes("IC401"),
        instead("Devices_Update", do=_keeping_the_emptied),
    ),
    Defect(
        "empty-patch-unanswered",
        "the connection is closed without an answer to an empty patch of an organization",
        STABLE,
        "Organizations",
        codes("IC100"),
        instead("Organizations_Update", do=_dropped_if_empty),
    ),
    Defect(
        "null-keeps-description",
        "null in a patch of a device template leaves the description",
        PREVIEW,
        "DeviceTemplates",
        codes("IC403"),
        instead("DeviceTemplates_Update", do=_nothing_cleared),
    ),
    Defect(
        "null-as-text",
        'null in a patch of the file upload configuration sets the account to "null"',
        STABLE,
        "FileUploads",
        codes("IC403"),
        instead("FileUploads_Update", do=_null_as_text),
    ),
    Defect(
        "empty-patch-disables",
        "an empty patch disables an enrollment group",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC404"),
        instead("EnrollmentGroups_Update", do=_disabled_by_nothing),
    ),
    Defect(
        "patch-creates-organization",
        "a patch of an organization that does not exist creates it",
        PREVIEW,
        "Organizations",
        codes("IC405"),
        instead("Organizations_Update", do=_upserting),
    ),
    Defect(
        "patch-answers-before",
        "a patch of a device group is answered with the state before it",
        STABLE,
        "DeviceGroups",
        codes("IC406", "IC401"),
        instead("DeviceGroups_Update", do=_answered_as_before("deviceGroup", "deviceGroupId")),
    ),
    Defect(
        "patch-sets-provisioned",
        "a patch of a device sets `provisioned`, which is read-only",
        STABLE,
        "Devices",
        codes("IC407"),
        together(unviewed, instead("Devices_Update", do=_taking("device", "deviceId", "provisioned"))),
    ),
    Defect(
        "patch-sets-completed",
        "a patch of a scheduled job sets `completed`, which is read-only",
        PREVIEW,
        "ScheduledJobs",
        codes("IC407"),
        together(unviewed, instead("ScheduledJobs_Update", do=_taking("scheduledJob", "scheduledJobId", "completed"))),
    ),
    Defect(
        "etag-kept-with-group",
        "a patch of the group of a scheduled job alone leaves its etag",
        STABLE,
        "ScheduledJobs",
        codes("IC410"),
        instead("ScheduledJobs_Update", do=_etag_kept_with_group),
    ),
    Defect(
        "etag-never-changes",
        "a change of a device group leaves its etag",
        PREVIEW,
        "DeviceGroups",
        codes("IC410"),
        instead("DeviceGroups_Update", do=_etag_kept("deviceGroup", "deviceGroupId")),
    ),
    Defect(
        "etag-stays-in-stable",
        "a change of an enrollment group leaves its etag",
        STABLE,
        "EnrollmentGroups",
        codes("IC410"),
        instead("EnrollmentGroups_Update", do=_etag_kept("enrollmentGroup", "enrollmentGroupId")),
    ),
    Defect(
        "list-renews-etags",
        "listing devices sets new etags for all of them",
        PREVIEW,
        "Devices",
        codes("IC307", "IC411", "IC506"),
        answers("Devices_List", change=_etag_by_the_list),
    ),
    Defect(
        "stale-etag-accepted",
        "a change of a device with an outdated If-Match is accepted",
        PREVIEW,
        "Devices",
        codes("IC412"),
        instead("Devices_Update", do=_unconditional),
    ),
    Defect(
        "stale-etag-in-body-accepted",
        "a change of a device template whose body has an outdated etag is accepted",
        STABLE,
        "DeviceTemplates",
        codes("IC412", "IC415"),
        instead("DeviceTemplates_Update", do=_etag_of_body_ignored),
    ),
    Defect(
        "stale-change-kept",
        "an outdated change of a deployment manifest is rejected with 412, but made nevertheless",
        PREVIEW,
        "DeploymentManifests",
        codes("IC412", "IC310"),
        _outdated_but_kept,
    ),
    Defect(
        "star-refused",
        "If-Match: * is rejected for a device template",
        PREVIEW,
        "DeviceTemplates",
        codes("IC413"),
        instead("DeviceTemplates_Update", do=_no_star),
    ),
    Defect(
        "present-etag-refused",
        "the current etag of the file upload configuration is rejected in If-Match",
        PREVIEW,
        "FileUploads",
        codes("IC414"),
        instead("FileUploads_Update", do=_no_etag_fits),
    ),
]
