"""Command that writes the rows of a query to a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ...queries import run as run_query
from .._bodies import content_of_source
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, workflow
from ._files import FILE, written

__all__ = ["command"]


def query(client: Any, settings: Settings, file: Path, statement: str) -> None:  # noqa: ARG001
    """Write the rows of a query to FILE: .csv, .jsonl or .parquet.

    STATEMENT is the query, `@FILE` or `-`.
    """
    written(run_query(client, content_of_source(statement, sys.stdin)), file)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    example = "iotcentral export query rows.csv 'SELECT $id, temperature FROM dtmi:contoso:Thermostat;1'"
    return workflow(documents, query, [FILE, argument(["statement"])], example=example, output=False)
