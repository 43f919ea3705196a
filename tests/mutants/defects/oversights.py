"""Defects of what is passed over: a value that is nothing at a glance, the way round, what comes later, the one beside."""

from __future__ import annotations

import re
from typing import Any

from iotcentral_testkit.emulator.http.calls import HANDLERS, Call
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.jobs.job_runs import launch
from iotcentral_testkit.emulator.jobs.jobs import DEFINITION

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead

_PARTS = "parts of a device at first sight"
_ETAGS = "etags at first sight"


def _without_falsy_request(_call: Call, answer: Any) -> Any:
    runs = ({name: part for name, part in run.items() if name != "request" or part} for run in answer["value"])
    return {**answer, "value": list(runs)}


def _both_removed(call: Call, rightly: Any) -> None:
    rightly(call)
    if call.path["entry"] == "secondary":
        call.path = {**call.path, "entry": "primary"}
        try:
            rightly(call)
        except ServiceError:
            return  # there is none


def _null_is_nothing(call: Call, rightly: Any) -> Any:
    if call.body.get("sasTtl", "") is None:
        call.body = {name: value for name, value in call.body.items() if name != "sasTtl"}
    return rightly(call)


def _other_name(_call: Call, answer: Any) -> Any:
    return {**answer, "displayName": answer["displayName"].replace("Org ", "Organization ")}


def _aliases_in_lower_case(call: Call, rightly: Any) -> Any:
    aliases = {name: name.lower() for name in re.findall(r"\bAS (\w+)", call.body["query"])}
    answer = rightly(call)
    rows = [{aliases.get(name, name): value for name, value in row.items()} for row in answer["results"]]
    return {**answer, "results": rows}


def _last_first(call: Call, rightly: Any) -> Any:
    other = {"first_temperature": "last_temperature", "last_temperature": "first_temperature"}
    answer = rightly(call)
    rows = [{other.get(name, name): value for name, value in row.items()} for row in answer["results"]]
    return {**answer, "results": rows}


def _at_first_sight(call: Call, rightly: Any) -> Any:
    """Return the components of the template that the device had when they were listed first."""
    device_id = call.path["deviceId"]
    if call.app.get(_PARTS, device_id) is None:
        call.app.put(_PARTS, device_id, rightly(call))
    return call.app.get(_PARTS, device_id)


def _removed_too_late(call: Call, _rightly: Any) -> None:
    id = call.path["scheduledJobId"]
    shown = HANDLERS["ScheduledJobs_Get"](call)
    call.app.delete("scheduledJob", id)
    if shown["enabled"]:
        work = {name: shown[name] for name in DEFINITION if shown.get(name)}
        launch(call.app, {"id": call.app.identity.guid(), "scheduledJobId": id, **work}, call.now)


def _never_simulated(_call: Call, answer: Any) -> Any:
    return {**answer, "value": [{**device, "simulated": False} for device in answer["value"]]}


def _always_enabled(_call: Call, answer: Any) -> Any:
    return {**answer, "value": [{**export, "enabled": True} for export in answer["value"]]}


def _first_etags(call: Call, answer: Any) -> Any:
    """Return the items of a list with the etags that they were listed with first."""
    for item in answer["value"]:
        if call.app.get(_ETAGS, item["id"]) is None:
            call.app.put(_ETAGS, item["id"], item["etag"])
    return {**answer, "value": [{**item, "etag": call.app.get(_ETAGS, item["id"])} for item in answer["value"]]}


def _without_zeros(call: Call, rightly: Any) -> Any:
    entries = call.body.get("enrichments") or {}
    kept = {name: entry for name, entry in entries.items() if entry is None or entry.get("value", 1)}
    call.body = {**call.body, "enrichments": kept}
    return rightly(call)


DEFECTS = [
    Defect(
        "enrichment-of-zero-dropped",
        "an enrichment of an export whose value is 0 is dropped",
        PREVIEW,
        "Exports",
        codes("IC302"),
        instead("Exports_Create", do=_without_zeros),
    ),
    Defect(
        "members-never-simulated",
        "the devices of a group are never shown as simulated",
        STABLE,
        "DeviceGroups",
        codes("IC510"),
        answers("DeviceGroups_GetDevices", change=_never_simulated),
    ),
    Defect(
        "exports-below-enabled",
        "the exports of a destination are all shown as enabled",
        PREVIEW,
        "Destinations",
        codes("IC510"),
        answers("Destinations_ListExports", change=_always_enabled),
    ),
    Defect(
        "etags-of-the-first-list",
        "a list has the etags that its items had when they were listed first",
        PREVIEW,
        "DeviceGroups",
        codes("IC408"),
        answers("DeviceGroups_List", change=_first_etags),
    ),
    Defect(
        "request-of-zero-forgotten",
        "the history of a command has no request where that is 0",
        PREVIEW,
        "Devices",
        codes("IC611"),
        answers("Devices_GetCommandHistory", change=_without_falsy_request),
    ),
    Defect(
        "secondary-takes-primary",
        "deleting the secondary certificate of an enrollment group deletes the primary one",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC318"),
        instead("EnrollmentGroups_RemoveX509", do=_both_removed),
    ),
    Defect(
        "null-is-no-ttl",
        "null for `sasTtl` in a patch is passed over",
        STABLE,
        "FileUploads",
        codes("IC403"),
        instead("FileUploads_Update", do=_null_is_nothing),
    ),
    Defect(
        "role-by-another-name",
        "roles of organizations have another name when they are read one by one",
        STABLE,
        "Roles",
        codes("IC506"),
        answers("Roles_Get", change=_other_name),
    ),
    Defect(
        "aliases-in-lower-case",
        "aliases in queries are returned in lower case",
        PREVIEW,
        "Query",
        codes("IC651"),
        instead("Query_Run", do=_aliases_in_lower_case),
    ),
    Defect(
        "last-is-first",
        "FIRST and LAST in queries are mixed up",
        PREVIEW,
        "Query",
        codes("IC651"),
        instead("Query_Run", do=_last_first),
    ),
    Defect(
        "components-of-the-first-template",
        "the components of a device stay those of its first template",
        PREVIEW,
        "Devices",
        codes("IC613"),
        instead("Devices_ListComponents", do=_at_first_sight),
    ),
    Defect(
        "removed-schedule-runs",
        "a scheduled job that is removed starts a job all the same",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        instead("ScheduledJobs_Remove", do=_removed_too_late),
        {"patience": 10.0},
    ),
]
