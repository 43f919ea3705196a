"""Calls in Python, written from the worked examples of a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..document.nodes import Node, component, resolved
from ..document.operations import parameters_of
from .comparison.document_operations import DocumentOperation, operations_by_id
from .contracts import Contract
from .places import Place
from .python_names.face import Face, Use

__all__ = ["worked_call"]


def worked_call(contract: Contract, operation_id: str) -> str | None:
    """Return a call of an operation with the values of its worked example; None if it has no name in Python."""
    face = contract.face
    operation = operations_by_id(contract.document).get(operation_id)
    method = face and face.uses.get((("operation", operation_id), "", "call"))
    if face is None or operation is None or method is None:
        return None
    values = _parameter_values(contract.document, operation)
    arguments = []
    for place, name in method.required:
        value = _body(contract, face, operation) if place[-1] == "body" else _literal(values.get(place[2:], "…"))
        arguments.append(value if place[2] in {"path", "body"} else f"{name}={value}")
    return f"{method.name.removesuffix('()')}({', '.join(arguments)})"


def _parameter_values(document: Node, operation: DocumentOperation) -> dict[Place, Any]:
    found: dict[Place, Any] = {}
    for parameter in parameters_of(document, operation.item, operation.node):
        examples = [example.get("value") for example in parameter.get("examples", {}).values()]
        value = next((v for v in (parameter.get("example"), *examples) if v is not None), "…")
        found[parameter["in"], parameter["name"]] = value
    return found


def _body(contract: Contract, face: Face, operation: DocumentOperation) -> str:
    for media in resolved(contract.document, operation.node.get("requestBody", {})).get("content", {}).values():
        reference = str(media.get("schema", {}).get("$ref", ""))
        value = next((each.get("value") for each in media.get("examples", {}).values()), None)
        if isinstance(value, dict):
            return _model(contract.document, face, reference, value)
    return "body"


def _model(document: Node, face: Face, reference: str, value: dict[str, Any]) -> str:
    name = reference.rpartition("/")[2]
    form = "patch" if (component(document, reference) or {}).get("x-merge-patch") else ""
    place = ("schema", name.removesuffix("Patch") if form else name)
    members = dict(_members(face, place, form))
    if not members or not value.keys() <= members.keys():
        return f"models.{name}.from_dict({_literal(value)})"
    return f"models.{name}({', '.join(f'{members[key].own}={_value(members[key], v)}' for key, v in value.items())})"


def _members(face: Face, place: Place, form: str) -> Iterator[tuple[str, Use]]:
    for (at, kind, way), use in face.uses.items():
        if at[:-1] == place and (kind, way) == (form, "accepts"):
            yield at[-1], use


def _value(use: Use, value: Any) -> str:
    """Return a member's value; of an object, its model."""
    if isinstance(value, dict) and use.type.startswith("models.") and " " not in use.type:
        return f"{use.type}.from_dict({_literal(value)})"
    return _literal(value)


def _literal(value: Any) -> str:
    """Return a JSON value as Python source, with the quotes of the formatter."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_literal(key)}: {_literal(item)}" for key, item in value.items()) + "}"
    return f"[{', '.join(map(_literal, value))}]" if isinstance(value, list) else repr(value)
