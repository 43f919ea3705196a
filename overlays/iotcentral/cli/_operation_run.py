"""Running of an operation's command: confirmation, the call, and the answer."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from ._answers import show
from ._calls import APPLICATION, OperationCall, perform
from ._clients import application_of, open_client

if TYPE_CHECKING:
    from ._settings import Settings

__all__ = ["confirm", "run_operation", "show_request"]


def run_operation(call: OperationCall, settings: Settings, options: Mapping[str, Any]) -> None:
    """Call an operation and show its answer; in a dry run, show its request.

    Raises:
        click.ClickException: the command line is wrong, or the question was answered with no.
        IoTCentralError: what the call raises.
    """
    if settings.dry_run:
        show_request(call, settings)
        return
    if call.entry.method == "DELETE":
        confirm(_asked(call), yes=bool(options["yes"]))
    with open_client(call.document, settings) as client:
        value = perform(client, call, _application(call, settings))
        if call.entry.long_running:
            value = _awaited(value, options)
        limit = options.get("limit")
        show(value, settings.output, query=settings.query, columns=settings.columns, limit=limit)


def show_request(call: OperationCall, settings: Settings) -> None:
    """Show the request of a call, which is not sent."""
    from ._dry_run import DryRunTransport, PreparedOnlyError, shown_request

    with open_client(call.document, settings, DryRunTransport()) as client:
        try:
            value = perform(client, call, _application(call, settings))
            next(iter(value))  # a list asks for its first page
        except PreparedOnlyError as prepared:
            click.echo(shown_request(prepared.request, call.document.secrets))


def _application(call: OperationCall, settings: Settings) -> str:
    """Return the application, if it is the operation that names it, and not the client."""
    return application_of(settings) if any(each.role == APPLICATION for each in call.entry.parameters) else ""


def _asked(call: OperationCall) -> str:
    given = (call.arguments.get(each.name) for each in call.entry.parameters if each.place == "path")
    named = " ".join(str(value) for value in given if value is not None)
    return f"{call.entry.summary}: {named}" if named else call.entry.summary


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is removed.

    Args:
        question: what is about to be done.
        yes: whether the answer is known to be yes.

    Raises:
        click.UsageError: there is nobody to ask.
        click.Abort: the answer is no.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(f"{question}: this needs a confirmation; pass --yes")
    click.confirm(f"{question}. Go on?", abort=True, err=True)


def _awaited(poller: Any, options: Mapping[str, Any]) -> Any:
    """Return the result of a long-running operation, or what continues it."""
    if options["no_wait"]:
        return {"continuationToken": poller.continuation_token()}
    timeout = options["timeout"]
    return poller.result() if timeout is None else poller.result(timeout=timeout)
