"""Promotion and demotion: changes that follow from the two lines of api-versions, stable and preview."""

from __future__ import annotations

from dataclasses import replace

from ..document.nodes import Node
from ..document.operations import parameters_of
from ..project import project
from .changes import Change
from .comparison.document_operations import operations_by_id
from .contracts import Contract
from .places import Place

__all__ = ["with_causes"]

_GONE = frozenset({"operation-removed", "parameter-removed", "schema-removed", "member-removed", "variant-removed"})
_NEW = frozenset({"operation-added", "parameter-added", "schema-added", "member-added", "variant-added"})


def with_causes(changes: list[Change], old: Contract, new: Contract) -> list[Change]:
    """Return the changes, with the cause of those that follow from a line.

    What a preview has and the next stable version lacks is `demoted`: it stays on the preview line. What a stable version
    has more than the stable version before it, and a preview had, is `promoted`.
    """
    spec = new.spec
    if spec is None or old.spec is None or spec.root != old.spec.root:
        return changes
    lines = spec.lines
    if new.version in lines.preview:
        return changes
    if old.version in lines.preview:
        return [replace(change, cause="demoted") if change.kind.id in _GONE else change for change in changes]
    order = list(lines.all)
    between = order[order.index(old.version) : order.index(new.version)] if old.version in order else []
    seen: set[Place] = set()
    for preview in (version for version in between if version in lines.preview):
        seen |= _places(project(spec, preview))
    return [
        replace(change, cause="promoted") if change.kind.id in _NEW and change.after in seen else change
        for change in changes
    ]


def _places(document: Node) -> set[Place]:
    """Return the operations with their parameters, the schemas and the members of a document."""
    found: set[Place] = set()
    for name, operation in operations_by_id(document).items():
        found.add(("operation", name))
        for parameter in parameters_of(document, operation.item, operation.node):
            found.add(("operation", name, parameter["in"], parameter["name"]))
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        found.add(("schema", name))
        found |= {("schema", name, member) for member in schema.get("properties", {})}
    return found
