"""Mapping of operations to the operations of a carrier document, completed in the projection.

The authored document names the operation of the carrier document that carries an operation out, and the sources of its
parameters and its body (`x-data-plane-operation`). The projection adds how that operation is called, and puts its
schemas, with a prefix before their names, where the authored document leaves a schema to it (`x-dynamic`).
"""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from ..document.fixed_values import filled_in, fixed_values
from ..document.grammar import Kind
from ..document.marks import CARRIER_OPERATION
from ..document.nodes import Node, Schema, component, resolved
from ..document.operations import base_path, operations, parameters_of
from ..document.schemas import SCHEMAS, is_enumeration
from ..document.traversal import places

__all__ = ["CarrierOperation", "carrier_operations", "complete_mappings"]


class CarrierOperation(NamedTuple):
    """An operation of a carrier document, with all its parameters."""

    method: str
    path: str
    operation: Node
    parameters: list[Node]


def carrier_operations(carrier: Node) -> dict[str, CarrierOperation]:
    """Return the operations of a carrier document by their operationIds."""
    return {
        operation["operationId"]: CarrierOperation(
            str(key[2]).upper(),
            base_path(carrier) + str(key[1]),
            operation,
            list(parameters_of(carrier, item, operation)),
        )
        for key, item, operation in operations(carrier)
    }


def complete_mappings(document: Node, carrier: Node, host: str, prefix: str) -> None:
    """Complete the mappings of a projected document.

    Args:
        document: the projection, whose marks are completed in place.
        carrier: the projected carrier document.
        host: the parameter that holds the address of the carrier's API.
        prefix: the prefix of the names of schemas that are copied.
    """
    known = carrier_operations(carrier)
    copies = _CarrierSchemas(document, carrier, prefix)
    for _, _, operation in operations(document):
        mark = operation.get(CARRIER_OPERATION)
        if mark is None or mark.get("operationId") not in known:
            continue
        carried_by = known[mark["operationId"]]
        _complete_call(mark, carried_by, host)
        _fill_in_request(operation, carried_by, copies)
        _fill_in_responses(operation, carried_by, copies, carrier)


def _complete_call(mark: Node, carried_by: CarrierOperation, host: str) -> None:
    filled = mark.get("parameters", {})
    parameters = carried_by.parameters
    mark |= {"host": host, "method": carried_by.method, "path": filled_in(carried_by.path, parameters)}
    mark["fixed"] = fixed_values(parameters, "query")
    if headers := fixed_values(parameters, "header"):
        mark["headers"] = headers
    mark["query"] = [p["name"] for p in parameters if p["in"] == "query" and p["name"] in filled]


def _fill_in_request(operation: Node, carried_by: CarrierOperation, copies: _CarrierSchemas) -> None:
    content = carried_by.operation.get("requestBody", {}).get("content", {})
    if content:
        media_type, media = next(iter(content.items()))
        operation[CARRIER_OPERATION]["mediaType"] = media_type
        _replace_dynamic(operation.get("requestBody", {}), media["schema"], copies)


def _fill_in_responses(operation: Node, carried_by: CarrierOperation, copies: _CarrierSchemas, carrier: Node) -> None:
    for status, response in operation["responses"].items():
        theirs = resolved(carrier, carried_by.operation["responses"].get(status, {}))
        for media in list(theirs.get("content", {}).values())[:1]:
            schema = _first_item(carrier, media["schema"], operation[CARRIER_OPERATION].get("first"))
            _replace_dynamic(response, schema, copies)


def _first_item(carrier: Node, schema: Schema, array: str | None) -> Schema:
    """Return the schema of a response, or of the items of an array in it."""
    if array is None:
        return schema
    found = resolved(carrier, schema).get("properties", {}).get(array, {}).get("items", {})
    return found if isinstance(found, dict) else {}


def _replace_dynamic(body: Node, schema: Schema, copies: _CarrierSchemas) -> None:
    """Replace the dynamic schema of a body with a copy of a schema of the carrier."""
    for media in body.get("content", {}).values():
        if media.get("schema", {}).get("x-dynamic"):
            media["schema"] = copies.copy(schema)
            body["x-dynamic"] = True


class _CarrierSchemas:
    """Copies of the carrier's schemas in a document, each once, with all that they refer to."""

    def __init__(self, document: Node, carrier: Node, prefix: str) -> None:
        self._schemas: dict[str, Schema] = document["components"].setdefault("schemas", {})
        self._carrier = carrier
        self._prefix = prefix

    def copy(self, schema: Schema) -> Schema:
        """Return a copy of a schema, whose references point to copies too."""
        copied = deepcopy(schema)
        for place in places(copied, Kind.SCHEMA):
            self._rename(place.node)
        return copied

    def _rename(self, node: Node) -> None:
        if isinstance(node.get("$ref"), str):
            node["$ref"] = self._reference(node["$ref"])
        mapping = node.get("discriminator", {}).get("mapping") if isinstance(node.get("discriminator"), dict) else None
        if isinstance(mapping, dict):
            node["discriminator"]["mapping"] = {tag: self._reference(target) for tag, target in mapping.items()}
        if isinstance(node.get("title"), str) and is_enumeration(node):
            node["title"] = self._prefix + node["title"]

    def _reference(self, reference: str) -> str:
        name = reference.removeprefix(SCHEMAS)
        if not reference.startswith(SCHEMAS) or (name.startswith(self._prefix) and name in self._schemas):
            return reference
        renamed = self._prefix + name
        if renamed not in self._schemas:
            self._schemas[renamed] = {}  # a schema that contains itself finds its copy begun
            self._schemas[renamed] = self.copy(component(self._carrier, reference))
        return SCHEMAS + renamed
