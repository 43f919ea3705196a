"""Command that prints the script of a shell that completes words."""

from __future__ import annotations

from collections.abc import Mapping

import click
from click.shell_completion import get_completion_class

from .._documents import ClientDocument
from .._workflow_commands import argument

__all__ = ["command"]

_SHELLS = ("bash", "zsh", "fish")


def completion(shell: str) -> None:
    """Print the script that completes the words of `iotcentral` in a shell.

    Have the shell read it when it starts: `eval "$(iotcentral completion bash)"`.
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    click.echo(found(click.Command("iotcentral"), {}, "iotcentral", "_IOTCENTRAL_COMPLETE").source())


def command(documents: Mapping[str, ClientDocument]) -> click.Command:  # noqa: ARG001
    """Return the command."""
    return click.Command(
        "completion",
        callback=completion,
        params=[argument(["shell"], type=click.Choice(_SHELLS))],
        help=completion.__doc__,
        epilog='Example:\n\n\b\n  eval "$(iotcentral completion bash)"',
    )
