"""Operations of a document by their ids."""

from __future__ import annotations

from typing import NamedTuple

from ...document.nodes import Node
from ...document.operations import operations

__all__ = ["DocumentOperation", "operations_by_id"]


class DocumentOperation(NamedTuple):
    """An operation where it stands in a document."""

    path: str
    method: str
    item: Node
    node: Node


def operations_by_id(document: Node) -> dict[str, DocumentOperation]:
    """Return operationId → operation; one without an id has its method and path instead."""
    return {
        str(node.get("operationId", f"{key[2]} {key[1]}")): DocumentOperation(str(key[1]), str(key[2]), item, node)
        for key, item, node in operations(document)
    }
