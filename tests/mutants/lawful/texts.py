"""Lawful variations in what a server shows, takes and refuses: texts, members, numbers of items."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from iotcentral_testkit.emulator.http.authorization import PLACED
from iotcentral_testkit.emulator.http.calls import Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError, forbidden, unprocessable
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import STABLE
from ..switching import Switch, Wire, answers, constants, instead, on_wire, replaced
from .variation import Variation

__all__ = ["VARIATIONS"]


def _json(change: Callable[[Any], Any], *operations: str) -> Switch:
    """Change the JSON of successes."""

    def wired(wire: Wire) -> None:
        if wire.content and wire.status < 400:
            wire.json = change(wire.json)

    return on_wire(wired, *operations)


def _bytes(change: Callable[[bytes], bytes]) -> Switch:
    def wired(wire: Wire) -> None:
        if wire.content:
            wire.content = change(wire.content)

    return on_wire(wired)


def _headers(**named: str) -> Switch:
    return on_wire(lambda wire: wire.headers.update({name.replace("_", "-"): value for name, value in named.items()}))


def _items(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Apply a change to an item, or to each item of a page."""

    def changed(content: Any) -> Any:
        if is_object(content) and is_array(content.get("value")):
            return {**content, "value": [change(item) for item in content["value"]]}
        return change(content) if is_object(content) else content

    return changed


def _other_status(old: int, new: int, *operations: str) -> Switch:
    def wired(wire: Wire) -> None:
        if wire.status == old:
            wire.status = new

    return on_wire(wired, *operations)


def _other_code(old: str, new: str) -> Switch:
    def wired(wire: Wire) -> None:
        if wire.headers.get("x-ms-error-code") == old:
            content = wire.json
            wire.json = {**content, "error": {**content["error"], "code": new}}
            wire.headers["x-ms-error-code"] = new

    return on_wire(wired)


def _gzip(wire: Wire) -> None:
    if wire.content:
        wire.content = gzip.compress(wire.content)
        wire.headers["content-encoding"] = "gzip"


def _slow(wire: Wire) -> None:
    time.sleep(0.005)


def _once_named(call: Call, rightly: Handler) -> Any:
    """Refuse the display name of another device group."""
    name, id = (call.body or {}).get("displayName"), call.path["deviceGroupId"]
    if any(other.content["displayName"] == name and other.id != id for other in call.app.all("deviceGroup")):
        raise ServiceError(409, "Conflict", f'There is a device group with the name "{name}".')
    return rightly(call)


def _refusing(*operations: str, when: Callable[[Any], bool]) -> Switch:
    """Refuse bodies with 422."""

    def do(call: Call, rightly: Handler) -> Any:
        if when(call.body):
            raise unprocessable("the server does not take this")
        return rightly(call)

    return instead(*operations, do=do)


def _has_control(body: Any) -> bool:
    return any(ord(character) < 32 for text in _texts(body) for character in text)


def _has_long(body: Any) -> bool:
    return any(len(text) > 200 for text in _texts(body))


def _has_astral(body: Any) -> bool:
    return any(ord(character) > 0xFFFF for text in _texts(body) for character in text)


def _texts(body: Any) -> list[str]:
    if isinstance(body, str):
        return [body]
    parts = body.values() if is_object(body) else body if is_array(body) else ()
    return [text for part in parts for text in _texts(part)]


def _names(*members: str) -> Callable[[Any], bool]:
    return lambda body: is_object(body) and any(member in body for member in members)


def _repeats_paths(body: Any) -> bool:
    paths = [entry.get("path") for entry in body.get("data") or ()]
    return len(paths) > len(set(paths))


def _existing(call: Call, rightly: Handler) -> Any:
    """Refuse a PUT on what exists."""
    kind = {"DeviceTemplates_Create": "template", "Users_Create": "user"}[call.id]
    if call.app.get(kind, next(reversed(call.path.values()))) is not None:
        raise ServiceError(409, "Conflict", "It exists.")
    return rightly(call)


def _no_property_queries(call: Call, rightly: Handler) -> Any:
    if "targetTemperature" in str(call.body.get("query")):
        raise ServiceError(400, "BadRequest", "Queries of properties are no longer supported.")
    return rightly(call)


def _unset(*names: str) -> Callable[[Any], Any]:
    """Show an empty text where a member is absent."""
    return _items(lambda item: {**dict.fromkeys(names, ""), **item} if "displayName" in item else item)


