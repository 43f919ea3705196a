"""Command that shows how two states differ."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...configuration import Configuration, backup, load
from ...configuration import diff as difference
from .._clients import open_client
from .._documents import ClientDocument
from .._settings import address_options, settings_of
from .._workflow_commands import argument, data_plane, option

__all__ = ["command"]


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""

    def diff(old: str, new: str, only: tuple[str, ...], exit_code: bool, **options: Any) -> int:
        """Show how two states differ. OLD and NEW are files, folders, or applications by name or URL."""
        states = [_state(each, documents, options) for each in (old, new)]
        if only:
            states = [state.only(only) for state in states]
        found = difference(states[0], states[1])
        click.echo(str(found))
        return 1 if exit_code and found.changes else 0

    return click.Command(
        "diff",
        callback=diff,
        params=[
            argument(["old"]),
            argument(["new"]),
            option(["--only"], metavar="KIND", multiple=True, help="The kinds to compare, such as deviceTemplates."),
            option(["--exit-code"], is_flag=True, help="Exit with 1 if there are differences."),
            *(each for each in address_options("") if each.name != "app"),
        ],
        help=diff.__doc__,
        epilog="Example:\n\n\b\n  iotcentral diff yesterday.yaml contoso",
    )


def _state(name: str, documents: Mapping[str, ClientDocument], options: Mapping[str, Any]) -> Configuration:
    if Path(name).exists():
        return load(name)
    settings = settings_of({**options, "app": name})
    with open_client(data_plane(documents), settings) as client:
        return backup(client)
