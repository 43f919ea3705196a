"""Names that differ between api-versions, followed to where the authored document refers to them by the authored name.

A change (`x-changes`) may give a schema, an operation or a parameter another name. References keep the authored name:
`$ref`s, mappings of unions, the targets and the parameters of links, successors, the names in `x-fields`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Key, Node
from ..document.operations import operations
from ..document.origins import Origins
from ..document.traversal import places

__all__ = ["rename_references"]


def rename_references(document: Node, origins: Origins) -> None:
    """Rename what a selection, which is changed in place, refers to as this version names it."""
    if not origins.changed:
        return
    components = {_reference(old): _reference(new) for new, old in origins.renamed.items() if new[0] == "components"}
    if components:
        _rename_components(document, components)
    if origins.operation_ids:
        _rename_operations(document, origins.operation_ids)
    if origins.parameters:
        _rename_parameters(document, origins.parameters)


def _reference(key: Key) -> str:
    return "#/" + "/".join(map(str, key))


def _rename_components(document: Node, names: Mapping[str, str]) -> None:
    schemas = {old.rpartition("/")[2]: new.rpartition("/")[2] for old, new in names.items()}
    for _, kind, node in places(document):
        if node.get("$ref") in names:
            node["$ref"] = names[node["$ref"]]
        if kind is Kind.SCHEMA and node.get("x-merge-patch-of") in schemas:
            node["x-merge-patch-of"] = schemas[node["x-merge-patch-of"]]
        if kind is Kind.DISCRIMINATOR and isinstance(node.get("mapping"), dict):
            node["mapping"] = {tag: names.get(target, target) for tag, target in node["mapping"].items()}


def _rename_operations(document: Node, names: Mapping[str, str]) -> None:
    for link in document.get("components", {}).get("links", {}).values():
        link["operationId"] = names.get(link.get("operationId"), link.get("operationId"))
    for _, _, operation in operations(document):
        if operation.get("x-successor") in names:
            operation["x-successor"] = names[operation["x-successor"]]


def _rename_parameters(document: Node, names: Mapping[str, str]) -> None:
    expression = re.compile(r"(?<=\$request\.)(path|query|header)\.(" + "|".join(map(re.escape, names)) + r")(?![\w-])")

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [renamed(item) for item in value]
        return expression.sub(lambda m: f"{m[1]}.{names[m[2]]}", value) if isinstance(value, str) else value

    for link in document.get("components", {}).get("links", {}).values():
        link["parameters"] = {_renamed(key, names): renamed(v) for key, v in (link.get("parameters") or {}).items()}
        if "requestBody" in link:
            link["requestBody"] = renamed(link["requestBody"])
    for _, _, operation in operations(document):
        if isinstance(operation.get("x-fields"), dict):
            operation["x-fields"] = {names.get(name, name): fields for name, fields in operation["x-fields"].items()}


def _renamed(parameter: str, names: Mapping[str, str]) -> str:
    """Return the name of a parameter in a link, which may have its place before it: `path.id`."""
    place, dot, name = parameter.rpartition(".")
    return names[parameter] if parameter in names else f"{place}{dot}{names.get(name, name)}"
