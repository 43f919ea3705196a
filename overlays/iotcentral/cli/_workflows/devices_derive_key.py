"""Command that derives the key of a device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ...enrollment import derive_device_key
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, option, workflow

__all__ = ["command"]


def derive(client: Any, settings: Settings, device_id: str, enrollment_group: str, entry: str) -> None:  # noqa: ARG001
    """Derive the key of a device from the symmetric key of an enrollment group, and print it.

    The device attests with it; nothing is stored.
    """
    group = client.enrollment_groups.get(enrollment_group).to_dict()
    keys = group.get("attestation", {}).get("symmetricKey")
    if not keys:
        raise click.UsageError(f'the enrollment group "{enrollment_group}" does not attest by a symmetric key')
    click.echo(derive_device_key(keys[f"{entry}Key"], device_id))


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    parameters: list[click.Parameter] = [
        argument(["device_id"]),
        option(["--enrollment-group"], metavar="ID", required=True, help="The group that the device attests through."),
        option(
            ["--entry"],
            type=click.Choice(["primary", "secondary"]),
            default="primary",
            show_default=True,
            help="Which of the group's two keys.",
        ),
    ]
    example = "iotcentral devices derive-key thermostat-01 --enrollment-group factory"
    return workflow(documents, derive, parameters, example=example, output=False)
