"""Rules on examples and defaults (S102, S103, S153)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from ..document.grammar import Kind
from ..document.nodes import Key, Node, Schema, resolved
from ..document.operations import operations, parameters_of, written_parameters
from ..document.schemas import with_uris
from ..document.traversal import Place, copied, places
from ..load import Spec
from ..problems import Problem
from ..project import Projection, projection

__all__ = ["body_examples", "invalid_examples", "valid_examples", "worked_examples"]


def worked_examples(spec: Spec) -> Iterator[Problem]:
    """S102: every operation shows one complete call."""
    for key, item, operation in operations(spec.document):
        name = operation.get("operationId")
        for parameter in parameters_of(spec.document, item, operation):
            fixed = not {"const", "x-fixed-to"}.isdisjoint(parameter.get("schema", {}))
            if parameter.get("required") is True and not fixed and "example" not in parameter:
                message = f"{name} has no example for its parameter {parameter.get('name')}; add `example` to it"
                yield Problem("S102", message, spec.position(key))
        bodies: list[tuple[str, Node | None]] = [("request body", operation.get("requestBody"))]
        bodies += [(f"response {s}", r) for s, r in operation.get("responses", {}).items() if s.startswith("2")]
        for kind, body in bodies:
            content = list((body or {}).get("content", {}).values())
            if content and not content[0].get("examples"):
                yield Problem("S102", f"{name} has no example of its {kind}; add `examples`", spec.position(key))


def valid_examples(spec: Spec) -> Iterator[Problem]:
    """S103 and S153: an example, or a default, that is not valid teaches a mistake."""
    for version in spec.versions:
        projected = projection(spec, version)
        document = with_uris(projected.document)
        schemas = _schemas(document)
        yield from (problem for _, problem in _invalid(projected, document, schemas, version))
        errors_of = _ExampleValidator(document)
        for key, schema in ((place.key, place.node) for place in schemas if "default" in place.node):
            for error in errors_of(schema, schema["default"]):
                message = f"the default is not valid in {version}: {error}; correct it, or its schema"
                yield Problem("S153", message, projected.position((*key, "default")))


def invalid_examples(spec: Spec, version: str) -> Iterator[Key]:
    """Iterate over the authored keys of the examples that are not valid in a version."""
    projected = projection(spec, version)
    document = with_uris(projected.document)
    for key, _ in _invalid(projected, document, _schemas(document), version):
        yield projected.origins.of(key)


def _schemas(document: Node) -> list[Place]:
    return [place for place in places(document) if place.kind is Kind.SCHEMA]


def _invalid(
    projected: Projection, document: Node, schemas: list[Place], version: str
) -> Iterator[tuple[Key, Problem]]:
    """Iterate over the examples that are not valid: key and problem."""
    errors_of = _ExampleValidator(document)
    for is_request in (True, False):
        sent = _without_required(document, schemas, "readOnly" if is_request else "writeOnly")
        errors_of = errors_of if sent is document else _ExampleValidator(sent)
        for key, subject, schema, value in _examples(sent, is_request=is_request):
            for error in errors_of(schema, value):
                message = f"{subject} is not valid in {version}: {error}; correct it, or its schema"
                yield key, Problem("S103", message, projected.position(key))


def _without_required(document: Node, schemas: list[Place], word: str) -> Node:
    """Return a document in which no member is required that one direction does not have.

    Args:
        document: the document, which is returned itself if there are no such members.
        schemas: its schemas.
        word: the keyword of those members: `readOnly` for requests, `writeOnly` for responses.
    """
    changed: dict[Key, list[str]] = {}
    for place in schemas:
        members, required = place.node.get("properties", {}), place.node.get("required", [])
        kept = [name for name in required if not resolved(document, members.get(name, {})).get(word)]
        if len(kept) < len(required):
            changed[place.key] = kept
    if not changed:
        return document
    lenient: Node = copied(document)
    for place in places(lenient):
        if place.key in changed:
            place.node["required"] = changed[place.key]
    return lenient


def _examples(document: Node, *, is_request: bool) -> Iterator[tuple[Key, str, Schema, Any]]:
    """Iterate over the examples of a projected document in one direction: key, name for a message, schema, value."""
    yield from body_examples(document, is_request=is_request)
    for key, parameter in written_parameters(document) if is_request else ():
        if "example" in parameter:
            subject = f"the example of {parameter['name']}"
            yield (*key, "example"), subject, parameter["schema"], parameter["example"]


def body_examples(document: Node, *, is_request: bool) -> Iterator[tuple[Key, str, Schema, Any]]:
    """Iterate over the examples of bodies of a projected document: key, name for a message, schema, value."""
    for key, body in _bodies(document, is_request=is_request):
        for media_type, media in body.get("content", {}).items():
            for name, example in media.get("examples", {}).items():
                place = (*key, "content", media_type, "examples", name)
                yield place, f'example "{name}"', media.get("schema", {}), example.get("value")


def _bodies(document: Node, *, is_request: bool) -> Iterator[tuple[Key, Node]]:
    """Iterate over the bodies of requests or of responses where they are written."""
    for key, _, operation in operations(document):
        if is_request:
            yield (*key, "requestBody"), operation.get("requestBody", {})
            continue
        for status, response in operation.get("responses", {}).items():
            yield (*key, "responses", status), response
    for name, response in document["components"].get("responses", {}).items() if not is_request else ():
        yield ("components", "responses", name), response


_PROSE = frozenset({"title", "description", "default", "examples"})
"""Keywords of a schema that limit nothing."""


class _ExampleValidator:
    """Validator against the schemas of one projected document."""

    def __init__(self, document: Node) -> None:
        self._components = document["components"]
        self._validators: dict[str, Any] = {}

    def __call__(self, schema: Schema, value: Any) -> Iterator[str]:
        limits = {name: part for name, part in schema.items() if name not in _PROSE and not name.startswith("x-")}
        known = str(limits)
        if known not in self._validators:
            root = {"$schema": "https://json-schema.org/draft/2020-12/schema", **limits}
            if "'$ref'" in known:  # the components are compiled with what refers to them
                root["components"] = self._components
            try:
                self._validators[known] = jsonschema_rs.validator_for(root, validate_formats=True)
            except ValueError as reason:
                yield f"its schema is not valid itself: {getattr(reason, 'message', reason)}"
                return
        for error in self._validators[known].iter_errors(value):
            place = "/".join(map(str, error.instance_path)) or "the whole value"
            yield f"{place}: {error.message}"
