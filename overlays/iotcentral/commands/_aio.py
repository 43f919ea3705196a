"""Running a command on a device: the right operation, the right model, and an error that says what went wrong."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from .._core.types import UNSET, Unset
from ._command import CommandAnswer, command_call, explained, response_of

__all__ = ["run_command"]


class CommandDevices(Protocol):
    """The four operations that run commands."""

    async def run_command(self, device_id: str, command_name: str, body: Any, /) -> CommandAnswer:
        """Devices_RunCommand."""
        ...

    async def run_component_command(
        self, device_id: str, component: str, command_name: str, body: Any, /
    ) -> CommandAnswer:
        """Devices_RunComponentCommand."""
        ...

    async def run_module_command(self, device_id: str, module: str, command_name: str, body: Any, /) -> CommandAnswer:
        """Devices_RunModuleCommand."""
        ...

    async def run_module_component_command(
        self, device_id: str, module: str, component: str, command_name: str, body: Any, /
    ) -> CommandAnswer:
        """Devices_RunModuleComponentCommand."""
        ...


class WithCommands(Protocol):
    """A client that runs commands."""

    @cached_property  # as the clients do; pyright takes no property for it
    def devices(self) -> CommandDevices:
        """Its devices."""
        ...


async def run_command(
    app: WithCommands,
    device_id: str,
    name: str,
    request: Any = UNSET,
    *,
    component: str | None = None,
    module: str | None = None,
    connection_timeout: int | Unset = UNSET,
    response_timeout: int | Unset = UNSET,
) -> Any:
    """Run a command on a device, a component, a module, or a component of a module, and wait for its answer.

    (Devices_RunCommand, Devices_RunComponentCommand, Devices_RunModuleCommand, Devices_RunModuleComponentCommand.)

    A long-running command answers at once with code 202 and reports its end in a property; to see the code, call the
    operation itself.

    Args:
        app: the client.
        device_id: id of the device.
        name: name of the command, as the device template has it.
        request: its argument, any JSON value; None is a JSON null, UNSET none at all.
        component: name of the component that has the command.
        module: name of the IoT Edge module that has the command or the component.
        connection_timeout: whole seconds to wait for the device to connect, 0 to 30; the service's default is 0.
        response_timeout: whole seconds to wait for its answer, 5 to 30; the service's default is 30. The client's
            own time-out must be longer than both together.

    Returns:
        What the device answered, a JSON value; UNSET if it answered without one.

    Raises:
        CommandTimeoutError: 408, the device did not answer in time. It is a RequestTimeoutError.
        DeviceOfflineError: 404, the device could not be reached. It is a NotFoundError. The service answers 404 with
            the same code (`NotFound`) for an unknown device, component or command; only its message tells them apart.
            A message that does not clearly say that the device could not be reached stays a plain NotFoundError.
        CommandFailedError: the device answered with a code of 400 or more.
        ConfigurationError: a time-out is out of its range, or `app` is no client of a generated package.
        IoTCentralError: what the operation raises otherwise.
    """
    call = command_call(app, device_id, name, request, component, module, connection_timeout, response_timeout)
    with explained(device_id, name):
        answer: CommandAnswer = await getattr(app.devices, call.method)(*call.path, call.body)
    return response_of(answer, device_id, name)
