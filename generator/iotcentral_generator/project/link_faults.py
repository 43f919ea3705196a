"""Faults of links: each leads from a response to an operation of the api-version, with all that this operation needs.

A link is written in `components/links`, once; the responses from which it leads on refer to it. Its values are
constants, or runtime expressions, which take a value of the request or the response before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..document.nodes import Key, Node, Schema, component, walk
from ..document.operations import operations, parameters_of
from ..document.schemas import SCHEMAS

__all__ = ["LinkedOperation", "link_faults", "linked_operations", "use_faults"]

_EXPRESSION = re.compile(
    r"\$request\.(?P<place>path|query)\.(?P<name>[^.#{}$]+)|\$(?P<side>request|response)\.body#(?P<pointer>(/[^/{}]+)+)"
)
_EMBEDDED = re.compile(r"\{([^{}]*)\}")
_PLACES = frozenset({"path", "query", "header", "cookie"})
_ALLOWED = "$request.path.NAME, $request.query.NAME, $request.body#/POINTER or $response.body#/POINTER"


def linked_operations(document: Node) -> dict[str, LinkedOperation]:
    """Return the operations of one api-version as ends of links, by their operationIds."""
    found = operations(document)
    return {str(o.get("operationId")): LinkedOperation(document, key, item, o) for key, item, o in found}


@dataclass(frozen=True)
class LinkedOperation:
    """An operation at one end of a link."""

    document: Node
    key: Key
    item: Node
    operation: Node

    def __str__(self) -> str:
        return str(self.operation.get("operationId"))

    def links(self) -> Iterator[tuple[str, str, Node]]:
        """Iterate over the links of the responses: status, name, what is written there."""
        for status, response in self.operation.get("responses", {}).items():
            for name, use in (response.get("links") or {}).items():
                yield status, name, use

    def parameters(self) -> list[tuple[str, str]]:
        """Return the place and the name of each parameter."""
        declared = parameters_of(self.document, self.item, self.operation)
        return [(str(parameter.get("in")), str(parameter.get("name"))) for parameter in declared]

    def needed(self) -> list[str]:
        """Return the path parameters that a link has to supply.

        The last path parameter of a PUT is left out: it is the id that the caller chooses for what is created.
        """
        ending = re.search(r"\{([^{}]*)\}$", str(self.key[1])) if self.key[2] == "put" else None
        return [name for place, name in self.parameters() if place == "path" and not (ending and name == ending[1])]

    def has(self, side: str, status: str, pointer: list[str]) -> bool:
        """Return whether the body of the request or of a response can have such a member."""
        body = self.operation.get("requestBody", {}) if side == "request" else self.operation["responses"][status]
        schemas = [media.get("schema", {}) for media in body.get("content", {}).values()]
        return any(_can_have(self.document, schema, pointer) for schema in schemas)


class _Expression(NamedTuple):
    """A runtime expression: either `place` and `name` of a parameter, or `side` and `pointer` of a body."""

    text: str
    place: str | None
    name: str | None
    side: str | None
    pointer: str | None


def link_faults(link: Node, target: LinkedOperation | None, version: str) -> Iterator[str]:
    """Check a link by itself."""
    if target is None:
        wanted = link.get("operationId", "an operation without operationId")
        yield f"leads to {wanted}, which is not in {version}; name an operationId"
        return
    supplied: set[tuple[str, str]] = set()
    for text in link.get("parameters", {}):
        place, name = _qualified_name(text)
        matching = {known for known in target.parameters() if known[1] == name and place in (None, known[0])}
        supplied |= matching
        if not matching:
            known = ", ".join(name for _, name in target.parameters())
            yield (
                f'supplies "{text}", which is not a parameter of {target} in {version}; it has {known}; write one of these'
                if known
                else f'supplies "{text}", but {target} has no parameters in {version}; remove it'
            )
    for name in target.needed():
        if ("path", name) not in supplied:
            yield f"does not supply {name}, which is in the path of {target}; add it to `parameters`"
    for text in _texts(link):
        if _expressions(text) is None:
            yield f'has "{text}", which is not an expression; write {_ALLOWED}, within a longer text in braces'
    for pointer in _filled_members(link.get("requestBody")):
        if not target.has("request", "", pointer):
            yield f"supplies the body's /{'/'.join(pointer)}, which the body of {target} does not have in {version}; name one that it has"


def use_faults(use: Node, source: LinkedOperation, status: str, version: str) -> Iterator[str]:
    """Check a link at a response from which it leads on."""
    if "$ref" not in use:
        yield "is written in place; write it in components/links, and here a $ref to it"
        return
    link = component(source.document, use["$ref"])
    if not isinstance(link, dict):
        return  # S104 or S112 reports it
    for text in _texts(link):
        for found in _expressions(text) or []:
            if found.place and (found.place, found.name) not in source.parameters():
                yield f"takes {found.text}, but {source} has no parameter {found.name} in its {found.place}; name one that it has"
            elif found.side and found.pointer and not source.has(found.side, status, _parts(found.pointer)):
                body = f"response {status}" if found.side == "response" else "request"
                yield f"takes {found.text}, which the {body} of {source} does not have in {version}; name one that it has"


def _qualified_name(text: str) -> tuple[str | None, str]:
    """Return place and name of a parameter: `path.id` → `path`, `id`; without a place it is None."""
    place, _, name = text.partition(".")
    return (place, name) if place in _PLACES and name else (None, text)


def _texts(link: Node) -> list[str]:
    """Return the texts of a link that may hold expressions."""
    values = [link.get("parameters", {}), link.get("requestBody")]
    return [node for value in values for _, node in walk(value) if isinstance(node, str)]


def _expressions(text: str) -> list[_Expression] | None:
    """Return the expressions of a text, which is one or holds some in braces; None if one of them is not valid."""
    candidates = [text] if text.startswith("$") else _EMBEDDED.findall(text)
    matches = [_EXPRESSION.fullmatch(part) for part in candidates]
    rest = "" if text.startswith("$") else _EMBEDDED.sub("", text)
    if not all(matches) or re.search(r"[${}#]", rest):
        return None
    return [_Expression(match[0], *match.group("place", "name", "side", "pointer")) for match in matches if match]


def _filled_members(body: Any) -> Iterator[list[str]]:
    """Iterate over the members that a link's `requestBody` fills in, as paths."""
    for key, node in walk(body):
        if key and not isinstance(node, dict | list):
            yield [str(part) for part in key]


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def _can_have(document: Node, schema: Any, parts: list[str]) -> bool:
    """Return whether a value that is valid against a schema can have a member; an open object can have any."""
    if not isinstance(schema, dict):
        return schema is True  # of `additionalProperties: true`
    schema = _resolved(document, schema)
    if not parts:
        return True
    first, rest = parts[0], parts[1:]
    members = schema.get("properties", {})
    if first in members:
        return _can_have(document, members[first], rest)
    choices = [part for word in ("allOf", "oneOf", "anyOf") for part in schema.get(word, [])]
    if any(_can_have(document, part, parts) for part in choices):
        return True
    if first.isdecimal() and "items" in schema:
        return _can_have(document, schema["items"], rest)
    if "additionalProperties" in schema:
        return _can_have(document, schema["additionalProperties"], rest)
    return not members and not choices and schema.get("type", "object") == "object"


def _resolved(document: Node, schema: Schema) -> Schema:
    """Return a schema with its `$ref` followed, of a merge patch the schema that it is of."""
    while "$ref" in schema or "x-merge-patch-of" in schema:
        found = component(document, schema.get("$ref", f"{SCHEMAS}{schema.get('x-merge-patch-of')}"))
        if not isinstance(found, dict):
            return {}  # S104 or S113 reports it
        schema = found
    return schema
