"""Commands of operations: arguments from the path, options from the other parameters, help with a worked example."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from typing import Any

import click

from .._core.media_types import is_json
from ._bodies import body_of, content_of_source
from ._calls import APPLICATION, OperationCall
from ._documents import ClientDocument, OperationEntry, ParameterEntry, kebab
from ._settings import address_options, output_options, settings_of

__all__ = ["OperationCommand", "worked_example"]

_TYPES: Mapping[str, Any] = {"integer": click.INT, "number": click.FLOAT, "boolean": click.BOOL}


class OperationCommand(click.Command):
    """Command of an operation.

    Args:
        document: the document that has it.
        entry: the operation.
        prefix: the words before the name of the command.
    """

    def __init__(self, document: ClientDocument, entry: OperationEntry, prefix: str) -> None:
        self.document = document
        self.entry = entry
        self._given = [each for each in entry.parameters if each.role != APPLICATION]
        super().__init__(
            kebab(entry.name),
            callback=self._run,
            params=[*_parameters(self._given), *_extras(entry), *output_options(), *address_options(document.plane)],
            help=f"{entry.summary}.\n\n{entry.description}",
            short_help=entry.summary,
            epilog=f"Example:\n\n\b\n  {worked_example(entry, prefix)}",
            deprecated=entry.deprecated,
        )

    def call(self, options: Mapping[str, Any]) -> OperationCall:
        """Return the call that the values of the options stand for.

        Raises:
            click.UsageError: the body is missing or unusable.
        """
        given = {each.name: options[_key(each)] for each in self._given}
        arguments = {name: value for name, value in given.items() if value is not None and value != ()}
        return OperationCall(self.document, self.entry, arguments, self._body(options))

    def _body(self, options: Mapping[str, Any]) -> Any:
        body = self.entry.body
        if body is None:
            return None
        source = options["request_body"]
        if is_json(body.media_type):
            value = body_of(
                source,
                options["members"],
                sys.stdin,
                lambda path: self.document.types_at(body.schema, path),
                options["without"],
            )
        else:
            value = None if source is None else content_of_source(source, sys.stdin)
        if value is None and body.required:
            raise click.UsageError("the body is missing: pass --body JSON|@FILE|-, or --set member=value")
        return value

    def _run(self, **options: Any) -> None:
        from ._operation_run import run_operation

        run_operation(self.call(options), settings_of(options), options)


def _parameters(given: list[ParameterEntry]) -> list[click.Parameter]:
    return [_argument(each) if each.place == "path" else _as_option(each) for each in given]


def _key(parameter: ParameterEntry) -> str:
    """Return the name of a parameter among the options, apart from those that every command has."""
    return f"p_{kebab(parameter.name).replace('-', '_')}"


def _argument(parameter: ParameterEntry) -> click.Parameter:
    return click.Argument([_key(parameter)], metavar=kebab(parameter.name).replace("-", "_").upper())


def _as_option(parameter: ParameterEntry) -> click.Parameter:
    kind: Any = click.Choice(parameter.values) if parameter.values else click.STRING
    return click.Option(
        [f"--{kebab(parameter.name)}", _key(parameter)],
        type=_TYPES.get(parameter.kind, kind),
        multiple=parameter.kind == "array",
        required=parameter.required,
        help=parameter.description,
    )


def _extras(entry: OperationEntry) -> list[click.Parameter]:
    """Return the options that follow from what an operation is."""
    extras: list[click.Parameter] = []
    if entry.body is not None:
        extras.append(
            click.Option(
                ["--body", "request_body"], metavar="JSON|@FILE|-", help=f"{entry.body.description} JSON or YAML."
            )
        )
        extras.append(
            click.Option(
                ["--set", "members"],
                metavar="A.B=VALUE",
                multiple=True,
                help="Set a member of the body; the value is JSON or a text. May be repeated.",
            )
        )
        extras.append(
            click.Option(
                ["--unset", "without"],
                metavar="A.B",
                multiple=True,
                help="Leave a member of the body out. May be repeated.",
            )
        )
    if entry.paged:
        extras.append(click.Option(["--limit"], type=click.IntRange(min=0), help="Highest number of items."))
    if entry.long_running:
        extras.append(click.Option(["--no-wait"], is_flag=True, help="Return when the operation has been accepted."))
        extras.append(click.Option(["--timeout"], type=click.FLOAT, help="Seconds to wait for its end."))
    if entry.method == "DELETE":
        extras.append(click.Option(["--yes", "-y"], is_flag=True, help="Do not ask for confirmation."))
    extras.append(click.Option(["--dry-run"], is_flag=True, help="Show the request instead of sending it."))
    return extras


def worked_example(entry: OperationEntry, prefix: str) -> str:
    """Return a command that calls an operation with the examples of its document.

    Args:
        entry: the operation.
        prefix: the words before the name of the command.
    """
    import orjson

    words = [*prefix.split(), kebab(entry.name)]
    for each in entry.parameters:
        if each.role == APPLICATION or not (each.required or each.place == "path"):
            continue
        value = _text(each.example if each.example is not None else each.name)
        words += [value] if each.place == "path" else [f"--{kebab(each.name)}", value]
    if entry.body is not None and entry.body.examples:
        body = next(iter(entry.body.examples.values()))
        words += ["--body", body if isinstance(body, str) else orjson.dumps(body).decode()]
    return shlex.join(words)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
