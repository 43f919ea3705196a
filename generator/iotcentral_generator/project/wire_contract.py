"""Wire contract of an api-version: what clients and servers rely on, without prose, in one canonical form.

How a document is divided makes no difference: parameters and responses stand where they are used, lists without an
order are sorted, and merge patches, which are derived from their schemas, are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..document.nodes import Node, resolved
from ..document.operations import operations, parameters_of

__all__ = ["parameter_name", "wire_contract"]

_PROSE = frozenset(
    ["description", "summary", "title", "externalDocs", "example", "examples", "tags", "links", "license", "contact"]
)
_WIRE_MARKS = frozenset(
    [
        "x-known-values",
        "x-ms-pageable",
        "x-ms-long-running-operation",
        "x-ms-long-running-operation-options",
        "x-ms-mutability",
        "x-ms-trigger",
    ]
)
"""Marks that say how requests and responses look; all others are for generators and readers."""

_UNORDERED = frozenset({"required", "enum", "type", "x-known-values", "oneOf", "anyOf", "x-ms-mutability"})
_NAMED = frozenset(
    [
        "properties",
        "patternProperties",
        "$defs",
        "dependentSchemas",
        "callbacks",
        "responses",
        "headers",
        "content",
        "schemas",
        "parameters",
        "encoding",
        "variables",
    ]
)
"""Keywords whose mapping has names of the document as its keys."""

_VALUES = frozenset({"const", "default", "enum", "x-known-values", "mapping", "scopes"})


def wire_contract(document: Node) -> Node:
    """Return the contract of a projected document."""
    components = document.get("components", {})
    schemas = {name: s for name, s in components.get("schemas", {}).items() if not s.get("x-merge-patch")}
    contract: Node = {
        "api-version": document["info"]["version"],
        "paths": {},
        "schemas": _bare_all(schemas),
        "securitySchemes": _bare_all(components.get("securitySchemes", {})),
    }
    for word in ("servers", "security"):
        if word in document:
            contract[word] = _bare(document[word])
    for key, item, operation in operations(document):
        contract["paths"].setdefault(key[1], {})[key[2]] = _operation(document, item, operation)
    return contract


def _operation(document: Node, item: Node, operation: Node) -> Node:
    responses = operation.get("responses", {})
    whole = {
        **{word: value for word, value in operation.items() if word not in {"parameters", "responses", "requestBody"}},
        "parameters": {parameter_name(p): p for p in parameters_of(document, item, operation)},
        "responses": {status: resolved(document, response) for status, response in responses.items()},
    }
    if "requestBody" in operation:
        whole["requestBody"] = resolved(document, operation["requestBody"])
    found: Node = _bare(whole)
    for parameter in found["parameters"].values():
        del parameter["name"], parameter["in"]
    return found


def parameter_name(parameter: Node) -> str:
    """Return the name of a parameter in a contract: its place and its name."""
    return f"{parameter.get('in')} {parameter.get('name')}"


def _bare_all(nodes: Mapping[str, Any]) -> Node:
    return {str(name): _bare(node) for name, node in nodes.items()}


def _bare(node: Any, keyword: str = "") -> Any:
    """Return a node without prose, and with its lists in one order."""
    if isinstance(node, dict) and keyword in _VALUES:
        return node
    if isinstance(node, dict):
        return {
            word: _bare_all(value) if word in _NAMED and isinstance(value, dict) else _bare(value, word)
            for word, value in node.items()
            if word in _WIRE_MARKS or not (word in _PROSE or word.startswith("x-"))
        }
    if isinstance(node, list):
        items = node if keyword in _VALUES else [_bare(item) for item in node]
        return sorted(items, key=lambda item: json.dumps(item, sort_keys=True)) if keyword in _UNORDERED else items
    return node
