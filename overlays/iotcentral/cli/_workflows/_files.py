"""Files of the export commands: the format by the ending of the name, and the devices that are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ...export import to_csv, to_jsonl, to_parquet
from .._workflow_commands import argument, on_terminal, option

__all__ = ["FILE", "FILTER", "chosen", "written"]

FILE = argument(["file"], type=click.Path(dir_okay=False, path_type=Path))
FILTER = option(
    ["--filter"], metavar="CONDITION", help="Condition that the devices meet, if the api-version has filters."
)

_FORMATS = {".csv": to_csv, ".jsonl": to_jsonl, ".parquet": to_parquet}


def chosen(client: Any, condition: str | None) -> Iterable[Any]:
    """Return the devices that meet a condition; None: all."""
    devices: Iterable[Any] = client.devices.list() if condition is None else client.devices.list(filter=condition)
    return devices


def written(rows: Iterable[Any], file: Path) -> None:
    """Write rows to a file, in the format of its ending.

    Raises:
        click.UsageError: the ending is that of no format.
    """
    write = _FORMATS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f'"{file}": the name of the file ends in {", ".join(_FORMATS)}')
    on_terminal(f"{write(rows, file)} rows in {file}")
