"""Defects of the control plane: long-running operations, lists, names, and members of applications."""

from __future__ import annotations

from typing import Any

from iotcentral_testkit.emulator.control_plane import app_resources as resources
from iotcentral_testkit.emulator.control_plane.arm_errors import ArmError
from iotcentral_testkit.emulator.control_plane.responses import ArmResponse
from iotcentral_testkit.emulator.control_plane.subscription import RESOURCE

from ..defect import CONTROL, Defect
from ..switching import Switch, Wire, constants, managed, on_wire, replaced, timed, together

_PUT, _PATCH, _DELETE = "Apps_CreateOrUpdate", "Apps_Update", "Apps_Delete"


def _without_header(*operations: str, name: str) -> Switch:
    def change(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
        answer: ArmResponse = rightly(subscription, call)
        return answer._replace(headers={key: value for key, value in answer.headers.items() if key != name})

    return managed(*operations, do=change)


def _body(operation: str, change: Any) -> Switch:
    """Change the body of a success."""

    def changed(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
        answer: ArmResponse = rightly(subscription, call)
        return answer._replace(body=change(answer.body))

    return managed(operation, do=changed)


def _created_as_200(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
    return rightly(subscription, call)._replace(status=200)  # type: ignore[no-any-return]


def _said_too_early(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
    """Report that an operation has succeeded while it is running."""
    answer: ArmResponse = rightly(subscription, call)
    return answer._replace(body={"status": "Succeeded"}) if "asyncinfo" in call.query else answer


def _left_there(rightly: Any) -> Any:
    def carry_out(subscription: Any, resource: Any, wanted: Any) -> None:
        if wanted is None:
            subscription.keep({**resource, "operation": None})
        else:
            rightly(subscription, resource, wanted)

    return carry_out


def _of_all_groups(subscription: Any, _call: Any, _rightly: Any) -> ArmResponse:
    return ArmResponse(200, {"value": [subscription.shown(stored.content) for stored in subscription.all(RESOURCE)]})


def _without_the_newest(page: dict[str, Any]) -> dict[str, Any]:
    return {**page, "value": page["value"][:1]}


def _without_tags(rightly: Any) -> Any:
    return lambda stored, patch: {**rightly(stored, patch), "tags": patch.get("tags", {})}


def _nothing_fixed(_: Any) -> Any:
    return lambda *_: iter(())


def _without_principal(body: dict[str, Any]) -> dict[str, Any]:
    identity = {name: value for name, value in body["identity"].items() if name == "type"}
    return {**body, "identity": identity}


def _unknown_as_empty(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
    try:
        found: ArmResponse = rightly(subscription, call)
    except ArmError:
        name, group = call.path["resourceName"], call.path["resourceGroupName"]
        body = {"location": "westus", "sku": {"name": "ST2"}}
        return ArmResponse(200, subscription.shown(resources.created(group, name, body, origin="nobody")))
    return found


def _nothing_to_delete(subscription: Any, call: Any, rightly: Any) -> ArmResponse:
    answer: ArmResponse = rightly(subscription, call)
    if answer.status == 204:
        raise ArmError(409, "Conflict", "There is nothing to delete.")
    return answer


def _data_plane_envelope(answer: Wire) -> None:
    if answer.status >= 400:
        error = answer.json["error"]
        answer.json = {"error": {**error, "requestId": "q8w3k1d", "time": "Tue, 24 Feb 2026 08:00:00 GMT"}}


def _polling_fails(answer: Wire) -> None:
    if answer.status == 200:
        answer.refuse(500, "InternalServerError", "An internal error has occurred.")


def _as_before(rightly: Any) -> Any:
    def replaced_as_before(stored: Any, body: Any, **known: Any) -> Any:
        return {**rightly(stored, body, **known), "tags": stored["tags"]}

    return replaced_as_before


def _defect(name: str, title: str, codes: str, switch: Switch, **options: Any) -> Defect:
    return Defect(f"app-{name}", title, CONTROL, "Apps", frozenset(codes.split()), switch, options)


DEFECTS = (
    _defect(
        "no-address",
        "a creation is accepted without Azure-AsyncOperation",
        "IC703",
        _without_header(_PUT, name="Azure-AsyncOperation"),
    ),
    _defect(
        "created-200", "an application that is new is answered with 200", "IC703", managed(_PUT, do=_created_as_200)
    ),
    _defect(
        "too-early",
        "an operation reports that it has succeeded before its application is served",
        "IC704 IC705 IC706 IC717",
        together(
            # long enough that a busy machine asks while it runs
            constants({"iotcentral_testkit.emulator.control_plane.async_operations:SECONDS": 1}),
            managed("OperationResults_Get", do=_said_too_early),
        ),
    ),
    _defect(
        "never-ends",
        "an operation never ends",
        "IC703",
        timed("finish operation", lambda app, id: None),
        patience=1.0,
        only=("IC703",),
    ),
    _defect(
        "polling-500",
        "a request for the state of an operation is answered with 500",
        "IC101",
        on_wire(_polling_fails, "OperationResults_Get"),
    ),
    _defect(
        "no-location",
        "a deletion is accepted without Location",
        "IC707",
        _without_header(_DELETE, name="Location"),
    ),
    _defect(
        "still-there",
        "an application still exists after its deletion has succeeded",
        "IC706 IC708 IC710",
        replaced("iotcentral_testkit.emulator.control_plane.async_operations:_carry_out", _left_there),
    ),
    _defect(
        "deleted-twice",
        "the deletion of an application that does not exist is a conflict",
        "IC702 IC706",
        managed(_DELETE, do=_nothing_to_delete),
    ),
    _defect(
        "tags-lost",
        "a change of the display name loses the tags",
        "IC704",
        replaced("iotcentral_testkit.emulator.control_plane.app_resources:patched", _without_tags),
    ),
    _defect(
        "put-keeps",
        "PUT on an application that exists leaves its tags as they were",
        "IC705",
        replaced("iotcentral_testkit.emulator.control_plane.app_resources:replaced", _as_before),
    ),
    _defect(
        "any-group",
        "the list of a resource group has the applications of all groups",
        "IC709",
        managed("Apps_ListByResourceGroup", do=_of_all_groups),
    ),
    _defect(
        "not-listed",
        "the list of the subscription lacks new applications",
        "IC708 IC709",
        _body("Apps_ListBySubscription", _without_the_newest),
    ),
    _defect(
        "always-free",
        "every name is reported as available",
        "IC710 IC715",
        _body("Apps_CheckNameAvailability", lambda _: {"nameAvailable": True}),
    ),
    _defect(
        "one-subdomain",
        "two applications may have the same subdomain",
        "IC711",
        replaced("iotcentral_testkit.emulator.control_plane.availability:require_subdomain", lambda _: lambda *_: None),
    ),
    _defect(
        "template-changes",
        "the template of an application can be changed",
        "IC712",
        replaced("iotcentral_testkit.emulator.control_plane.body_checks:fixed_mistakes", _nothing_fixed),
    ),
    _defect("no-templates", "there are no templates", "IC713", _body("Apps_ListTemplates", lambda _: {"value": []})),
    _defect(
        "no-principal",
        "an identity is returned without principalId and tenantId",
        "IC714",
        _body("Apps_Get", _without_principal),
    ),
    _defect(
        "any-name",
        "an application may have any name",
        "IC715",
        replaced("iotcentral_testkit.emulator.control_plane.availability:is_name", lambda _: lambda _: True),
    ),
    _defect(
        "unknown-200",
        "an application that does not exist is answered with 200",
        "IC701 IC706",
        managed("Apps_Get", do=_unknown_as_empty),
    ),
    _defect(
        "other-envelope", "errors have the members of the data plane's envelope", "IC102", on_wire(_data_plane_envelope)
    ),
    _defect(
        "any-token",
        "every bearer token is accepted",
        "IC202",
        replaced("iotcentral_testkit.emulator.control_plane.arm_tokens:authenticate", lambda _: lambda *_: None),
    ),
)
