"""Commands of workflows: their options, and a client of the data plane for each run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from ._clients import open_client
from ._documents import ClientDocument
from ._settings import Settings, address_options, output_options, settings_of

if TYPE_CHECKING:
    pass

__all__ = ["argument", "data_plane", "on_terminal", "option", "shown", "workflow"]

option = click.Option
argument = click.Argument


def workflow(
    documents: Mapping[str, ClientDocument],
    run: Callable[..., object],
    parameters: list[click.Parameter],
    *,
    example: str,
    output: bool = True,
) -> click.Command:
    """Return the command of a workflow.

    Args:
        documents: the documents of the installed packages.
        run: called with a client, the settings, and the values of the parameters; its docstring is the help.
        parameters: the parameters of its own.
        example: how it is called.
        output: whether it has an answer to show.

    Returns:
        The command, whose exit status is what `run` returns if that is a whole number.
    """

    def call(**options: Any) -> object:
        settings = settings_of(options)
        own = {each.name: options[str(each.name)] for each in parameters}
        with open_client(data_plane(documents), settings) as client:
            return run(client, settings, **own)

    return click.Command(
        run.__name__,
        callback=call,
        params=[*parameters, *(output_options() if output else ()), *address_options("")],
        help=(run.__doc__ or "").partition("\n\n    Args:")[0],
        epilog=f"Example:\n\n\b\n  {example}",
    )


def data_plane(documents: Mapping[str, ClientDocument]) -> ClientDocument:
    """Return the document of the data plane.

    Raises:
        click.UsageError: no package of it is installed.
    """
    if "" not in documents:
        raise click.UsageError("no client package is installed: pip install iotcentral-v<api-version>")
    return documents[""]


def shown(value: Any, settings: Settings) -> None:
    """Show an answer as the settings say."""
    from ._answers import show

    show(value, settings.output, query=settings.query, columns=settings.columns)


def on_terminal(text: str) -> None:
    """Show progress on a terminal; in a pipe, nothing is shown."""
    if sys.stderr.isatty():
        click.echo(text, err=True)
