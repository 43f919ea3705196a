"""Lowering of bodies: one media type for each request and response, whose schema has a name if it has members.

The engine knows JSON. Anything else becomes a string there, with the marks `x-media-type` and `x-content` (`json`, `text`
or `bytes`), by which `plan` restores the meaning.
"""

from __future__ import annotations

from collections.abc import Callable

from ..document.nodes import Node, Schema, resolved
from ..document.operations import is_json, operations, successes

__all__ = ["lower_contents"]

NameNested = Callable[[str, Schema], Schema]
"""Function from the name that a nested schema would have, and the schema, to the schema or a reference to it."""


def lower_contents(document: Node, name_nested: NameNested) -> None:
    """Lower the bodies of all operations in place.

    Responses that are no successes are left out: of these the runtime makes errors, whatever their schema.
    """
    contents = _Contents(document, name_nested)
    for (_, _, method), _, operation in operations(document):
        owner = operation["operationId"].replace("_", "")
        if "requestBody" in operation:
            operation["requestBody"] = contents.lowered(operation["requestBody"], f"{owner}Body")
        responses: dict[str, Node] = {}
        for status in successes(document, operation):
            name = f"{owner}{status if responses else ''}Response"
            responses[status] = contents.lowered(operation["responses"][status], name)
            if method == "head":
                responses[status]["content"] = {}
        operation["responses"] = responses
    document["components"].pop("responses", None)
    document["components"].pop("requestBodies", None)


class _Contents:
    def __init__(self, document: Node, name_nested: NameNested) -> None:
        self._document = document
        self._name_nested = name_nested
        self._schemas: dict[str, Schema] = {}

    def lowered(self, body: Node, name: str) -> Node:
        """Return a request body or a response in the engine's terms.

        Args:
            body: the body or a reference to it.
            name: the name of its schema, if that is written here; a component gives its own.
        """
        if "$ref" in body:
            name = f"{str(body['$ref']).rpartition('/')[2].removesuffix('Response')}Response"
            body = resolved(self._document, body)
        lowered = {key: value for key, value in body.items() if key not in {"content", "links", "headers"}}
        media_type, media = _preferred(body.get("content", {}))
        if media_type:
            kind = _kind(self._document, media_type, media)
            schema = self._named(name, body, media.get("schema", {})) if kind == "json" else {"type": "string"}
            content = {"application/json": {"schema": schema}}
            lowered |= {"content": content, "x-media-type": media_type, "x-content": kind}
        return lowered

    def _named(self, name: str, body: Node, schema: Schema) -> Schema:
        """Return the schema of a body; one that is written in a shared component becomes one class."""
        if "$ref" in schema:
            return schema
        described = {"description": body.get("description", ""), **schema}
        key = f"{name} {described}"
        if key not in self._schemas:
            self._schemas[key] = self._name_nested(name, described)
        return self._schemas[key]


def _preferred(content: dict[str, Node]) -> tuple[str, Node]:
    """Return the media type that is sent or asked for: the first one of JSON, or else the first."""
    first = next(iter(content.items()), ("", {}))
    return next((found for found in content.items() if is_json(found[0])), first)


def _kind(document: Node, media_type: str, media: Node) -> str:
    if is_json(media_type):
        return "json"
    schema = resolved(document, media.get("schema", {}))
    text = media_type.lower().startswith("text/") and schema.get("type") == "string"
    return "text" if text and schema.get("format") != "binary" else "bytes"
