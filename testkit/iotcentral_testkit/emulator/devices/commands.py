"""Operations on commands, on all four scopes: running them, and the last run of each.

Nothing waits: a device is connected or not, and answers at once or never, so that a timeout is answered immediately.
Durable commands are queued for a device that is not connected, for a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ..dtdl.value_checks import mistakes
from ..http.calls import Call, handles
from ..http.errors import ServiceError, not_found, unprocessable
from ..state.clock import timestamp
from .connections import ask, connection_of
from .scopes import CapabilityScope, called_scope, capability_scope, is_simulating, simulation_of

if TYPE_CHECKING:
    from ..dtdl.capabilities import Command
    from ..state.application import Application

__all__ = ["deliver_queued", "invoke", "last_run"]

_KIND = "commands"
_QUEUED = "durableCommands"
_CLAUSES = 10
_LONGEST = 30
"""Seconds to wait for a response by default."""

_QUEUED_FOR = timedelta(hours=24)
"""How long a durable command waits for its device."""

_SCOPES = ("", "Component", "Module", "ModuleComponent")


@handles(*(f"Devices_Run{scope}Command" for scope in _SCOPES))
def run(call: Call) -> Any:
    """Run a command, and return the device's response."""
    scope, name = called_scope(call), call.path["commandName"]
    body: Mapping[str, Any] = call.body
    return _run(call.app, scope, name, body.get("request"), body.get("responseTimeout", _LONGEST))


@handles(*(f"Devices_Get{scope}CommandHistory" for scope in _SCOPES))
def history(call: Call) -> Any:
    """Return the last run of a command."""
    scope, name = called_scope(call), call.path["commandName"]
    _known(scope, name)
    last = last_run(call.app, scope, name)
    return {"value": [] if last is None else [last]}


def last_run(app: Application, scope: CapabilityScope, name: str) -> Any:
    """Return the last run of a command; None: it was not run."""
    return app.get(_KIND, _id(scope, name))


def invoke(app: Application, device_id: str, path: str, request: Any) -> Any:
    """Run a command, as a job does.

    Args:
        app: the application.
        device_id: the device.
        path: `name` or `component.name`.
        request: the argument; None: none.

    Raises:
        ServiceError: there is no such device or command, the argument is not valid, or the device does not answer.
    """
    device = app.get("device", device_id)
    if device is None:
        raise not_found(f'Device "{device_id}"')
    scope, name = capability_scope(app, device, path)
    return _run(app, scope, name, request, _LONGEST)


def deliver_queued(app: Application, device_id: str) -> None:
    """Deliver the durable commands that wait for a device which takes commands now; those that are too old are dropped."""
    connection = connection_of(app, device_id)
    if connection is None or connection.on_command is None:
        return
    for stored in app.under(_QUEUED, f"{device_id}/"):
        app.delete(_QUEUED, stored.id)
        if app.now - datetime.fromisoformat(stored.content["at"]) <= _QUEUED_FOR:
            connection.on_command(stored.content["path"], stored.content["request"])


def _run(app: Application, scope: CapabilityScope, name: str, request: Any, timeout: int) -> dict[str, Any]:
    command = _known(scope, name)
    if request is not None and command.request is not None:
        clauses = list(mistakes(request, command.request.schema, "request"))
        if clauses:
            raise unprocessable(*clauses[:_CLAUSES])
    answered = _queue(app, scope, name, request) if command.durable else _answer(app, scope, command, request, timeout)
    done = {"id": app.identity.guid(), **({} if request is None else {"request": request}), **answered}
    app.put(_KIND, _id(scope, name), done)
    return done


def _queue(app: Application, scope: CapabilityScope, name: str, request: Any) -> dict[str, Any]:
    """Queue a durable command, and deliver it at once if the device is connected; it has no response."""
    device_id = scope.device["id"]
    if not is_simulating(scope.device):
        waiting = {"path": _path(scope, name), "request": request, "at": timestamp(app.now)}
        app.put(_QUEUED, f"{device_id}/{app.identity.number()}", waiting)
        deliver_queued(app, device_id)
    return {}


def _path(scope: CapabilityScope, name: str) -> str:
    return ".".join(part for part in (scope.module, scope.component, name) if part)


def _answer(app: Application, scope: CapabilityScope, command: Command, request: Any, timeout: int) -> dict[str, Any]:
    """Return the device's response.

    Raises:
        ServiceError: 404: it is not connected; 408: it does not answer in time.
    """
    device = scope.device
    connection = connection_of(app, device["id"])
    if connection is not None:
        respond = connection.on_command
        asked = None if respond is None else partial(respond, _path(scope, command.name), request)
        answer = None if asked is None else ask(device["id"], "on_command", asked)
        if answer is None:
            message = f"Timed out waiting for the device: it did not answer the command within {timeout} seconds."
            raise ServiceError(408, "RequestTimeout", message)
        return {"response": answer[1], "responseCode": answer[0]}
    if not is_simulating(device):
        raise ServiceError(404, "NotFound", "Could not connect to device in order to send command.")
    response = None
    if command.response is not None:
        path = f"{scope.path(command.name)} {app.identity.drawn}"
        response = simulation_of(app, device).response(path, command.response.schema, app.now)
    return {"response": response, "responseCode": 200}


def _known(scope: CapabilityScope, name: str) -> Command:
    found = scope.interface.commands.get(name) if scope.interface else None
    if found is None:
        raise not_found(f'Command "{name}" of device "{scope.device["id"]}"')
    return found


def _id(scope: CapabilityScope, name: str) -> str:
    return f"{scope.device['id']}/{scope.path(name)}"
