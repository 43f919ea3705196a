"""States of applications on the command line: files with their variables and overlays, and secrets by their names."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from ..._core.json_kinds import is_object
from ...configuration import Configuration, load
from .._bodies import parsed
from .._workflow_commands import argument, option

__all__ = ["STATE_OPTIONS", "given_state", "secrets_of", "state_file"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

STATE_OPTIONS: list[click.Parameter] = [
    option(["--set", "assignments"], metavar="NAME=VALUE", multiple=True, help="Value of a variable, ${var:NAME}."),
    option(["--values", "value_files"], type=_FILE, multiple=True, help="File with values of variables, by name."),
    option(["--overlay", "overlays"], type=_FILE, multiple=True, help="File with what this stage has differently."),
    option(["--only"], metavar="KIND", multiple=True, help="The kinds to look at, such as deviceTemplates."),
    option(["--prune"], is_flag=True, help="Remove what the file does not have, of the kinds that it has."),
]
"""Options of the commands that take a state."""


def state_file(name: str = "file") -> click.Argument:
    """Return the argument for a file or a folder with a state."""
    return argument([name], type=click.Path(exists=True, path_type=Path))


def given_state(
    file: Path,
    assignments: tuple[str, ...],
    value_files: tuple[Path, ...],
    overlays: tuple[Path, ...],
    only: tuple[str, ...],
) -> Configuration:
    """Return the state of a file, with its overlays and the values of its variables.

    Raises:
        click.UsageError: an option is unusable.
        ConfigurationError: the file is none, or a variable has no value.
    """
    state = load(file)
    for overlay in overlays:
        content = _mapping(overlay)
        state = state.overlaid(content.get("resources", content))
    values: dict[str, Any] = {}
    for each in value_files:
        values |= _mapping(each)
    for assignment in assignments:
        name, separator, value = assignment.partition("=")
        if not separator:
            raise click.UsageError(f'--set "{assignment}": write it as NAME=VALUE')
        values[name] = value
    state = state.with_values(values)
    return state.only(only) if only else state


def _mapping(file: Path) -> dict[str, Any]:
    content = parsed(file.read_text(encoding="utf-8"), str(file))
    if not is_object(content):
        raise click.UsageError(f"{file}: names with their values are wanted, not {type(content).__name__}")
    return {**content}


def secrets_of(file: Path | None) -> Callable[[str], str | None]:
    """Return where secrets come from: a file, the environment, and then a person, if there is one.

    Args:
        file: a file with secrets by their names; None: there is none.
    """
    kept: Mapping[str, Any] = {} if file is None else _mapping(file)

    def found(name: str) -> str | None:
        if name in kept:
            return str(kept[name])
        variable = f"IOTCENTRAL_SECRET_{re.sub(r'[^A-Za-z0-9]', '_', name).upper()}"
        if variable in os.environ:
            return os.environ[variable]
        if not sys.stdin.isatty():
            return None
        entered: str = click.prompt(name, hide_input=True, err=True)
        return entered

    return found
