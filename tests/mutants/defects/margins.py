"""Defects at the margins of devices, models and groups: second places, odd values, and what lies beside the request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import unprocessable
from iotcentral_testkit.emulator.http.pagination import last_key
from iotcentral_testkit.emulator.state.clock import timestamp

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, sending, together

_EMULATOR = "iotcentral_testkit.emulator."
_SCOPES = ("", "Component", "Module", "ModuleComponent")
_FIRST_RUNS = "first runs"
_FROZEN = "members at the last write"
_OFFSET = re.compile(r"(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)[+-]\d\d:\d\d$")
_EXACT = 2**53


def within(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a value with every object in it changed."""
    if isinstance(value, dict):
        return change({name: within(part, change) for name, part in value.items()})
    return [within(part, change) for part in value] if isinstance(value, list) else value


# devices


def _long_in_bytes(_call: Call, body: dict[str, Any]) -> Any:
    name = body.get("displayName")
    if isinstance(name, str) and len(name.encode()) > 148:
        raise unprocessable("displayName should NOT be longer than 148 characters")
    return body


def _stays_in_place(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("device", call.path["deviceId"]) or {}
    kept = {"organizations": stored["organizations"]} if "organizations" in stored else {}
    return {**kept, **body}


def _and_those_alike(call: Call, rightly: Any) -> None:
    rightly(call)
    call.app.delete_under("attestation", call.path["deviceId"])


def _first_named(right: Any) -> Callable[[str], set[str]]:
    return lambda header: right(header.split(",")[0])


def _first_two(right: Any) -> Callable[[Any, Any], bool]:
    def holds(self: Any, item: Any) -> bool:
        return bool(right(self if self.every else self._replace(terms=self.terms[:2]), item))

    return holds


def _unexpanded(_call: Call, page: Any) -> Any:
    return {
        **page,
        "value": [
            {name: part for name, part in item.items() if name != "deploymentManifest"} for item in page["value"]
        ],
    }


# capabilities of devices


def _of_first_module(call: Call, rightly: Any) -> Any:
    from iotcentral_testkit.emulator.devices.modules import _model

    rightly(call)
    model = _model(call)
    assert model is not None
    return rightly(replace(call, path={**call.path, "moduleName": next(iter(model.modules))}))


def _of_namesake(right: Any) -> Callable[[Any, Any], Any]:
    return lambda twin, scope: right(twin, replace(scope, module=None) if scope.component else scope)


def _behind(right: Any) -> Callable[..., dict[str, Any]]:
    def state(self: Any, scope: Any, prop: Any, entry: Any) -> dict[str, Any]:
        found: dict[str, Any] = right(self, scope, prop, entry)
        return {**found, "ackVersion": found["ackVersion"] - 1} if found.get("ackVersion", 0) > 1 else found

    return state


def _as_stored(change: Callable[[Any], Any]) -> Callable[[Any], Callable[..., Any]]:
    """Return a wrapper of what stores properties, which changes their values."""

    def wrap(right: Any) -> Callable[..., Any]:
        def apply(twin: Any, scope: Any, members: dict[str, Any], version: int, now: str) -> Any:
            return right(twin, scope, {name: change(value) for name, value in members.items()}, version, now)

        return apply

    return wrap


def _through_double(value: Any) -> Any:
    return int(float(value)) if type(value) is int and abs(value) > _EXACT else value


def without_offset(value: Any) -> Any:
    return _OFFSET.sub(r"\1Z", value) if isinstance(value, str) else value


def _whole_components(right: Any) -> Callable[..., Iterator[Any]]:
    def levels(scope: Any, body: Any, *, replace: bool) -> Iterator[Any]:
        for level, members, whole in right(scope, body, replace=replace):
            yield level, members, whole or (level is not scope and bool(members))

    return levels


def _noting_first_run(call: Call, rightly: Any) -> Any:
    answer = rightly(call)
    place = "/".join(call.path.values())
    if call.app.get(_FIRST_RUNS, place) is None:
        call.app.put(_FIRST_RUNS, place, answer)
    return answer


def _first_run(call: Call, answer: Any) -> Any:
    first = call.app.get(_FIRST_RUNS, "/".join(call.path.values()))
    return {**answer, "value": [first]} if answer["value"] and first is not None else answer


def _without_falsy_request(run: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in run.items() if name != "request" or value}


def _of_the_read(call: Call, answer: Any) -> Any:
    return {**answer, "timestamp": timestamp(call.now)} if "timestamp" in answer else answer


def _as_text(_call: Call, answer: Any) -> Any:
    import orjson

    value = answer.get("value")
    return {**answer, "value": orjson.dumps(value).decode()} if isinstance(value, dict) else answer


def _both_ways(call: Call, page: Any) -> Any:
    if call.extra:
        return page
    id = call.path["deviceId"]
    found = [stored.content for stored in call.app.all("relationship") if stored.content["target"] == id]
    return {**page, "value": [*page["value"], *found]}


def _again(call: Call, page: Any) -> Any:
    key = last_key(call)
    if key is None:
        return page
    before = next(stored.content for stored in call.app.all("relationship") if stored.place == key[0])
    return {**page, "value": [before, *page["value"]][: len(page["value"])]}


# models and groups


def _without_comments(_call: Call, body: dict[str, Any]) -> Any:
    return within(body, lambda part: {name: value for name, value in part.items() if name != "comment"})


def _whole_model(call: Call, body: dict[str, Any]) -> Any:
    stored = call.app.get("template", call.path["deviceTemplateId"]) or {}
    given = body.get("capabilityModel")
    if not isinstance(given, dict):
        return body
    kept = {"@id", "@type", "@context", "contents", "schemas"}
    lost = {name: None for name in stored.get("capabilityModel", {}) if name not in kept}
    return {**body, "capabilityModel": {**lost, **given}}


def _noting_members(call: Call, rightly: Any) -> Any:
    from iotcentral_testkit.emulator.resources.device_groups import members

    answer = rightly(call)
    call.app.put(_FROZEN, answer["id"], [stored.id for stored in members(call.app, answer)])
    return answer


def _noted_members(call: Call, page: Any) -> Any:
    noted = call.app.get(_FROZEN, call.path["deviceGroupId"])
    value = page["value"] if noted is None else [device for device in page["value"] if device["id"] in noted]
    return {**page, "value": value}


def _single_blanks(_call: Call, body: dict[str, Any]) -> Any:
    if isinstance(body.get("filter"), str):
        body["filter"] = re.sub(" +", " ", body["filter"])
    return body


_RUNS = tuple(f"Devices_Run{scope}Command" for scope in _SCOPES)
_HISTORIES = tuple(f"Devices_Get{scope}CommandHistory" for scope in _SCOPES)
_VALUES = tuple(f"Devices_Get{scope}TelemetryValue" for scope in _SCOPES)

DEFECTS = [
    # displayName: "Name shown for the device in the application, at most 148 characters."
    Defect(
        "device-name-in-bytes",
        "the limit of 148 for a device's name counts bytes, not characters",
        STABLE,
        "Devices",
        codes("IC228"),
        sending("Devices_Create", "Devices_Update", change=_long_in_bytes),
    ),
    # organizations: "Absent means the root organization"; PUT "replaces the one that has this id"
    Defect(
        "device-put-stays-in-organization",
        "a PUT without organizations leaves the device in its former organization",
        STABLE,
        "Devices",
        codes("IC304"),
        sending("Devices_Create", change=_stays_in_place),
    ),
    # "Removes the device from the application", no other
    Defect(
        "deleted-device-takes-attestations",
        "with a device the attestations of devices are deleted whose ids begin with its id",
        STABLE,
        "Devices",
        codes("IC318"),
        instead("Devices_Remove", do=_and_those_alike),
    ),
    # If-Match: proceed only if the etag matches one given, or `*`
    Defect(
        "if-match-first-only",
        "of several etags in If-Match only the first counts",
        PREVIEW,
        "Devices",
        codes("IC414"),
        replaced(f"{_EMULATOR}http.etags:_listed", _first_named),
    ),
    # Filter: "Condition that the listed items must meet, built from … and, or"
    Defect(
        "third-alternative-ignored",
        "of alternatives in a filter only the first two count",
        PREVIEW,
        "Devices",
        codes("IC504"),
        replaced(f"{_EMULATOR}languages.odata:Junction.holds", _first_two),
    ),
    # Expand: "Devices know `deploymentManifest`, which adds the manifest assigned to an edge device"; the list has it too
    Defect(
        "list-not-expanded",
        "expand is ignored by the list of devices",
        PREVIEW,
        "Devices",
        codes("IC614"),
        answers("Devices_List", change=_unexpanded),
    ),
    # "Lists the named components that the template of the device defines for the module"
    Defect(
        "components-of-first-module",
        "the components of every module are those of the first",
        PREVIEW,
        "Devices",
        codes("IC613"),
        instead("Devices_ListModuleComponents", do=_of_first_module),
    ),
    # "Writes the property values … of a component of a module", not of the device's component of that name
    Defect(
        "module-component-is-device-component",
        "components of a module share their properties with the device's component of the same name",
        STABLE,
        "Devices",
        codes("IC610", "IC611"),
        together(
            replaced(f"{_EMULATOR}devices.twin:Twin.entries", _of_namesake),
            replaced(
                f"{_EMULATOR}devices.scopes:CapabilityScope.path",
                lambda _right: lambda scope, name: f"{scope.component or scope.twin}:{name}",
            ),
        ),
    ),
    # $metadata tells "how far a desired value has been accepted"
    Defect(
        "acknowledged-version-behind",
        "the acknowledged version stays one behind the desired one from the second write on",
        STABLE,
        "Devices",
        codes("IC615"),
        replaced(f"{_EMULATOR}devices.twin:Twin._state", _behind),
    ),
    # "Writes the property values that the body holds"
    Defect(
        "long-through-double",
        "whole numbers beyond 2^53 lose their last digits",
        STABLE,
        "Devices",
        codes("IC615"),
        replaced(f"{_EMULATOR}devices.properties:_apply", _as_stored(_through_double)),
    ),
    # "Writes the property values that the body holds and leaves the others of the device as they are"
    Defect(
        "component-replaced-by-patch",
        "a PATCH of the device clears what it leaves out of the components that it names",
        STABLE,
        "Devices",
        codes("IC610"),
        replaced(f"{_EMULATOR}devices.properties:_levels", _whole_components),
    ),
    # "Writes the property values that the body holds"
    Defect(
        "property-loses-time-zone",
        "a time with an offset is stored as if it were UTC",
        PREVIEW,
        "Devices",
        codes("IC615"),
        replaced(f"{_EMULATOR}devices.properties:_apply", _as_stored(without_offset)),
    ),
    # "Lists the runs of the command … newest first; as a rule only the last run is kept"
    Defect(
        "history-keeps-first-run",
        "the history of a command keeps its first run, not its last",
        STABLE,
        "Devices",
        codes("IC611"),
        together(instead(*_RUNS, do=_noting_first_run), answers(*_HISTORIES, change=_first_run)),
    ),
    # request: "Argument passed to the device, any JSON value"
    Defect(
        "falsy-argument-not-echoed",
        "a command's argument 0, false or empty text is not told",
        PREVIEW,
        "Devices",
        codes("IC611"),
        together(
            answers(*_RUNS, change=lambda _call, run: _without_falsy_request(run)),
            answers(
                *_HISTORIES,
                change=lambda _call, page: {**page, "value": [_without_falsy_request(run) for run in page["value"]]},
            ),
        ),
    ),
    # "the value of the named telemetry in the last message …, and the time of that message"
    Defect(
        "telemetry-time-of-read",
        "the time of a telemetry value is that of the read",
        STABLE,
        "Devices",
        codes("IC612"),
        answers(*_VALUES, change=_of_the_read),
    ),
    # "A telemetry with an object schema gives an object"
    Defect(
        "object-telemetry-as-text",
        "telemetry with an object schema comes as its JSON text",
        PREVIEW,
        "Devices",
        codes("IC612"),
        answers(*_VALUES, change=_as_text),
    ),
    # "Lists the relationships from this device to the devices below it"
    Defect(
        "relationships-both-ways",
        "the relationships of a device have those to it too",
        STABLE,
        "Devices",
        codes("IC510"),
        answers("Devices_ListRelationships", change=_both_ways),
    ),
    # "page by page"
    Defect(
        "relationship-on-two-pages",
        "later pages of relationships begin with the end of the page before, and lack their own end",
        PREVIEW,
        "Devices",
        codes("IC501", "IC503"),
        answers("Devices_ListRelationships", change=_again),
    ),
    # "Stores a device template under the given id"; "Returns one device template with its whole model"
    Defect(
        "template-loses-comments",
        "the comments in a model are not stored",
        STABLE,
        "DeviceTemplates",
        codes("IC302", "IC311"),
        sending("DeviceTemplates_Create", "DeviceTemplates_Update", change=_without_comments),
    ),
    # "Changes the given members of a device template by JSON merge patch"
    Defect(
        "model-patched-shallowly",
        "a PATCH of a member of the model removes its other texts",
        PREVIEW,
        "DeviceTemplates",
        codes("IC402"),
        sending("DeviceTemplates_Update", change=_whole_model),
    ),
    # "Membership is worked out anew at each use, such as a read or a job run."
    Defect(
        "members-of-last-write",
        "devices that are created later do not come into a group before it is written again",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        together(
            instead("DeviceGroups_Create", "DeviceGroups_Update", do=_noting_members),
            answers("DeviceGroups_GetDevices", change=_noted_members),
        ),
        options={"patience": 8.0},
    ),
    # "Stores a device group under the given id"
    Defect(
        "filter-blanks-collapse",
        "blanks in the texts of a group's filter collapse",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        sending("DeviceGroups_Create", "DeviceGroups_Update", change=_single_blanks),
        options={"patience": 8.0},
    ),
]
