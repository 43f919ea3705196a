"""Bodies from the command line: JSON or YAML, as text, from a file or from standard input, and single members."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

import click
import orjson

from .._core.json_kinds import is_array, is_object
from .._core.json_text import loads
from ..errors import ConfigurationError

__all__ = ["Types", "body_of", "content_of_source", "parsed", "set_member"]

Types = Callable[[Sequence[str]], Collection[str]]
"""Function that returns the types that are allowed at a path of a body; none: unknown."""


def content_of_source(source: str, stdin: IO[str]) -> str:
    """Return the text that an option names: itself, that of a file (`@FILE`), or of standard input (`-`).

    Raises:
        click.UsageError: the file cannot be read.
    """
    if source == "-":
        return stdin.read()
    if not source.startswith("@"):
        return source
    try:
        return Path(source[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f'"{source}" cannot be read: {error}') from None


def parsed(text: str, what: str) -> Any:
    """Return the value of a text of JSON or YAML.

    Raises:
        click.UsageError: it is neither.
    """
    try:
        return loads(text.encode())
    except orjson.JSONDecodeError:
        from .._core.yaml_text import load  # takes as long to load as the rest of a command

        try:
            return load(text)
        except ConfigurationError as error:
            raise click.UsageError(f"{what} is neither JSON nor YAML: {error}") from None


def body_of(
    source: str | None, members: Iterable[str], stdin: IO[str], types: Types, without: Iterable[str] = ()
) -> Any:
    """Return the body of a request; None if there is none.

    Args:
        source: the option `--body`.
        members: the options `--set`, each `path=value`, which are set in it, in their order.
        stdin: standard input.
        types: the types of its members.
        without: the options `--unset`, the paths of members that are left out before others are set.

    Raises:
        click.UsageError: one of them is unusable.
    """
    body = None if source is None else parsed(content_of_source(source, stdin), "--body")
    for path in without:
        body = _removed(body, _names(path))
    for member in members:
        body = set_member(body, member, types)
    return body


def set_member(body: Any, assignment: str, types: Types) -> Any:
    """Set a member of a body, and return the body.

    Args:
        body: the body so far; None: an empty object.
        assignment: `a.b.0.c=value`; a number in the path is a place in a list, and `\\.` a dot within a name. The value of
            a member that is a text is taken as it is; that of another is JSON, or a text if it is not.
        types: the types of the members.

    Raises:
        click.UsageError: it has no `=`, or the path leads through something that has no members.
    """
    path, separator, text = assignment.partition("=")
    if not separator or not path:
        raise click.UsageError(f'--set "{assignment}": write it as member=value, such as --set displayName=T1')
    names = _names(path)
    try:
        return _placed({} if body is None else body, names, _value(text, types(names)))
    except (TypeError, ValueError, IndexError) as error:
        raise click.UsageError(f'--set "{assignment}": {error}') from None


def _names(path: str) -> list[str]:
    return [name.replace("\0", ".") for name in path.replace("\\.", "\0").split(".")]


def _removed(node: Any, names: list[str]) -> Any:
    """Return a node without the member at a path below it, if it has one."""
    name, rest = names[0], names[1:]
    if is_array(node) and name.isdigit() and int(name) < len(node):
        place = int(name)
        return [*node[:place], *([_removed(node[place], rest)] if rest else []), *node[place + 1 :]]
    if not is_object(node) or name not in node:
        return node
    if rest:
        return {**node, name: _removed(node[name], rest)}
    return {key: value for key, value in node.items() if key != name}


def _value(text: str, types: Collection[str]) -> Any:
    """Return the value that a text stands for; only where null is not a text, `null` is one."""
    if "string" in types and not (text == "null" and "null" in types):
        return text
    try:
        return loads(text.encode())
    except orjson.JSONDecodeError:
        return text


def _placed(node: Any, names: list[str], value: Any) -> Any:
    """Return a node with the value at the path below it."""
    if not names:
        return value
    name, rest = names[0], names[1:]
    if is_array(node):
        if not name.isdigit() or int(name) > len(node):
            raise IndexError(f'"{name}" is not a place in a list of {len(node)}')
        place = int(name)
        if place == len(node):
            return [*node, _placed(_empty(rest), rest, value)]
        return [*node[:place], _placed(node[place], rest, value), *node[place + 1 :]]
    if not is_object(node):
        raise TypeError(f'"{name}" would be a member of {node!r}, which has none')
    return {**node, name: _placed(node.get(name, _empty(rest)), rest, value)}


def _empty(names: list[str]) -> Any:
    """Return what a path begins in where there is nothing yet: a list if it begins with a place, else an object."""
    return [] if names and names[0].isdigit() else {}
