"""Command that makes an application what a file says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...configuration import apply as apply_changes
from ...configuration import plan as plan_changes
from .._documents import ClientDocument
from .._operation_run import confirm
from .._settings import Settings
from .._workflow_commands import on_terminal, option, workflow
from ._states import STATE_OPTIONS, given_state, secrets_of, state_file

__all__ = ["command"]


def apply(
    client: Any,
    settings: Settings,  # noqa: ARG001
    file: Path,
    prune: bool,
    secrets: Path | None,
    yes: bool,
    **options: Any,
) -> None:
    """Make an application what FILE says: show the changes, ask, and make them in the order of what refers to what.

    It stops at the first failure; called again, it goes on with what is left. Secrets are looked up by their names in the
    file of --secrets, in IOTCENTRAL_SECRET_<NAME>, and asked for on a terminal.
    """
    planned = plan_changes(client, given_state(file, **options), prune=prune)
    click.echo(str(planned))
    if not planned.changes:
        return
    confirm("Make these changes", yes=yes)
    done = apply_changes(
        client, planned, secrets=secrets_of(secrets), on_change=lambda change: on_terminal(str(change))
    )
    click.echo(f"{len(done.changes)} changes made")


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    parameters: list[click.Parameter] = [
        state_file(),
        *STATE_OPTIONS,
        option(
            ["--secrets"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="File with secrets by their names, JSON or YAML.",
        ),
        option(["--yes", "-y"], is_flag=True, help="Do not ask."),
    ]
    example = "iotcentral apply app.yaml --app fabrikam --secrets secrets.yaml"
    return workflow(documents, apply, parameters, example=example, output=False)
