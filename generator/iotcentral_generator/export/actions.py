"""Actions of a connector, in the terms of the operations that carry them out: their names and their parameters' names."""

from __future__ import annotations

from dataclasses import dataclass

from ..document.marks import CARRIER_OPERATION
from ..document.nodes import Node, resolved
from ..document.operations import operations, parameters_of

__all__ = ["Action", "actions", "name_members"]


@dataclass(frozen=True)
class Action:
    """One action of a connector, in the terms of the operation that carries it out.

    Attributes:
        name: the operationId of the action.
        summary: the text that a flow designer shows for it.
        visibility: how prominently it is shown, if that is authored.
        parameters: path, query or header parameter of the operation → the name that a flow designer shows for it.
        members: member of the operation's body → the name that a flow designer shows for it.
        body: the name of the whole body, where the action takes it as one.
    """

    name: str
    summary: str
    visibility: str | None
    parameters: dict[str, str]
    members: dict[str, str]
    body: str | None


def actions(connector: Node) -> dict[str, Action]:
    """Return the actions of a projected connector: operationId of the carrier → action.

    Deprecated actions are ignored. Of several actions that one operation carries out, the first of the document is used.
    """
    found: dict[str, Action] = {}
    for _, item, operation in operations(connector):
        mark = operation.get(CARRIER_OPERATION)
        if mark is not None and not operation.get("deprecated"):
            found.setdefault(mark["operationId"], _action(connector, item, operation, mark))
    return found


def _action(connector: Node, item: Node, operation: Node, mark: Node) -> Action:
    shown = {parameter["name"]: parameter for parameter in parameters_of(connector, item, operation)}
    content = operation.get("requestBody", {}).get("content", {})
    schema = resolved(connector, next(iter(content.values()))["schema"]) if content else {}
    shown |= schema.get("properties", {})
    body = mark.get("body", {})
    return Action(
        name=operation["operationId"],
        summary=operation["summary"],
        visibility=operation.get("x-ms-visibility"),
        parameters=_summaries(shown, mark.get("parameters", {})),
        members=_summaries(shown, body) if isinstance(body, dict) else {},
        body=operation["requestBody"].get("x-ms-summary") if isinstance(body, str) else None,
    )


def _summaries(shown: Node, keys: dict[str, str]) -> dict[str, str]:
    return {there: shown[here]["x-ms-summary"] for there, here in keys.items() if "x-ms-summary" in shown.get(here, {})}


def name_members(carrier: Node, operation: Node, action: Action) -> None:
    """Set the names of the members of an operation's body to those of an action's keys, where they have none yet.

    Several operations may share the schema of a body; the name of the first action is used.
    """
    for media in operation.get("requestBody", {}).get("content", {}).values():
        for schema in _objects(carrier, media["schema"]):
            for member, summary in action.members.items():
                if member in schema.get("properties", {}):
                    schema["properties"][member].setdefault("x-ms-summary", summary)


def _objects(document: Node, schema: Node) -> list[Node]:
    """Return the object that a schema describes; of a union, the object of each variant."""
    schema = resolved(document, schema)
    return [schema, *(found for choice in schema.get("oneOf", []) for found in _objects(document, choice))]
