"""Rules on marks of operations: those for the runtime (S116) and those for the methods (S118)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.grammar import Kind
from ..document.marks import CARRIER_OPERATION, FINAL_STATES, ROLES
from ..document.nodes import Node, component, resolved
from ..document.operations import operations, parameters_of, trigger_payload
from ..document.traversal import places
from ..load import Spec
from ..problems import Problem

__all__ = ["method_marks", "older_versions", "runtime_marks"]


def runtime_marks(spec: Spec) -> Iterator[Problem]:
    """S116: a mark for the runtime has a value that the runtime knows."""
    rates = {"default", *spec.document.get("x-rates", {})}
    for key, item, operation in operations(spec.document):
        name, position = operation.get("operationId"), spec.position(key)
        if operation.get("x-rate", "default") not in rates:
            known = ", ".join(sorted(rates))
            message = f'x-rate "{operation["x-rate"]}" of {name} is not a rate of the root; x-rates has {known}: write one of these, or add it there'
            yield Problem("S116", message, position)
        parameters = {p.get("name"): p.get("x-role", "") for p in parameters_of(spec.document, item, operation)}
        for parameter, role in parameters.items():
            if role and role not in ROLES:
                yield Problem(
                    "S116",
                    f'x-role "{role}" of {parameter} is none of {", ".join(ROLES)}; write one of these',
                    position,
                )
        for extra in sorted(operation.get("x-fields", {}).keys() - parameters.keys()):
            known = ", ".join(map(str, parameters))
            message = f'x-fields of {name} names "{extra}", which is none of its parameters: {known}; write one of these, or remove it'
            yield Problem("S116", message, position)


def older_versions(spec: Spec) -> Iterator[Problem]:
    """S116: an older version that the root names stands once, and for a version that there is."""
    position, known = spec.position(("x-older-versions",)), set(spec.versions)
    for older in spec.document.get("x-older-versions", []):
        if older["served-as"] not in spec.versions:
            message = f'x-older-versions names "{older["served-as"]}", which is none of {", ".join(spec.versions)}; write one of these'
            yield Problem("S116", message, position)
        for name in older["names"]:
            if name in known:
                message = f'x-older-versions names "{name}" again, which is an api-version already; remove it'
                yield Problem("S116", message, position)
            known.add(name)


def method_marks(spec: Spec) -> Iterator[Problem]:
    """S118: a mark for the methods without what it requires would have no effect."""
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
        yield "x-successor belongs to an operation that is `deprecated: true`; add that, or remove it"
    if successor not in known:
        yield f'x-successor "{successor}" is not an operation of this document; name an operationId'
    elif known[successor].get("deprecated"):
        yield f"x-successor {successor} is deprecated itself; name the operation that replaces both"


def _flattened(document: Node, operation: Node) -> Iterator[str]:
    request = operation.get("requestBody", {})
    if request.get("x-ms-client-flatten"):
        schemas = [media.get("schema", {}) for media in request.get("content", {}).values()]
        found = [resolved(document, schema) for schema in schemas]
        if not found or not all(schema.get("properties") for schema in found):
            yield "x-ms-client-flatten needs a body that is an object with properties, which become parameters; remove the mark, or give the body properties"


def _known_to_client(document: Node, item: Node, operation: Node) -> Iterator[str]:
    for parameter in parameters_of(document, item, operation):
        location = parameter.get("x-ms-parameter-location", "method")
        if location not in {"client", "method"}:
            yield f'x-ms-parameter-location "{location}" of {parameter.get("name")} is neither client nor method; write one of these'
        elif location == "client" and parameter.get("in") != "path":
            yield f"{parameter.get('name')} is known to the client, but not in the path; only path parameters can be; remove the mark"


def _long_running(operation: Node) -> Iterator[str]:
    options = operation.get("x-ms-long-running-operation-options", {})
    final = options.get("final-state-via", FINAL_STATES[0])
    if final not in FINAL_STATES:
        yield f'final-state-via "{final}" is none of {", ".join(FINAL_STATES)}; write one of these'
    if options and not operation.get("x-ms-long-running-operation"):
        yield "it has options of a long-running operation without `x-ms-long-running-operation: true`; add that, or remove them"


def _trigger(document: Node, operation: Node) -> Iterator[str]:
    if "x-ms-trigger" in operation and not component(document, trigger_payload(operation)):
        yield "a trigger needs `callbacks` with a POST whose body is a `$ref` to the schema of what is sent; add it"


def _dynamic(operation: Node) -> Iterator[str]:
    dynamic = any("x-dynamic" in place.node for place in places(operation, Kind.OPERATION))
    if dynamic and CARRIER_OPERATION not in operation:
        yield f"x-dynamic stands for a schema of another document, but there is no {CARRIER_OPERATION}; add it"
