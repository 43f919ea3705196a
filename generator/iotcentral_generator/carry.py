"""Operations that another document's operations carry out: in the projection, all that is needed to do so is written down.

The authored document says which operation of the carrier document does the work, and where its parameters and its body
come from (`x-data-plane-operation`). The projection adds how that operation is called, and puts its schemas where the
authored document leaves a schema to it (`x-dynamic`), with a prefix before their names.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from .versions import component, resolved, walk
from .visit import operations, parameters_of

__all__ = ["MARK", "carry_out", "carrying_operations"]

MARK = "x-data-plane-operation"

_SCHEMAS = "#/components/schemas/"

Node = dict[str, Any]


def carrying_operations(carrier: Node) -> dict[str, tuple[str, str, Node, list[Node]]]:
    """Return the operations of a carrier document: operationId → method, path, operation, parameters."""
    return {
        operation["operationId"]: (
            str(key[2]).upper(),
            str(key[1]),
            operation,
            list(parameters_of(carrier, item, operation)),
        )
        for key, item, operation in operations(carrier)
    }


def carry_out(document: Node, carrier: Node, host: str, prefix: str) -> None:
    """Complete the marks of a projected document.

    Args:
        document: the projection, whose marks are completed in place.
        carrier: the projected document whose operations do the work.
        host: the parameter that says where the carrier's API is asked.
        prefix: what the names of schemas that are taken over begin with.
    """
    known = carrying_operations(carrier)
    taken = _TakenOver(document, carrier, prefix)
    for _, _, operation in operations(document):
        mark = operation.get(MARK)
        if mark is None or mark.get("operationId") not in known:
            continue
        method, path, work, parameters = known[mark["operationId"]]
        mark |= {"host": host, "method": method, "path": path}
        mark["fixed"] = {p["name"]: p["schema"]["const"] for p in parameters if "const" in p["schema"]}
        mark["query"] = [
            p["name"] for p in parameters if p["in"] == "query" and p["name"] in mark.get("parameters", {})
        ]
        content = work.get("requestBody", {}).get("content", {})
        if content:
            mark["mediaType"] = next(iter(content))
            _replace(operation.get("requestBody", {}), next(iter(content.values()))["schema"], taken)
        for status, response in operation["responses"].items():
            answer = work["responses"].get(status, {})
            answered = resolved(carrier, answer).get("content", {})
            if answered:
                schema = next(iter(answered.values()))["schema"]
                _replace(response, _first(carrier, schema, mark.get("first")), taken)


def _first(carrier: Node, schema: Node, array: str | None) -> Node:
    """Return the schema of an answer, or of the items of an array in it."""
    if array is None:
        return schema
    found = resolved(carrier, schema).get("properties", {}).get(array, {}).get("items", {})
    return found if isinstance(found, dict) else {}


def _replace(body: Node, schema: Node, taken: _TakenOver) -> None:
    """Put a schema of the carrier in the place of a dynamic one."""
    for media in body.get("content", {}).values():
        if media.get("schema", {}).get("x-dynamic"):
            media["schema"] = taken.schema(schema)
            body["x-dynamic"] = True


class _TakenOver:
    """Copies schemas of the carrier into a document, each once, with all that they refer to."""

    def __init__(self, document: Node, carrier: Node, prefix: str) -> None:
        self._schemas: dict[str, Node] = document["components"].setdefault("schemas", {})
        self._carrier = carrier
        self._prefix = prefix

    def schema(self, schema: Node) -> Node:
        """Return a schema as it stands in the document."""
        copied = deepcopy(schema)
        for key, node in walk(copied):
            if isinstance(node, dict) and "examples" not in key:
                self._rename(node)
        return copied

    def _rename(self, node: Node) -> None:
        if isinstance(node.get("$ref"), str):
            node["$ref"] = self._reference(node["$ref"])
        mapping = node.get("discriminator", {}).get("mapping") if isinstance(node.get("discriminator"), dict) else None
        if isinstance(mapping, dict):
            node["discriminator"]["mapping"] = {tag: self._reference(target) for tag, target in mapping.items()}
        if isinstance(node.get("title"), str) and ("enum" in node or "x-known-values" in node):
            node["title"] = self._prefix + node["title"]

    def _reference(self, reference: str) -> str:
        name = reference.removeprefix(_SCHEMAS)
        if not reference.startswith(_SCHEMAS) or (name.startswith(self._prefix) and name in self._schemas):
            return reference
        renamed = self._prefix + name
        if renamed not in self._schemas:
            self._schemas[renamed] = {}  # a schema that contains itself finds its copy begun
            self._schemas[renamed] = self.schema(component(self._carrier, reference))
        return _SCHEMAS + renamed