def _without_default(name: str, default: Any) -> Callable[[Any], Any]:
    return _items(lambda item: {key: part for key, part in item.items() if key != name or part != default})


def _last_run(call: Call, page: Any) -> Any:
    return {**page, "value": page["value"][:1]}


def _forbidding(rightly: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 403 for what exists beyond the caller's organizations."""

    def get(self: Call, kind: str, id: str, what: str) -> Any:
        content = self.app.get(kind, id)
        if content is not None and kind in PLACED and not self.caller.reaches(content):
            raise forbidden("The caller does not reach its organization.")
        return rightly(self, kind, id, what)

    return get


def _reversed(page: Any) -> Any:
    return {**page, "value": page["value"][::-1]}


def _zoned(content: Any) -> Any:
    """Write times with an offset of zero instead of Z."""
    if isinstance(content, str) and len(content) > 18 and content[4:5] == "-" and content.endswith("Z"):
        return f"{content[:-1]}+00:00"
    if is_object(content):
        return {name: _zoned(part) for name, part in content.items()}
    return [_zoned(part) for part in content] if is_array(content) else content


def _in_seconds(content: Any) -> Any:
    """Write times in whole seconds."""
    if isinstance(content, str) and len(content) > 18 and content[4:5] == "-" and content.endswith("Z"):
        return f"{content[:19]}Z"
    if is_object(content):
        return {name: _in_seconds(part) for name, part in content.items()}
    return [_in_seconds(part) for part in content] if is_array(content) else content


def _in_utc(content: Any) -> Any:
    """Write times with another offset in UTC."""
    if isinstance(content, str) and content[10:11] == "T" and content.endswith("+05:30"):
        return f"{datetime.fromisoformat(content).astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    if is_object(content):
        return {name: _in_utc(part) for name, part in content.items()}
    return [_in_utc(part) for part in content] if is_array(content) else content


def _without_versions(content: Any) -> Any:
    if not is_object(content):
        return content
    return {
        name: _without_versions(part) for name, part in content.items() if name not in ("desiredVersion", "ackVersion")
    }


def _by_language(page: Any) -> Any:
    """Name parts in a language, and list them in the other order."""
    parts = [{**part, "displayName": {"en": part["displayName"]}} for part in page["value"]]
    return {**page, "value": parts[::-1]}


_PROPERTIES = tuple(f"Devices_Get{part}Properties" for part in ("", "Component", "Module", "ModuleComponent"))
_PATCHES = tuple(f"Devices_Update{part}Properties" for part in ("", "Component", "Module", "ModuleComponent"))
_PARTS = ("Devices_ListComponents", "Devices_ListModules", "Devices_ListModuleComponents")


def _no_telemetry(call: Call, answer: Any) -> Any:
    return {}


VARIATIONS: tuple[Variation, ...] = (
    Variation(
        "answers have a member that the document does not name",
        "DeviceGroups",
        _json(_items(lambda item: {**item, "xInternal": 7})),
    ),
    Variation(
        "the last page has a next link that is null",
        "DeviceGroups",
        _json(lambda c: {"nextLink": None, **c} if is_object(c) and "value" in c else c),
    ),
    Variation(
        "pages have ten items by default",
        "DeviceTemplates",
        constants({"iotcentral_testkit.emulator.http.pagination:DEFAULT_SIZE": 10}),
        STABLE,
    ),
    Variation(
        "pages have one item, whatever is asked for",
        "Organizations",
        replaced("iotcentral_testkit.emulator.http.pagination:_size", lambda _: lambda _call: 1),
    ),
    Variation(
        "names of device groups are unique",
        "DeviceGroups",
        instead("DeviceGroups_Create", "DeviceGroups_Update", do=_once_named),
    ),
    Variation(
        "members are in another order", "Dashboards", _json(lambda c: dict(reversed(c.items())) if is_object(c) else c)
    ),
    Variation(
        "JSON is written on several lines",
        "Exports",
        _bytes(lambda text: json.dumps(json.loads(text), indent=2).encode()),
    ),
    Variation(
        "JSON is written in ASCII, with escapes",
        "Organizations",
        _bytes(lambda text: json.dumps(json.loads(text)).encode()),
    ),
    Variation("responses are compressed", "DeviceGroups", on_wire(_gzip)),
    Variation("responses take some time", "Roles", on_wire(_slow)),
    Variation("responses have further headers", "Users", _headers(x_served_by="node-7", cache_control="no-store")),
    Variation("a body that is not valid is 400 instead of 422", "DeviceGroups", _other_status(422, 400)),
    Variation("codes of errors have other names", "ScheduledJobs", _other_code("InvalidBody", "ValidationFailed")),
    Variation(
        "control characters in texts are rejected",
        "DeviceGroups",
        _refusing("DeviceGroups_Create", "DeviceGroups_Update", when=_has_control),
    ),
    Variation(
        "long texts are rejected",
        "DeviceTemplates",
        _refusing("DeviceTemplates_Create", "DeviceTemplates_Update", when=_has_long),
    ),
    Variation(
        "characters beyond the basic plane are rejected",
        "Organizations",
        _refusing("Organizations_Create", "Organizations_Update", when=_has_astral),
    ),
    Variation(
        "the parent of an organization cannot be changed",
        "Organizations",
        _refusing("Organizations_Update", when=_names("parent")),
    ),
    Variation(
        "longer names of devices are accepted",
        "Devices",
        constants({"iotcentral_testkit.emulator.devices.devices:_NAME_LENGTH": 1000}),
    ),
    Variation(
        "the capabilities of a template cannot be changed",
        "Devices",
        _refusing("DeviceTemplates_Update", when=_names("capabilityModel")),
    ),
    Variation(
        "the type of an enrollment group cannot be changed",
        "EnrollmentGroups",
        _refusing("EnrollmentGroups_Update", when=_names("type")),
    ),
    Variation(
        "whether a device is simulated cannot be changed",
        "Devices",
        _refusing("Devices_Update", when=_names("simulated")),
        STABLE,
    ),
    Variation(
        "the address of a user cannot be changed",
        "Users",
        _refusing("Users_Update", when=_names("email", "tenantId", "objectId")),
    ),
    Variation(
        "a PUT on a template that exists is rejected",
        "DeviceTemplates",
        instead("DeviceTemplates_Create", do=_existing),
    ),
    Variation("a PUT on a user who exists is rejected", "Users", instead("Users_Create", do=_existing), STABLE),
    Variation("queries of properties are rejected", "Query", instead("Query_Run", do=_no_property_queries)),
    Variation("a description that is absent is an empty text", "DeviceGroups", _json(_unset("description"))),
    Variation("members with their default are left out", "FileUploads", _json(_without_default("readAccess", False))),
    Variation(
        "the history of a command has the last run alone",
        "Devices",
        answers("Devices_GetCommandHistory", change=_last_run),
        STABLE,
    ),
    Variation(
        "etags are in quotes",
        "DeviceGroups",
        replaced(
            "iotcentral_testkit.emulator.state.identity:Identity.etag",
            lambda rightly: lambda self, *form: f'"{rightly(self, *form)}"',
        ),
        STABLE,
    ),
    Variation("times have an offset of zero", "ApiTokens", _json(_zoned)),
    Variation(
        "simulated devices send no telemetry",
        "Devices",
        answers("Devices_GetTelemetryValue", change=_no_telemetry),
        STABLE,
    ),
    Variation("times of another zone are shown in UTC", "Devices", _json(_in_utc)),
    Variation("properties are reported in whole seconds", "Devices", _json(_in_seconds, *_PROPERTIES), STABLE),
    Variation(
        "desired values are not removed by null",
        "Devices",
        _refusing(*_PATCHES, when=lambda body: None in body.values()),
        STABLE,
    ),
    Variation("parts are named by language, and in another order", "Devices", _json(_by_language, *_PARTS), STABLE),
    Variation(
        "the metadata of properties has no versions",
        "Devices",
        _json(_without_versions, *_PROPERTIES),
    ),
    Variation("lists begin with the newest item", "Destinations", _json(_reversed, "Destinations_List")),
    Variation(
        "jobs take longer",
        "Jobs",
        constants({"iotcentral_testkit.emulator.jobs.job_runs:_STEP": timedelta(seconds=0.6)}),
        STABLE,
    ),
    Variation(
        "the entries of a scheduled job have different paths",
        "ScheduledJobs",
        _refusing("ScheduledJobs_Create", "ScheduledJobs_Update", when=_repeats_paths),
    ),
    Variation(
        "other organizations are answered with 403 instead of 404",
        "DeviceGroups",
        replaced("iotcentral_testkit.emulator.http.calls:Call.get", _forbidding),
    ),
)
"""The variations."""
