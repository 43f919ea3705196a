"""Defects that show from one side only: in a sorted list, on a later page, in a spelled value, to another caller, after a move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.devices import devices
from iotcentral_testkit.emulator.http import pagination
from iotcentral_testkit.emulator.http.authorization import BUILDER
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import bad_request, conflict
from iotcentral_testkit.emulator.http.listing import filtered_page
from iotcentral_testkit.emulator.resources import device_groups, users

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import Switch, answers, constants, instead, replaced, together

_EMULATOR = "iotcentral_testkit.emulator"
_BODIES = "bodies of groups"
_FLAGS = "flags of devices at their creation"
_KEYS = "keys of enrollment groups"
_REACH = "callers at first sight"

Change = Callable[[Call, dict[str, Any]], dict[str, Any]]


def _body(change: Change, *operations: str) -> Switch:
    """Have handlers see another body."""

    def do(call: Call, rightly: Any) -> Any:
        call.body = change(call, dict(call.body))
        return rightly(call)

    return instead(*operations, do=do)


def _checked(change: Callable[[Any, Any], Any]) -> Switch:
    """Have bodies checked that are not those which were sent."""

    def wrap(rightly: Any) -> Any:
        return lambda route, sent: rightly(route, change(route, sent))

    return replaced(f"{_EMULATOR}.http.bodies:check_body", wrap)


@contextmanager
def _unchecked(module: Any, name: str) -> Iterator[None]:
    """Leave out a check of a module."""
    rightly = getattr(module, name)
    setattr(module, name, lambda *_: None)
    try:
        yield
    finally:
        setattr(module, name, rightly)


def _everywhere(call: Call) -> None:
    call.caller = replace(call.caller, organizations=None)


def _sorted_for_everybody(call: Call, rightly: Any) -> Any:
    if call.query.get("orderby"):
        _everywhere(call)
    return rightly(call)


def _later_without_organizations(call: Call, rightly: Any) -> Any:
    page = rightly(call)
    if not call.extra:
        return page
    bare = [{name: part for name, part in item.items() if name != "organizations"} for item in page["value"]]
    return {**page, "value": bare}


def _members_without_organizations(_: Call, page: Any) -> Any:
    bare = [{name: part for name, part in item.items() if name != "organizations"} for item in page["value"]]
    return {**page, "value": bare}


def _truth_as_text(route: Any, sent: Any) -> Any:
    if route.id == "Devices_Create" and sent.get("enabled") in ("true", "false"):
        sent["enabled"] = sent["enabled"] == "true"
    return sent


def _number_as_text(route: Any, sent: Any) -> Any:
    batch = sent.get("batch") if route.id.startswith("ScheduledJobs_") else None
    if isinstance(batch, dict) and isinstance(batch.get("value"), str) and batch["value"].isdecimal():
        batch["value"] = int(batch["value"])
    return sent


def _hundred_tiles(route: Any, sent: Any) -> Any:
    if route.id.startswith("Dashboards_") and len(sent.get("tiles") or ()) > 100:
        return {**sent, "tiles": sent["tiles"][:100]}
    return sent


def _by_prefix(call: Call, rightly: Any) -> Any:
    rightly(call)
    found = call.app.under("relationship", call.path["deviceId"])
    return pagination.page(call, (([stored.place], stored.content) for stored in found))


def _any_filter(call: Call, rightly: Any) -> Any:
    with _unchecked(device_groups, "_check_filter"):
        return rightly(call)


def _any_address(call: Call, rightly: Any) -> Any:
    with _unchecked(users, "_refuse_duplicate"):
        return rightly(call)


def _address(change: Callable[[str], str]) -> Change:
    return lambda _, sent: {**sent, "email": change(sent["email"])} if "email" in sent else sent


def _untagged(address: str) -> str:
    mailbox, _, domain = address.partition("@")
    return f"{mailbox.partition('+')[0]}@{domain}"


def _as_sent(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if call.body.get("expiry"):
        answer["expiry"] = call.body["expiry"]
        stored = call.app.get("apiToken", answer["id"])
        call.app.put("apiToken", answer["id"], {**stored, "expiry": answer["expiry"]})
    return answer


def _whole_seconds(rightly: Any) -> Any:
    return lambda call: rightly(call).replace(microsecond=0)


def _whole_batch(_: Call, sent: dict[str, Any]) -> dict[str, Any]:
    batch = sent.get("batch")
    if batch and isinstance(batch.get("value"), float):
        sent["batch"] = {**batch, "value": int(batch["value"])}
    return sent


def _only_truths(_: Call, sent: dict[str, Any]) -> dict[str, Any]:
    if sent.get("data"):
        sent["data"] = [{name: part for name, part in entry.items() if part} for entry in sent["data"]]
    return sent


def _own_scope(_: Call, group: Any) -> Any:
    return {**group, "idScope": f"0ne{sum(map(ord, group['id'])):08X}"}


def _own_scopes(call: Call, page: Any) -> Any:
    return {**page, "value": [_own_scope(call, group) for group in page["value"]]}


def _former_keys(call: Call, rightly: Any) -> Any:
    """Give a group the keys of one that had its id."""
    id, given = call.path["enrollmentGroupId"], call.body.get("attestation") or {}
    former = call.app.get(_KEYS, id)
    if former is not None and given.get("type") == "symmetricKey" and "symmetricKey" not in given:
        call.body = {**call.body, "attestation": {**given, "symmetricKey": former}}
    answer = rightly(call)
    if "symmetricKey" in answer["attestation"]:
        call.app.put(_KEYS, id, answer["attestation"]["symmetricKey"])
    return answer


def _former_too(call: Call, _rightly: Any) -> Any:
    """List a device to the organizations that it was in."""

    def shown(stored: Any) -> Any:
        owners = [stored.content.get("organizations") or []]
        owners += [who for _, who in stored.content.get("_owners") or []]
        reached = any(call.caller.reaches({"organizations": who}) for who in owners)
        return devices.shown_device(call, stored.content) if reached else None

    return filtered_page(call, "device", shown, fields={}, indexed=True)


def _once(rightly: Any) -> Any:
    """Work out what a token reaches at its first use."""

    def caller_with(app: Any, name: str, roles: Any) -> Any:
        known = app.__dict__.setdefault(_REACH, {})
        if name not in known:
            known[name] = rightly(app, name, roles)
        return known[name]

    return caller_with


def _first_role(rightly: Any) -> Any:
    return lambda app, name, roles: rightly(app, name, roles[:1])


def _elsewhere(call: Call, rightly: Any) -> Any:
    """Put a device anywhere, unless another's would be overwritten."""
    if call.app.get("device", call.path["deviceId"]) is not None:
        call.get("device", call.path["deviceId"], "Device")
    _everywhere(call)
    return rightly(call)


