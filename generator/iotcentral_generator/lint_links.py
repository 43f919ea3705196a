"""Lint of links: each leads from a response to an operation that is there, with all that this operation needs.

A link is written in `components/links`, once; the responses that it leads on from refer to it. What it says is either
a constant or an expression, which takes a value of the request or the response that went before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from .load import Key, Spec
from .problems import Problem
from .versions import component, select, walk
from .visit import Node, operations, parameters_of

__all__ = ["links"]

_EXPRESSION = re.compile(
    r"\$request\.(?P<place>path|query)\.(?P<name>[^.#{}$]+)|\$(?P<side>request|response)\.body#(?P<pointer>(/[^/{}]+)+)"
)
_EMBEDDED = re.compile(r"\{([^{}]*)\}")
_LOCATED = re.compile(r"(?:(path|query|header|cookie)\.)?(.+)", re.DOTALL)
_FORMS = "$request.path.NAME, $request.query.NAME, $request.body#/POINTER or $response.body#/POINTER"


def links(spec: Spec) -> Iterator[Problem]:
    """S117: a link that leads nowhere, or without what its target needs, misleads whoever follows it."""
    found = (problem for version in spec.versions for problem in _of_version(spec, version))
    yield from dict.fromkeys(found)  # most of what is wrong is so in every version


def _of_version(spec: Spec, version: str) -> Iterator[Problem]:
    document = select(spec.document, version, spec.versions)
    ends = {str(o.get("operationId")): _End(document, key, item, o) for key, item, o in operations(document)}
    for name, link in document.get("components", {}).get("links", {}).items():
        position = spec.position(("components", "links", name))
        for told in _about_link(link, ends.get(str(link.get("operationId"))), version):
            yield Problem("S117", f"link {name} {told}", position)
    for source in ends.values():
        for status, name, use in source.uses():
            position = spec.position((*source.key, "responses", status, "links", name))
            for told in _about_use(use, source, status, version):
                yield Problem("S117", f"link {name} {told}", position)


@dataclass(frozen=True)
class _End:
    """An operation at one end of a link."""

    document: Node
    key: Key
    item: Node
    operation: Node

    def __str__(self) -> str:
        return str(self.operation.get("operationId"))

    def uses(self) -> Iterator[tuple[str, str, Node]]:
        """Return the links of the responses: status, name, what is written there."""
        for status, response in self.operation.get("responses", {}).items():
            for name, use in (response.get("links") or {}).items():
                yield status, name, use

    def parameters(self) -> list[tuple[str, str]]:
        """Return where each parameter is, and its name."""
        given = parameters_of(self.document, self.item, self.operation)
        return [(str(parameter.get("in")), str(parameter.get("name"))) for parameter in given]

    def needed(self) -> list[str]:
        """Return the path parameters that a link has to fill.

        The id that a PUT ends with is the caller's to choose: it is what is created that is called so.
        """
        ending = re.search(r"\{([^{}]*)\}$", str(self.key[1])) if self.key[2] == "put" else None
        return [name for place, name in self.parameters() if place == "path" and not (ending and name == ending[1])]

    def has(self, side: str, status: str, pointer: list[str]) -> bool:
        """Return whether the body of the request or of a response can have such a member."""
        body = self.operation.get("requestBody", {}) if side == "request" else self.operation["responses"][status]
        schemas = [media.get("schema", {}) for media in body.get("content", {}).values()]
        return any(_leads(self.document, schema, pointer) for schema in schemas)


class _Expression(NamedTuple):
    text: str
    place: str | None
    name: str | None
    side: str | None
    pointer: str | None


def _about_link(link: Node, target: _End | None, version: str) -> Iterator[str]:
    """Check what a link says by itself."""
    if target is None:
        wanted = link.get("operationId", "an operation without operationId")
        yield f"leads to {wanted}, which is not in {version}; name an operationId, or limit this by x-since or x-until"
        return
    given: set[tuple[str, str]] = set()
    for text in link.get("parameters", {}):
        place, name = _LOCATED.fullmatch(text).groups()  # type: ignore[union-attr]  # it fits any text
        fitting = {known for known in target.parameters() if known[1] == name and place in (None, known[0])}
        given |= fitting
        if not fitting:
            known = ", ".join(name for _, name in target.parameters())
            yield f'gives "{text}", which is no parameter of {target} in {version}; it has {known}'
    for name in target.needed():
        if ("path", name) not in given:
            yield f"gives no {name}, which is in the path of {target}; add it to `parameters`"
    for text in _texts(link):
        if _expressions(text) is None:
            yield f'says "{text}", which is no expression; write {_FORMS}, within a longer text in braces'
    for pointer in _filled(link.get("requestBody")):
        if not target.has("request", "", pointer):
            yield f"gives the body's /{'/'.join(pointer)}, which the body of {target} does not have in {version}"


def _about_use(use: Node, source: _End, status: str, version: str) -> Iterator[str]:
    """Check a link where a response leads on."""
    if "$ref" not in use:
        yield "is written in place; write it in components/links, and here a $ref to it"
        return
    link = component(source.document, use["$ref"])
    if not isinstance(link, dict):
        return  # the rules on references tell
    for text in _texts(link):
        for found in _expressions(text) or []:
            if found.place and (found.place, found.name) not in source.parameters():
                yield f"takes {found.text}, but {source} has no parameter {found.name} in its {found.place}"
            elif found.side and found.pointer and not source.has(found.side, status, _parts(found.pointer)):
                body = f"response {status}" if found.side == "response" else "request"
                yield f"takes {found.text}, which the {body} of {source} does not have in {version}"


def _texts(link: Node) -> list[str]:
    """Return the texts of a link that may hold expressions."""
    given = [link.get("parameters", {}), link.get("requestBody")]
    return [node for part in given for _, node in walk(part) if isinstance(node, str)]


def _expressions(text: str) -> list[_Expression] | None:
    """Return the expressions of a text: it is one, or holds some in braces; None if it is neither that nor constant."""
    told = [text] if text.startswith("$") else _EMBEDDED.findall(text)
    matches = [_EXPRESSION.fullmatch(part) for part in told]
    rest = "" if text.startswith("$") else _EMBEDDED.sub("", text)
    if not all(matches) or re.search(r"[${}#]", rest):
        return None
    return [_Expression(match[0], *match.group("place", "name", "side", "pointer")) for match in matches if match]


def _filled(body: Any) -> Iterator[list[str]]:
    """Return where a link puts something into the body of its target."""
    for key, node in walk(body):
        if key and not isinstance(node, dict | list):
            yield [str(part) for part in key]


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def _leads(document: Node, schema: Any, parts: list[str]) -> bool:
    """Return whether what a schema describes can have a member; what is open can have any."""
    if not isinstance(schema, dict):
        return schema is True  # of `additionalProperties: true`
    schema = _meant(document, schema)
    if not parts:
        return True
    first, rest = parts[0], parts[1:]
    members = schema.get("properties", {})
    if first in members:
        return _leads(document, members[first], rest)
    choices = [part for word in ("allOf", "oneOf", "anyOf") for part in schema.get(word, [])]
    if any(_leads(document, part, parts) for part in choices):
        return True
    if first.isdecimal() and "items" in schema:
        return _leads(document, schema["items"], rest)
    if "additionalProperties" in schema:
        return _leads(document, schema["additionalProperties"], rest)
    return not members and not choices and schema.get("type", "object") == "object"


def _meant(document: Node, schema: Node) -> Node:
    """Return the schema that is referred to, or that a merge patch is of."""
    while "$ref" in schema or "x-merge-patch-of" in schema:
        name = schema.get("$ref", f"#/components/schemas/{schema.get('x-merge-patch-of')}")
        found = component(document, name)
        if not isinstance(found, dict):
            return {}  # the rules on references tell
        schema = found
    return schema
