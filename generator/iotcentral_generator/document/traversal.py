"""Typed traversal of documents: every object with its kind, which follows from its position.

A word is a keyword or a mark only where it is a field of an object. What is data (values of examples, defaults,
constants) is not entered, and the names of a map, such as the properties of a schema, can be any text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .grammar import HOLDING, FieldType, Form, Kind, field_of
from .nodes import Key, Node

__all__ = ["DROPPED", "Change", "Place", "children", "copied", "places", "rebuilt"]

DROPPED = object()
"""The result of a change for an object that is to be left out."""

Change = Callable[[Any, Kind, Key], Any]
"""A function that returns what stands in the place of an object, which it is given with its kind and its key."""


class Place(NamedTuple):
    """An object of a document, with its key and its kind."""

    key: Key
    kind: Kind
    node: Node


def places(node: object, kind: Kind = Kind.DOCUMENT, key: Key = ()) -> Iterator[Place]:
    """Iterate over an object and all objects below it, in the order of the document; what has no form is passed over."""
    waiting: list[tuple[Any, Kind, Key]] = [(node, kind, key)]
    while waiting:  # recursion takes twice the time, and this is called for every rule
        found, found_kind, found_key = waiting.pop()
        if isinstance(found, dict):
            yield Place(found_key, found_kind, found)
            waiting += reversed([*children(found, found_kind, found_key)])


def children(node: Node, kind: Kind, key: Key = ()) -> Iterator[tuple[Any, Kind, Key]]:
    """Iterate over what stands in the places of objects directly below an object: value, kind, key."""
    holding = HOLDING[kind]
    for name, value in node.items():
        if not isinstance(value, dict | list):
            continue
        field = holding.get(name) if kind is not Kind.CALLBACK else field_of(kind, name)
        if field is None or field.kind is None:
            continue
        if field.form is Form.ONE:
            yield value, field.kind, (*key, name)
        elif field.form is Form.LIST and isinstance(value, list):
            for index, item in enumerate(value):
                yield item, field.kind, (*key, name, index)
        elif isinstance(value, dict):
            for member, item in value.items():
                if field.form is Form.MAP or not member.startswith("x-"):
                    yield item, field.kind, (*key, name, member)


def rebuilt(node: Node, kind: Kind, change: Change, key: Key = ()) -> Node:
    """Return a copy of an object, with each object directly below it replaced by what `change` returns.

    `DROPPED` leaves it out, and with all its objects a list or a map goes too. Everything else is copied, so that
    nothing is shared with the original.
    """
    kept: Node = {}
    for name, value in node.items():
        field = field_of(kind, name)
        found = copied(value) if field is None or field.kind is None else _changed(value, field, change, (*key, name))
        if found is not DROPPED:
            kept[name] = found
    return kept


def _changed(value: Any, field: FieldType, change: Change, key: Key) -> Any:
    assert field.kind is not None
    if field.form is Form.ONE:
        return change(value, field.kind, key)
    if field.form is Form.LIST and isinstance(value, list):
        items = (change(item, field.kind, (*key, index)) for index, item in enumerate(value))
        return _or_dropped(value, [item for item in items if item is not DROPPED])
    if isinstance(value, dict) and field.form is not Form.LIST:
        members = {
            name: copied(item)
            if field.form is Form.MEMBERS and name.startswith("x-")
            else change(item, field.kind, (*key, name))
            for name, item in value.items()
        }
        return _or_dropped(value, {name: item for name, item in members.items() if item is not DROPPED})
    return copied(value)


def _or_dropped(before: Any, after: Any) -> Any:
    return DROPPED if before and not after else after


def copied(value: Any) -> Any:
    """Return a deep copy of plain data."""
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value
