"""Command that runs a query."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from ...queries import run as run_query
from .._bodies import content_of_source
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import argument, shown, workflow

__all__ = ["command"]


def query(client: Any, settings: Settings, statement: str) -> None:
    """Run a query over telemetry or properties, and show its rows.

    STATEMENT is the query, `@FILE` or `-`. An application may run one a second.
    """
    shown(iter(run_query(client, content_of_source(statement, sys.stdin))), settings)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    example = (
        """iotcentral query 'SELECT $id, $ts, temperature FROM dtmi:contoso:Thermostat;1 WHERE WITHIN_WINDOW(PT1H)'"""
    )
    return workflow(documents, query, [argument(["statement"])], example=example)
