"""Command that counts the devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ...devices import registration_summary
from .._documents import ClientDocument
from .._settings import Settings
from .._workflow_commands import shown, workflow

__all__ = ["command"]


def summary(client: Any, settings: Settings) -> None:
    """Count the devices of the application by their status and by their template."""
    counted = registration_summary(client.devices.list())
    content = {
        "total": counted.total,
        "byStatus": {str(getattr(key, "value", key)): count for key, count in counted.by_status.items()},
        "byTemplate": {str(key or ""): count for key, count in counted.by_template.items()},
    }
    shown(content, settings)


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    return workflow(documents, summary, [], example="iotcentral devices summary")
