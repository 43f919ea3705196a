"""Lawful variations in what an application holds, and in how it changes: jobs, uploads, exports, templates, roles, time."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from iotcentral_testkit.emulator.data_export.kinds import DESTINATION, EXPORT
from iotcentral_testkit.emulator.dtdl.elements import names_of
from iotcentral_testkit.emulator.http.authorization import ADMINISTRATOR
from iotcentral_testkit.emulator.http.calls import Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.languages.query_language import parse
from iotcentral_testkit.emulator.seeding import operate
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..defect import STABLE
from ..switching import Switch, Wire, answers, constants, instead, on_wire, replaced, together
from .variation import EMULATOR, Variation

__all__ = ["VARIATIONS"]

Function = Callable[..., Any]

# what was there before


def _seeded(*items: tuple[str, dict[str, str], dict[str, Any]]) -> Switch:
    """Have an application hold items from the start: operation of the creation, path and body of each."""

    def wrap(rightly: Function) -> Function:
        def seed(shared: Any, app: Any, count: int) -> None:
            rightly(shared, app, count)
            with shared.store.transaction():
                for operation, path, body in items:
                    operate(app, operation, path, body)
                shared.keep()

        return seed

    return replaced(f"{EMULATOR}seeding:seed_devices", wrap)


_STORAGE = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b2s="
_SOMETHING: tuple[tuple[str, dict[str, str], dict[str, Any]], ...] = (
    ("FileUploads_Create", {}, {"connectionString": _STORAGE, "container": "files"}),
    ("Organizations_Create", {"organizationId": "hq"}, {"displayName": "Headquarters"}),
    ("Organizations_Create", {"organizationId": "hq-north"}, {"parent": "hq"}),
    (
        "EnrollmentGroups_Create",
        {"enrollmentGroupId": "factory"},
        {"displayName": "Factory", "type": "iot", "attestation": {"type": "symmetricKey"}},
    ),
    ("DeploymentManifests_Create", {"deploymentManifestId": "dtmi:factory:edge;1"}, {"data": {"modulesContent": {}}}),
    ("Dashboards_Create", {"dashboardId": "dtmi:factory:hall;1"}, {"displayName": "Hall", "tiles": []}),
    *(
        (
            "Users_Create",
            {"userId": f"user-{number}"},
            {"type": "email", "email": f"user{number}@contoso.com", "roles": [{"role": ADMINISTRATOR}]},
        )
        for number in range(30)
    ),
)
_SEVEN: tuple[tuple[str, dict[str, str], dict[str, Any]], ...] = (
    *(
        (
            "Destinations_Create",
            {"destinationId": f"hook-{number}"},
            {"type": "webhook@v1", "displayName": f"Hook {number}", "url": "https://hooks.example/x"},
        )
        for number in range(7)
    ),
    *(
        (
            "Exports_Create",
            {"exportId": f"export-{number}"},
            {"displayName": "E", "enabled": False, "source": "telemetry", "destinations": [{"id": f"hook-{number}"}]},
        )
        for number in range(7)
    ),
)


def _at_most_ten(call: Call, rightly: Handler) -> Any:
    kind = DESTINATION if "destinationId" in call.path else EXPORT
    if call.app.get(kind, next(iter(call.path.values()))) is None and call.app.count(kind) >= 10:
        raise ServiceError(409, "QuotaExceeded", "There are ten already.")
    return rightly(call)


def _with_custom_roles(rightly: Function) -> Function:
    """Add forty roles, some with the same name, and list all in an order of their own."""
    custom = [{"id": f"{n * 7919:08x}-1111-4222-8333-{n:012x}", "displayName": f"Röle {n % 7}"} for n in range(40)]
    return lambda app: sorted([*rightly(app), *custom], key=lambda role: role["id"][::-1])


def _in_any_case(call: Call, rightly: Handler) -> Any:
    """Find a user by an id in other letters."""
    wanted = call.path["userId"].lower()
    found = next((user.id for user in call.app.all("user") if user.id.lower() == wanted), call.path["userId"])
    call.path["userId"] = found
    return rightly(call)


def _ahead(rightly: Function) -> Function:
    def init(self: Clock, held: datetime | None = None) -> None:
        rightly(self, held)
        self._setting = held, timedelta(seconds=75)

    return init


# jobs: what is no state of theirs is no error, and other statuses are possible


def _forgiving(call: Call, rightly: Handler) -> Any:
    try:
        return rightly(call)
    except ServiceError as error:
        if error.status != 409:
            raise
        return None


def _other_status(item: Any) -> Any:
    if item.get("status") == "complete" and (item.get("progress") or {}).get("failed"):
        return {**item, "status": "completedWithErrors"}
    if item.get("status") == "pending" and "data" not in item:
        return {**item, "status": "inProgress"}
    return item


def _other_statuses(_: Call, answer: Any) -> Any:
    if is_array(answer.get("value")):
        return {**answer, "value": [_other_status(item) for item in answer["value"]]}
    return _other_status(answer)


def _in_own_notation(call: Call, rightly: Handler) -> Any:
    """Write the start of a schedule in another way, and enable it where the body does not say."""
    call.body = {"enabled": True, **call.body} if call.operation.method == "PUT" else call.body
    schedule = call.body.get("schedule")
    if is_object(schedule):
        with suppress(KeyError, TypeError, ValueError, OverflowError):
            start = datetime.fromisoformat(schedule["start"]).astimezone(UTC).isoformat(timespec="microseconds")
            call.body = {**call.body, "schedule": {**schedule, "start": start}}
    return rightly(call)


# file uploads, exports, tokens, templates, organizations, queries


def _upload(wire: Wire) -> None:
    """Show the key masked and no account as null; a change is pending, as the first configuration was."""
    if wire.content and wire.status < 400:
        shown = {"account": None, **wire.json}
        shown["connectionString"] = re.sub("AccountKey=[^;]*", "AccountKey=*****", shown["connectionString"])
        wire.json = {**shown, "state": "pending" if shown["state"] == "updating" else shown["state"]}


_KEYS = re.compile(r"\b((?:AccountKey|SharedAccessKey|SharedAccessSignature)=)[^;]*", re.IGNORECASE)


def _masked(value: Any, keys: Any) -> Any:
    if not keys:
        text, count = _KEYS.subn(r"\g<1>[hidden]", value)
        return text if count else "*****"
    return {**value, keys[0]: _masked(value[keys[0]], keys[1:])}


def _without_problems(_: Call, answer: Any) -> Any:
    if is_array(answer.get("value")):
        return {**answer, "value": [{"errors": [], **item} for item in answer["value"]]}
    return {"errors": [], **answer}


def _in_error(_: Call, answer: Any) -> Any:
    if is_array(answer.get("value")):
        return {**answer, "value": [_in_error(_, item) for item in answer["value"]]}
    return {**answer, "status": "error", "errors": [{"code": "Unreachable", "message": "It cannot be reached."}]}


def _with_new_tiles(call: Call, rightly: Handler) -> Any:
    """Give tiles new ids whenever they are written."""
    tiles = (call.body or {}).get("tiles")
    if is_array(tiles):
        plain = [{name: part for name, part in tile.items() if name != "id"} for tile in tiles]
        call.body = {**call.body, "tiles": plain}
    return rightly(call)


def _left_by_exports(call: Call, rightly: Handler) -> Any:
    """Remove a destination also where exports name it, and from these too."""
    id = call.path["destinationId"]
    for export in list(call.app.listed(EXPORT)):
        rest = [reference for reference in export.content["destinations"] if reference["id"] != id]
        if rest != export.content["destinations"]:
            call.app.put(EXPORT, export.id, {**export.content, "destinations": rest})
    return rightly(call)


def _missing_as_404(rightly: Function) -> Function:
    """Answer 404 to a body that names what does not exist."""

    def check(*args: Any) -> Any:
        try:
            return rightly(*args)
        except ServiceError as error:
            status = 404 if error.status < 500 and "not exist" in error.message else error.status
            raise ServiceError(status, "NotFound" if status == 404 else error.code, error.message) from None

    return check


def _anew(call: Call, rightly: Handler) -> Any:
    call.app.delete("apiToken", call.path["tokenId"])
    return rightly(call)


def _typed(_: Function) -> Function:
    """Add a type name to all telemetry and properties that are numbers."""

    def annotate(model: dict[str, Any]) -> None:
        todo: list[Any] = [model]
        while todo:
            node = todo.pop()
            if is_object(node):
                names = names_of(node)
                if {"Telemetry", "Property"}.intersection(names) and node.get("schema") in ("double", "integer"):
                    node["@type"] = [*names, *({"NumberValue"} - {*names})]
            todo += node.values() if is_object(node) else node if is_array(node) else ()

    return annotate


def _moved_up(call: Call, rightly: Handler) -> Any:
    """Remove an organization also where there are others below it, which move up."""
    id = call.path["organizationId"]
    removed = call.app.get("organization", id) or {}
    above = {name: removed[name] for name in ("parent",) if name in removed}
    below = [other for other in call.app.all("organization") if other.content.get("parent") == id]
    for other in below:
        rest = {name: part for name, part in other.content.items() if name != "parent"}
        call.app.put("organization", other.id, {**rest, **above})
    return rightly(call)  # whose refusal takes back all that the request has done


def _with_nulls(call: Call, rightly: Handler) -> Any:
    """Show null for what a row lacks."""
    results = rightly(call)["results"]
    nothing = dict.fromkeys(item.name for item in parse(call.body["query"]).items)
    return {"results": [{**nothing, **row} for row in results]}


def _oldest_first(call: Call, rightly: Handler) -> Any:
    try:
        answer = rightly(call)
    except ServiceError as error:
        raise ServiceError(422, "InvalidQuery", error.message) from None
    words = call.body["query"].upper().split()
    return answer if {"ORDER", "TOP"} & {*words} else {"results": answer["results"][::-1]}


VARIATIONS: tuple[Variation, ...] = (
    Variation("the application has something of everything", "Organizations", _seeded(*_SOMETHING)),
    Variation("file uploads were configured before", "FileUploads", _seeded(*_SOMETHING), STABLE),
    Variation(
        "there are seven exports, with a destination each, and ten are possible",
        "Exports",
        together(_seeded(*_SEVEN), instead("Destinations_Create", "Exports_Create", do=_at_most_ten)),
    ),
    Variation(
        "there are forty roles beside those that are built in",
        "Users",
        replaced(f"{EMULATOR}resources.roles:_present", _with_custom_roles),
        STABLE,
    ),
    Variation(
        "only administrators may list roles and organizations",
        "Organizations",
        constants({f"{EMULATOR}http.authorization:_ORIENTATION": frozenset()}),
    ),
    Variation(
        "ids of users are the same in capitals",
        "Users",
        instead("Users_Create", "Users_Get", "Users_Update", "Users_Remove", do=_in_any_case),
    ),
    Variation("one job runs at a time", "Jobs", constants({f"{EMULATOR}jobs.job_runs:PLACES": 1}), STABLE),
    Variation("the clock is ahead", "ApiTokens", replaced(f"{EMULATOR}state.clock:Clock.__init__", _ahead), STABLE),
    Variation(
        "a job that has ended can be stopped to no effect, and jobs and their devices have other statuses",
        "Jobs",
        together(
            instead("Jobs_Stop", "Jobs_Resume", do=_forgiving),
            answers("Jobs_Get", "Jobs_List", "Jobs_GetDevices", "ScheduledJobs_ListJobs", change=_other_statuses),
        ),
    ),
    Variation(
        "scheduled jobs are enabled by default, and show their start in UTC",
        "ScheduledJobs",
        instead("ScheduledJobs_Create", "ScheduledJobs_Update", do=_in_own_notation),
    ),
    Variation(
        "file uploads are applied and removed at once, and show no key",
        "FileUploads",
        together(
            constants({f"{EMULATOR}resources.file_uploads:DELAY": timedelta()}),
            on_wire(_upload, "FileUploads_Get", "FileUploads_Create", "FileUploads_Update"),
        ),
        STABLE,
    ),
    Variation(
        "keys of destinations are masked by a word, and no problems are an empty list",
        "Destinations",
        together(
            replaced(f"{EMULATOR}data_export.representations:_masked", lambda _: _masked),
            answers(
                *(f"{family}_{verb}" for family in ("Destinations", "Exports") for verb in ("Get", "List", "Create")),
                change=_without_problems,
            ),
        ),
    ),
    Variation(
        "exports are in error at once",
        "Exports",
        answers(*(f"Exports_{verb}" for verb in ("Get", "List", "Create", "Update")), change=_in_error),
    ),
    Variation(
        "tiles have new ids whenever they are written",
        "Dashboards",
        instead("Dashboards_Create", "Dashboards_Update", do=_with_new_tiles),
    ),
    Variation(
        "destinations that exports name can be removed",
        "Destinations",
        instead("Destinations_Remove", do=_left_by_exports),
    ),
    Variation(
        "a body that names what does not exist is 404",
        "Jobs",
        together(
            replaced(f"{EMULATOR}http.organization_scope:placed", _missing_as_404),
            replaced(f"{EMULATOR}jobs.jobs:check_work", _missing_as_404),
        ),
        STABLE,
    ),
    Variation("a PUT on an API token makes another one", "ApiTokens", instead("ApiTokens_Create", do=_anew), STABLE),
    Variation(
        "type names are added to all numbers of a template, and there is no group for it",
        "DeviceTemplates",
        together(
            replaced(f"{EMULATOR}resources.device_templates:_annotate", _typed),
            replaced(f"{EMULATOR}resources.device_groups:add_default_group", lambda _: lambda *_args: None),
        ),
    ),
    Variation(
        "organizations below a removed one move up",
        "Organizations",
        instead("Organizations_Remove", do=_moved_up),
        STABLE,
    ),
    Variation("rows have null for what a message lacks", "Query", instead("Query_Run", do=_with_nulls)),
    Variation(
        "rows come with the oldest first, and a bad query is 422", "Query", instead("Query_Run", do=_oldest_first)
    ),
)
"""The variations."""
