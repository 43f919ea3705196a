"""Command that writes an application to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...configuration import backup as read_application
from ...configuration import save
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, on_terminal, option, workflow

__all__ = ["command"]


def backup(client: Any, settings: Settings, file: Path, only: tuple[str, ...], without: tuple[str, ...]) -> None:  # noqa: ARG001
    """Write what an application is made of to FILE (.yaml or .json), or to a folder with a file for each thing.

    Secrets are not written: their names are. What the API does not give away is listed under `omitted`.
    """
    state = read_application(
        client, only=only or None, without=without, on_progress=lambda kind, count: on_terminal(f"{kind}: {count}")
    )
    save(state, file)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    parameters: list[click.Parameter] = [
        argument(["file"], type=click.Path(path_type=Path)),
        option(["--only"], metavar="KIND", multiple=True, help="The kinds to read, such as deviceTemplates."),
        option(["--without"], metavar="KIND", multiple=True, help="Kinds that are not read, such as devices."),
    ]
    example = "iotcentral backup app.yaml --without devices"
    return workflow(documents, backup, parameters, example=example, output=False)
