"""Command that waits for a job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ...waiters import END_STATES, wait_for_job
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, on_terminal, option, shown, workflow

__all__ = ["command"]


def wait(client: Any, settings: Settings, job_id: str, devices: str, timeout: float | None) -> int:
    """Wait for the end of a job, and show it with the devices on which it failed.

    The exit status is 8 if the job failed, was cancelled, or is still running when the time is up.
    """
    result = wait_for_job(
        client,
        job_id,
        devices=devices,  # type: ignore[arg-type]  # one of the choices
        until={*END_STATES, "stopped"},
        timeout=timeout,
        on_progress=lambda job: on_terminal(f"{job_id}: {job.status}"),
    )
    content = result.job.to_dict()
    if devices != "none":
        content["devices"] = [each.to_dict() for each in result.devices]
    shown(content, settings)
    return 0 if str(result.job.status).startswith("complete") else 8


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    parameters: list[click.Parameter] = [
        argument(["job_id"]),
        option(
            ["--devices"],
            type=click.Choice(["none", "failed", "all"]),
            default="failed",
            show_default=True,
            help="The devices to show the status of.",
        ),
        option(["--timeout"], type=float, default=3600, show_default=True, help="Seconds to wait at most."),
    ]
    return workflow(documents, wait, parameters, example="iotcentral jobs wait cold-rooms-setpoint --timeout 600")
