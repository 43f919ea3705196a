"""Names that a document gives itself (`x-name`), which have to be usable where they stand."""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from ..document.grammar import Kind
from ..document.nodes import Key, Node
from ..document.traversal import places
from ..engine import ParsedDocument
from ..problems import Problem
from .names import normal
from .naming import is_free

__all__ = ["unusable_names"]


def unusable_names(parsed: ParsedDocument, own: str = "") -> Iterator[Problem]:
    """S170: a name that the document gives can be used as it is, or is refused.

    Args:
        parsed: the document.
        own: the resource of the operations that are methods of the client itself.
    """
    for key, kind, node in places(parsed.document):
        for name, what, scope, place in _given(key, kind, node, own):
            if reason := _fault(name, scope):
                message = f'the x-name "{name}" of {what} {reason}; choose another'
                yield Problem("S170", message, parsed.locate((*key, *place)))


def _given(key: Key, kind: Kind, node: Node, own: str) -> Iterator[tuple[str, str, str, Key]]:
    """Iterate over the names that an object gives: name, what has it, scope, place within the object."""
    for value, name in node.get("x-enum-names", {}).items() if kind is Kind.SCHEMA else ():
        yield name, f'the value "{value}"', "values", ("x-values", value, "x-name")
    if "x-name" in node:
        yield (*_given_name(key, kind, node, own), ("x-name",))


def _given_name(key: Key, kind: Kind, node: Node, own: str) -> tuple[str, str, str]:
    if kind is Kind.SCHEMA:
        is_component = len(key) == 3 and key[:2] == ("components", "schemas")
        return node["x-name"], str(key[-1]), "exports" if is_component else "members"
    if kind is Kind.PARAMETER:
        return node["x-name"], f"the parameter {node.get('name')}", "parameters"
    if kind is Kind.OPERATION:
        is_own = own and "_" not in node["operationId"]
        return node["x-name"], str(node["operationId"]), "client_methods" if is_own else "methods"
    return node["x-name"], f"the tag {node.get('name')}", "resources"


def _fault(name: str, scope: str) -> str:
    """Return why a name cannot be used in a scope, "" if it can."""
    if not name.isidentifier():
        return "is not an identifier of Python"
    if name != normal(name):
        return f"is not in normal form, so Python would read {normal(name)}"
    if name.startswith("_"):
        return "begins with an underscore, which marks what is private"
    if keyword.iskeyword(name):
        return "is a keyword of Python"
    return "" if is_free(name, scope) else "has a meaning of its own there"
