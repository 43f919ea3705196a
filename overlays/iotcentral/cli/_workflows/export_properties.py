"""Command that writes the properties of devices to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...export import device_properties
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import option, workflow
from ._files import FILE, FILTER, chosen, written

__all__ = ["command"]


def properties(client: Any, settings: Settings, file: Path, filter: str | None, concurrency: int) -> None:  # noqa: ARG001
    """Write the properties of the devices to FILE: .csv, .jsonl or .parquet; one row for each device."""
    ids = (device.id for device in chosen(client, filter))
    written(device_properties(client, ids, concurrency=concurrency), file)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    concurrency = option(
        ["--concurrency"], type=click.IntRange(min=1), default=8, show_default=True, help="Requests at once."
    )
    example = "iotcentral export properties properties.parquet"
    return workflow(documents, properties, [FILE, FILTER, concurrency], example=example, output=False)
