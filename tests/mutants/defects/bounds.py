"""Defects at the bounds: the last value that is allowed, the deepest level, the second reading, the part that is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.devices.simulation import STEP
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError, unprocessable
from iotcentral_testkit.emulator.languages.query_language import Conjunction, TimeWindow
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import PREVIEW, STABLE, Defect
from ..switching import Switch, answers, constants, instead, replaced, together

_EMULATOR = "iotcentral_testkit.emulator"
_SEEN = "seen at first"
"""Kind of the documents in which a server remembers what it has once answered."""


def _codes(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def _narrow_tiles(call: Call, rightly: Handler) -> Any:
    if any(tile.get("width") == 10 for tile in call.body.get("tiles") or ()):
        raise unprocessable("width should be < 10")
    return rightly(call)


def _no_grandchildren(call: Call, page: Any) -> Any:
    def is_near(item: Any) -> bool:
        above = call.app.get("organization", item.get("parent", "")) or {}
        return "parent" not in above

    return {**page, "value": [item for item in page["value"] if is_near(item)]}


def _only_itself(rightly: Callable[..., None]) -> Callable[..., None]:
    """Check that an organization is not its own parent, but not what is above that."""

    def check(app: Any, id: str, parent: str) -> None:
        if parent == id or app.get("organization", parent) is None:
            rightly(app, id, parent)

    return check


def _without_grandchildren(call: Call, rightly: Handler) -> Any:
    if call.caller.organizations is not None:
        own = {organization for _, organization in call.caller.roles}
        parents = {stored.id: stored.content.get("parent") for stored in call.app.all("organization")}
        near = frozenset(id for id in call.caller.organizations if id in own or parents.get(id) in own)
        call.caller = replace(call.caller, organizations=near)
    return rightly(call)


def _window_ends(_call: Call, answer: Any) -> Any:
    """Return rows of windows of a minute with the minute of their end."""
    rows = answer["results"]
    if all("$ts" in row and "count_temperature" in row for row in rows):
        for row in rows:
            row["$ts"] = f"{row['$ts'][:17]}59Z"
    return answer


def _window_first(rightly: Callable[..., bool]) -> Callable[..., bool]:
    """Pass over a window that is not the first condition."""

    def holds(condition: Any, *others: Any) -> bool:
        if isinstance(condition, Conjunction):
            first, *rest = condition.parts
            return rightly(first, *others) and all(rightly(p, *others) for p in rest if not isinstance(p, TimeWindow))
        return rightly(condition, *others)

    return holds


def _truth_in_words(_call: Call, answer: Any) -> Any:
    rows = [
        {name: str(part).lower() if isinstance(part, bool) else part for name, part in row.items()}
        for row in answer["results"]
    ]
    return {"results": rows}


def _passed_over(operation: str) -> Switch:
    """Take a JSON patch for an empty merge patch."""

    def wrap(rightly: Any) -> Any:
        def body_of(route: Any, headers: dict[str, str], content: bytes) -> Any:
            if route.id == operation and headers.get("content-type") == "application/json-patch+json":
                return {}
            return rightly(route, headers, content)

        return body_of

    return replaced(f"{_EMULATOR}.http.bodies:body_of", wrap)


def _no_part_is_empty(call: Call, rightly: Handler) -> Any:
    try:
        return rightly(call)
    except ServiceError as error:
        if error.message.startswith("Component"):
            return {"$metadata": {}}
        raise


def _in_lower_case(rightly: Callable[[str, str], str]) -> Callable[[str, str], str]:
    return lambda key, device_id: rightly(key, device_id.lower())


def _first_credentials(call: Call, rightly: Handler) -> Any:
    """Return the keys of a device's own that were asked for first."""
    device_id = call.path["deviceId"]
    if call.app.get("attestation", device_id) is None:
        return rightly(call)
    if call.app.get(_SEEN, device_id) is None:
        call.app.put(_SEEN, device_id, rightly(call))
    return call.app.get(_SEEN, device_id)


def _in_one_language(node: Any) -> Any:
    if is_array(node):
        return [_in_one_language(part) for part in node]
    if not is_object(node):
        return node
    name = node.get("displayName")
    one = {"displayName": next(iter(name.values()))} if is_object(name) else {}
    return {key: _in_one_language(part) for key, part in {**node, **one}.items()}


def _without(node: Any, name: str) -> Any:
    if is_array(node):
        return [_without(part, name) for part in node]
    return {key: _without(part, name) for key, part in node.items() if key != name} if is_object(node) else node


def _stored_as(change: Callable[[Any], Any]) -> Callable[[Call, Handler], Any]:
    def do(call: Call, rightly: Handler) -> Any:
        call.body = change(call.body)
        return rightly(call)

    return do


