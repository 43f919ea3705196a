"""Calls of operations with the arguments of a command line, through the methods of the clients."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .._core.json_kinds import is_object
from .._core.names import attribute_of, squeezed
from ..errors import DecodingError
from ._documents import ClientDocument, OperationEntry

if TYPE_CHECKING:
    from .._core.sync.client import BaseClient

__all__ = ["APPLICATION", "OperationCall", "perform"]

APPLICATION = "application"
"""Role of a parameter whose value is the option `--app`."""


class OperationCall(NamedTuple):
    """Operation with its arguments."""

    document: ClientDocument
    entry: OperationEntry
    arguments: Mapping[str, Any]
    """Values of parameters by their names in the document; those that were not given are absent."""
    body: Any
    """Body in JSON values, or the text of one that is not JSON; None: none was given."""


def perform(client: BaseClient, call: OperationCall, application: str) -> Any:
    """Call an operation.

    Args:
        client: a client of the document's package.
        call: the operation and its arguments.
        application: the application, for operations that name it themselves.

    Returns:
        What the method returns: a model, a pager, a poller, or None.

    Raises:
        click.UsageError: an argument is missing or unusable.
        IoTCentralError: what the method raises.
    """
    method = _method(client, call.entry)
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    named = {squeezed(name): value for name, value in call.arguments.items()}
    if call.entry.body is not None and call.entry.body.flattened:
        named |= _members(call)
    for name, parameter in inspect.signature(method).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY:
            if squeezed(name) in named:
                keywords[name] = named.pop(squeezed(name))
        elif name == "body":
            positional.append(_body(call, str(parameter.annotation)))
        elif squeezed(name) in named:
            positional.append(named.pop(squeezed(name)))
        else:  # the only one that no argument of the command gives
            positional.append(application)
    if named:
        raise click.UsageError(f"{call.entry.id} has no {', '.join(named)}")
    return method(*positional, **keywords)


def _method(client: BaseClient, entry: OperationEntry) -> Callable[..., Any]:
    owner: Any = client
    if entry.group:
        owner = getattr(client, attribute_of(client, entry.group))
    prefix = "begin" if entry.long_running else ""
    found: Callable[..., Any] = getattr(owner, attribute_of(owner, prefix + entry.name))
    return found


def _members(call: OperationCall) -> dict[str, Any]:
    if call.body is None:
        return {}
    if not is_object(call.body):
        raise click.UsageError(f"{call.entry.id}: the body must be an object")
    return {squeezed(name): value for name, value in call.body.items()}


def _body(call: OperationCall, annotation: str) -> Any:
    """Return the body that a method takes: of the model that it names, if it takes nothing else."""
    model = re.search(r"\bmodels\.(\w+)", annotation)
    if model is None or "Mapping[" in annotation or not is_object(call.body):
        return call.body
    cls = getattr(import_module(f"{call.document.package}.models"), model[1])
    try:
        body = cls.from_dict(call.body)
    except DecodingError as error:
        raise click.UsageError(f"{call.entry.id}: the body does not match the document: {error}") from None
    if body.additional_properties and body._members:
        unknown = ", ".join(map(str, body.additional_properties))
        click.echo(
            f"note: the document of {type(body).__name__} has no member {unknown}; it is sent as it is", err=True
        )
    return body
