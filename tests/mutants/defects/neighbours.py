"""Defects of what a change does beside its own item: to others, to what is below it, and to what comes after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.data_export.representations import exports_to
from iotcentral_testkit.emulator.enrollment.certificates import ENTRIES
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import conflict
from iotcentral_testkit.emulator.resources.device_groups import members

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, together

Do = Callable[[Call, Any], Any]


def _outliving(kind: str) -> Do:
    """Let a document outlive the device that it belongs to."""

    def do(call: Call, rightly: Any) -> None:
        id = call.path["deviceId"]
        kept = call.app.get(kind, id)
        rightly(call)
        if kept is not None:
            call.app.put(kind, id, kept)

    return do


def _resetting_resembling(call: Call, rightly: Any) -> None:
    rightly(call)
    for stored in list(call.app.all("properties")):
        if stored.id.startswith(call.path["deviceId"]):
            call.app.delete("properties", stored.id)


def _taken_from_others(call: Call, answer: Any) -> Any:
    own = f"{call.path['deviceId']}/{call.path['relationshipId']}"
    for stored in list(call.app.all("relationship")):
        if stored.id != own and stored.content["id"] == call.path["relationshipId"]:
            call.app.delete("relationship", stored.id)
    return answer


def _unassigning(call: Call, answer: Any) -> Any:
    id = call.path["deviceTemplateId"]
    for stored in list(call.app.all("device")):
        if stored.content.get("template") == id:
            call.app.put("device", stored.id, {k: v for k, v in stored.content.items() if k != "template"})
    return answer


def _with_destinations(call: Call, rightly: Any) -> None:
    export = call.app.get("export", call.path["exportId"])
    rightly(call)
    for reference in export["destinations"]:
        if not exports_to(call.app, reference["id"]):
            call.app.delete("destination", reference["id"])


def _by_prefix(call: Call, rightly: Any) -> None:
    rightly(call)
    call.app.delete_under("apiToken", call.path["tokenId"])


def _both_certificates(call: Call, rightly: Any) -> None:
    rightly(call)
    id = call.path["enrollmentGroupId"]
    attestation = {"type": "x509", "x509": {"signingCertificates": {}}}
    call.app.put("enrollmentGroup", id, {**call.app.get("enrollmentGroup", id), "attestation": attestation})


def _new_keys(call: Call, rightly: Any) -> Any:
    stored = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
    if stored is not None and "symmetricKey" in stored["attestation"] and "attestation" not in call.body:
        keys = {"primaryKey": None, "secondaryKey": None}
        call.body = {**call.body, "attestation": {"symmetricKey": keys}}
    return rightly(call)


def _new_tile_ids(rightly: Any) -> Any:
    return lambda call, tiles, stored: rightly(call, tiles, None if call.operation.method == "PATCH" else stored)


def _renaming_device(call: Call, answer: Any) -> Any:
    id = call.path["deviceId"]
    if "displayName" in call.body:
        call.app.put("device", id, {**call.app.get("device", id), "displayName": call.body["displayName"]})
    return answer


def _devices_left_behind(rightly: Any) -> Any:
    def resident(app: Any, id: str) -> str | None:
        found: str | None = rightly(app, id)
        return None if found is not None and found.startswith('device "') else found

    return resident


def _marking_gone(call: Call, rightly: Any) -> None:
    rightly(call)
    call.app.put("formerUser", call.path["userId"], {})


def _refusing_gone(call: Call, rightly: Any) -> Any:
    if call.app.get("formerUser", call.path["userId"]) is not None:
        raise conflict("The user exists already.")
    return rightly(call)


def _keeping_upload(call: Call, rightly: Any) -> None:
    kept = call.app.get("fileUpload", "fileUpload")
    rightly(call)
    call.app.put("formerUpload", "fileUpload", kept)


def _restoring_upload(call: Call, rightly: Any) -> Any:
    former = call.app.get("formerUpload", "fileUpload")
    if former is not None and call.app.get("fileUpload", "fileUpload") is None:
        call.body = {**{name: former[name] for name in ("account", "sasTtl") if name in former}, **call.body}
    return rightly(call)


def _freezing(call: Call, answer: Any) -> Any:
    ids = [stored.id for stored in members(call.app, call.app.get("deviceGroup", answer["id"]))]
    call.app.put("formerMembers", answer["id"], ids)
    return answer


def _frozen(call: Call, page: Any) -> Any:
    ids = call.app.get("formerMembers", call.path["deviceGroupId"])
    return page if ids is None else {**page, "value": [item for item in page["value"] if item["id"] in ids]}


def _orphaning(call: Call, answer: Any) -> Any:
    for stored in list(call.app.all("organization")):
        if stored.content.get("parent") == answer["id"]:
            call.app.put("organization", stored.id, {k: v for k, v in stored.content.items() if k != "parent"})
    return answer


def _without_manifest(call: Call, answer: Any) -> Any:
    id = call.path["deviceId"]
    if "deploymentManifest" not in call.body:
        kept = {name: value for name, value in call.app.get("device", id).items() if name != "_deploymentManifest"}
        call.app.put("device", id, kept)
    return answer


def _keeping_headers(call: Call, rightly: Any) -> Any:
    """Let the headers of a destination that is replaced stay beside the new ones."""
    stored = call.app.get("destination", call.path["destinationId"]) or {}
    before, given = stored.get("headerCustomizations"), call.body.get("headerCustomizations")
    if before and given is not None:
        call.body = {**call.body, "headerCustomizations": {**before, **given}}
    return rightly(call)


def _keeping_attestation(call: Call, rightly: Any) -> None:
    kept = call.app.get("attestation", call.path["deviceId"])
    rightly(call)
    call.app.put("formerAttestation", call.path["deviceId"], kept)


def _former_credentials(call: Call, answer: Any) -> Any:
    id = call.path["deviceId"]
    former = call.app.get("formerAttestation", id)
    if former is None or call.app.get("attestation", id) is not None:
        return answer
    return {"idScope": answer["idScope"], former["type"]: former[former["type"]]}


def _without_threshold(call: Call, answer: Any) -> Any:
    job = call.app.get("job", call.path["rerunId"])
    names = ("batch", "cancellationThreshold")
    call.app.put("job", job["id"], {name: value for name, value in job.items() if name not in names})
    return {name: value for name, value in answer.items() if name not in names}


def _stopping_ended(call: Call, rightly: Any) -> None:
    job = call.app.get("job", call.path["jobId"])
    if job is not None and job["status"] in {"complete", "failed", "cancelled"}:
        call.app.put("job", job["id"], {**job, "status": "stopped"})
    else:
        rightly(call)


def _primary_for_secondary(call: Call, rightly: Any) -> Any:
    rightly(call)
    group = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
    entries = group["attestation"]["x509"]["signingCertificates"]
    call.path = {**call.path, "entry": next(name for name in ENTRIES if name in entries)}
    return rightly(call)


DEFECTS = [
    Defect(
        "device-recreated-with-properties",
        "a device that is deleted and created again has the properties of the former one",
        PREVIEW,
        "Devices",
        codes("IC615"),
        instead("Devices_Remove", do=_outliving("properties")),
    ),
    Defect(
        "properties-of-resembling-ids",
        "the removal of a device resets the properties of those whose ids begin with its own",
        PREVIEW,
        "Devices",
        codes("IC615"),
        instead("Devices_Remove", do=_resetting_resembling),
    ),
    Defect(
        "device-recreated-with-attestation",
        "a device that is deleted and created again has the attestation of the former one",
        STABLE,
        "Devices",
        codes("IC317"),
        instead("Devices_Remove", do=_outliving("attestation")),
    ),
    Defect(
        "relationship-ids-shared",
        "a relationship takes the relationship of the same id from another device",
        PREVIEW,
        "Devices",
        codes("IC313"),
        answers("Devices_CreateRelationship", change=_taken_from_others),
    ),
    Defect(
        "template-put-unassigns-devices",
        "a device template that is replaced is taken from its devices",
        PREVIEW,
        "DeviceTemplates",
        codes("IC318"),
        answers("DeviceTemplates_Create", change=_unassigning),
    ),
    Defect(
        "export-delete-takes-destinations",
        "deleting an export deletes the destinations that no other export has",
        PREVIEW,
        "Destinations",
        codes("IC318"),
        instead("Exports_Remove", do=_with_destinations),
    ),
    Defect(
        "token-delete-by-prefix",
        "deleting an API token deletes those whose ids begin with its id",
        STABLE,
        "ApiTokens",
        codes("IC318"),
        instead("ApiTokens_Remove", do=_by_prefix),
    ),
    Defect(
        "certificate-delete-takes-both",
        "deleting one certificate of an enrollment group deletes the other too",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC318"),
        instead("EnrollmentGroups_RemoveX509", do=_both_certificates),
    ),
    Defect(
        "enrollment-patch-renews-keys",
        "a patch of an enrollment group makes new keys",
        STABLE,
        "EnrollmentGroups",
        codes("IC402", "IC407"),
        instead("EnrollmentGroups_Update", do=_new_keys),
    ),
    Defect(
        "dashboard-patch-renews-tile-ids",
        "a patch of the name of a dashboard gives its tiles new ids",
        PREVIEW,
        "Dashboards",
        codes("IC402", "IC407"),
        replaced("iotcentral_testkit.emulator.resources.dashboards:_with_ids", _new_tile_ids),
    ),
    Defect(
        "manifest-renames-device",
        "a device has the display name of the deployment manifest that is applied to it",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_ApplyManifest", change=_renaming_device),
    ),
    Defect(
        "organization-delete-with-devices",
        "an organization that holds devices can be deleted",
        STABLE,
        "Organizations",
        codes("IC315"),
        replaced("iotcentral_testkit.emulator.resources.organizations:_resident", _devices_left_behind),
    ),
    Defect(
        "user-id-never-free",
        "a user who was deleted cannot be added again",
        PREVIEW,
        "Users",
        codes("IC301", "IC317"),
        together(instead("Users_Remove", do=_marking_gone), instead("Users_Create", do=_refusing_gone)),
    ),
    Defect(
        "upload-recreated-as-before",
        "a file upload configuration that is made anew has the account and the lifetime of the deleted one",
        STABLE,
        "FileUploads",
        codes("IC306"),
        together(
            instead("FileUploads_Remove", do=_keeping_upload), instead("FileUploads_Create", do=_restoring_upload)
        ),
    ),
    Defect(
        "group-members-frozen",
        "the members of a device group are those of its last change",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        together(
            answers("DeviceGroups_Create", "DeviceGroups_Update", change=_freezing),
            answers("DeviceGroups_GetDevices", change=_frozen),
        ),
        {"patience": 3.0},
    ),
    Defect(
        "organization-put-orphans-children",
        "an organization that is replaced loses those below it to the first level",
        STABLE,
        "Organizations",
        codes("IC318"),
        answers("Organizations_Create", change=_orphaning),
    ),
    Defect(
        "device-patch-drops-manifest",
        "a patch of a device takes the deployment manifest from it that it has",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_Update", change=_without_manifest),
    ),
    Defect(
        "destination-put-keeps-headers",
        "a webhook that is replaced keeps the headers of the former one beside its own",
        PREVIEW,
        "Destinations",
        codes("IC304"),
        instead("Destinations_Create", do=_keeping_headers),
    ),
    Defect(
        "credentials-of-removed-attestation",
        "the credentials of a device are those of the attestation that was removed from it",
        PREVIEW,
        "Devices",
        codes("IC622"),
        together(
            instead("Devices_RemoveAttestation", do=_keeping_attestation),
            answers("Devices_GetCredentials", change=_former_credentials),
        ),
    ),
    Defect(
        "rerun-without-thresholds",
        "a job that is run again has neither the batch nor the cancellation threshold of the first",
        STABLE,
        "Jobs",
        codes("IC604"),
        answers("Jobs_Rerun", change=_without_threshold),
    ),
    Defect(
        "ended-job-stopped",
        "a job that has ended can be stopped, and is shown as stopped",
        PREVIEW,
        "Jobs",
        codes("IC601"),
        instead("Jobs_Stop", do=_stopping_ended),
    ),
    Defect(
        "secondary-certificate-is-primary",
        "the secondary certificate of an enrollment group is read as the primary one",
        STABLE,
        "EnrollmentGroups",
        codes("IC318"),
        instead("EnrollmentGroups_GetX509", do=_primary_for_secondary),
    ),
]
