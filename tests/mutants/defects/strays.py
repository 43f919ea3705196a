"""Defects of states that a request should leave alone, of order, and of what a list leaves out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.jobs.recurrence import next_run
from iotcentral_testkit.emulator.jobs.scheduled_jobs import KIND, _run
from iotcentral_testkit.emulator.state.timers import schedule

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, timed, together

_EMULATOR = "iotcentral_testkit.emulator."
_RUN = "scheduledJob.run"


def _scheduling_anyway(right: Any) -> Any:
    def write(call: Call, id: str, *arguments: Any, **named: Any) -> Any:
        answer = right(call, id, *arguments, **named)
        following = next_run(answer["schedule"], 0, call.now)
        if following is not None and not answer["enabled"]:
            schedule(call.app, _RUN, id, following)
        return answer

    return write


def _run_anyway(app: Any, id: str) -> None:
    definition = app.get(KIND, id)
    if definition is None:
        return
    app.put(KIND, id, {**definition, "enabled": True})
    _run(app, id)
    app.put(KIND, id, {**app.get(KIND, id), "enabled": definition["enabled"]})


def _reversing_tiles(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if "tiles" not in call.body and answer.get("tiles"):
        stored = call.app.get("dashboard", answer["id"])
        call.app.put("dashboard", answer["id"], {**stored, "tiles": stored["tiles"][::-1]})
    return answer


def _provisioned_anew(call: Call, rightly: Any) -> Any:
    before = call.app.get("device", call.path["deviceId"])
    answer = rightly(call)
    if before is not None and answer["provisioned"]:
        call.app.put("device", answer["id"], {**call.app.get("device", answer["id"]), "provisioned": False})
        return {**answer, "provisioned": False}
    return answer


def _whole_average(right: Any) -> Callable[..., Any]:
    def aggregate(item: Any, values: list[Any]) -> Any:
        found = right(item, values)
        return int(found) if item.function == "AVG" and found is not None else found

    return aggregate


def _first_transform(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    destinations = answer.get("destinations") or []
    if len(destinations) > 1 and "transform" in destinations[0]:
        changed = [{**each, "transform": destinations[0]["transform"]} for each in destinations]
        call.app.put("export", answer["id"], {**call.app.get("export", answer["id"]), "destinations": changed})
        return {**answer, "destinations": changed}
    return answer


def _first_page_expanded(call: Call, answer: Any) -> Any:
    if "$skiptoken" in call.extra:
        for device in answer["value"]:
            device.pop("deploymentManifest", None)
    return answer


def _sorted_contents(call: Call, answer: Any) -> Any:
    model = answer.get("capabilityModel") or {}
    if isinstance(model.get("contents"), list):
        model["contents"] = sorted(model["contents"], key=lambda each: str(each.get("name")))
    return answer


def _other_key_anew(call: Call, rightly: Any) -> Any:
    keys = call.body.get("symmetricKey")
    if isinstance(keys, dict) and len(keys) == 1:
        other = ({"primaryKey", "secondaryKey"} - keys.keys()).pop()
        keys[other] = base64.b64encode(call.path["deviceId"].encode().ljust(32, b"0")).decode()
    return rightly(call)


def _people_alone(_: Call, answer: Any) -> Any:
    answer["value"] = [user for user in answer["value"] if user["type"] == "email"]
    return answer


def _unorganized(call: Call, rightly: Any) -> Any:
    call.body.pop("organizations", None)
    return rightly(call)


def _enabled_by_patch(call: Call, rightly: Any) -> Any:
    if "enabled" not in call.body:
        call.body["enabled"] = True
    return rightly(call)


DEFECTS = (
    Defect(
        "disabled-schedule-runs",
        "a scheduled job that is disabled starts jobs",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        together(replaced(f"{_EMULATOR}jobs.scheduled_jobs:_write", _scheduling_anyway), timed(_RUN, _run_anyway)),
    ),
    Defect(
        "tiles-reversed-by-patch",
        "a PATCH of a dashboard without tiles reverses its tiles",
        PREVIEW,
        "Dashboards",
        codes("IC402"),
        instead("Dashboards_Update", do=_reversing_tiles),
    ),
    Defect(
        "provisioned-anew",
        "a PUT of a device that is there makes it wait for its provisioning again, and it never ends",
        STABLE,
        "Devices",
        codes("IC617"),
        instead("Devices_Create", do=_provisioned_anew),
    ),
    Defect(
        "average-whole",
        "AVG of a query is cut to a whole number",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:_aggregate", _whole_average),
    ),
    Defect(
        "first-transform-for-all",
        "all destinations of an export have the transform of the first",
        PREVIEW,
        "Exports",
        codes("IC302"),
        instead("Exports_Create", "Exports_Update", do=_first_transform),
    ),
    Defect(
        "later-pages-unexpanded",
        "later pages of devices are not expanded",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_List", change=_first_page_expanded),
    ),
    Defect(
        "contents-sorted",
        "the contents of a capability model are shown in the order of their names",
        STABLE,
        "DeviceTemplates",
        codes("IC302"),
        answers("DeviceTemplates_Get", change=_sorted_contents),
    ),
    Defect(
        "other-key-anew",
        "a PATCH of one key of a device replaces the other",
        STABLE,
        "Devices",
        codes("IC402"),
        instead("Devices_UpdateAttestation", do=_other_key_anew),
    ),
    Defect(
        "people-alone-listed",
        "the list of users leaves out service principals and groups of the directory",
        STABLE,
        "Users",
        codes("IC501"),
        answers("Users_List", change=_people_alone),
    ),
    Defect(
        "group-organizations-fixed",
        "a PATCH of a device group leaves its organizations",
        STABLE,
        "DeviceGroups",
        codes("IC401", "IC403"),
        instead("DeviceGroups_Update", do=_unorganized),
    ),
    Defect(
        "export-enabled-by-patch",
        "a PATCH of an export that does not name `enabled` enables it",
        PREVIEW,
        "Exports",
        codes("IC402"),
        instead("Exports_Update", do=_enabled_by_patch),
    ),
    Defect(
        "enrollment-group-enabled-by-patch",
        "a PATCH of an enrollment group that does not name `enabled` enables it",
        STABLE,
        "EnrollmentGroups",
        codes("IC402"),
        instead("EnrollmentGroups_Update", do=_enabled_by_patch),
    ),
)
