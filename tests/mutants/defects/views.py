"""Defects of a second view: what a history, a list, credentials or a check show otherwise than what they are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.control_plane.responses import ArmResponse, Handler
from iotcentral_testkit.emulator.enrollment.group_keys import derived_key, group_keys
from iotcentral_testkit.emulator.http.calls import Call

from ..defect import CONTROL, PREVIEW, STABLE, Defect, codes
from ..switching import Wire, answers, instead, managed, on_wire, replaced, together

_EMULATOR = "iotcentral_testkit.emulator."
_NAMES = "names at first sight"


def _without(*names: str) -> Callable[[Call, Any], Any]:
    """Return a change of a list whose items lack members."""

    def change(_call: Call, answer: Any) -> Any:
        shown = [{name: part for name, part in item.items() if name not in names} for item in answer["value"]]
        return {**answer, "value": shown}

    return change


def _keys_for_tpm(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if "tpm" not in answer:
        return answer
    keys = {name: derived_key(key, call.path["deviceId"]) for name, key in group_keys(call.app).items()}
    return {"idScope": answer["idScope"], "symmetricKey": keys}


def _never_started(call: Call, rightly: Any) -> None:
    rightly(call)
    job: Any = call.app.get("job", call.path["jobId"])
    call.app.put("job", job["id"], {name: part for name, part in job.items() if name != "start"})


def _first_names(call: Call, answer: Any) -> Any:
    shown: list[Any] = []
    for item in answer["value"]:
        if call.app.get(_NAMES, item["id"]) is None:
            call.app.put(_NAMES, item["id"], {"name": item["displayName"]})
        shown.append({**item, "displayName": call.app.get(_NAMES, item["id"])["name"]})
    return {**answer, "value": shown}


def _open_query(right: Any) -> Callable[[Any], Any]:
    def shown(destination: Any) -> Any:
        kept = {name: destination[name] for name in ("queryCustomizations",) if name in destination}
        return {**right(destination), **kept}

    return shown


def _source_lost(call: Call, rightly: Any) -> Any:
    if "displayName" in call.body:
        call.body = {name: part for name, part in call.body.items() if name != "source"}
    return rightly(call)


def _any_provisioned(right: Any) -> Callable[[Any, Any], bool]:
    return lambda comparison, value: comparison.path == "$provisioned" or bool(right(comparison, value))


def _any_text(_right: Any) -> Callable[..., str]:
    return lambda wanted, name, place, lengths: str(wanted[name])


def _kept_certificates(call: Call, rightly: Any) -> None:
    id = call.path["enrollmentGroupId"]
    group: Any = call.app.get("enrollmentGroup", id)
    rightly(call)
    entries = group["attestation"].get("x509", {}).get("signingCertificates")
    if entries:
        call.app.put("former certificates", id, {"entries": entries})


def _with_former_certificates(call: Call, rightly: Any) -> Any:
    answer, id = rightly(call), call.path["enrollmentGroupId"]
    former = call.app.get("former certificates", id)
    if former is not None and answer["attestation"]["type"] == "x509":
        group: Any = call.app.get("enrollmentGroup", id)
        group["attestation"]["x509"]["signingCertificates"] = former["entries"]
        call.app.put("enrollmentGroup", id, group)
    return answer


def _still_verified(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    id, entry = call.path["enrollmentGroupId"], call.path["entry"]
    group: Any = call.app.get("enrollmentGroup", id)
    place, entries = f"{id}/{entry}", group["attestation"]["x509"]["signingCertificates"]
    if call.app.get("once verified", place) is not None:
        entries[entry]["verified"] = True
        call.app.put("enrollmentGroup", id, group)
        return {**answer, "verified": True}
    if answer["verified"]:
        call.app.put("once verified", place, {"verified": True})
    return answer


def _valued_tags(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    if "tags" in call.body:
        call.body = {**call.body, "tags": {name: value for name, value in call.body["tags"].items() if value}}
    return rightly(subscription, call)


def _taken_by_name(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    names = {resource["name"] for resource in subscription.resources()}
    if call.body["name"] in names:
        return ArmResponse(200, {"nameAvailable": False, "reason": "AlreadyExists", "message": "It is taken."})
    return rightly(subscription, call)


def _of_any_group(subscription: Any, call: Call, rightly: Handler) -> ArmResponse:
    found = next((one for one in subscription.resources() if one["name"] == call.path["resourceName"]), None)
    if found is not None:
        call.path = {**call.path, "resourceGroupName": found["resourceGroup"]}
    return rightly(subscription, call)


def _without_allow(wire: Wire) -> None:
    wire.headers.pop("Allow", None)


DEFECTS = [
    Defect(
        "history-without-code",
        "the history of a module's command has no responseCode",
        PREVIEW,
        "Devices",
        codes("IC611"),
        answers("Devices_GetModuleCommandHistory", change=_without("responseCode")),
    ),
    Defect(
        "tpm-with-keys-of-the-group",
        "the credentials of a device with a TPM are keys of its group",
        STABLE,
        "Devices",
        codes("IC622"),
        instead("Devices_GetCredentials", do=_keys_for_tpm),
    ),
    Defect(
        "listed-without-progress",
        "jobs are listed without their progress",
        PREVIEW,
        "Jobs",
        codes("IC601"),
        answers("Jobs_List", change=_without("progress")),
    ),
    Defect(
        "stopped-never-started",
        "a job that is stopped on its way has no start any more",
        PREVIEW,
        "Jobs",
        codes("IC603"),
        instead("Jobs_Stop", do=_never_started),
    ),
    Defect(
        "run-without-name",
        "the jobs of a schedule are listed without their names",
        STABLE,
        "ScheduledJobs",
        codes("IC630"),
        answers("ScheduledJobs_ListJobs", change=_without("displayName")),
    ),
    Defect(
        "exports-by-first-names",
        "the exports of a destination have the names with which they were listed first",
        PREVIEW,
        "Destinations",
        codes("IC510"),
        answers("Destinations_ListExports", change=_first_names),
    ),
    Defect(
        "secret-of-query-shown",
        "the secret of a webhook's query is shown, though not that of its headers",
        PREVIEW,
        "Destinations",
        codes("IC308"),
        replaced(f"{_EMULATOR}data_export.representations:shown_destination", _open_query),
    ),
    Defect(
        "source-lost-beside-name",
        "a PATCH that changes the name and the source of an export changes the name alone",
        PREVIEW,
        "Exports",
        codes("IC401"),
        instead("Exports_Update", do=_source_lost),
    ),
    Defect(
        "provisioned-or-not",
        "a query for what is not provisioned has what is provisioned",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}telemetry.query_rows:_compares", _any_provisioned),
    ),
    Defect(
        "verified-once-for-all",
        "a certificate is verified that replaces a verified one",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        instead("EnrollmentGroups_CreateX509", do=_still_verified),
    ),
    Defect(
        "any-text-for-a-key",
        "the attestation of a device takes keys that are not base64",
        PREVIEW,
        "Devices",
        codes("IC622"),
        replaced(f"{_EMULATOR}enrollment.attestation:_base64", _any_text),
    ),
    Defect(
        "certificates-come-back",
        "an enrollment group that is removed and created again has the certificates that it had",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        together(
            instead("EnrollmentGroups_Remove", do=_kept_certificates),
            instead("EnrollmentGroups_Create", do=_with_former_certificates),
        ),
    ),
    Defect(
        "patched-tags-without-empty-ones",
        "a PATCH of tags drops those without a value",
        CONTROL,
        "Apps",
        codes("IC704"),
        managed("Apps_Update", do=_valued_tags),
    ),
    Defect(
        "subdomain-taken-by-name",
        "a subdomain is said to be taken if an application has it as its name",
        CONTROL,
        "Apps",
        codes("IC710"),
        managed("Apps_CheckSubdomainAvailability", do=_taken_by_name),
    ),
    Defect(
        "read-from-any-group",
        "an application is read from a group that it is not in",
        CONTROL,
        "Apps",
        codes("IC703"),
        managed("Apps_Get", do=_of_any_group),
    ),
    Defect(
        "not-allowed-without-allow",
        "a method that is not allowed is rejected without the header Allow",
        PREVIEW,
        "Exports",
        codes("IC232"),
        on_wire(_without_allow),
    ),
]
