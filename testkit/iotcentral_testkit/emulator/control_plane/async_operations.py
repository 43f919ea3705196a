"""Asynchronous operations: accepted at once, completed a second later by the emulator's clock, polled in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from ...openapi.documents import Document
from ..http.errors import ServiceError
from ..state.timers import action, schedule
from .arm_errors import ArmError, error_of
from .availability import require_subdomain
from .responses import ArmResponse, handles
from .subscription import OPERATION, AzureSubscription

if TYPE_CHECKING:
    from ..http.calls import Call
    from ..state.application import Application

__all__ = ["RETRY_AFTER", "SECONDS", "addresses", "begin", "operation_results", "repeated"]

SECONDS = 1
"""Seconds that an operation takes, by the emulator's clock."""

RETRY_AFTER = {"Retry-After": "1"}

_FINISH, _FORGET = "finish operation", "forget operation"
_KEPT = timedelta(days=1)
"""How long an operation can be polled."""

_RUNNING = {
    "createOrUpdateIotApplication": "Updating",
    "updateIotApplication": "Updating",
    "deleteIotApplication": "Deleting",
}
"""Type of an operation → its status while it is running; that of a creation is `Creating`."""

_PATH = (
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/locations/{location}/operationResults/{operationId}"
)


@cache
def operation_results(version: str) -> Document:
    """Return a document of what the API's document leaves out: the path at which operations are polled."""
    text = {"type": "string"}
    path = [{"name": name, "in": "path", "schema": text} for name in ("subscriptionId", "location", "operationId")]
    query = [{"name": name, "in": "query", "schema": text} for name in ("type", "x-iot-region", "asyncinfo")]
    responses: dict[str, Any] = {"200": {}}
    get = {"operationId": "OperationResults_Get", "parameters": [*path, *query], "responses": responses}
    schemas: dict[str, Any] = {}
    content = {"info": {"version": version}, "components": {"schemas": schemas}, "paths": {_PATH: {"get": get}}}
    return Document(content, any_case=True)


def begin(
    subscription: AzureSubscription, call: Call, resource: dict[str, Any], kind: str, wanted: dict[str, Any] | None
) -> dict[str, str]:
    """Start an operation.

    Args:
        subscription: the subscription of the application.
        call: the request.
        resource: the application as it is; it is stored with the id of the operation.
        kind: the operation's type.
        wanted: the application as it will be; None: it will be deleted.

    Returns:
        The headers with the addresses of the operation: `Azure-AsyncOperation` and `Location`.
    """
    id = subscription.identity.guid()
    new = resource["operation"] is None and not resource["served"]
    operation = {
        "id": id,
        "type": kind,
        "status": "Creating" if new else _RUNNING[kind],
        "location": resource["location"],
        "resource": [resource["resourceGroup"], resource["name"]],
        "method": call.operation.method,
        "body": call.body,
        "wanted": wanted,
        "error": None,
    }
    subscription.put(OPERATION, id, operation)
    subscription.keep({**resource, "operation": id})
    now = call.now
    schedule(subscription, _FINISH, id, now + timedelta(seconds=SECONDS))
    schedule(subscription, _FORGET, id, now + _KEPT)
    return addresses(call, operation)


def addresses(call: Call, operation: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers with the addresses of an operation."""
    path = _PATH.replace("{subscriptionId}", call.app.id).replace("{location}", operation["location"])
    path = path.replace("{operationId}", operation["id"])
    query = f"api-version={call.operation.version}&type={operation['type']}&x-iot-region={operation['location']}"
    location = f"{call.url}{path}?{query}"
    return {"Azure-AsyncOperation": f"{location}&asyncinfo", "Location": location}


def repeated(subscription: AzureSubscription, call: Call, resource: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the operation that is running for an application, if the request is the same once more; else None.

    Raises:
        ArmError: 409: another one is running.
    """
    if resource["operation"] is None:
        return None
    running: dict[str, Any] = subscription.get(OPERATION, resource["operation"])
    if running["method"] == call.operation.method and running["body"] == call.body:
        return running
    message = f"The application '{resource['name']}' is {running['status'].lower()}; try again when that is done."
    raise ArmError(409, "AnotherOperationInProgress", message, headers=RETRY_AFTER)


@action(_FINISH)
def finish(app: Application, id: str) -> None:
    """Complete an operation, and store its outcome."""
    subscription = _subscription(app)
    operation: dict[str, Any] = subscription.get(OPERATION, id)
    resource = subscription.resource(*operation["resource"])
    if resource is None:
        raise RuntimeError(f"the application of the operation {id} is gone")
    try:
        _carry_out(subscription, resource, operation["wanted"])
        operation["status"] = "Succeeded"
    except ServiceError as failure:
        operation |= {"status": "Failed", "error": error_of(failure)}
        if resource["served"]:
            subscription.keep({**resource, "operation": None})
        else:
            subscription.forget(resource)
    subscription.put(OPERATION, id, operation)


@action(_FORGET)
def forget(app: Application, id: str) -> None:
    """Delete an operation that ended long ago."""
    app.delete(OPERATION, id)


def _carry_out(subscription: AzureSubscription, resource: dict[str, Any], wanted: dict[str, Any] | None) -> None:
    present, hosting = resource["properties"]["subdomain"], subscription.hosting
    if wanted is None:
        hosting.withdraw(present)
        subscription.forget(resource)
        return
    subdomain = wanted["properties"]["subdomain"]
    require_subdomain(subscription, wanted)  # it may have been taken in the meantime
    if not resource["served"]:
        hosting.serve(subdomain, wanted["origin"])
    elif subdomain != present:
        hosting.rename(present, subdomain)
    subscription.keep({**wanted, "served": True, "operation": None})


def _subscription(app: Application) -> AzureSubscription:
    if not isinstance(app, AzureSubscription):
        raise TypeError(f"operations belong to a subscription, not to the application {app.name}")
    return app


@handles("OperationResults_Get")
def result(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Answer a poll: with `asyncinfo` the operation's status, without it 202 until it is done and then its outcome.

    Raises:
        ArmError: 404: there is no such operation.
    """
    operation: dict[str, Any] | None = subscription.get(OPERATION, call.path["operationId"])
    if operation is None or not _is_addressed(operation, call):
        raise ArmError(404, "ResourceNotFound", f"There is no operation '{call.path['operationId']}' here.")
    status, error = operation["status"], operation["error"]
    done = status in {"Succeeded", "Failed"}
    if "asyncinfo" in call.query:
        answer = {"status": status} if error is None else {"status": status, "error": error}
        return ArmResponse(200, answer, {} if done else RETRY_AFTER)
    if not done:
        return ArmResponse(202, None, {"Location": addresses(call, operation)["Location"], **RETRY_AFTER})
    if error is not None:
        return ArmResponse(409, {"error": error})
    return (
        ArmResponse(204) if operation["wanted"] is None else ArmResponse(200, subscription.shown(operation["wanted"]))
    )


def _is_addressed(operation: Mapping[str, Any], call: Call) -> bool:
    """Return whether everything in the address matches the operation."""
    addressed = {"type": call.query.get("type"), "location": call.query.get("x-iot-region")}
    addressed["location"] = addressed["location"] or call.path["location"]
    return call.path["location"].lower() == operation["location"] and all(
        value is None or value == operation[name] for name, value in addressed.items()
    )
