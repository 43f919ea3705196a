"""Changes of operations."""

from __future__ import annotations

import re
from typing import Any

from ...document.marks import CARRIER_OPERATION, FINAL_STATES
from ...document.nodes import Node
from ..places import translated
from .bodies import compare_bodies
from .document_operations import DocumentOperation, operations_by_id
from .found import Comparison
from .parameters import compare_parameters
from .responses import compare_responses
from .security import compare_requirements

__all__ = ["compare_operations"]

_HANDLED = frozenset(
    {
        *("operationId", "parameters", "requestBody", "responses", "callbacks", "tags", "security", "deprecated"),
        *("x-successor", "x-ms-pageable", "x-ms-long-running-operation", "x-ms-long-running-operation-options"),
        *("x-ms-trigger", "x-rate", "x-fields", CARRIER_OPERATION, "x-renamed-from"),
    }
)
"""The keywords that are compared in other ways than as a whole."""

_PROSE = {
    "summary": "description-changed",
    "description": "description-changed",
    "externalDocs": "description-changed",
    "x-ms-visibility": "description-changed",
    "x-added": "description-changed",
    "x-ms-examples": "example-changed",
}


def compare_operations(found: Comparison) -> None:
    """Report the changes of all operations."""
    old, new = operations_by_id(found.old), operations_by_id(found.new)
    kept = {name: translated(("operation", name), found.renames)[1] for name in old}
    for name, operation in old.items():
        if kept[name] not in new:
            found.report("operation-removed", ("operation", name), f"{operation.method.upper()} {operation.path}")
        else:
            _compare(found, name, kept[name], operation, new[kept[name]])
    for name, operation in new.items():
        if name not in kept.values():
            place = ("operation", name)
            found.report("operation-added", place, None, f"{operation.method.upper()} {operation.path}", after=place)


def _compare(found: Comparison, name: str, new_name: str, old: DocumentOperation, new: DocumentOperation) -> None:
    place = ("operation", name)
    if name != new_name:
        found.report("operation-renamed", place, name, new_name)
    if _template(old.path) != _template(new.path):
        found.report("operation-moved", place, old.path, new.path)
    if old.method != new.method:
        found.report("operation-method-changed", place, old.method.upper(), new.method.upper())
    _compare_deprecation(found, name, old.node, new.node)
    _compare_long_running(found, name, old.node, new.node)
    _compare_paging(found, name, old.node, new.node)
    _compare_rate(found, name, old.node, new.node)
    _compare_fields(found, name, old.node, new.node)
    if old.node.get(CARRIER_OPERATION) != new.node.get(CARRIER_OPERATION):
        found.report("carrier-changed", place, old.node.get(CARRIER_OPERATION), new.node.get(CARRIER_OPERATION))
    compare_requirements(found, place, old.node.get("security"), new.node.get("security"))
    compare_parameters(found, name, old, new)
    compare_bodies(found, name, old.node, new.node)
    compare_responses(found, name, old.node, new.node)
    for word, kind in _PROSE.items():
        if old.node.get(word) != new.node.get(word):
            found.report(kind, place, old.node.get(word), new.node.get(word))
    for word in sorted((old.node.keys() | new.node.keys()) - _HANDLED - _PROSE.keys()):
        if old.node.get(word) != new.node.get(word):
            found.report("operation-keyword-changed", (*place, f"`{word}`"), old.node.get(word), new.node.get(word))


def _template(path: str) -> str:
    """Return a path without the names of its parameters, which are not sent."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def _compare_deprecation(found: Comparison, name: str, old: Node, new: Node) -> None:
    before, after = bool(old.get("deprecated")), bool(new.get("deprecated"))
    successors = (old.get("x-successor"), new.get("x-successor"))
    if before != after:
        kind = "operation-deprecated" if after else "operation-undeprecated"
        found.report(kind, ("operation", name), successors[0], successors[1])
    elif successors[0] != successors[1]:
        found.report("successor-changed", ("operation", name), *successors)


def _compare_long_running(found: Comparison, name: str, old: Node, new: Node) -> None:
    for word, (set_, unset) in {
        "x-ms-long-running-operation": ("became-long-running", "no-longer-long-running"),
        "x-ms-trigger": ("became-trigger", "no-longer-trigger"),
    }.items():
        if bool(old.get(word)) != bool(new.get(word)):
            found.report(set_ if new.get(word) else unset, ("operation", name), old.get(word), new.get(word))
    if old.get("x-ms-long-running-operation") and new.get("x-ms-long-running-operation"):
        before, after = _final_state(old), _final_state(new)
        if before != after:
            found.report("final-state-changed", ("operation", name), before, after)


def _final_state(operation: Node) -> Any:
    return operation.get("x-ms-long-running-operation-options", {}).get("final-state-via", FINAL_STATES[0])


def _compare_paging(found: Comparison, name: str, old: Node, new: Node) -> None:
    before, after = old.get("x-ms-pageable"), new.get("x-ms-pageable")
    if (before is None) != (after is None):
        found.report("became-paged" if before is None else "no-longer-paged", ("operation", name), before, after)
    elif before is not None and after is not None:
        for word, default, kind in (("nextLinkName", None, "page-link"), ("itemName", "value", "page-items")):
            pair = (before.get(word, default), after.get(word, default))
            if pair[0] != pair[1]:
                found.report(f"{kind}-changed", ("operation", name), *pair)


def _compare_rate(found: Comparison, name: str, old: Node, new: Node) -> None:
    pair = [
        (document.get("x-rates", {}).get(operation.get("x-rate", "default")), operation.get("x-rate", "default"))
        for document, operation in ((found.old, old), (found.new, new))
    ]
    (before, before_name), (after, after_name) = pair
    if before_name != after_name and before != after:  # a rate that changes for all operations is reported once
        lowered = before is None or (after is not None and _per_second(after) < _per_second(before))
        found.report("rate-lowered" if lowered else "rate-raised", ("operation", name), before, after)


def _per_second(rate: Node) -> float:
    return float(rate["requests"]) / float(rate["seconds"])


def _compare_fields(found: Comparison, name: str, old: Node, new: Node) -> None:
    after: Node = new.get("x-fields", {})
    before = {
        translated(("operation", name, "query", parameter), found.renames)[-1]: fields
        for parameter, fields in old.get("x-fields", {}).items()
    }
    if before.keys() != after.keys():
        found.report("operation-keyword-changed", ("operation", name, "`x-fields`"), before or None, after or None)
    for parameter in before.keys() & after.keys():
        for field in before[parameter]:
            if field not in after[parameter]:
                found.report("filter-field-removed", ("operation", name, "query", parameter, field), field)
        for field in after[parameter]:
            if field not in before[parameter]:
                place = ("operation", name, "query", parameter, field)
                found.report("filter-field-added", place, None, field)
