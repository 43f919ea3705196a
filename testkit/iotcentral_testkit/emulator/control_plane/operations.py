"""Asynchronous operations: accepted at once, done a little later by the emulator's clock, asked about in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from ...openapi.documents import Document
from ..errors import Refusal
from ..timers import action, schedule
from .answers import Answer, handles
from .availability import require_subdomain
from .errors import ArmRefusal, error_of
from .subscription import OPERATION, Subscription

if TYPE_CHECKING:
    from ..application import Application
    from ..calls import Call

__all__ = ["RETRY_AFTER", "SECONDS", "addresses", "begin", "operation_results", "repeated"]

SECONDS = 1
"""Seconds that an operation takes, by the emulator's clock."""

RETRY_AFTER = {"Retry-After": "1"}

_FINISH, _FORGET = "finish operation", "forget operation"
_KEPT = timedelta(days=1)
"""How long one can ask about an operation."""

_RUNNING = {
    "createOrUpdateIotApplication": "Updating",
    "updateIotApplication": "Updating",
    "deleteIotApplication": "Deleting",
}
"""Type of an operation → what it says while it is running; a creation says `Creating`."""

_PATH = (
    "/subscriptions/{subscriptionId}/providers/Microsoft.IoTCentral/locations/{location}/operationResults/{operationId}"
)


@cache
def operation_results(version: str) -> Document:
    """Return what the document of the API leaves out: the address at which operations are asked about."""
    text = {"type": "string"}
    path = [{"name": name, "in": "path", "schema": text} for name in ("subscriptionId", "location", "operationId")]
    query = [{"name": name, "in": "query", "schema": text} for name in ("type", "x-iot-region", "asyncinfo")]
    responses: dict[str, Any] = {"200": {}}
    get = {"operationId": "OperationResults_Get", "parameters": [*path, *query], "responses": responses}
    schemas: dict[str, Any] = {}
    content = {"info": {"version": version}, "components": {"schemas": schemas}, "paths": {_PATH: {"get": get}}}
    return Document(content, any_case=True)


def begin(
    subscription: Subscription, call: Call, resource: dict[str, Any], kind: str, wanted: dict[str, Any] | None
) -> dict[str, str]:
    """Accept an operation.

    Args:
        subscription: whose application it is about.
        call: the request that asks for it.
        resource: the application as it is; it is kept, with a note of the operation.
        kind: the operation's type.
        wanted: the application as it will be; None: it will be gone.

    Returns:
        The headers that lead to the operation: `Azure-AsyncOperation` and `Location`.
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
    """Return the headers that lead to an operation."""
    path = _PATH.replace("{subscriptionId}", call.app.id).replace("{location}", operation["location"])
    path = path.replace("{operationId}", operation["id"])
    query = f"api-version={call.operation.version}&type={operation['type']}&x-iot-region={operation['location']}"
    location = f"{call.url}{path}?{query}"
    return {"Azure-AsyncOperation": f"{location}&asyncinfo", "Location": location}


def repeated(subscription: Subscription, call: Call, resource: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the operation that is running for an application, if a request asks for just that once more.

    Raises:
        ArmRefusal: 409: another one is running.
    """
    if resource["operation"] is None:
        return None
    running: dict[str, Any] = subscription.get(OPERATION, resource["operation"])
    if running["method"] == call.operation.method and running["body"] == call.body:
        return running
    message = f"The application '{resource['name']}' is {running['status'].lower()}; ask again when that is done."
    raise ArmRefusal(409, "AnotherOperationInProgress", message, headers=RETRY_AFTER)


@action(_FINISH)
def finish(app: Application, id: str) -> None:
    """Do what an operation is about, and write down how it ended."""
    subscription = _subscription(app)
    operation: dict[str, Any] = subscription.get(OPERATION, id)
    resource = subscription.resource(*operation["resource"])
    if resource is None:
        raise RuntimeError(f"the application of the operation {id} is gone")
    try:
        _carry_out(subscription, resource, operation["wanted"])
        operation["status"] = "Succeeded"
    except Refusal as refusal:
        operation |= {"status": "Failed", "error": error_of(refusal)}
        if resource["served"]:
            subscription.keep({**resource, "operation": None})
        else:
            subscription.forget(resource)
    subscription.put(OPERATION, id, operation)


@action(_FORGET)
def forget(app: Application, id: str) -> None:
    """Forget an operation that ended long ago."""
    app.delete(OPERATION, id)


def _carry_out(subscription: Subscription, resource: dict[str, Any], wanted: dict[str, Any] | None) -> None:
    present, hosting = resource["properties"]["subdomain"], subscription.hosting
    if wanted is None:
        hosting.withdraw(present)
        subscription.forget(resource)
        return
    subdomain = wanted["properties"]["subdomain"]
    require_subdomain(subscription, wanted)  # somebody may have taken it in the meantime
    if not resource["served"]:
        hosting.serve(subdomain, wanted["origin"])
    elif subdomain != present:
        hosting.rename(present, subdomain)
    subscription.keep({**wanted, "served": True, "operation": None})


def _subscription(app: Application) -> Subscription:
    if not isinstance(app, Subscription):
        raise TypeError(f"operations belong to a subscription, not to the application {app.name}")
    return app


@handles("OperationResults_Get")
def result(subscription: Subscription, call: Call) -> Answer:
    """Say how far an operation is: its status with `asyncinfo`, without it 202 until it is done and then its outcome.

    Raises:
        ArmRefusal: 404: there is no such operation.
    """
    operation: dict[str, Any] | None = subscription.get(OPERATION, call.path["operationId"])
    if operation is None or not _is_meant(operation, call):
        raise ArmRefusal(404, "ResourceNotFound", f"There is no operation '{call.path['operationId']}' here.")
    status, error = operation["status"], operation["error"]
    done = status in {"Succeeded", "Failed"}
    if "asyncinfo" in call.query:
        answer = {"status": status} if error is None else {"status": status, "error": error}
        return Answer(200, answer, {} if done else RETRY_AFTER)
    if not done:
        return Answer(202, None, {"Location": addresses(call, operation)["Location"], **RETRY_AFTER})
    if error is not None:
        return Answer(409, {"error": error})
    return Answer(204) if operation["wanted"] is None else Answer(200, subscription.shown(operation["wanted"]))


def _is_meant(operation: Mapping[str, Any], call: Call) -> bool:
    """Return whether everything that the address says of an operation is so."""
    said = {"type": call.query.get("type"), "location": call.query.get("x-iot-region")}
    said["location"] = said["location"] or call.path["location"]
    return call.path["location"].lower() == operation["location"] and all(
        value is None or value == operation[name] for name, value in said.items()
    )
