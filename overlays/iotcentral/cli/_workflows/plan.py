"""Command that shows what a file would change in an application."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...configuration import plan as plan_changes
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import option, workflow
from ._states import STATE_OPTIONS, given_state, state_file

__all__ = ["command"]


def plan(client: Any, settings: Settings, file: Path, prune: bool, exit_code: bool, **options: Any) -> int:  # noqa: ARG001
    """Show what `apply` would do to an application: create, change with old and new values, and remove with --prune."""
    planned = plan_changes(client, given_state(file, **options), prune=prune)
    click.echo(str(planned))
    return 1 if exit_code and planned.changes else 0


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    check = option(["--exit-code"], is_flag=True, help="Exit with 1 if there is something to change.")
    example = "iotcentral plan app.yaml --app fabrikam"
    return workflow(documents, plan, [state_file(), *STATE_OPTIONS, check], example=example, output=False)
