"""Command that enrolls a CA certificate."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, option, shown, workflow

__all__ = ["command"]


def enroll(
    client: Any,
    settings: Settings,
    enrollment_group_id: str,
    certificate: Path,
    key: Path,
    password_env: str | None,
    entry: str,
    replace: bool,
) -> None:
    """Upload a CA certificate to an X.509 enrollment group, and prove that its key is yours.

    Steps that are done already are not repeated. The key stays here.
    """
    from ...enrollment import enroll as enroll_certificate  # needs the extra for X.509

    password = os.environ.get(password_env) if password_env else None
    if password_env and password is None:
        raise click.UsageError(f"{password_env} is to hold the password of the key, but it is not set")
    done = enroll_certificate(
        client, enrollment_group_id, certificate, key, password=password, entry=entry, replace=replace
    )
    shown(done, settings)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    parameters: list[click.Parameter] = [
        argument(["enrollment_group_id"]),
        argument(["certificate"], type=file),
        argument(["key"], type=file),
        option(["--password-env"], metavar="VARIABLE", help="Variable with the password of the key."),
        option(["--entry"], type=click.Choice(["primary", "secondary"]), default="primary", show_default=True),
        option(["--replace"], is_flag=True, help="Replace another certificate; its devices can no longer connect."),
    ]
    return workflow(documents, enroll, parameters, example="iotcentral enroll factory ca.pem ca.key")
