"""A device that a program plays: it connects, sends, reports, and answers commands and desired values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ..openapi.json_types import is_object
from .devices import connections
from .devices.commands import deliver_queued
from .devices.properties import report, tell_desired
from .http.errors import ServiceError
from .state.clock import timestamp
from .telemetry.values import record

if TYPE_CHECKING:
    from .devices.connections import DesiredHandler, Responder
    from .state.application import Application
    from .world import World

__all__ = ["PlayedDevice", "PlayedDeviceError"]


class PlayedDeviceError(Exception):
    """The device cannot be played, or cannot do what was requested; the text says why and what to do."""


class PlayedDevice:
    """A device of an application, played by a program.

    Args:
        run: calls a function with the emulator's world between two requests.
        app: the application.
        id: the device's id.
    """

    def __init__(self, run: Callable[[Callable[[World], Any]], Any], app: str, id: str) -> None:
        self._run, self._app = run, app
        self.id = id

    def connect(self, on_command: Responder | None = None, on_desired: DesiredHandler | None = None) -> None:
        """Connect: the device is provisioned, and gets the desired values and the durable commands that wait for it.

        Args:
            on_command: takes a command (`name`, `component.name`) and its argument, and returns the device's status code,
                or that and its response, or None to leave it unanswered. Without it, no command is answered.
            on_desired: takes a property (`name`, `component.name`) and its desired value, and returns the device's status
                code (`ac`), from 400 on to refuse it, or that with a description (`ad`), or None to say nothing.

        Raises:
            PlayedDeviceError: there is no such device, or it is simulated or not enabled.
        """

        def work(app: Application, device: dict[str, Any]) -> None:
            if not device["provisioned"]:
                device |= {"provisioned": True, "_provisionedAt": timestamp(app.clock.now())}
                app.put("device", self.id, device)
            connections.connect(app, device, connections.Connection(on_command, on_desired))
            tell_desired(app, device)
            deliver_queued(app, self.id)

        self._work(work)

    def disconnect(self) -> None:
        """Disconnect: commands are answered with 404 again, durable ones wait.

        Raises:
            PlayedDeviceError: there is no such device, or it is simulated or not enabled.
        """
        self._work(connections.disconnect)

    def send(self, telemetry: Mapping[str, Any], *, component: str | None = None, module: str | None = None) -> None:
        """Send a message.

        Args:
            telemetry: name → value.
            component: the component that measured; None: the device itself, or the module.
            module: the module that sends; None: the device itself.

        Raises:
            PlayedDeviceError: the device cannot be played, or has no such component or module, or these are no JSON values.
        """
        values = _values(telemetry)
        self._work(lambda app, _: record(app, self.id, values, module=module, component=component))

    def report(
        self,
        properties: Mapping[str, Any],
        *,
        ack: int = 200,
        description: str = "completed",
        component: str | None = None,
        module: str | None = None,
    ) -> None:
        """Report values of properties, and with them the answer to the desired values of these.

        Args:
            properties: name → value that the device has; None: it only answers.
            ack: its status code for the desired values (`ac`), from 400 on if it refuses them.
            description: why (`ad`).
            component: the component whose properties they are; None: the device itself, or the module.
            module: the module that reports; None: the device itself.

        Raises:
            PlayedDeviceError: the device cannot be played, or has no such component or module, or these are no JSON values.
        """
        values = _values(properties)

        def work(app: Application, _: object) -> None:
            place = {"module": module, "component": component}
            report(app, self.id, values, ack=ack, description=description, **place)

        self._work(work)

    def _work(self, work: Callable[[Application, dict[str, Any]], object]) -> None:
        """Do something with the device, in one transaction.

        Raises:
            PlayedDeviceError: there is no such device, or it is simulated or not enabled, or lacks what is used.
        """

        def worked(world: World) -> None:
            app = world.applications[self._app]
            device = app.get("device", self.id)
            if device is None:
                raise PlayedDeviceError(f'there is no device "{self.id}": create it first')
            if device["simulated"]:
                raise PlayedDeviceError(f'the device "{self.id}" is simulated: only others can be played')
            if not device["enabled"]:
                raise PlayedDeviceError(f'the device "{self.id}" is blocked: enable it first')
            with world.store.nested():
                work(app, device)
                world.keep()

        try:
            self._run(worked)
        except ServiceError as error:
            raise PlayedDeviceError(error.message) from None


def _values(given: Any) -> dict[str, Any]:
    """Return what a device sends, as JSON has it.

    Raises:
        PlayedDeviceError: JSON does not have it.
    """
    try:
        values = orjson.loads(json.dumps(given, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise PlayedDeviceError(f"devices send JSON: {error}") from None
    if not is_object(values):
        raise PlayedDeviceError(f"devices send values by name, not {given!r}")
    return values