def _several(rightly: Any) -> Any:
    """Place a device in as many organizations as are named."""

    def placed(call: Call, organizations: Any) -> Any:
        for one in organizations or ():
            rightly(call, [one])
        return list(organizations) if organizations else rightly(call, organizations)

    return placed


def _all_etags(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    for stored in list(call.app.all("deviceGroup")):
        if stored.id != answer["id"]:
            call.app.put("deviceGroup", stored.id, {**stored.content, "etag": call.app.identity.etag()})
    return answer


def _noted(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    if call.app.get(_FLAGS, answer["id"]) is None:
        call.app.put(_FLAGS, answer["id"], answer["enabled"])
    return answer


def _as_created(call: Call, rightly: Any) -> Any:
    """Filter by `enabled` as devices were created."""
    words = (call.query.get("filter") or "").split()
    if len(words) != 3 or words[0] != "enabled":
        return rightly(call)

    def shown(stored: Any) -> Any:
        flag = call.app.get(_FLAGS, stored.id)
        found = stored.content["enabled"] if flag is None else flag
        meets = (found is (words[2] == "true")) is (words[1] == "eq")
        return devices.shown_device(call, stored.content) if meets and call.caller.reaches(stored.content) else None

    return pagination.stored_page(call, "device", shown)


def _of_nothing(call: Call, rightly: Any) -> Any:
    """Make up what a PATCH with If-Match: * is about, where it does not exist."""
    id = call.path["deploymentManifestId"]
    if call.headers.get("if-match") == "*" and call.app.get("manifest", id) is None:
        return {"id": id, "data": {}, "etag": call.app.identity.etag(), **call.body}
    return rightly(call)


def _etag_of_template(call: Call, rightly: Any) -> Any:
    device = rightly(call)
    template = call.app.get("template", device.get("template", ""))
    if template is not None:
        call.app.put("template", template["@id"], {**template, "etag": call.app.identity.etag()})
    return device


def _same_is_conflict(call: Call, rightly: Any) -> Any:
    id = call.path["deviceGroupId"]
    if call.app.get("deviceGroup", id) is not None and call.app.get(_BODIES, id) == call.body:
        raise conflict("It is the same.")
    group = rightly(call)
    call.app.put(_BODIES, id, call.body)
    return group


def _small_letters(call: Call, rightly: Any) -> Any:
    id = call.path["deviceGroupId"]
    if id != id.lower():
        raise bad_request("The id has capitals.")
    return rightly(call)


def _granting(role: str, permission: str) -> Switch:
    """Give a role a permission."""

    def wrap(rightly: Any) -> Any:
        return lambda asked, wanted: (asked, wanted) == (role, permission) or rightly(asked, wanted)

    return replaced(f"{_EMULATOR}.http.authorization:_granted", wrap)


def _with_root(call: Call, page: Any) -> Any:
    return page if call.extra else {**page, "value": [{"id": "root", "displayName": "Root"}, *page["value"]]}


def _enabling(call: Call, rightly: Any) -> Any:
    call.body = {"enabled": True, **call.body}
    return rightly(call)


def _renamed_role(_: Call, role: Any) -> Any:
    return {**role, "displayName": role["displayName"].replace("Org ", "Organization ")}


def _small_url(call: Call, rightly: Any) -> Any:
    call.body = {name: value.lower() if name == "url" else value for name, value in call.body.items()}
    return rightly(call)


DEFECTS = [
    Defect(
        "sorted-for-everybody",
        "a sorted list shows the devices of all organizations",
        PREVIEW,
        "Devices",
        codes("IC207"),
        instead("Devices_List", do=_sorted_for_everybody),
    ),
    Defect(
        "later-pages-without-organizations",
        "devices on later pages have no organizations",
        PREVIEW,
        "Devices",
        codes("IC506"),
        instead("Devices_List", do=_later_without_organizations),
    ),
    Defect(
        "members-without-organizations",
        "the members of a group are listed without their organizations",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        answers("DeviceGroups_GetDevices", change=_members_without_organizations),
    ),
    Defect(
        "enabled-by-any-patch",
        "a patch without enabled enables a device",
        STABLE,
        "Devices",
        codes("IC402"),
        instead("Devices_Update", do=_enabling),
    ),
    Defect(
        "role-under-another-name",
        "a built-in role of organizations has another name",
        PREVIEW,
        "Roles",
        codes("IC512"),
        answers("Roles_Get", change=_renamed_role),
    ),
    Defect(
        "url-in-small-letters",
        "the URL of a webhook is stored in small letters",
        PREVIEW,
        "Destinations",
        codes("IC302"),
        instead("Destinations_Create", do=_small_url),
    ),
    Defect(
        "truth-as-text",
        'the text "true" is taken for a truth value',
        STABLE,
        "Devices",
        codes("IC229"),
        _checked(_truth_as_text),
    ),
    Defect(
        "number-as-text",
        "the size of a batch is taken as a text",
        PREVIEW,
        "ScheduledJobs",
        codes("IC229"),
        _checked(_number_as_text),
    ),
    Defect(
        "tiles-beyond-hundred",
        "a dashboard has more than 100 tiles",
        PREVIEW,
        "Dashboards",
        codes("IC224"),
        _checked(_hundred_tiles),
    ),
    Defect(
        "relationships-by-prefix",
        "the relationships of devices whose ids begin alike are listed together",
        STABLE,
        "Devices",
        codes("IC313"),
        instead("Devices_ListRelationships", do=_by_prefix),
    ),
    Defect(
        "filter-patched-unchecked",
        "a PATCH gives a group a filter that is none",
        PREVIEW,
        "DeviceGroups",
        codes("IC513"),
        instead("DeviceGroups_Update", do=_any_filter),
    ),
    Defect(
        "six-levels",
        "organizations are six levels deep",
        STABLE,
        "Organizations",
        codes("IC322"),
        constants({f"{_EMULATOR}.resources.organizations:DEPTH": 6}),
    ),
    Defect(
        "mailbox-in-lower-case",
        "the addresses of users lose their capitals",
        STABLE,
        "Users",
        codes("IC311"),
        _body(_address(str.lower), "Users_Create"),
    ),
    Defect(
        "mailbox-without-tag",
        "the addresses of users lose what is behind a plus",
        PREVIEW,
        "Users",
        codes("IC311"),
        _body(_address(_untagged), "Users_Create"),
    ),
    Defect(
        "address-patched-twice",
        "a PATCH gives a user the address of another",
        STABLE,
        "Users",
        codes("IC671"),
        instead("Users_Update", do=_any_address),
    ),
    Defect(
        "expiry-as-sent",
        "the expiry of a token is shown with the offset that was sent, not in UTC",
        STABLE,
        "ApiTokens",
        codes("IC311"),
        instead("ApiTokens_Create", do=_as_sent),
    ),
    Defect(
        "expiry-in-whole-seconds",
        "the expiry of a token is cut to whole seconds",
        PREVIEW,
        "ApiTokens",
        codes("IC311"),
        replaced(f"{_EMULATOR}.resources.api_tokens:_expiry", _whole_seconds),
    ),
    Defect(
        "percentage-whole",
        "the percentage of a batch is cut to a whole number",
        PREVIEW,
        "ScheduledJobs",
        codes("IC311"),
        _body(_whole_batch, "ScheduledJobs_Create", "ScheduledJobs_Update"),
    ),
    Defect(
        "false-values-dropped",
        "false, empty and zero values of a scheduled job's data are dropped",
        STABLE,
        "ScheduledJobs",
        codes("IC301", "IC302", "IC311"),
        _body(_only_truths, "ScheduledJobs_Create", "ScheduledJobs_Update"),
    ),
    Defect(
        "scope-of-each-group",
        "each enrollment group has an ID scope of its own",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC323"),
        together(
            answers("EnrollmentGroups_Get", "EnrollmentGroups_Create", "EnrollmentGroups_Update", change=_own_scope),
            answers("EnrollmentGroups_List", change=_own_scopes),
        ),
    ),
    Defect(
        "keys-after-removal",
        "an enrollment group that is created again has the keys that it had",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC317"),
        instead("EnrollmentGroups_Create", do=_former_keys),
    ),
    Defect(
        "moved-still-listed",
        "a device that was moved is still listed to its former organization",
        STABLE,
        "Devices",
        codes("IC214"),
        instead("Devices_List", do=_former_too),
    ),
    Defect(
        "reach-at-first-use",
        "what a token reaches is worked out at its first use",
        STABLE,
        "Organizations",
        codes("IC215"),
        replaced(f"{_EMULATOR}.http.authorization:caller_with", _once),
    ),
    Defect(
        "operator-creates-elsewhere",
        "an operator of an organization creates a device in another one",
        STABLE,
        "Devices",
        codes("IC213"),
        instead("Devices_Create", do=_elsewhere),
    ),
    Defect(
        "operator-moves-elsewhere",
        "an operator of an organization moves a device to another one",
        PREVIEW,
        "Devices",
        codes("IC213"),
        instead("Devices_Update", do=_elsewhere),
    ),
    Defect(
        "first-role-acts",
        "a token acts with the first of its roles",
        STABLE,
        "ApiTokens",
        codes("IC216"),
        replaced(f"{_EMULATOR}.http.authorization:caller_with", _first_role),
    ),
    Defect(
        "several-organizations",
        "a device is in two organizations",
        STABLE,
        "Devices",
        codes("IC324"),
        replaced(f"{_EMULATOR}.http.organization_scope:placed", _several),
    ),
    Defect(
        "etags-of-all-groups",
        "a PATCH of a group gives all others new etags",
        STABLE,
        "DeviceGroups",
        codes("IC411"),
        instead("DeviceGroups_Update", do=_all_etags),
    ),
    Defect(
        "filter-of-the-creation",
        "a filter sees whether devices were enabled when they were created",
        PREVIEW,
        "Devices",
        codes("IC504"),
        together(instead("Devices_List", do=_as_created), instead("Devices_Create", do=_noted)),
    ),
    Defect(
        "any-etag-of-nothing",
        "a PATCH with If-Match: * of a manifest that does not exist is answered with 200",
        PREVIEW,
        "DeploymentManifests",
        codes("IC405"),
        instead("DeploymentManifests_Update", do=_of_nothing),
    ),
    Defect(
        "etag-by-device",
        "a template has a new etag when a device is assigned to it",
        STABLE,
        "DeviceTemplates",
        codes("IC318"),
        instead("Devices_Create", do=_etag_of_template),
    ),
    Defect(
        "same-put-conflicts",
        "a PUT with the body that a group was created with is a conflict",
        STABLE,
        "DeviceGroups",
        codes("IC304"),
        instead("DeviceGroups_Create", do=_same_is_conflict),
    ),
    Defect(
        "ids-in-small-letters",
        "ids of groups with capitals are rejected",
        STABLE,
        "DeviceGroups",
        codes("IC231"),
        instead("DeviceGroups_Create", do=_small_letters),
    ),
    Defect(
        "builder-lists-tokens",
        "a builder lists the API tokens",
        PREVIEW,
        "ApiTokens",
        codes("IC206"),
        _granting(BUILDER, "ApiTokens.view"),
    ),
    Defect(
        "root-listed",
        "the root organization, which cannot be read, is listed",
        STABLE,
        "Organizations",
        codes("IC506"),
        answers("Organizations_List", change=_with_root),
    ),
]
