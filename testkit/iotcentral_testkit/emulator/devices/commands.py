"""Operations on commands, on all four scopes: running them, and the last run of each.

Nothing waits: a device is connected or not, and answers at once or never, so that a timeout is answered immediately.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ..dtdl.value_checks import mistakes
from ..http.calls import Call, handles
from ..http.errors import ServiceError, not_found, unprocessable
from .scopes import CapabilityScope, called_scope, capability_scope, is_simulating, simulation_of

if TYPE_CHECKING:
    from ..dtdl.capabilities import Command
    from ..state.application import Application

__all__ = ["Responder", "connect", "disconnect", "invoke"]

Responder = Callable[[str, Any], "tuple[int, Any] | None"]
"""Stands for a connected device: takes a command (`name`, `component.name`) and its argument, returns status code and
response of the device, or None to leave the command unanswered."""

_KIND = "commands"
_CLAUSES = 10
_LONGEST = 30
"""Seconds to wait for a response by default."""

_SCOPES = ("", "Component", "Module", "ModuleComponent")
_RESPONDERS: WeakKeyDictionary[Application, dict[str, Responder]] = WeakKeyDictionary()


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
    last = call.app.get(_KIND, _id(scope, name))
    return {"value": [] if last is None else [last]}


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


def connect(app: Application, device_id: str, responder: Responder) -> None:
    """Connect a device, whose commands a function answers, until the emulator stops."""
    _RESPONDERS.setdefault(app, {})[device_id] = responder


def disconnect(app: Application, device_id: str) -> None:
    """Disconnect a device."""
    _RESPONDERS.get(app, {}).pop(device_id, None)


def _run(app: Application, scope: CapabilityScope, name: str, request: Any, timeout: int) -> dict[str, Any]:
    command = _known(scope, name)
    if request is not None and command.request is not None:
        clauses = list(mistakes(request, command.request.schema, "request"))
        if clauses:
            raise unprocessable(*clauses[:_CLAUSES])
    answered = {} if command.durable else _answer(app, scope, command, request, timeout)
    done = {"id": app.identity.guid(), **({} if request is None else {"request": request}), **answered}
    app.put(_KIND, _id(scope, name), done)
    return done


def _answer(app: Application, scope: CapabilityScope, command: Command, request: Any, timeout: int) -> dict[str, Any]:
    """Return the device's response.

    Raises:
        ServiceError: 404: it is not connected; 408: it does not answer in time.
    """
    device = scope.device
    responder = _RESPONDERS.get(app, {}).get(device["id"])
    if responder is not None and device.get("enabled", True):
        answer = responder(".".join(part for part in (scope.module, scope.component, command.name) if part), request)
        if answer is None:
            message = f"Timed out waiting for the device: it did not answer the command within {timeout} seconds."
            raise ServiceError(408, "RequestTimeout", message)
        return {"response": answer[1], "responseCode": answer[0]}
    if not is_simulating(device):
        raise ServiceError(404, "NotFound", "Could not connect to device in order to send command.")
    response = None
    if command.response is not None:
        path = f"{scope.path(command.name)} {app.identity.drawn}"
        response = simulation_of(app, device).response(path, command.response.schema, app.clock.now())
    return {"response": response, "responseCode": 200}


def _known(scope: CapabilityScope, name: str) -> Command:
    found = scope.interface.commands.get(name) if scope.interface else None
    if found is None:
        raise not_found(f'Command "{name}" of device "{scope.device["id"]}"')
    return found


def _id(scope: CapabilityScope, name: str) -> str:
    return f"{scope.device['id']}/{scope.path(name)}"
