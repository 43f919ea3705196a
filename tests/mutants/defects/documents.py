"""Defects of stored resources: PUT, GET and DELETE."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from iotcentral_testkit.emulator.http.authentication import api_token_secret
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.emulator.http.errors import ServiceError

from ..defect import PREVIEW, STABLE, Defect, codes
from ..switching import Switch, Wire, answers, instead, on_wire, replaced, together


def _unsent(*names: str) -> Callable[[Call, Any], Any]:
    """Ignore members of a body."""

    def do(call: Call, rightly: Any) -> Any:
        call.body = {name: value for name, value in call.body.items() if name not in names}
        return rightly(call)

    return do


def _merging(kind: str, parameter: str) -> Callable[[Call, Any], Any]:
    """Let a PUT keep members that it does not name."""

    def do(call: Call, rightly: Any) -> Any:
        stored = call.app.get(kind, call.path[parameter]) or {}
        kept = {name: value for name, value in stored.items() if name not in {"id", "etag"} and name[0] != "_"}
        call.body = {**kept, **call.body}
        return rightly(call)

    return do


def _taking(kind: str, parameter: str, name: str) -> Callable[[Call, Any], Any]:
    """Let a write set a member that is read-only."""

    def do(call: Call, rightly: Any) -> Any:
        answer = rightly(call)
        if name not in (call.body or {}):
            return answer
        id = call.path[parameter]
        call.app.put(kind, id, {**call.app.get(kind, id), name: call.body[name]})
        return {**answer, name: call.body[name]}

    return do


def _id_of_body(call: Call, rightly: Any) -> Any:
    named = call.body.get("id")
    if isinstance(named, str):
        call.path = {**call.path, "deviceGroupId": named}
    return rightly(call)


def _stays(kind: str, parameter: str) -> Callable[[Call, Any], None]:
    """Report that an item is deleted, and keep it."""

    def do(call: Call, rightly: Any) -> None:
        if call.app.get(kind, call.path[parameter]) is None:
            rightly(call)

    return do


def _removes_newest(call: Call, rightly: Any) -> Any:
    """Delete the destination that was created last, whichever is named."""
    if call.app.get("destination", call.path["destinationId"]) is not None:
        call.path = {"destinationId": call.app.listed("destination")[-1].id}
    return rightly(call)


def _removes_all_of_source(call: Call, rightly: Any) -> None:
    rightly(call)
    call.app.delete_under("relationship", f"{call.path['deviceId']}/")


def _readable_when_gone(get: str, remove: str, kind: str) -> Switch:
    """Answer GET with a deleted item, as a server with two stores may do."""

    @contextmanager
    def switch() -> Iterator[None]:
        gone: dict[str, Any] = {}

        def removing(call: Call, rightly: Any) -> Any:
            (id,) = call.path.values()
            stored = call.app.get(kind, id)
            answer = rightly(call)
            gone[id] = stored
            return answer

        def read(call: Call, rightly: Any) -> Any:
            (id,) = call.path.values()
            return gone[id] if id in gone and call.app.get(kind, id) is None else rightly(call)

        with instead(remove, do=removing)(), instead(get, do=read)():
            yield

    return switch


def _listed_when_gone() -> Any:
    """Keep a deleted group in the list of enrollment groups."""

    @contextmanager
    def switch() -> Iterator[None]:
        gone: list[Any] = []

        def remove(call: Call, rightly: Any) -> None:
            group = call.app.get("enrollmentGroup", call.path["enrollmentGroupId"])
            rightly(call)
            gone.append({name: group[name] for name in ("id", "displayName", "enabled", "type", "attestation", "etag")})

        def shown(call: Call, page: Any) -> Any:
            return {**page, "value": page["value"] + [g for g in gone if g["attestation"]["type"] != "x509"]}

        with (
            instead("EnrollmentGroups_Remove", do=remove)(),
            answers("EnrollmentGroups_List", change=shown)(),
        ):
            yield

    return switch()


def _renewed_by_reading(kind: str, parameter: str) -> Callable[[Call, Any], Any]:
    def change(call: Call, answer: Any) -> Any:
        id = call.path[parameter]
        etag = call.app.identity.etag()
        call.app.put(kind, id, {**call.app.get(kind, id), "etag": etag})
        return {**answer, "etag": etag}

    return change


def _counted_by_reading() -> Any:
    """Change a user at every GET, as a server may do that stores the time of the last one."""

    @contextmanager
    def switch() -> Iterator[None]:
        looks = 0

        def change(call: Call, answer: Any) -> Any:
            nonlocal looks
            looks += 1
            return {**answer, "roles": answer["roles"] * (1 + looks % 2)}

        with answers("Users_Get", change=change)():
            yield

    return switch()


def _with_secret(call: Call, token: Any) -> Any:
    return {**token, "token": api_token_secret(call.app, token["id"], datetime.fromisoformat(token["expiry"]))}


def _list_unmasked(call: Call, page: Any) -> Any:
    stored = {item["id"]: call.app.get("destination", item["id"]) for item in page["value"]}
    value = [
        {**item, **({"authorization": stored[item["id"]]["authorization"]} if "authorization" in item else {})}
        for item in page["value"]
    ]
    return {**page, "value": value}


def _key_unmasked(call: Call, item: Any) -> Any:
    stored = call.app.get("destination", item["id"])
    return {**item, **({"authorization": stored["authorization"]} if "authorization" in stored else {})}


def _as_event_hub(call: Call, item: Any) -> Any:
    return {**item, "type": "eventhubs@v1"} if item["type"] == "servicebusqueue@v1" else item


def _end_as_date(call: Call, job: Any) -> Any:
    end = job["schedule"].get("end")
    if end is None or end["type"] != "occurrences":
        return job
    return {**job, "schedule": {**job["schedule"], "end": {"type": "date", "date": "2030-01-01"}}}


def _first_tile_everywhere(call: Call, dashboard: Any) -> Any:
    tiles = dashboard["tiles"]
    return {**dashboard, "tiles": [{**tile, "configuration": tiles[0]["configuration"]} for tile in tiles]}


def _principal_as_group(call: Call, user: Any) -> Any:
    return {**user, "type": "adGroup"} if user["type"] == "servicePrincipal" else user


def _x509_as_key(call: Call, group: Any) -> Any:
    if group["attestation"]["type"] != "x509":
        return group
    return {**group, "attestation": {**group["attestation"], "type": "symmetricKey"}}


def _refused_but_kept(operation: str, module: str) -> Any:
    """Reject an invalid body after it was stored."""

    @contextmanager
    def switch() -> Iterator[None]:
        refused: list[str] = []

        def lenient(rightly: Any) -> Any:
            def check(route: Any, body: Any) -> None:
                try:
                    rightly(route, body)
                except ServiceError as refusal:
                    if not route.id.startswith(module):
                        raise
                    refused.append(refusal.message)

            return check

        def tell(answer: Wire) -> None:
            if refused and answer.status == 200:
                answer.refuse(422, "InvalidBody", refused[0])
            refused.clear()

        with together(
            replaced("iotcentral_testkit.emulator.http.bodies:check_body", lenient), on_wire(tell, operation)
        )():
            yield

    return switch()


def _shouted(call: Call, answer: Any) -> Any:
    return {**answer, "displayName": answer["displayName"].upper()}


def _trimmed(call: Call, rightly: Any) -> Any:
    if "displayName" in call.body:
        call.body = {**call.body, "displayName": re.sub(r"\W.*", "", call.body["displayName"]) or "x"}
    return rightly(call)


DEFECTS = [
    Defect(
        "group-description-lost",
        "the description of a device group is not stored",
        STABLE,
        "DeviceGroups",
        codes("IC302"),
        instead("DeviceGroups_Create", do=_unsent("description")),
    ),
    Defect(
        "device-name-cut",
        "the display name of a device ends at its first space",
        PREVIEW,
        "Devices",
        codes("IC302"),
        instead("Devices_Create", do=_trimmed),
    ),
    Defect(
        "enrichments-lost",
        "the enrichments of an export are not stored",
        PREVIEW,
        "Exports",
        codes("IC302"),
        instead("Exports_Create", do=_unsent("enrichments")),
    ),
    Defect(
        "put-answer-differs",
        "the response to the PUT of a dashboard differs from the response to GET",
        PREVIEW,
        "Dashboards",
        codes("IC303"),
        answers("Dashboards_Create", change=_shouted),
    ),
    Defect(
        "manifest-put-merges",
        "a PUT of a deployment manifest leaves members that it does not name",
        PREVIEW,
        "DeploymentManifests",
        codes("IC304"),
        instead("DeploymentManifests_Create", do=_merging("manifest", "deploymentManifestId")),
    ),
    Defect(
        "organization-put-merges",
        "a PUT of an organization leaves members that it does not name",
        STABLE,
        "Organizations",
        codes("IC304"),
        instead("Organizations_Create", do=_merging("organization", "organizationId")),
    ),
    Defect(
        "provisioned-can-be-put",
        "a PUT of a device sets `provisioned`, which is read-only",
        PREVIEW,
        "Devices",
        codes("IC305"),
        instead("Devices_Create", do=_taking("device", "deviceId", "provisioned")),
    ),
    Defect(
        "export-status-can-be-put",
        "a PUT of an export sets `status`, which is read-only",
        PREVIEW,
        "Exports",
        codes("IC305"),
        instead("Exports_Create", do=_taking("export", "exportId", "status")),
    ),
    Defect(
        "group-id-of-body",
        "a device group is stored under the id in the body, not the one in the path",
        STABLE,
        "DeviceGroups",
        codes("IC305", "IC302"),
        instead("DeviceGroups_Create", do=_id_of_body),
    ),
    Defect(
        "schedule-delete-does-nothing",
        "a scheduled job still exists after it was deleted",
        STABLE,
        "ScheduledJobs",
        codes("IC306"),
        instead("ScheduledJobs_Remove", do=_stays("scheduledJob", "scheduledJobId")),
    ),
    Defect(
        "destination-delete-newest",
        "deleting a destination deletes the one that was created last",
        PREVIEW,
        "Destinations",
        codes("IC306", "IC307", "IC507"),
        instead("Destinations_Remove", do=_removes_newest),
    ),
    Defect(
        "relationship-delete-all",
        "deleting one relationship of a device deletes all of them",
        STABLE,
        "Devices",
        codes("IC306", "IC501", "IC507"),
        instead("Devices_RemoveRelationship", do=_removes_all_of_source),
    ),
    Defect(
        "deleted-template-readable",
        "a device template can be read after it was deleted",
        STABLE,
        "DeviceTemplates",
        codes("IC306"),
        _readable_when_gone("DeviceTemplates_Get", "DeviceTemplates_Remove", "template"),
    ),
    Defect(
        "deleted-enrollment-group-listed",
        "a deleted enrollment group stays in the list",
        STABLE,
        "EnrollmentGroups",
        codes("IC306", "IC507"),
        _listed_when_gone,
    ),
    Defect(
        "template-changed-by-reading",
        "reading a device template sets a new etag",
        PREVIEW,
        "DeviceTemplates",
        codes("IC307", "IC411"),
        answers("DeviceTemplates_Get", change=_renewed_by_reading("template", "deviceTemplateId")),
    ),
    Defect(
        "user-differs-each-time",
        "every second GET of a user shows its roles twice",
        STABLE,
        "Users",
        codes("IC307"),
        _counted_by_reading,
    ),
    Defect(
        "token-secret-on-read",
        "reading an API token returns its secret",
        STABLE,
        "ApiTokens",
        codes("IC308", "IC670"),
        answers("ApiTokens_Get", change=_with_secret),
    ),
    Defect(
        "destination-key-in-list",
        "the list of destinations shows their keys, which reading one masks",
        PREVIEW,
        "Destinations",
        codes("IC308"),
        answers("Destinations_List", change=_list_unmasked),
    ),
    Defect(
        "destination-key-in-answer",
        "the response to the PUT of a destination shows its key",
        PREVIEW,
        "Destinations",
        codes("IC308"),
        answers("Destinations_Create", change=_key_unmasked),
    ),
    Defect(
        "queue-as-event-hub",
        "a Service Bus queue is read as an Event Hub",
        PREVIEW,
        "Destinations",
        codes("IC309", "IC302"),
        answers("Destinations_Get", "Destinations_Create", change=_as_event_hub),
    ),
    Defect(
        "schedule-end-mixed-up",
        "a schedule that ends after some occurrences is read as one that ends at a date",
        PREVIEW,
        "ScheduledJobs",
        codes("IC309", "IC302"),
        answers("ScheduledJobs_Get", "ScheduledJobs_Create", change=_end_as_date),
    ),
    Defect(
        "tiles-mixed-up",
        "every tile of a dashboard has the configuration of the first",
        PREVIEW,
        "Dashboards",
        codes("IC309", "IC302"),
        answers("Dashboards_Get", "Dashboards_Create", change=_first_tile_everywhere),
    ),
    Defect(
        "principal-as-group",
        "a service principal is read as a directory group",
        PREVIEW,
        "Users",
        codes("IC309", "IC302"),
        answers("Users_Get", "Users_Create", change=_principal_as_group),
    ),
    Defect(
        "certificates-as-keys",
        "an enrollment group of certificates is read as one of keys",
        PREVIEW,
        "EnrollmentGroups",
        codes("IC309", "IC302"),
        answers("EnrollmentGroups_Get", "EnrollmentGroups_Create", change=_x509_as_key),
    ),
    Defect(
        "refused-dashboard-stored",
        "a change of a dashboard is rejected, but stored nevertheless",
        PREVIEW,
        "Dashboards",
        codes("IC224", "IC310"),
        lambda: _refused_but_kept("Dashboards_Update", "Dashboards"),
    ),
]
