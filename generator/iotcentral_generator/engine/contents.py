"""Lowering of bodies: one media type for each request and response, whose schema is a component if it has members.

The engine knows JSON. Anything else becomes a string there, with the marks `x-media-type` and `x-content` (`json`, `text`
or `bytes`), by which `plan` restores the meaning.
"""

from __future__ import annotations

from ..document.nodes import Key, Node, Schema, resolved, target_key
from ..document.operations import is_json, operations, preferred_content, successes
from .nested_schemas import NestedSchemas

__all__ = ["lower_contents"]


def lower_contents(document: Node, nested: NestedSchemas) -> None:
    """Lower the bodies of all operations in place.

    Responses that are not successes are left out: of these the runtime makes errors, whatever their schema.
    """
    contents = _Contents(document, nested)
    for key, _, operation in operations(document):
        owner = operation["operationId"].replace("_", "")
        if "requestBody" in operation:
            name = "" if _is_spread(operation) else f"{owner}Body"
            operation["requestBody"] = contents.lowered((*key, "requestBody"), operation["requestBody"], name)
        responses: dict[str, Node] = {}
        for status in successes(document, operation):
            name = f"{owner}{status if responses else ''}Response"
            place = (*key, "responses", status)
            responses[status] = contents.lowered(place, operation["responses"][status], name)
            if key[2] == "head":
                responses[status]["content"] = {}
        operation["responses"] = responses
    for kind in ("responses", "requestBodies"):
        document["components"].pop(kind, None)


def _is_spread(operation: Node) -> bool:
    """Return whether methods take the members of the request body one by one, so that it needs no class."""
    return "x-ms-trigger" in operation or bool(operation["requestBody"].get("x-ms-client-flatten"))


class _Contents:
    def __init__(self, document: Node, nested: NestedSchemas) -> None:
        self._document = document
        self._nested = nested
        self._shared: dict[Key, Node] = {}

    def lowered(self, key: Key, body: Node, name: str) -> Node:
        """Return a request body or a response in the engine's terms.

        Args:
            key: its place in the document.
            body: the body, or a reference to it, which is lowered once.
            name: the name of its schema, if that is written here and becomes a class.
        """
        if "$ref" not in body:
            return self._lowered(key, body, name)
        key = target_key(body["$ref"])
        if key not in self._shared:
            name = f"{str(key[-1]).removesuffix('Response')}Response" if key[1] == "responses" else str(key[-1])
            self._shared[key] = self._lowered(key, resolved(self._document, body), name)
        return {**self._shared[key]}

    def _lowered(self, key: Key, body: Node, name: str) -> Node:
        lowered = {word: value for word, value in body.items() if word not in {"content", "links", "headers"}}
        media_type, media = preferred_content(body)
        if media_type:
            kind, schema = _kind(self._document, media_type, media), media.get("schema", {})
            if kind == "json":
                schema = self._named((*key, "content", media_type, "schema"), body, schema, name)
            content = {"application/json": {"schema": schema if kind == "json" else {"type": "string"}}}
            lowered |= {"content": content, "x-media-type": media_type, "x-content": kind}
        return lowered

    def _named(self, key: Key, body: Node, schema: Schema, name: str) -> Schema:
        if name:
            described: Schema = {"description": body["description"]} if body.get("description") else {}
            return self._nested.as_component(key, name, schema, described)
        self._nested.name_within(key, name, schema)
        return schema


def _kind(document: Node, media_type: str, media: Node) -> str:
    if is_json(media_type):
        return "json"
    schema = resolved(document, media.get("schema", {}))
    text = media_type.lower().startswith("text/") and schema.get("type") == "string"
    return "text" if text and schema.get("format") != "binary" else "bytes"
