"""Command that runs another command for each row of a CSV file."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..._core.json_text import dumps
from ...fleet import map as fleet_map
from .._answers import plain
from .._calls import OperationCall, perform
from .._documents import ClientDocument
from .._operation_command import OperationCommand
from .._operation_run import confirm, show_request
from .._settings import Settings
from .._workflow_commands import argument, data_plane, option, workflow

__all__ = ["command"]

_BEFORE = (
    "dry_run",
    "app",
    "api_version",
    "profile",
    "token_env",
    "azure",
    "verbose",
    "output",
    "query",
    "columns",
    "limit",
)
"""Options that the command of a row does not have."""

_COLUMN = re.compile(r"\{(\w+)\}")


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""
    document = data_plane(documents)

    def fleet(
        client: Any,
        settings: Settings,
        rows: Path,
        words: Sequence[str],
        key: str | None,
        checkpoint: Path | None,
        concurrency: int,
        yes: bool,
        dry_run: bool,
    ) -> int:
        """Run a command for each row of a CSV file with a header, many at a time.

        After `--` stands the command of an operation, in which `{column}` is replaced by the row's value. Each row gives
        a line of JSON, in the order in which they end. With a checkpoint, rows that are done are not done again.

        The exit status is 1 if the command failed for a row.
        """
        template = _Template(document, words)
        if dry_run:
            for row in _read(rows):
                show_request(template.call(row), settings)
            return 0
        if template.removes:
            confirm(f"{' '.join(words)}, for each row of {rows}", yes=yes)
        outcomes = fleet_map(
            lambda row: perform(client, template.call(row), ""),
            _read(rows),
            concurrency=concurrency,
            checkpoint=checkpoint,
            on_error="collect",
            key=lambda row: row[key] if key else next(iter(row.values())),
            progress=str(rows) if sys.stderr.isatty() else None,
        )
        failed = 0
        for outcome in outcomes:
            failed += not outcome.ok
            result = {"value": plain(outcome.value)} if outcome.ok else {"error": str(outcome.error)}
            click.echo(dumps({"row": outcome.item, "ok": outcome.ok, **result}).decode())
        return 1 if failed else 0

    parameters: list[click.Parameter] = [
        argument(["rows"], type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        argument(["words"], nargs=-1, required=True, metavar="-- COMMAND..."),
        option(["--key"], metavar="COLUMN", help="Column that tells the rows apart; else the first."),
        option(["--checkpoint"], type=click.Path(dir_okay=False, path_type=Path), help="File that keeps what is done."),
        option(["--concurrency"], type=click.IntRange(min=1), default=8, show_default=True, help="Requests at once."),
        option(["--yes", "-y"], is_flag=True, help="Do not ask before something is removed."),
        option(["--dry-run"], is_flag=True, help="Show the requests instead of sending them."),
    ]
    example = "iotcentral fleet new.csv -- devices create {id} --set displayName={name} --set simulated=true"
    return workflow(documents, fleet, parameters, example=example, output=False)


class _Template:
    """Command of an operation, with columns in the place of values."""

    def __init__(self, document: ClientDocument, words: Sequence[str]) -> None:
        entry = document.operation(words[0], words[1]) if len(words) > 1 else None
        if entry is None or entry.trigger:
            raise click.UsageError(f'"{" ".join(words[:2])}" is not an operation of {document.api_version}')
        self._command = OperationCommand(document, entry, f"iotcentral {words[0]}")
        self._words = words[2:]
        options = self._command.make_context(str(self._command.name), [*self._words], resilient_parsing=True).params
        if given := [name for name in _BEFORE if options.get(name)]:
            names = ", ".join(f"--{name.replace('_', '-')}" for name in given)
            raise click.UsageError(f"{names} belongs to the whole run: write it before `--`")
        self.removes = entry.method == "DELETE"

    def call(self, row: Mapping[str, str]) -> OperationCall:
        """Return the call for a row."""
        words = [_COLUMN.sub(lambda found: _value(row, found[1]), word) for word in self._words]
        context = self._command.make_context(str(self._command.name), words)
        return self._command.call(context.params)


def _value(row: Mapping[str, str], column: str) -> str:
    if column not in row:
        raise click.UsageError(f"there is no column {column}; the file has {', '.join(row)}")
    return row[column]


def _read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)
