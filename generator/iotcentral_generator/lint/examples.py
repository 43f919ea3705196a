"""Rules on examples and defaults (S102, S103, S153)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from ..document.grammar import Kind
from ..document.nodes import Key, Node, Schema
from ..document.operations import operations, parameters_of, written_parameters
from ..document.schemas import with_uris
from ..document.traversal import places
from ..load import Spec
from ..problems import Problem
from ..project import projection

__all__ = ["valid_examples", "worked_examples"]


def worked_examples(spec: Spec) -> Iterator[Problem]:
    """S102: every operation shows one complete call."""
    for key, item, operation in operations(spec.document):
        name = operation.get("operationId")
        for parameter in parameters_of(spec.document, item, operation):
            fixed = "x-fixed-to" in parameter.get("schema", {})
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
        errors_of = _ExampleValidator(document)
        for key, subject, schema, value in _examples(document):
            for error in errors_of(schema, value):
                message = f"{subject} is not valid in {version}: {error}; correct it, or its schema"
                yield Problem("S103", message, projected.position(key))
        for key, schema in _defaults(document):
            for error in errors_of(schema, schema["default"]):
                message = f"the default is not valid in {version}: {error}; correct it, or its schema"
                yield Problem("S153", message, projected.position((*key, "default")))


def _defaults(document: Node) -> Iterator[tuple[Key, Schema]]:
    """Iterate over the schemas that have a default."""
    for place in places(document):
        if place.kind is Kind.SCHEMA and "default" in place.node:
            yield place.key, place.node


def _examples(document: Node) -> Iterator[tuple[Key, str, Schema, Any]]:
    """Iterate over the examples of a projected document: key, name for a message, schema, value."""
    for key, body in _bodies(document):
        for media_type, media in body.get("content", {}).items():
            for name, example in media.get("examples", {}).items():
                place = (*key, "content", media_type, "examples", name)
                yield place, f'example "{name}"', media.get("schema", {}), example.get("value")
    for key, parameter in written_parameters(document):
        if "example" in parameter:
            subject = f"the example of {parameter['name']}"
            yield (*key, "example"), subject, parameter["schema"], parameter["example"]


def _bodies(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the bodies of requests and responses where they are written."""
    for key, _, operation in operations(document):
        yield (*key, "requestBody"), operation.get("requestBody", {})
        for status, response in operation.get("responses", {}).items():
            yield (*key, "responses", status), response
    for name, response in document["components"].get("responses", {}).items():
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