def _equal_beginnings(rightly: Callable[..., bool]) -> Callable[..., bool]:
    def holds(term: Any, item: Any) -> bool:
        found = term.field.of(item)
        if term.operator == "eq" and isinstance(found, str) and isinstance(term.value, str):
            return found.startswith(term.value)
        return rightly(term, item)

    return holds


def _parts_of_the_first_version(call: Call, rightly: Handler) -> Any:
    """Return the modules that a template had when they were listed first."""
    template = call.app.get("device", call.path["deviceId"]).get("template", "none")
    if call.app.get(_SEEN, template) is None:
        call.app.put(_SEEN, template, rightly(call))
    return call.app.get(_SEEN, template)


def _first_of_several(call: Call, rightly: Handler) -> Any:
    wanted = call.headers.get("if-match")
    if wanted is not None:
        call.headers = {**call.headers, "if-match": wanted.partition(",")[0]}
    return rightly(call)


def _any_template(call: Call, rightly: Handler) -> Any:
    """Assign a template in a patch without looking for it."""
    named = call.body.get("template")
    if named is None or call.app.get("template", named) is not None:
        return rightly(call)
    call.body = {name: part for name, part in call.body.items() if name != "template"}
    answer = {**rightly(call), "template": named}
    call.app.put("device", answer["id"], {**call.app.get("device", answer["id"]), "template": named})
    return answer


def _asked_is_true(call: Call, rightly: Handler) -> Any:
    call.query = {**call.query, **({"unmodeled": True} if "unmodeled" in call.query else {})}
    return rightly(call)


def _the_whole(call: Call, rightly: Handler) -> Any:
    rightly(call)
    return HANDLERS["Devices_GetModuleProperties"](call)


def _one_message_late(rightly: Callable[..., Any]) -> Callable[..., Any]:
    return lambda app, scope, name, now: rightly(app, scope, name, now - STEP)


def _shorter_wait(call: Call, rightly: Handler) -> Any:
    if call.body.get("connectionTimeout") == 30:
        raise unprocessable("connectionTimeout should be < 30")
    return rightly(call)


def _one_blank(body: Any) -> Any:
    return {**body, "filter": " ".join(body["filter"].split())} if "filter" in body else body


def _what_begins_alike(call: Call, rightly: Handler) -> None:
    rightly(call)
    call.app.delete_under("attestation", call.path["deviceId"])


