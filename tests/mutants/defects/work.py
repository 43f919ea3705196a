"""Defects of work that is done later or elsewhere: by jobs, exports, queries and uploads, within values, and under other names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.control_plane.responses import ArmResponse, Handler
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call

from ..defect import CONTROL, PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, managed, replaced

_EMULATOR = "iotcentral_testkit.emulator."
_TIMES = "times of first reports"


def _unchecked(tells: Callable[[Any, str], bool]) -> Callable[[Any], Callable[..., Iterator[str]]]:
    """Return a wrapper of a check of values, which passes over some."""

    def wrap(right: Any) -> Callable[..., Iterator[str]]:
        def mistakes(value: Any, schema: Any, place: str) -> Iterator[str]:
            return iter(()) if tells(value, place) else right(value, schema, place)

        return mistakes

    return wrap


def _first_time(call: Call, answer: Any) -> Any:
    for name, entry in answer["$metadata"].items():
        place = "/".join((*call.path.values(), name))
        if "lastUpdateTime" in entry:
            if call.app.get(_TIMES, place) is None:
                call.app.put(_TIMES, place, entry["lastUpdateTime"])
            entry["lastUpdateTime"] = call.app.get(_TIMES, place)
    return answer


def _without_removed(call: Call, answer: Any) -> Any:
    return {**answer, "value": [each for each in answer["value"] if call.app.get("device", each["id"]) is not None]}


def _from_the_start(call: Call, rightly: Any) -> None:
    rightly(call)
    job: Any = call.app.get("job", call.path["jobId"])
    if job.get("_counts"):
        call.app.put("job", job["id"], {**job, "_counts": {**job["_counts"], "done": 0, "after": 0}})


def _as_number(right: Any) -> Callable[[Any, int], bool]:
    def past(job: Any, size: int) -> bool:
        share = job.get("cancellationThreshold")
        return bool(right({**job, "cancellationThreshold": share and {**share, "type": "number"}}, size))

    return past


def _at_root(right: Any) -> Callable[..., Any]:
    return lambda app, device, path, request: right(app, device, path.rpartition(".")[2], request)


def _always_healthy(right: Any) -> Callable[[Any], Any]:
    return lambda export: {**right(export), **({} if export["enabled"] else {"status": "healthy"})}


def _sorted_references(call: Call, rightly: Any) -> Any:
    if call.body.get("destinations"):
        call.body = {**call.body, "destinations": sorted(call.body["destinations"], key=lambda one: str(one["id"]))}
    return rightly(call)


def _any_request_type(right: Any) -> Callable[[Any, Any], None]:
    def check(route: Any, body: Any) -> None:
        authorization = body.get("authorization")
        if route.id == "Destinations_Create" and isinstance(authorization, dict) and "requestType" in authorization:
            authorization["requestType"] = "auto"
        right(route, body)

    return check


def _of_selected(right: Any) -> Callable[..., Any]:
    def rows(sent: Any, query: Any, limit: int) -> Any:
        selected = query.order is None or query.order[0] in {item.name for item in query.items}
        return right(sent, query if selected else replace(query, order=None), limit)

    return rows


def _of_root(right: Any) -> Callable[[str, Any], Any]:
    return lambda path, message: right(path.rpartition(".")[2], message)


def _unverified(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    group: Any = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
    if answer["attestation"]["type"] != "x509" or "attestation" in call.body:
        return answer
    for entry in group["attestation"]["x509"]["signingCertificates"].values():
        entry["verified"] = False
    call.app.put("enrollmentGroup", group["id"], group)
    return HANDLERS["EnrollmentGroups_Get"](call)


def _known_plan(right: Any) -> Callable[[Any, Any, Any], None]:
    def check(document: Any, route: Any, body: Any) -> None:
        plan = body.get("sku") if isinstance(body, dict) else None
        if isinstance(plan, dict) and plan.get("name") not in ("ST0", "ST1", "ST2"):
            plan["name"] = "ST2"
        right(document, route, body)

    return check


def _only_in_its_case(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    name = call.path["resourceName"]
    found = subscription.resource(call.path["resourceGroupName"], name)
    return ArmResponse(204) if found is not None and found["name"] != name else rightly(subscription, call)


def _lower_name(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    answer = rightly(subscription, call)
    return answer._replace(body={**answer.body, "name": answer.body["name"].lower()})


DEFECTS = [
    Defect(
        "long-takes-fraction",
        "a property of the schema long takes 1.5",
        STABLE,
        "Devices",
        codes("IC610"),
        replaced(
            f"{_EMULATOR}dtdl.value_checks:mistakes",
            _unchecked(lambda value, place: isinstance(value, float) and place == "counter"),
        ),
    ),
    Defect(
        "fields-of-argument-unchecked",
        "the fields of a command's argument may be of any type",
        PREVIEW,
        "Devices",
        codes("IC611"),
        replaced(
            f"{_EMULATOR}dtdl.value_checks:mistakes",
            _unchecked(lambda value, place: isinstance(value, dict) and place == "request"),
        ),
    ),
    Defect(
        "time-of-first-report",
        "lastUpdateTime of what a module reports is that of its first report",
        STABLE,
        "Devices",
        codes("IC615"),
        answers("Devices_GetModuleProperties", change=_first_time),
    ),
    Defect(
        "removed-device-left-out",
        "the statuses of a job lack devices that were removed since",
        PREVIEW,
        "Jobs",
        codes("IC609"),
        answers("Jobs_GetDevices", change=_without_removed),
    ),
    Defect(
        "resumed-from-the-start",
        "a job that is resumed begins with its first device again, and counts it twice",
        PREVIEW,
        "Jobs",
        codes("IC603"),
        instead("Jobs_Resume", do=_from_the_start),
    ),
    Defect(
        "percentage-is-a-number",
        "a cancellation threshold in percent counts as a number of devices",
        STABLE,
        "Jobs",
        codes("IC606"),
        replaced(f"{_EMULATOR}jobs.job_runs:_past_threshold", _as_number),
    ),
    Defect(
        "component-command-on-root",
        "a job that runs the command of a component runs that of the device itself",
        PREVIEW,
        "Jobs",
        codes("IC605"),
        replaced(f"{_EMULATOR}devices.commands:invoke", _at_root),
    ),
    Defect(
        "disabled-export-healthy",
        "an export that is disabled has the status healthy",
        PREVIEW,
        "Exports",
        codes("IC640"),
        replaced(f"{_EMULATOR}data_export.representations:shown_export", _always_healthy),
        {"patience": 3.0},
    ),
    Defect(
        "destinations-sorted-by-id",
        "the destinations of an export are stored in the order of their ids",
        PREVIEW,
        "Exports",
        codes("IC311"),
        instead("Exports_Create", "Exports_Update", do=_sorted_references),
    ),
    Defect(
        "request-type-unchecked",
        "an unknown requestType of OAuth is taken for auto",
        PREVIEW,
        "Destinations",
        codes("IC224"),
        replaced(f"{_EMULATOR}http.bodies:check_body", _any_request_type),
    ),
    Defect(
        "order-by-selected-alone",
        "ORDER BY of what a query does not select is ignored",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:telemetry_rows", _of_selected),
    ),
    Defect(
        "component-is-root-in-queries",
        "a query for the telemetry of a component has that of the device itself",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:_measured", _of_root),
    ),
    Defect(
        "any-text-for-a-duration",
        "a sasTtl that is no duration is taken",
        STABLE,
        "FileUploads",
        codes("IC660"),
        replaced(f"{_EMULATOR}resources.file_uploads:_check_duration", lambda _: lambda _text: None),
    ),
    Defect(
        "called-applied-too-early",
        "the response to a change of the file upload configuration says that it is applied already",
        STABLE,
        "FileUploads",
        codes("IC660"),
        answers("FileUploads_Update", change=lambda _, answer: {**answer, "state": "succeeded"}),
    ),
    Defect(
        "renamed-is-unverified",
        "a PATCH of an enrollment group's name makes its certificates unverified",
        STABLE,
        "EnrollmentGroups",
        codes("IC402"),
        instead("EnrollmentGroups_Update", do=_unverified),
    ),
    Defect(
        "unknown-plan-replaced",
        "an application with an unknown plan gets the most expensive one",
        CONTROL,
        "Apps",
        codes("IC705"),
        replaced(f"{_EMULATOR}control_plane.body_checks:check", _known_plan),
    ),
    Defect(
        "deleted-in-its-case-alone",
        "the deletion of an application whose name is written in capitals is 204 and deletes nothing",
        CONTROL,
        "Apps",
        codes("IC706"),
        managed("Apps_Delete", do=_only_in_its_case),
    ),
    Defect(
        "name-in-lower-case",
        "an application is shown with its name in lower case",
        CONTROL,
        "Apps",
        codes("IC703"),
        managed("Apps_Get", do=_lower_name),
    ),
]
