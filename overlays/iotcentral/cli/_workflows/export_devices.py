"""Command that writes the devices to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import workflow
from ._files import FILE, FILTER, chosen, written

__all__ = ["command"]


def devices(client: Any, settings: Settings, file: Path, filter: str | None) -> None:  # noqa: ARG001
    """Write the devices to FILE: .csv, .jsonl or .parquet; the file appears when it is complete."""
    written(chosen(client, filter), file)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    example = "iotcentral export devices devices.csv"
    return workflow(documents, devices, [FILE, FILTER], example=example, output=False)
