"""Defects at the bounds: the last value that is allowed, the deepest level, the second reading, the part that is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.devices.simulation import STEP
from iotcentral_testkit.emulator.dtdl.schemas import Enum
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError, unprocessable
from iotcentral_testkit.emulator.languages.query_language import Conjunction, TimeWindow
from iotcentral_testkit.emulator.state.clock import timestamp
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import Switch, answers, constants, instead, replaced, timed, together

_EMULATOR = "iotcentral_testkit.emulator"
_SEEN = "seen at first"
"""Kind of the documents in which a server remembers what it has once answered."""


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


def _coming_back(rightly: Callable[..., Any]) -> Callable[..., Any]:
    """Provision a simulated device though it was removed meanwhile, as it was when it was first seen."""

    def schedule(app: Any, action: str, id: str, due: Any) -> Any:
        device = app.get("device", id)
        if action == "device.provision" and device is not None:
            app.put(_SEEN, f"removed {id}", device)
        return rightly(app, action, id, due)

    return schedule


def _provision(app: Any, device_id: str) -> None:
    device = app.get("device", device_id) or app.get(_SEEN, f"removed {device_id}")
    if device is not None:
        provisioned = {"provisioned": True, "_provisionedAt": timestamp(app.now)}
        app.put("device", device_id, {**device, **provisioned})


def _two_terms(rightly: Callable[..., bool]) -> Callable[..., bool]:
    return lambda junction, item: rightly(junction._replace(terms=junction.terms[:2]), item)


def _own_level_first(call: Call, rightly: Handler) -> Any:
    """Write the properties of a component, and forget those of the device itself."""
    answer = rightly(call)
    twin = call.app.get("properties", call.path["deviceId"])
    call.app.put("properties", call.path["deviceId"], {**twin, "scopes": {**twin["scopes"], "": {}}})
    return answer


def _swapped_slots(_call: Call, answer: Any) -> Any:
    slots = answer.get("x509", {}).get("clientCertificates", {})
    if slots.keys() == {"primary", "secondary"}:
        slots["primary"], slots["secondary"] = slots["secondary"], slots["primary"]
    return answer


def _provisioned_is_simulated(rightly: Callable[..., Any]) -> Callable[..., Any]:
    def reader(*arguments: Any) -> Callable[[str], Any]:
        value_of = rightly(*arguments)
        return lambda path: value_of("$simulated" if path == "$provisioned" else path)

    return reader


def _marked(call: Call, rightly: Handler) -> Any:
    """Mark an organization as removed though its removal is refused."""
    try:
        return rightly(call)
    except ServiceError:
        id = call.path["organizationId"]
        if (content := call.app.get("organization", id)) is not None:
            _REMOVED.add((call.app.name, id, content["displayName"]))
        raise


_REMOVED: set[tuple[str, str, str]] = set()
"""What was to be removed: application, id and name; requests that are refused store nothing."""


def _without_marked(call: Call, answer: Any) -> Any:
    if (call.app.name, answer["id"], answer.get("displayName")) in _REMOVED:
        return {**answer, "displayName": "removed"}
    return answer


def _something(body: Any) -> Any:
    return {name: part for name, part in body.items() if part or is_object(part)}


def _in_small_letters(_call: Call, answer: Any) -> Any:
    request = answer.get("request")
    return (
        {**answer, "request": {name.lower(): part for name, part in request.items()}} if is_object(request) else answer
    )


def _argument_needed(call: Call, rightly: Handler) -> Any:
    if "request" not in call.body:
        raise unprocessable("should have required property 'request'")
    return rightly(call)


def _any_of_an_enumeration(rightly: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, schema, place: iter(()) if isinstance(schema, Enum) else rightly(value, schema, place)


def _as_text(_call: Call, answer: Any) -> Any:
    return {**answer, "value": str(answer["value"])} if is_object(answer.get("value")) else answer


def _without_components(_call: Call, answer: Any) -> Any:
    return {name: part for name, part in answer.items() if not (is_object(part) and "$metadata" in part)}


def _measured_by_the_device(rightly: Callable[..., Any]) -> Callable[..., Any]:
    """Return telemetry of a component as that of the device itself, where a query reads both."""

    def measured(path: str, message: Any) -> Any:
        found = rightly(path.rpartition(".")[2], message)
        return rightly(path, message) if found is None else found

    return measured


DEFECTS = [
    Defect(
        "longest-name-refused",
        "a display name of 148 characters is refused",
        STABLE,
        "Devices",
        codes("IC228"),
        constants({f"{_EMULATOR}.devices.devices:_NAME_LENGTH": 147}),
    ),
    Defect(
        "widest-tile-refused",
        "a tile of the greatest width is refused",
        PREVIEW,
        "Dashboards",
        codes("IC319"),
        instead("Dashboards_Create", do=_narrow_tiles),
    ),
    Defect(
        "four-levels-of-organizations",
        "organizations on the fifth level are refused",
        STABLE,
        "Organizations",
        codes("IC322"),
        constants({f"{_EMULATOR}.resources.organizations:DEPTH": 4}),
    ),
    Defect(
        "third-level-unlisted",
        "organizations from the third level on are missing in the list",
        PREVIEW,
        "Organizations",
        codes("IC322"),
        answers("Organizations_List", change=_no_grandchildren),
    ),
    Defect(
        "organizations-in-a-circle",
        "an organization can be put below those that are below it",
        STABLE,
        "Organizations",
        codes("IC322"),
        replaced(f"{_EMULATOR}.resources.organizations:_check_parent", _only_itself),
    ),
    Defect(
        "grandchildren-unreached",
        "callers of an organization do not reach devices two levels below it",
        STABLE,
        "Devices",
        codes("IC207"),
        instead("Devices_Get", do=_without_grandchildren),
    ),
    Defect(
        "longest-query-refused",
        "a query of 350 characters is refused",
        PREVIEW,
        "Query",
        codes("IC650"),
        constants({f"{_EMULATOR}.languages.query_language:LONGEST": 349}),
    ),
    Defect(
        "sixteen-items-selected",
        "a query may select sixteen items",
        PREVIEW,
        "Query",
        codes("IC650"),
        constants({f"{_EMULATOR}.languages.query_language:MOST_ITEMS": 16}),
    ),
    Defect(
        "end-of-the-window",
        "rows of a query that are grouped by time tell the end of their window",
        PREVIEW,
        "Query",
        codes("IC651"),
        answers("Query_Run", change=_window_ends),
    ),
    Defect(
        "window-comes-first",
        "WITHIN_WINDOW in queries counts as the first condition alone",
        PREVIEW,
        "Query",
        codes("IC651"),
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
        codes("IC651"),
        answers("Query_Run", change=_truth_in_words),
    ),
    Defect(
        "json-patch-passed-over",
        "a JSON patch of a device group is answered with 200, and nothing is done",
        STABLE,
        "DeviceGroups",
        codes("IC222"),
        _passed_over("DeviceGroups_Update"),
    ),
    Defect(
        "properties-of-no-component",
        "the properties of a component that the device does not have are empty",
        STABLE,
        "Devices",
        codes("IC230"),
        instead("Devices_GetComponentProperties", do=_no_part_is_empty),
    ),
    Defect(
        "keys-of-lower-case-ids",
        "the keys of a device are derived from its id in lower case",
        STABLE,
        "Devices",
        codes("IC622"),
        replaced(f"{_EMULATOR}.enrollment.group_keys:derived_key", _in_lower_case),
    ),
    Defect(
        "credentials-of-the-first-keys",
        "the credentials of a device keep the keys that it had first",
        PREVIEW,
        "Devices",
        codes("IC622"),
        instead("Devices_GetCredentials", do=_first_credentials),
    ),
    Defect(
        "names-in-one-language",
        "of the display names of a capability in several languages one is kept",
        STABLE,
        "DeviceTemplates",
        codes("IC302"),
        instead("DeviceTemplates_Create", do=_stored_as(_in_one_language)),
    ),
    Defect(
        "bound-of-zero-lost",
        "the minimum of a property in a capability model is not kept",
        PREVIEW,
        "DeviceTemplates",
        codes("IC302"),
        instead("DeviceTemplates_Create", do=_stored_as(lambda body: _without(body, "minValue"))),
    ),
    Defect(
        "beginnings-are-equal",
        "`eq` in filters lets through what begins with the text",
        PREVIEW,
        "DeviceGroups",
        codes("IC504"),
        replaced(f"{_EMULATOR}.languages.odata:FieldComparison.holds", _equal_beginnings),
    ),
    Defect(
        "modules-of-the-first-version",
        "the modules of a device stay those that its template had first",
        PREVIEW,
        "Devices",
        codes("IC613"),
        instead("Devices_ListModules", do=_parts_of_the_first_version),
    ),
    Defect(
        "first-etag-of-several",
        "of several etags in If-Match the first alone counts",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC414"),
        instead("EnrollmentGroups_Update", do=_first_of_several),
    ),
    Defect(
        "history-outlives-the-device",
        "a device has the command history of a removed one with its id",
        STABLE,
        "Devices",
        codes("IC618"),
        constants({f"{_EMULATOR}.devices.devices:UNDER_DEVICES": ["attestation", "properties", "telemetry"]}),
    ),
    Defect(
        "template-of-no-name",
        "a patch gives a device a template that does not exist",
        STABLE,
        "Devices",
        codes("IC316"),
        instead("Devices_Update", do=_any_template),
    ),
    Defect(
        "false-is-asked-for",
        "`unmodeled=false` returns properties that the template lacks",
        PREVIEW,
        "Devices",
        codes("IC610"),
        instead("Devices_GetComponentProperties", do=_asked_is_true),
    ),
    Defect(
        "answer-of-all-properties",
        "the response to a PUT of a module's properties shows all of them",
        PREVIEW,
        "Devices",
        codes("IC615"),
        instead("Devices_ReplaceModuleProperties", do=_the_whole),
    ),
    Defect(
        "telemetry-one-message-late",
        "the last value of telemetry is the one before the last",
        PREVIEW,
        "Devices",
        codes("IC612"),
        replaced(f"{_EMULATOR}.telemetry.values:last_value", _one_message_late),
        {"patience": 3.0},
    ),
    Defect(
        "longest-wait-refused",
        "the longest time to wait for a connection is refused",
        STABLE,
        "Devices",
        codes("IC611"),
        instead("Devices_RunComponentCommand", do=_shorter_wait),
        {"patience": 3.0},
    ),
    Defect(
        "blanks-of-a-filter",
        "blanks that follow each other in the filter of a device group become one, in texts too",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        instead("DeviceGroups_Update", do=_stored_as(_one_blank)),
        {"patience": 3.0},
    ),
    Defect(
        "attestation-of-a-longer-id",
        "removing a device removes the attestation of devices whose ids begin with its id",
        STABLE,
        "Devices",
        codes("IC318"),
        instead("Devices_Remove", do=_what_begins_alike),
    ),
    Defect(
        "removed-device-comes-back",
        "a simulated device that is removed before it is provisioned comes back with it",
        STABLE,
        "Devices",
        codes("IC618"),
        together(
            replaced(f"{_EMULATOR}.state.timers:schedule", _coming_back),
            replaced(f"{_EMULATOR}.state.timers:cancel", lambda rightly: lambda app, action, id: None),
            timed("device.provision", _provision),
        ),
    ),
    Defect(
        "two-conditions-of-three",
        "the third condition of a filter is passed over",
        PREVIEW,
        "DeviceTemplates",
        codes("IC504"),
        replaced(f"{_EMULATOR}.languages.odata:Junction.holds", _two_terms),
    ),
    Defect(
        "component-clears-the-device",
        "a PUT of a component's properties removes those of the device itself",
        STABLE,
        "Devices",
        codes("IC610"),
        instead("Devices_ReplaceComponentProperties", do=_own_level_first),
    ),
    Defect(
        "thumbprints-swapped",
        "the thumbprints of a device's two certificates are mixed up",
        STABLE,
        "Devices",
        codes("IC622"),
        answers("Devices_CreateAttestation", "Devices_GetAttestation", change=_swapped_slots),
    ),
    Defect(
        "provisioned-is-simulated",
        "$provisioned in the filter of a device group is read as $simulated",
        STABLE,
        "DeviceGroups",
        codes("IC511"),
        together(
            replaced(f"{_EMULATOR}.resources.device_groups:_reader", _provisioned_is_simulated),
            replaced(f"{_EMULATOR}.resources.group_narrowing:narrowing_of", lambda rightly: lambda app, wanted: None),
        ),
        {"patience": 3.0},
    ),
    Defect(
        "refused-removal-leaves-a-mark",
        "an organization whose removal is refused has another name",
        STABLE,
        "Organizations",
        codes("IC315"),
        together(instead("Organizations_Remove", do=_marked), answers("Organizations_Get", change=_without_marked)),
    ),
    Defect(
        "nothing-is-written",
        "desired values of 0, false and an empty text are passed over",
        STABLE,
        "Devices",
        codes("IC615"),
        instead("Devices_UpdateModuleProperties", do=_stored_as(_something)),
    ),
    Defect(
        "argument-in-small-letters",
        "the members of an argument that is an object are shown in lower case",
        STABLE,
        "Devices",
        codes("IC611"),
        answers("Devices_RunModuleCommand", change=_in_small_letters),
    ),
    Defect(
        "argument-needed",
        "a command that takes no argument is refused without one",
        STABLE,
        "Devices",
        codes("IC611"),
        instead("Devices_RunCommand", do=_argument_needed),
    ),
    Defect(
        "any-of-an-enumeration",
        "properties take values that their enumeration does not have",
        STABLE,
        "Devices",
        codes("IC610"),
        replaced(f"{_EMULATOR}.dtdl.value_checks:mistakes", _any_of_an_enumeration),
    ),
    Defect(
        "telemetry-as-text",
        "telemetry with an object schema is a text",
        STABLE,
        "Devices",
        codes("IC612"),
        answers("Devices_GetComponentTelemetryValue", change=_as_text),
    ),
    Defect(
        "module-without-components",
        "the properties of a module lack those of its components",
        STABLE,
        "Devices",
        codes("IC610"),
        answers("Devices_GetModuleProperties", change=_without_components),
    ),
    Defect(
        "measured-by-the-device",
        "a query that reads the same telemetry of a device and its component returns the device's twice",
        PREVIEW,
        "Devices",
        codes("IC612"),
        replaced(f"{_EMULATOR}.telemetry.query_rows:_measured", _measured_by_the_device),
    ),
]
