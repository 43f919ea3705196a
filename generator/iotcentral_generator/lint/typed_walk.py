"""Walk through a document by kinds of objects: a property called `$ref` is a property, an example is data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..document.nodes import Key
from .vocabulary import VOCABULARY, Form, Keyword

__all__ = ["TypedNode", "typed_nodes"]


class TypedNode(NamedTuple):
    """A node where an object of a known kind has to be; it may be something else.

    Attributes:
        kind: the kind of the object: a key of `VOCABULARY`.
        key: its path in the document.
        node: what is there.
    """

    kind: str
    key: Key
    node: Any


def typed_nodes(node: object, kind: str = "root", key: Key = ()) -> Iterator[TypedNode]:
    """Iterate over the objects of a document, each before those in it; plain data is left out.

    Args:
        node: the document, or an object of it.
        kind: the kind of that object.
        key: its path in the document.
    """
    yield TypedNode(kind, key, node)
    if not isinstance(node, dict):
        return
    if kind == "callback":  # maps expressions to path items, without a keyword between
        for name, item in node.items():
            if not name.startswith("x-"):
                yield from typed_nodes(item, "path item", (*key, name))
        return
    table = VOCABULARY[kind]
    for word, value in node.items():
        rule = table.get(word)
        if rule is not None and rule.kind:
            yield from _within(rule, value, (*key, word))
        elif word == "additionalProperties" and isinstance(value, dict):
            yield from typed_nodes(value, "schema", (*key, word))


def _within(rule: Keyword, value: object, key: Key) -> Iterator[TypedNode]:
    """Iterate over the objects that the value of a keyword is or holds."""
    if rule.form is Form.OBJECT:
        yield from typed_nodes(value, rule.kind, key)
    elif rule.form is Form.LIST and isinstance(value, list):
        for index, item in enumerate(value):
            yield from typed_nodes(item, rule.kind, (*key, index))
    elif rule.form is Form.MAP and isinstance(value, dict):
        for name, item in value.items():
            yield from typed_nodes(item, rule.kind, (*key, name))
