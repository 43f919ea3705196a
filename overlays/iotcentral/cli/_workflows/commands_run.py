"""Command that runs a command of a device."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from ..._core.types import UNSET
from ...commands import run_command
from .._bodies import content_of_source, parsed
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, option, shown, workflow

__all__ = ["command"]


def run(client: Any, settings: Settings, device_id: str, command_name: str, request: str | None, **places: Any) -> None:
    """Run a command on a device, a component or a module, wait for its answer, and show it.

    The exit status is 8 if the device answers with a code of 400 or more.
    """
    given = UNSET if request is None else parsed(content_of_source(request, sys.stdin), "--request")
    timeouts = {name: UNSET if places[name] is None else places[name] for name in _TIMEOUTS}
    answer = run_command(
        client, device_id, command_name, given, component=places["component"], module=places["module"], **timeouts
    )
    shown(None if answer is UNSET else answer, settings)


_TIMEOUTS = ("connection_timeout", "response_timeout")


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    seconds = "Seconds to wait for the device to {}."
    parameters: list[click.Parameter] = [
        argument(["device_id"]),
        argument(["command_name"]),
        option(["--request"], metavar="JSON|@FILE|-", help="The argument of the command, JSON or YAML."),
        option(["--component"], metavar="NAME", help="The component that has the command."),
        option(["--module"], metavar="NAME", help="The IoT Edge module that has it."),
        option(["--connection-timeout"], type=int, help=seconds.format("connect, 0 to 30")),
        option(["--response-timeout"], type=int, help=seconds.format("answer, 5 to 30")),
    ]
    example = "iotcentral commands run thermostat-01 reboot --request 5"
    return workflow(documents, run, parameters, example=example)
