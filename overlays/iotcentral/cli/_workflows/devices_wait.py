"""Command that waits until a device is provisioned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ...waiters import wait_until_provisioned
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, option, shown, workflow

__all__ = ["command"]


def wait(client: Any, settings: Settings, device_id: str, timeout: float) -> None:
    """Wait until a device is provisioned, and show it."""
    shown(wait_until_provisioned(client, device_id, timeout=timeout), settings)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    parameters: list[click.Parameter] = [
        argument(["device_id"]),
        option(["--timeout"], type=float, default=600, show_default=True, help="Seconds to wait at most."),
    ]
    return workflow(documents, wait, parameters, example="iotcentral devices wait thermostat-01")
