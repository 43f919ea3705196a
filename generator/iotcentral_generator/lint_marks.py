"""Lint of the marks that say what methods become of operations: what a mark means has to be there.

Successors of deprecated operations, bodies whose members become parameters, values that the client knows, long-running
operations, triggers, and schemas that are left to another document.
"""

from __future__ import annotations

from collections.abc import Iterator

from .carry import MARK
from .load import Spec
from .parts import FINAL_STATES
from .problems import Problem
from .versions import component, resolved, walk
from .visit import Node, operations, parameters_of, trigger_payload

__all__ = ["method_marks"]


def method_marks(spec: Spec) -> Iterator[Problem]:
    """S118: a mark that means nothing would be passed over in silence."""
    known = {operation.get("operationId"): operation for _, _, operation in operations(spec.document)}
    for key, item, operation in operations(spec.document):
        for message in [
            *_successor(operation, known),
            *_flattened(spec.document, operation),
            *_known_to_client(spec.document, item, operation),
            *_long_running(operation),
            *_trigger(spec.document, operation),
            *_dynamic(operation),
        ]:
            yield Problem("S118", f"{operation.get('operationId')}: {message}", spec.position(key))


def _successor(operation: Node, known: dict[object, Node]) -> Iterator[str]:
    successor = operation.get("x-successor")
    if successor is None:
        return
    if not operation.get("deprecated"):
        yield "x-successor belongs to an operation that is `deprecated: true`"
    if successor not in known:
        yield f'x-successor "{successor}" is no operation of this document'
    elif known[successor].get("deprecated"):
        yield f"x-successor {successor} is deprecated itself; name what takes the place of both"


def _flattened(document: Node, operation: Node) -> Iterator[str]:
    request = operation.get("requestBody", {})
    if request.get("x-ms-client-flatten"):
        schemas = [media.get("schema", {}) for media in request.get("content", {}).values()]
        found = [resolved(document, schema) for schema in schemas]
        if not found or not all(schema.get("properties") for schema in found):
            yield "x-ms-client-flatten needs a body that is an object with properties, which become parameters"


def _known_to_client(document: Node, item: Node, operation: Node) -> Iterator[str]:
    for parameter in parameters_of(document, item, operation):
        location = parameter.get("x-ms-parameter-location", "method")
        if location not in {"client", "method"}:
            yield f'x-ms-parameter-location "{location}" of {parameter.get("name")} is neither client nor method'
        elif location == "client" and parameter.get("in") != "path":
            yield f"{parameter.get('name')} is known to the client, but not in the path; only path parameters can be"


def _long_running(operation: Node) -> Iterator[str]:
    options = operation.get("x-ms-long-running-operation-options", {})
    final = options.get("final-state-via", FINAL_STATES[0])
    if final not in FINAL_STATES:
        yield f'final-state-via "{final}" is none of {", ".join(FINAL_STATES)}'
    if options and not operation.get("x-ms-long-running-operation"):
        yield "it has options of a long-running operation without `x-ms-long-running-operation: true`"


def _trigger(document: Node, operation: Node) -> Iterator[str]:
    if "x-ms-trigger" in operation and not component(document, trigger_payload(operation)):
        yield "a trigger needs `callbacks` with a POST whose body is a `$ref` to the schema of what is sent"


def _dynamic(operation: Node) -> Iterator[str]:
    if MARK not in operation and any(isinstance(node, dict) and "x-dynamic" in node for _, node in walk(operation)):
        yield f"x-dynamic leaves a schema to another document, but there is no {MARK}"
