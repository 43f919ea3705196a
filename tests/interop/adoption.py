"""Adoption of published documents: what the dialect of `spec/` asks for beside OpenAPI, added to documents without it.

Nothing that goes over the wire is changed. What an author would have to write stays missing where it is prose.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

__all__ = ["adopted", "operations_of"]

Node = dict[str, Any]
_METHODS = ("get", "put", "post", "patch", "delete", "head")


def adopted(
    document: Node,
    distribution: str,
    client: str,
    secrets: Mapping[str, bool] | None = None,
    unused: Collection[str] = (),
) -> Node:
    """Return a document with root marks and `Resource_Verb` operationIds, in the words of OpenAPI 3.1.

    Args:
        document: a published one.
        distribution: the name for its package.
        client: the name for its client.
        secrets: whether members that are called like secrets are some, which only a person knows.
        unused: the schemas that stay although no operation uses them.
    """
    version = str(document["info"]["version"])
    kept = {key: value for key, value in document.items() if key not in {"openapi", "info"}}
    made: Node = {
        "openapi": "3.1.0",
        "info": {key: value for key, value in document["info"].items() if key in {"title", "description"}},
        "x-api-versions": [version],
        "x-package": {
            "distribution": distribution,
            "version": "0.1.0",
            "client": client,
            "description": document["info"]["title"],
            "example": "import {package}",
        },
        **kept,
    }
    for operation in operations_of(made):
        operation["operationId"] = _operation_id(operation)
        operation.pop("tags", None)
    schemas = made["components"]["schemas"]
    for schema in schemas.values():
        for member, is_secret in (secrets or {}).items():
            if member in schema.get("properties", {}):
                schema["properties"][member]["x-secret"] = is_secret
    for name in unused:
        schemas[name]["x-unused"] = "The published document has it."
    made["tags"] = [{**tag, "name": _pascal(tag["name"])} for tag in document["tags"]]
    return dict(_in_3_1(made))


def operations_of(document: Node) -> Iterator[Node]:
    """Iterate over the operations of a document."""
    for item in document["paths"].values():
        yield from (operation for method, operation in item.items() if method in _METHODS)


def _operation_id(operation: Node) -> str:
    """Return the id with its resource, which is the tag where the id names none."""
    id = str(operation["operationId"])
    return id if "_" in id else f"{_pascal(operation['tags'][0])}_{_pascal(id)}"


def _pascal(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", name))


def _in_3_1(node: Any) -> Any:
    """Write `nullable` of OpenAPI 3.0 as a type of 3.1."""
    if isinstance(node, list):
        return [_in_3_1(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: _in_3_1(value) for key, value in node.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        del made["nullable"]
        made["type"] = [made["type"], "null"]
    return made
