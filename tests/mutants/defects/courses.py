"""Defects of devices and what is below them, in the second element, beside a default, or at a value that is nothing at a glance."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import unprocessable
from iotcentral_testkit.emulator.http.pagination import page
from iotcentral_testkit.emulator.state.clock import timestamp

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, sending, together, unviewed

_EMULATOR = "iotcentral_testkit.emulator."
_SCOPES = ("", "Component", "Module", "ModuleComponent")


def _forget_manifest(call: Call, answer: Any) -> Any:
    if "deploymentManifest" not in call.body:
        device = dict(call.app.get("device", answer["id"]))
        device.pop("_deploymentManifest", None)
        call.app.put("device", answer["id"], device)
    return answer


def _stays_simulated(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("device", call.path["deviceId"]) or {}
    return {"simulated": stored.get("simulated", False), **body}


def _with_prefix(call: Call, rightly: Any) -> Any:
    rightly(call)  # it refuses what is to be refused
    found = call.app.under("relationship", call.path["deviceId"])
    return page(call, (([stored.place], stored.content) for stored in found))


def _id_of_body(call: Call, answer: Any) -> Any:
    return {**answer, "id": call.body.get("id", answer["id"])}


def _ends_one_early(call: Call, answer: Any) -> Any:
    count = len(call.app.under("relationship", f"{call.path['deviceId']}/"))
    if count == len(answer["value"]) + 1:
        answer.pop("nextLink", None)
    return answer


def _first_component(_: Call, answer: Any) -> Any:
    parts = [name for name, value in answer.items() if isinstance(value, dict) and "$metadata" in value]
    for name in parts[1:]:
        del answer[name]
    return answer


def _falsy_is_null(_: Call, body: dict[str, Any]) -> Any:
    return {name: value if value or value == {} else None for name, value in body.items()}


def _any_unmodeled(call: Call, rightly: Any) -> Any:
    if "unmodeled" in call.query:
        call.query["unmodeled"] = True
    return rightly(call)


def _hour_ahead(_: Call, answer: Any) -> Any:
    if not answer:  # it has sent nothing yet
        return answer
    return {**answer, "timestamp": timestamp(datetime.fromisoformat(answer["timestamp"]) + timedelta(hours=1))}


def _truthy_request(_: Call, answer: Any) -> Any:
    if "request" in answer and not answer["request"]:
        del answer["request"]
    return answer


def _below_thirty(call: Call, rightly: Any) -> Any:
    if call.body.get("connectionTimeout") == 30:
        raise unprocessable("connectionTimeout should be < 30")
    return rightly(call)


def _one_key(call: Call, answer: Any) -> Any:
    given = (call.body or {}).get("symmetricKey") or {}
    if "primaryKey" in given and "secondaryKey" not in given and answer["type"] == "symmetricKey":
        answer = {**answer, "symmetricKey": {**answer["symmetricKey"], "secondaryKey": given["primaryKey"]}}
        call.app.put("attestation", call.path["deviceId"], answer)
    return answer


def _note_former(call: Call, rightly: Any) -> Any:
    device_id = call.path["deviceId"]
    before = call.app.get("attestation", device_id)
    answer = rightly(call)
    if before is not None and before["type"] != answer["type"]:
        call.app.put("former attestation", device_id, before)
    return answer


def _former_too(call: Call, answer: Any) -> Any:
    former = call.app.get("former attestation", call.path["deviceId"])
    return answer if former is None else {former["type"]: former[former["type"]], **answer}


def _swapped(_: Call, answer: Any) -> Any:
    keys = answer.get("symmetricKey")
    if keys is None:
        return answer
    return {**answer, "symmetricKey": {"primaryKey": keys["secondaryKey"], "secondaryKey": keys["primaryKey"]}}


def _history_of_name(right: Any) -> Any:
    return lambda scope, name: f"any/{scope.path(name)}"


def _bare_of_root(call: Call, answer: Any) -> Any:
    content = call.app.get("properties", call.path["deviceId"])
    if content is not None:
        for entry in content["scopes"].get("", {}).values():
            for member in ("desired", "desiredVersion", "desiredAt"):
                entry.pop(member, None)
        call.app.put("properties", call.path["deviceId"], content)
    return answer


def _same_version(right: Any) -> Any:
    def next_version(self: Any, scope: Any) -> int:
        if scope.component:
            return int(self._content["versions"].get(scope.twin, 0) or right(self, scope))
        return int(right(self, scope))

    return next_version


DEFECTS = (
    Defect(
        "manifest-lost-on-patch",
        "a PATCH that does not name the deployment manifest of a device removes it",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_Update", change=_forget_manifest),
    ),
    Defect(
        "replaced-device-stays-simulated",
        "a PUT without `simulated` leaves an existing device simulated",
        STABLE,
        "Devices",
        codes("IC304"),
        sending("Devices_Create", change=_stays_simulated),
    ),
    Defect(
        "relationships-of-prefix",
        "the relationships of a device include those of devices whose ids begin with its id",
        STABLE,
        "Devices",
        codes("IC313"),
        instead("Devices_ListRelationships", do=_with_prefix),
    ),
    Defect(
        "relationship-with-id-of-body",
        "a PATCH of a relationship returns the id of the body",
        PREVIEW,
        "Devices",
        codes("IC407"),
        together(unviewed, answers("Devices_UpdateRelationship", change=_id_of_body)),
    ),
    Defect(
        "relationships-without-last-page",
        "a list of relationships ends one item early if a single one is left",
        PREVIEW,
        "Devices",
        codes("IC501"),
        answers("Devices_ListRelationships", change=_ends_one_early),
    ),
    Defect(
        "properties-of-first-component",
        "the properties of a device show only the first of its components",
        STABLE,
        "Devices",
        codes("IC610"),
        answers("Devices_GetProperties", change=_first_component),
    ),
    Defect(
        "component-put-clears-root",
        "a PUT of the properties of a component removes the desired values of the device",
        STABLE,
        "Devices",
        codes("IC610"),
        answers("Devices_ReplaceComponentProperties", change=_bare_of_root),
    ),
    Defect(
        "falsy-property-removed",
        "a property that is set to 0, false or an empty text is removed",
        STABLE,
        "Devices",
        codes("IC615"),
        sending(*(f"Devices_Update{scope}Properties" for scope in _SCOPES), change=_falsy_is_null),
    ),
    Defect(
        "any-unmodeled",
        "`unmodeled=false` counts as true",
        PREVIEW,
        "Devices",
        codes("IC610"),
        instead(
            *(f"Devices_{verb}{scope}Properties" for verb in ("Get", "Update", "Replace") for scope in _SCOPES),
            do=_any_unmodeled,
        ),
    ),
    Defect(
        "component-write-without-version",
        "a write of a component's properties does not raise the desired version",
        STABLE,
        "Devices",
        codes("IC610"),
        replaced(f"{_EMULATOR}devices.twin:Twin.next_version", _same_version),
    ),
    Defect(
        "telemetry-hour-ahead",
        "the time of a telemetry value of a component is an hour ahead",
        STABLE,
        "Devices",
        codes("IC612"),
        answers("Devices_GetComponentTelemetryValue", change=_hour_ahead),
    ),
    Defect(
        "history-of-any-device",
        "the history of a command shows its last run on any device",
        PREVIEW,
        "Devices",
        codes("IC611"),
        replaced(f"{_EMULATOR}devices.commands:_id", _history_of_name),
    ),
    Defect(
        "falsy-request-not-echoed",
        "the answer to a command lacks a request of 0, false or an empty text",
        STABLE,
        "Devices",
        codes("IC611"),
        answers(*(f"Devices_Run{scope}Command" for scope in _SCOPES), change=_truthy_request),
    ),
    Defect(
        "longest-connection-refused",
        "a command with the longest connection timeout is refused",
        PREVIEW,
        "Devices",
        codes("IC611"),
        instead("Devices_RunComponentCommand", do=_below_thirty),
        {"patience": 3.0},
    ),
    Defect(
        "one-key-for-both",
        "a PATCH of the primary key of an attestation sets the secondary one too",
        STABLE,
        "Devices",
        codes("IC402"),
        answers("Devices_UpdateAttestation", change=_one_key),
    ),
    Defect(
        "former-credentials-kept",
        "the credentials of a device whose attestation changed its type hold the former keys too",
        PREVIEW,
        "Devices",
        codes("IC622"),
        together(
            instead("Devices_CreateAttestation", "Devices_UpdateAttestation", do=_note_former),
            answers("Devices_GetCredentials", change=_former_too),
        ),
    ),
    Defect(
        "credentials-swapped",
        "the credentials of a device have the primary key in place of the secondary one",
        PREVIEW,
        "Devices",
        codes("IC622"),
        answers("Devices_GetCredentials", change=_swapped),
    ),
)
