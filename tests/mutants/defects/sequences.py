"""Defects of devices, templates, groups and storage that show after several requests, in unusual states, or in second elements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from iotcentral_testkit.emulator.devices.devices import UNDER_DEVICES
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import conflict
from iotcentral_testkit.emulator.languages.group_filter import GroupFilter
from iotcentral_testkit.emulator.state.clock import timestamp

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, constants, instead, replaced, sending, together

_EMULATOR = "iotcentral_testkit.emulator."


def _unprovisioned(call: Call, rightly: Any) -> Any:
    before = call.app.get("device", call.path["deviceId"]) or {}
    answer = rightly(call)
    if not before.get("enabled", True) and answer["enabled"]:
        call.app.put("device", answer["id"], {**call.app.get("device", answer["id"]), "provisioned": False})
        answer["provisioned"] = False
    return answer


def _of_first_owner(right: Any) -> Any:
    def belongs(app: Any, group: Any) -> Callable[[Any], bool]:
        is_member = right(app, group)

        def by_first_owner(device: Any) -> bool:
            owners = device.get("_owners")
            return bool(is_member({**device, "organizations": owners[0][1]} if owners else device))

        return by_first_owner

    return belongs


def _first_expanded(_: Call, answer: Any) -> Any:
    for device in answer["value"][1:]:
        device.pop("deploymentManifest", None)
    return answer


def _unfiltered_later(call: Call, rightly: Any) -> Any:
    if "$skiptoken" in call.extra and call.role("orderby"):
        call.query.pop(call.operation.roles["filter"], None)
    return rightly(call)


def _note_attestation(call: Call, answer: Any) -> Any:
    if call.app.get("first attestation", call.path["deviceId"]) is None:
        call.app.put("first attestation", call.path["deviceId"], answer)
    return answer


def _first_credentials(call: Call, answer: Any) -> Any:
    own = call.app.get("attestation", call.path["deviceId"])
    first = call.app.get("first attestation", call.path["deviceId"])
    if own is None or first is None:
        return answer
    return {"idScope": answer["idScope"], first["type"]: first[first["type"]]}


def _same_etag(call: Call, rightly: Any) -> Any:
    before = call.app.get("device", call.path["deviceId"]) or {}
    answer = rightly(call)
    call.app.put("device", before["id"], {**call.app.get("device", before["id"]), "etag": before["etag"]})
    return answer


def _first_components(call: Call, answer: Any) -> Any:
    kept = call.app.get("first components", call.path["deviceId"])
    if kept is not None:
        return kept
    call.app.put("first components", call.path["deviceId"], answer)
    return answer


def _one_component(right: Any) -> Any:
    def levels(scope: Any, body: Any, *, replace: bool) -> Any:
        return islice(right(scope, body, replace=replace), 2)

    return levels


def _not_while_blocked(call: Call, rightly: Any) -> Any:
    device = call.app.get("device", call.path["deviceId"]) or {}
    before = call.app.get("properties", call.path["deviceId"])
    answer = rightly(call)
    if not device.get("enabled", True):
        if before is None:
            call.app.delete("properties", device["id"])
        else:
            call.app.put("properties", device["id"], before)
    return answer


def _first_run(call: Call, rightly: Any) -> Any:
    place = f"{call.path['deviceId']}/:{call.path['commandName']}"
    before = call.app.get("commands", place)
    answer = rightly(call)
    if before is not None:
        call.app.put("commands", place, before)
    return answer


def _without_request(_: Call, answer: Any) -> Any:
    return {
        **answer,
        "value": [{name: one[name] for name in one if name != "request"} for one in answer["value"]],
    }


def _backwards(call: Call, answer: Any) -> Any:
    place = "/".join(call.path.values())
    if call.app.get("read telemetry", place) is None:
        call.app.put("read telemetry", place, True)
    elif "timestamp" in answer:
        answer["timestamp"] = timestamp(datetime.fromisoformat(answer["timestamp"]) - timedelta(minutes=1))
    return answer


def _unrelated(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if "template" in call.body:
        for stored in call.app.all("relationship"):
            if stored.content["target"] == answer["id"]:
                call.app.delete("relationship", stored.id)
    return answer


def _note_template(call: Call, answer: Any) -> Any:
    if "template" in answer:
        call.app.put("used template", answer["template"], True)
    return answer


def _never_used(call: Call, rightly: Any) -> Any:
    if call.app.get("used template", call.path["deviceTemplateId"]):
        raise conflict("The device template is assigned to devices.")
    return rightly(call)


def _ascending(call: Call, rightly: Any) -> Any:
    name = call.operation.roles["orderby"]
    if call.role("filter") and name in call.query:
        call.query[name] = call.query[name].split()[0]
    return rightly(call)


def _only_enabled(right: Any) -> Any:
    def belongs(app: Any, group: Any) -> Callable[[Any], bool]:
        is_member = right(app, group)
        return lambda device: device["enabled"] and is_member(device)

    return belongs


def _two_conditions(right: Any) -> Any:
    return lambda text: GroupFilter(right(text).conditions[:2])


def _note_filter(call: Call, rightly: Any) -> Any:
    before = call.app.get("deviceGroup", call.path["deviceGroupId"])
    answer = rightly(call)
    call.app.put("former filter", call.path["deviceGroupId"], before["filter"])
    return answer


def _by_former_filter(call: Call, rightly: Any) -> Any:
    id = call.path["deviceGroupId"]
    group, former = call.app.get("deviceGroup", id), call.app.get("former filter", id)
    if group is None or former is None:
        return rightly(call)
    call.app.put("deviceGroup", id, {**group, "filter": former})
    try:
        return rightly(call)
    finally:
        call.app.put("deviceGroup", id, group)


def _still_verified(call: Call, rightly: Any) -> Any:
    id, entry = call.path["enrollmentGroupId"], call.path["entry"]
    before = (call.app.get("enrollmentGroup", id) or {}).get("attestation", {}).get("x509", {})
    was = before.get("signingCertificates", {}).get(entry, {}).get("verified")
    answer = rightly(call)
    if was:
        group = call.app.get("enrollmentGroup", id)
        group["attestation"]["x509"]["signingCertificates"][entry]["verified"] = True
        call.app.put("enrollmentGroup", id, group)
        answer["verified"] = True
    return answer


def _same_keys_later(_: Call, answer: Any) -> Any:
    for group in answer["value"][1:]:
        keys = group["attestation"].get("symmetricKey")
        if keys:
            group["attestation"] = {
                **group["attestation"],
                "symmetricKey": {**keys, "secondaryKey": keys["primaryKey"]},
            }
    return answer


def _note_account(call: Call, rightly: Any) -> Any:
    for stored in call.app.all("fileUpload"):
        call.app.put("former account", "account", stored.content.get("account"))
    return rightly(call)


def _former_account(call: Call, body: dict[str, Any]) -> Any:
    former = call.app.get("former account", "account")
    return {"account": former, **body} if former else body


def _readable_for_good(call: Call, body: dict[str, Any]) -> Any:
    if any(stored.content["readAccess"] for stored in call.app.all("fileUpload")):
        body.pop("readAccess", None)
    return body


DEFECTS = [
    Defect(
        "recreated-with-old-attestation",
        "a device that was removed and is created again has its former attestation",
        STABLE,
        "Devices",
        codes("IC317"),
        constants(
            {f"{_EMULATOR}devices.devices:UNDER_DEVICES": [kind for kind in UNDER_DEVICES if kind != "attestation"]}
        ),
    ),
    Defect(
        "unblocked-unprovisioned",
        "a simulated device that is blocked and unblocked is never provisioned again",
        STABLE,
        "Devices",
        codes("IC611"),
        instead("Devices_Update", do=_unprovisioned),
        {"patience": 3.0},
    ),
    Defect(
        "member-by-first-organization",
        "a device that was moved to another organization stays in the groups of the first one",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}resources.device_groups:belongs", _of_first_owner),
        {"patience": 3.0},
    ),
    Defect(
        "first-of-page-expanded",
        "expand=deploymentManifest in a list shows the manifest of the first device only",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_List", change=_first_expanded),
    ),
    Defect(
        "unfiltered-later-when-sorted",
        "later pages of a list that is filtered and sorted have devices which the filter excludes",
        PREVIEW,
        "Devices",
        codes("IC505"),
        instead("Devices_List", do=_unfiltered_later),
    ),
    Defect(
        "credentials-of-first-attestation",
        "the credentials of a device stay those of its first attestation",
        STABLE,
        "Devices",
        codes("IC622"),
        together(
            answers("Devices_CreateAttestation", change=_note_attestation),
            answers("Devices_GetCredentials", change=_first_credentials),
        ),
    ),
    Defect(
        "etag-stays-with-manifest",
        "the etag of a device stays the same when a deployment manifest is applied to it",
        PREVIEW,
        "Devices",
        codes("IC614"),
        instead("Devices_ApplyManifest", do=_same_etag),
    ),
    Defect(
        "components-of-first-template",
        "the components of a device that was moved to another template stay those of the first one",
        STABLE,
        "Devices",
        codes("IC613"),
        answers("Devices_ListComponents", change=_first_components),
    ),
    Defect(
        "second-component-unwritten",
        "a PATCH of properties of two components writes those of the first",
        STABLE,
        "Devices",
        codes("IC610"),
        replaced(f"{_EMULATOR}devices.properties:_levels", _one_component),
    ),
    Defect(
        "unwritten-while-blocked",
        "properties of a blocked device are accepted and not kept",
        STABLE,
        "Devices",
        codes("IC610"),
        instead("Devices_UpdateProperties", do=_not_while_blocked),
    ),
    Defect(
        "first-run-kept",
        "the history of a command that ran twice has the first run",
        PREVIEW,
        "Devices",
        codes("IC611"),
        instead("Devices_RunCommand", do=_first_run),
    ),
    Defect(
        "component-history-without-request",
        "the history of a command of a component has no request",
        STABLE,
        "Devices",
        codes("IC611"),
        answers("Devices_GetComponentCommandHistory", change=_without_request),
    ),
    Defect(
        "telemetry-goes-back",
        "the second read of a component's telemetry has an earlier time than the first",
        STABLE,
        "Devices",
        codes("IC612"),
        answers("Devices_GetComponentTelemetryValue", change=_backwards),
    ),
    Defect(
        "migrated-unrelated",
        "a device that is moved to another template loses the relationships that lead to it",
        STABLE,
        "Devices",
        codes("IC510"),
        instead("Devices_Update", do=_unrelated),
    ),
    Defect(
        "once-used-undeletable",
        "a template that was once assigned to a device cannot be deleted, even when no device has it",
        STABLE,
        "DeviceTemplates",
        codes("IC314"),
        together(
            answers("Devices_Create", "Devices_Update", change=_note_template),
            instead("DeviceTemplates_Remove", do=_never_used),
        ),
        {"patience": 3.0},
    ),
    Defect(
        "ascending-when-filtered",
        "a list of templates that is filtered and sorted in descending order is in ascending order",
        PREVIEW,
        "DeviceTemplates",
        codes("IC505"),
        instead("DeviceTemplates_List", do=_ascending),
    ),
    Defect(
        "blocked-left-out",
        "a blocked device is left out of the groups whose filter it meets",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}resources.device_groups:belongs", _only_enabled),
        {"patience": 3.0},
    ),
    Defect(
        "third-condition-ignored",
        "the third condition of a group's filter is ignored",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}languages.group_filter:parse", _two_conditions),
        {"patience": 3.0},
    ),
    Defect(
        "members-by-former-filter",
        "the members of a group whose filter was patched are those of the former filter",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        together(
            instead("DeviceGroups_Update", do=_note_filter),
            instead("DeviceGroups_GetDevices", do=_by_former_filter),
        ),
        {"patience": 3.0},
    ),
    Defect(
        "replaced-still-verified",
        "a certificate that replaces a verified one is verified although the request says otherwise",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        instead("EnrollmentGroups_CreateX509", do=_still_verified),
    ),
    Defect(
        "one-key-in-later-items",
        "in a list of enrollment groups both keys of all but the first are the primary one",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC506"),
        answers("EnrollmentGroups_List", change=_same_keys_later),
    ),
    Defect(
        "account-of-the-deleted",
        "a file upload configuration that is created after one was deleted has the account of that one",
        STABLE,
        "FileUploads",
        codes("IC306"),
        together(
            instead("FileUploads_Remove", do=_note_account),
            sending("FileUploads_Create", change=_former_account),
        ),
    ),
    Defect(
        "readable-for-good",
        "read access that was granted cannot be taken back by a PATCH",
        PREVIEW,
        "FileUploads",
        codes("IC401"),
        sending("FileUploads_Update", change=_readable_for_good),
    ),
]
