"""Defects of behaviour: jobs, properties, commands, telemetry, enrollment, queries, uploads, schedules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.devices import properties
from iotcentral_testkit.emulator.enrollment.group_keys import derived_key, group_keys
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, timed

_IMPATIENT = {"patience": 3.0}


def _never(app: Any, id: str) -> None:
    """Do nothing when a timer is due."""


def _simulating_when_blocked(rightly: Any) -> Any:
    return lambda device: bool(device.get("simulated") and device.get("provisioned"))


def _never_past(rightly: Any) -> Any:
    return lambda job, batch_size: False


def _unended(rightly: Any) -> Any:
    return lambda app, job, status: None


def _one_too_many(rightly: Any) -> Any:
    def progress(job: Any) -> Any:
        counts = rightly(job)
        return counts if counts is None else {**counts, "total": counts["total"] + 1}

    return progress


def _all_pending(call: Call, page: Any) -> Any:
    return {**page, "value": [{**item, "status": "pending"} for item in page["value"]]}


def _unstopped(call: Call, rightly: Any) -> None:
    job = call.app.get("job", call.path["jobId"])
    if job is None or job["status"] not in {"pending", "running"}:
        rightly(call)


def _on_all_devices(rightly: Any) -> Any:
    return lambda app, job, at, devices=None: rightly(app, job, at)


def _nothing_done(rightly: Any) -> Any:
    return lambda app, data, device_id: True


def _replacing(call: Call, rightly: Any) -> Any:
    return properties._written(call, replace=True)


def _unstored(call: Call, rightly: Any) -> Any:
    """Answer as if properties were written."""
    return {"$metadata": {name: {"desiredValue": value} for name, value in call.body.items()}}


def _on_the_device(call: Call, rightly: Any) -> Any:
    """Write to the component of the device that has the name of the module's."""
    call.path = {name: value for name, value in call.path.items() if name != "moduleName"}
    return rightly(call)


def _without_code(call: Call, answer: Any) -> Any:
    return {name: value for name, value in answer.items() if name != "responseCode"}


def _no_history(call: Call, answer: Any) -> Any:
    return {"value": []}


def _never_unknown(call: Call, rightly: Any) -> Any:
    try:
        return rightly(call)
    except ServiceError:
        if call.app.get("device", call.path["deviceId"]) is None:
            raise
        return {}


def _given_keys_alone(rightly: Any) -> Any:
    def keys(call: Call, given: Any, before: Any) -> Any:
        made = rightly(call, given, before)
        named = given.get("symmetricKey") or before.get("symmetricKey") or {}
        return {name: key for name, key in made.items() if named.get(name)}

    return keys


def _proved_anyway(rightly: Any) -> Any:
    return lambda proof, authority, code, now: None


def _unverified(call: Call, rightly: Any) -> None:
    rightly(call)
    id, entry = call.path["enrollmentGroupId"], call.path["entry"]
    group = call.app.get("enrollmentGroup", id)
    group["attestation"]["x509"]["signingCertificates"][entry]["verified"] = False
    call.app.put("enrollmentGroup", id, group)


def _group_key_itself(rightly: Any) -> Any:
    return lambda group_key, device_id: group_key


def _of_the_group(call: Call, rightly: Any) -> Any:
    """Return keys of the built-in group, although the device has an attestation of its own."""
    answer = rightly(call)
    keys = {name: derived_key(key, call.path["deviceId"]) for name, key in group_keys(call.app).items()}
    return {"idScope": answer["idScope"], "symmetricKey": keys}


def _asking(**members: Any) -> Any:
    """Ignore a part of every query."""
    return lambda rightly: lambda text: replace(rightly(text), **members)


def _no_components(call: Call, answer: Any) -> Any:
    return {"value": []}