DEFECTS = [
    Defect(
        "longest-name-refused",
        "a display name of 148 characters is refused",
        STABLE,
        "Devices",
        _codes("IC228"),
        constants({f"{_EMULATOR}.devices.devices:_NAME_LENGTH": 147}),
    ),
    Defect(
        "widest-tile-refused",
        "a tile of the greatest width is refused",
        PREVIEW,
        "Dashboards",
        _codes("IC228"),
        instead("Dashboards_Create", do=_narrow_tiles),
    ),
    Defect(
        "four-levels-of-organizations",
        "organizations on the fifth level are refused",
        STABLE,
        "Organizations",
        _codes("IC319"),
        constants({f"{_EMULATOR}.resources.organizations:DEPTH": 4}),
    ),
    Defect(
        "third-level-unlisted",
        "organizations from the third level on are missing in the list",
        PREVIEW,
        "Organizations",
        _codes("IC319"),
        answers("Organizations_List", change=_no_grandchildren),
    ),
    Defect(
        "organizations-in-a-circle",
        "an organization can be put below those that are below it",
        STABLE,
        "Organizations",
        _codes("IC319"),
        replaced(f"{_EMULATOR}.resources.organizations:_check_parent", _only_itself),
    ),
    Defect(
        "grandchildren-unreached",
        "callers of an organization do not reach devices two levels below it",
        STABLE,
        "Devices",
        _codes("IC207"),
        instead("Devices_Get", do=_without_grandchildren),
    ),
    Defect(
        "longest-query-refused",
        "a query of 350 characters is refused",
        PREVIEW,
        "Query",
        _codes("IC650"),
        constants({f"{_EMULATOR}.languages.query_language:LONGEST": 349}),
    ),
    Defect(
        "sixteen-items-selected",
        "a query may select sixteen items",
        PREVIEW,
        "Query",
        _codes("IC650"),
        constants({f"{_EMULATOR}.languages.query_language:MOST_ITEMS": 16}),
    ),
    Defect(
        "end-of-the-window",
        "rows of a query that are grouped by time tell the end of their window",
        PREVIEW,
        "Query",
        _codes("IC651"),
        answers("Query_Run", change=_window_ends),
    ),
    Defect(
        "window-comes-first",
        "WITHIN_WINDOW in queries counts as the first condition alone",
        PREVIEW,
        "Query",
        _codes("IC651"),
        together(
            replaced(f"{_EMULATOR}.telemetry.query_rows:_holds", _window_first),
            replaced(f"{_EMULATOR}.telemetry.query_rows:_range", lambda rightly: lambda _, now: rightly(None, now)),
        ),
    ),
    Defect(
        "truth-in-words",
        "queries return whether a device is simulated as a text",
        PREVIEW,
        "Query",
        _codes("IC651"),
        answers("Query_Run", change=_truth_in_words),
    ),
    Defect(
        "json-patch-passed-over",
        "a JSON patch of a device group is answered with 200, and nothing is done",
        STABLE,
        "DeviceGroups",
        _codes("IC222"),
        _passed_over("DeviceGroups_Update"),
    ),
    Defect(
        "properties-of-no-component",
        "the properties of a component that the device does not have are empty",
        STABLE,
        "Devices",
        _codes("IC230"),
        instead("Devices_GetComponentProperties", do=_no_part_is_empty),
    ),
    Defect(
        "keys-of-lower-case-ids",
        "the keys of a device are derived from its id in lower case",
        STABLE,
        "Devices",
        _codes("IC622"),
        replaced(f"{_EMULATOR}.enrollment.group_keys:derived_key", _in_lower_case),
    ),
    Defect(
        "credentials-of-the-first-keys",
        "the credentials of a device keep the keys that it had first",
        PREVIEW,
        "Devices",
        _codes("IC622"),
        instead("Devices_GetCredentials", do=_first_credentials),
    ),
    Defect(
        "names-in-one-language",
        "of the display names of a capability in several languages one is kept",
        STABLE,
        "DeviceTemplates",
        _codes("IC302"),
        instead("DeviceTemplates_Create", do=_stored_as(_in_one_language)),
    ),
    Defect(
        "bound-of-zero-lost",
        "the minimum of a property in a capability model is not kept",
        PREVIEW,
        "DeviceTemplates",
        _codes("IC302"),
        instead("DeviceTemplates_Create", do=_stored_as(lambda body: _without(body, "minValue"))),
    ),
    Defect(
        "beginnings-are-equal",
        "`eq` in filters lets through what begins with the text",
        PREVIEW,
        "DeviceGroups",
        _codes("IC504"),
        replaced(f"{_EMULATOR}.languages.odata:FieldComparison.holds", _equal_beginnings),
    ),
    Defect(
        "modules-of-the-first-version",
        "the modules of a device stay those that its template had first",
        PREVIEW,
        "Devices",
        _codes("IC613"),
        instead("Devices_ListModules", do=_parts_of_the_first_version),
    ),
    Defect(
        "first-etag-of-several",
        "of several etags in If-Match the first alone counts",
        PREVIEW,
        "EnrollmentGroups",
        _codes("IC414"),
        instead("EnrollmentGroups_Update", do=_first_of_several),
    ),
    Defect(
        "history-outlives-the-device",
        "a device has the command history of a removed one with its id",
        STABLE,
        "Devices",
        _codes("IC618"),
        constants({f"{_EMULATOR}.devices.devices:UNDER_DEVICES": ["attestation", "properties", "telemetry"]}),
    ),
    Defect(
        "template-of-no-name",
        "a patch gives a device a template that does not exist",
        STABLE,
        "Devices",
        _codes("IC316"),
        instead("Devices_Update", do=_any_template),
    ),
    Defect(
        "false-is-asked-for",
        "`unmodeled=false` returns properties that the template lacks",
        PREVIEW,
        "Devices",
        _codes("IC610"),
        instead("Devices_GetComponentProperties", do=_asked_is_true),
    ),
    Defect(
        "answer-of-all-properties",
        "the response to a PUT of a module's properties shows all of them",
        PREVIEW,
        "Devices",
        _codes("IC615"),
        instead("Devices_ReplaceModuleProperties", do=_the_whole),
    ),
    Defect(
        "telemetry-one-message-late",
        "the last value of telemetry is the one before the last",
        PREVIEW,
        "Devices",
        _codes("IC612"),
        replaced(f"{_EMULATOR}.telemetry.values:last_value", _one_message_late),
        {"patience": 3.0},
    ),
    Defect(
        "longest-wait-refused",
        "the longest time to wait for a connection is refused",
        STABLE,
        "Devices",
        _codes("IC611"),
        instead("Devices_RunComponentCommand", do=_shorter_wait),
        {"patience": 3.0},
    ),
    Defect(
        "blanks-of-a-filter",
        "blanks that follow each other in the filter of a device group become one, in texts too",
        STABLE,
        "DeviceGroups",
        _codes("IC511"),
        instead("DeviceGroups_Update", do=_stored_as(_one_blank)),
        {"patience": 3.0},
    ),
    Defect(
        "attestation-of-a-longer-id",
        "removing a device removes the attestation of devices whose ids begin with its id",
        STABLE,
        "Devices",
        _codes("IC318"),
        instead("Devices_Remove", do=_what_begins_alike),
    ),
]
