"""Defects of templates, device groups and enrollment groups: two conditions at once, later pages, unusual states, near misses."""

from __future__ import annotations

from typing import Any

from iotcentral_testkit.emulator.devices.devices import shown_device
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.pagination import stored_page
from iotcentral_testkit.emulator.languages.group_filter import FilterError, GroupFilter, parse

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, sending, together

_EMULATOR = "iotcentral_testkit.emulator."


def _star_covers_body(call: Call, rightly: Any) -> Any:
    if call.headers.get("if-match") == "*":
        call.body = {name: value for name, value in call.body.items() if name != "etag"}
    return rightly(call)


def _keeps_description(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("template", call.path["deviceTemplateId"]) or {}
    return {**({"description": stored["description"]} if "description" in stored else {}), **body}


def _unordered_where_filtered(call: Call, rightly: Any) -> Any:
    if call.role("filter") and call.role("orderby"):
        call.query.pop(call.operation.roles["orderby"])
    return rightly(call)


def _blind_to_blocked(call: Call, rightly: Any) -> Any:
    template_id = call.path["deviceTemplateId"]
    using = [stored.content for stored in call.app.all("device") if stored.content.get("template") == template_id]
    if using and not any(device["enabled"] for device in using):
        call.app.delete("template", template_id)
        return None
    return rightly(call)


def _first_two(right: Any) -> Any:
    return lambda self, value_of: right(GroupFilter(self.conditions[:2]), value_of)


def _strict(right: Any) -> Any:
    return lambda self, value: right(
        self._replace(operator={">=": ">", "<=": "<"}.get(self.operator, self.operator)), value
    )


def _unfiltered_pages(call: Call, rightly: Any) -> Any:
    if "$skiptoken" not in call.extra:
        return rightly(call)
    return stored_page(call, "device", lambda stored: shown_device(call, stored.content))


def _patched_unchecked(call: Call, rightly: Any) -> Any:
    wanted = (call.body or {}).get("filter")
    try:
        parse(wanted or "SELECT * FROM devices")
    except FilterError:
        call.body = {name: value for name, value in call.body.items() if name != "filter"}
    return rightly(call)


def _renewed_keys(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"]) or {}
    if "displayName" in body and "attestation" not in body and "symmetricKey" in stored.get("attestation", {}):
        body["attestation"] = {"symmetricKey": {"primaryKey": None, "secondaryKey": None}}
    return body


def _remember_keys(call: Call, rightly: Any) -> Any:
    stored = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
    answer = rightly(call)
    call.app.put("former group", stored["id"], stored)
    return answer


def _former_keys(call: Call, body: dict[str, Any]) -> Any:
    id = call.path["enrollmentGroupId"]
    former = call.app.get("former group", id)
    if former is not None and call.app.get("enrollmentGroup", id) is None:
        body["attestation"] = former["attestation"]
    return body


def _other_unverified(call: Call, answer: Any) -> Any:
    group = dict(call.app.get("enrollmentGroup", call.path["enrollmentGroupId"]))
    entries = {
        name: entry if name == call.path["entry"] else {**entry, "verified": False}
        for name, entry in group["attestation"]["x509"]["signingCertificates"].items()
    }
    group["attestation"] = {"type": "x509", "x509": {"signingCertificates": entries}}
    call.app.put("enrollmentGroup", group["id"], group)
    return answer


def _by_first_name(call: Call, rightly: Any) -> Any:
    """Let a `capabilityModelId` of the filter match whatever version the model has."""
    answer = rightly(call)
    sought = str(call.role("filter") or "")
    if not sought.startswith("capabilityModelId eq"):
        return answer
    wanted = sought.rpartition(" ")[2].strip("'").rpartition(";")[0]
    found = [
        stored.content
        for stored in call.app.all("template")
        if stored.content["capabilityModel"]["@id"].rpartition(";")[0] == wanted
    ]
    return {"value": found} if wanted and found else answer


DEFECTS = (
    Defect(
        "star-covers-body-etag",
        "`If-Match: *` lets a PATCH of a template pass whose body names an outdated etag",
        PREVIEW,
        "DeviceTemplates",
        codes("IC412"),
        instead("DeviceTemplates_Update", do=_star_covers_body),
    ),
    Defect(
        "replaced-template-description",
        "a PUT without the description of a template keeps the former one",
        STABLE,
        "DeviceTemplates",
        codes("IC304"),
        sending("DeviceTemplates_Create", change=_keeps_description),
    ),
    Defect(
        "model-of-any-version",
        "a filter by `capabilityModelId` finds all versions of the model",
        PREVIEW,
        "DeviceTemplates",
        codes("IC504"),
        instead("DeviceTemplates_List", do=_by_first_name),
    ),
    Defect(
        "filtered-templates-unordered",
        "a list of templates that is filtered is not in the requested order",
        PREVIEW,
        "DeviceTemplates",
        codes("IC505"),
        instead("DeviceTemplates_List", do=_unordered_where_filtered),
    ),
    Defect(
        "template-of-blocked-removed",
        "a template whose devices are all blocked can be removed",
        STABLE,
        "DeviceTemplates",
        codes("IC314"),
        instead("DeviceTemplates_Remove", do=_blind_to_blocked),
    ),
    Defect(
        "two-conditions",
        "the third condition of the filter of a device group is ignored",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}languages.group_filter:GroupFilter.matches", _first_two),
        {"patience": 3.0},
    ),
    Defect(
        "strict-bounds-of-group",
        "`>=` and `<=` in the filter of a device group exclude the bound",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}languages.group_filter:GroupCondition.holds", _strict),
        {"patience": 3.0},
    ),
    Defect(
        "members-unfiltered-later",
        "later pages of the devices of a group include devices beside it",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        instead("DeviceGroups_GetDevices", do=_unfiltered_pages),
        {"patience": 3.0},
    ),
    Defect(
        "patched-filter-dropped",
        "a PATCH of a device group ignores a filter that is not valid",
        STABLE,
        "DeviceGroups",
        codes("IC513"),
        instead("DeviceGroups_Update", do=_patched_unchecked),
    ),
    Defect(
        "renamed-group-new-keys",
        "a PATCH of the name of an enrollment group generates its keys again",
        STABLE,
        "EnrollmentGroups",
        codes("IC402"),
        sending("EnrollmentGroups_Update", change=_renewed_keys),
    ),
    Defect(
        "recreated-group-former-keys",
        "an enrollment group that is created again has its former keys",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC317"),
        together(
            instead("EnrollmentGroups_Remove", do=_remember_keys),
            sending("EnrollmentGroups_Create", change=_former_keys),
        ),
    ),
    Defect(
        "second-certificate-unverifies",
        "an upload of one certificate of an enrollment group makes the other unverified",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC318"),
        answers("EnrollmentGroups_CreateX509", change=_other_unverified),
    ),
)
