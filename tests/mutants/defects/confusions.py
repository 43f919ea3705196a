"""Defects of taking one thing for another: levels, entries, organizations, operators, and what comes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.data_export.kinds import DESTINATION
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call
from iotcentral_testkit.emulator.telemetry.query_rows import _rank

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import answers, instead, replaced, together

_EMULATOR = "iotcentral_testkit.emulator"


def _of_the_device(call: Call, rightly: Any) -> Any:
    rightly(call)
    return HANDLERS["Devices_ListComponents"](call)


def _dangling(rightly: Callable[..., None]) -> Callable[..., None]:
    def remove(app: Any, device_id: str) -> None:
        kept = [each for each in app.all("relationship") if each.content["target"] == device_id]
        rightly(app, device_id)
        for each in kept:
            app.put("relationship", each.id, each.content)

    return remove


def _unequal_truth(rightly: Callable[..., bool]) -> Callable[..., bool]:
    def holds(condition: Any, value: Any) -> bool:
        if condition.operator == "!=" and isinstance(condition.literal, bool):
            return bool(value == condition.literal)
        return rightly(condition, value)

    return holds


def _equal_in_any_case(rightly: Callable[..., bool]) -> Callable[..., bool]:
    def holds(condition: Any, value: Any) -> bool:
        if condition.operator == "=" and isinstance(condition.literal, str) and isinstance(value, str):
            return value.casefold() == condition.literal.casefold()
        return rightly(condition, value)

    return holds


def _both_verified(rightly: Callable[..., None]) -> Callable[..., None]:
    def keep(call: Call, group: dict[str, Any], entry: dict[str, Any] | None) -> None:
        if entry is not None and entry.get("verified") and call.id.endswith("VerifyX509"):
            own = group["attestation"]["x509"]["signingCertificates"]
            for name in own:
                own[name] = {**own[name], "verified": True}
        rightly(call, group, entry)

    return keep


def _uncompleted(_: Call, answer: Any) -> Any:
    for each in answer.get("value", [answer]):
        each["completed"] = False
    return answer


def _without_users(rightly: Callable[..., str | None]) -> Callable[..., str | None]:
    def resident(app: Any, id: str) -> str | None:
        found = rightly(app, id)
        return None if found is not None and found.startswith(("user", "API token")) else found

    return resident


def _by_everybody(call: Call, rightly: Any) -> Any:
    call.caller = replace(call.caller, organizations=None)
    return rightly(call)


def _later_by_everybody(call: Call, rightly: Any) -> Any:
    return _by_everybody(call, rightly) if "$skiptoken" in call.extra else rightly(call)


def _by_bytes(rightly: Callable[..., None]) -> Callable[..., None]:
    def refuse(call: Call, user: dict[str, Any]) -> None:
        if any(other.content.get("email") == user.get("email", "") for other in call.app.all("user")):
            rightly(call, user)

    return refuse


def _turned(call: Call, rightly: Any) -> Any:
    for tile in (call.body or {}).get("tiles") or []:
        if "width" in tile and "height" in tile:
            tile["width"], tile["height"] = tile["height"], tile["width"]
    return rightly(call)


def _as_stored(call: Call, answer: Any) -> Any:
    stored = (call.app.get(DESTINATION, each["id"]) for each in answer["value"])
    shown = [{name: value for name, value in each.items() if not name.startswith("_")} for each in stored]
    return {**answer, "value": shown}


def _top_first(rightly: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def rows(sent: Any, query: Any, limit: int) -> list[Any]:
        if query.order is None or query.top is None:
            return rightly(sent, query, limit)
        key, descending = query.order
        first = rightly(sent, replace(query, order=None), limit)
        return sorted(first, key=lambda row: _rank(row.get(key)), reverse=descending)

    return rows


DEFECTS = [
    Defect(
        "components-of-the-device",
        "the components of a module are those of its device",
        PREVIEW,
        "Devices",
        codes("IC613"),
        instead("Devices_ListModuleComponents", do=_of_the_device),
    ),
    Defect(
        "dangling-relationship",
        "relationships to a removed device stay",
        STABLE,
        "Devices",
        codes("IC510"),
        replaced(f"{_EMULATOR}.devices.devices:remove_device", _dangling),
    ),
    Defect(
        "unequal-truth",
        "`!=` with true or false selects the devices that are equal in filters of groups",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        replaced(f"{_EMULATOR}.languages.group_filter:GroupCondition.holds", _unequal_truth),
        {"patience": 10.0},
    ),
    Defect(
        "equal-in-any-case",
        "`=` in filters of groups passes over the case of ids",
        PREVIEW,
        "DeviceGroups",
        codes("IC511"),
        together(
            replaced(f"{_EMULATOR}.languages.group_filter:GroupCondition.holds", _equal_in_any_case),
            replaced(f"{_EMULATOR}.resources.group_narrowing:narrowing_of", lambda _: lambda _app, _wanted: None),
        ),
        {"patience": 10.0},
    ),
    Defect(
        "both-verified",
        "the proof of one certificate of an enrollment group verifies the other one too",
        STABLE,
        "EnrollmentGroups",
        codes("IC621"),
        replaced(f"{_EMULATOR}.enrollment.certificates:_keep", _both_verified),
    ),
    Defect(
        "never-completed",
        "a scheduled job whose only run is over is not `completed`",
        PREVIEW,
        "ScheduledJobs",
        codes("IC630"),
        answers(*(f"ScheduledJobs_{each}" for each in ("Create", "Update", "Get", "List")), change=_uncompleted),
        {"patience": 10.0},
    ),
    Defect(
        "removed-under-users",
        "an organization is removed while users have roles in it",
        STABLE,
        "Organizations",
        codes("IC315"),
        replaced(f"{_EMULATOR}.resources.organizations:_resident", _without_users),
    ),
    Defect(
        "all-organizations-listed",
        "a caller of one organization lists all organizations",
        PREVIEW,
        "Organizations",
        codes("IC207"),
        instead("Organizations_List", do=_by_everybody),
    ),
    Defect(
        "all-devices-on-later-pages",
        "later pages of the list of devices have those of other organizations",
        PREVIEW,
        "Devices",
        codes("IC207"),
        instead("Devices_List", do=_later_by_everybody),
    ),
    Defect(
        "addresses-in-two-cases",
        "two users have one e-mail address whose domain differs in case",
        PREVIEW,
        "Users",
        codes("IC671"),
        replaced(f"{_EMULATOR}.resources.users:_refuse_duplicate", _by_bytes),
    ),
    Defect(
        "tiles-turned",
        "width and height of tiles are swapped",
        PREVIEW,
        "Dashboards",
        codes("IC301", "IC302", "IC304", "IC311"),
        instead("Dashboards_Create", "Dashboards_Update", do=_turned),
    ),
    Defect(
        "secrets-below-exports",
        "the destinations of an export are listed with their secrets",
        PREVIEW,
        "Exports",
        codes("IC308"),
        answers("Exports_ListDestinations", change=_as_stored),
    ),
    Defect(
        "top-before-order",
        "TOP in queries takes rows before ORDER BY sorts them",
        PREVIEW,
        "Query",
        codes("IC651"),
        replaced(f"{_EMULATOR}.telemetry.query_rows:telemetry_rows", _top_first),
    ),
]