DEFECTS = [
    Defect(
        "job-never-ends",
        "a job never ends",
        PREVIEW,
        "Jobs",
        codes("IC601"),
        replaced("iotcentral_testkit.emulator.jobs.job_runs:_end", _unended),
        _IMPATIENT,
    ),
    Defect(
        "job-never-begins",
        "a job stays pending",
        STABLE,
        "Jobs",
        codes("IC601"),
        timed("job.begin", _never),
        _IMPATIENT,
    ),
    Defect(
        "job-counts-wrong",
        "the counts of a job's devices do not add up to the total",
        STABLE,
        "Jobs",
        codes("IC602"),
        replaced("iotcentral_testkit.emulator.jobs.job_runs:progress", _one_too_many),
    ),
    Defect(
        "job-devices-pending",
        "the devices of a job that has ended are all pending",
        PREVIEW,
        "Jobs",
        codes("IC602"),
        answers("Jobs_GetDevices", change=_all_pending),
    ),
    Defect(
        "stop-does-not-stop",
        "a stopped job goes on",
        STABLE,
        "Jobs",
        codes("IC603"),
        instead("Jobs_Stop", do=_unstopped),
        _IMPATIENT,
    ),
    Defect(
        "rerun-on-all-devices",
        "a job that is rerun works on all devices, not on those that failed",
        PREVIEW,
        "Jobs",
        codes("IC604"),
        replaced("iotcentral_testkit.emulator.jobs.job_runs:launch", _on_all_devices),
    ),
    Defect(
        "job-without-effect",
        "a job is complete and has changed nothing on its devices",
        STABLE,
        "Jobs",
        codes("IC605", "IC604"),
        replaced("iotcentral_testkit.emulator.jobs.job_work:perform", _nothing_done),
    ),
    Defect(
        "property-not-written",
        "a property that is written is accepted and not desired",
        STABLE,
        "Devices",
        codes("IC610"),
        instead("Devices_UpdateProperties", do=_unstored),
        _IMPATIENT,
    ),
    Defect(
        "property-patch-replaces",
        "writing one property forgets the others",
        PREVIEW,
        "Devices",
        codes("IC610"),
        instead("Devices_UpdateProperties", do=_replacing),
    ),
    Defect(
        "module-property-on-device",
        "a property of a module's component is written to the device's component of the same name",
        PREVIEW,
        "Devices",
        codes("IC301", "IC610", "IC613"),
        instead("Devices_UpdateModuleComponentProperties", do=_on_the_device),
        _IMPATIENT,
    ),
    Defect(
        "components-not-listed",
        "the components of a device are not listed",
        STABLE,
        "Devices",
        codes("IC613"),
        answers("Devices_ListComponents", change=_no_components),
    ),
    Defect(
        "command-without-code",
        "a command is answered without a response code",
        STABLE,
        "Devices",
        codes("IC611"),
        answers("Devices_RunCommand", change=_without_code),
    ),
    Defect(
        "command-history-empty",
        "the history of a component's command is always empty",
        PREVIEW,
        "Devices",
        codes("IC611"),
        answers("Devices_GetComponentCommandHistory", change=_no_history),
    ),
    Defect(
        "unknown-telemetry-200",
        "telemetry that a device does not have is answered with 200",
        STABLE,
        "Devices",
        codes("IC612", "IC230"),
        instead("Devices_GetTelemetryValue", do=_never_unknown),
    ),
    Defect(
        "keys-not-generated",
        "an enrollment group that is created without keys has none",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC620"),
        replaced("iotcentral_testkit.emulator.enrollment.enrollment_groups:_keys", _given_keys_alone),
    ),
    Defect(
        "certificate-without-proof",
        "a certificate is verified by any other certificate",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        replaced("iotcentral_testkit.emulator.enrollment.x509:check_proof", _proved_anyway),
    ),
    Defect(
        "verification-without-effect",
        "a certificate that was verified is not shown as verified",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC621"),
        instead("EnrollmentGroups_VerifyX509", do=_unverified),
    ),
    Defect(
        "same-key-for-all-devices",
        "all devices have the same keys: those of the enrollment group",
        STABLE,
        "Devices",
        codes("IC622"),
        replaced("iotcentral_testkit.emulator.enrollment.group_keys:derived_key", _group_key_itself),
    ),
    Defect(
        "own-attestation-ignored",
        "the credentials of a device with an attestation of its own are the group's",
        PREVIEW,
        "Devices",
        codes("IC622"),
        instead("Devices_GetCredentials", do=_of_the_group),
    ),
    Defect(
        "blocked-device-answers",
        "a device that is blocked answers commands",
        PREVIEW,
        "Devices",
        codes("IC611"),
        replaced("iotcentral_testkit.emulator.devices.scopes:is_simulating", _simulating_when_blocked),
    ),
    Defect(
        "threshold-ignored",
        "a job goes on whatever its cancellation threshold is",
        PREVIEW,
        "Jobs",
        codes("IC606"),
        replaced("iotcentral_testkit.emulator.jobs.job_runs:_past_threshold", _never_past),
    ),
    Defect(
        "schedule-never-runs",
        "an enabled schedule starts no jobs",
        PREVIEW,
        "ScheduledJobs",
        codes("IC630", "IC510"),
        timed("scheduledJob.run", _never),
        _IMPATIENT,
    ),
    Defect(
        "query-top-ignored",
        "a query returns more rows than TOP allows",
        PREVIEW,
        "Query",
        codes("IC650"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _asking(top=None)),
    ),
    Defect(
        "query-where-ignored",
        "a query ignores WHERE",
        PREVIEW,
        "Query",
        codes("IC650"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _asking(where=None)),
    ),
    Defect(
        "query-order-ignored",
        "a query ignores ORDER BY",
        PREVIEW,
        "Query",
        codes("IC650"),
        replaced("iotcentral_testkit.emulator.languages.query_language:parse", _asking(order=None)),
    ),
    Defect(
        "upload-never-gone",
        "the file upload configuration is being deleted forever",
        STABLE,
        "FileUploads",
        codes("IC660", "IC306"),
        timed("fileUpload.delete", _never),
        _IMPATIENT,
    ),
    Defect(
        "upload-always-pending",
        "the file upload configuration is never applied",
        PREVIEW,
        "FileUploads",
        codes("IC660"),
        timed("fileUpload.apply", _never),
        _IMPATIENT,
    ),
]
