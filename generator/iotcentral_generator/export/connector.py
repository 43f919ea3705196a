"""Custom connector for Power Platform: its two files, composed from the documents.

A document whose operations another document's carry out (`x-carrier`) is a connector. The export offers every operation
of the carrying document, in the requested api-version, under the name of the action that it carries out if there is one,
and beside them the connector's triggers. So flows can use operations of the carrying API that no action offers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..document.nodes import Key, Node, component
from ..document.operations import operations, trigger_payload
from ..load import Spec
from ..problems import GenerationError, Problem
from ..project import project
from . import power_platform
from .actions import Action, actions, name_members
from .api_properties import api_properties, problems_of
from .swagger_operations import convert_operation, convert_security, server_of
from .swagger_schemas import convert_definitions, convert_reference, reachable_schemas, rename_definitions

__all__ = ["ConnectorExport", "export", "find_connector"]

_MARK = "x-power-platform"
_TRIGGER = "x-ms-trigger"


class ConnectorExport(NamedTuple):
    """A connector for Power Platform.

    Attributes:
        api_version: the version of the carrying API that it uses.
        definition: the Swagger 2.0 document.
        properties: sign-in of connections and destination of their requests.
        counts: the number of operations, of those named as actions, of triggers and of definitions.
    """

    api_version: str
    definition: Node
    properties: Node
    counts: dict[str, int]


def find_connector(specs: list[Spec]) -> Spec:
    """Return the document that is a connector.

    Raises:
        GenerationError: there is none, or several.
    """
    found = [spec for spec in specs if spec.carrier is not None]
    if len(found) == 1:
        return found[0]
    read = ", ".join(str(spec.root) for spec in found or specs)
    fix = f"{read} all have it; move them apart" if found else f"{read} has none; author one"
    raise GenerationError([Problem("E101", f"a connector is the one document that has `x-carrier`: {fix}")])


def export(connector: Spec, api_version: str | None = None) -> ConnectorExport:
    """Export a connector for Power Platform.

    Args:
        connector: an authored document without problems.
        api_version: the version of the carrying API; None: its newest stable one.

    Raises:
        GenerationError: the document is not a connector, the carrying API has no such version, or the platform does
            not accept what is authored.
    """
    if connector.carrier is None:
        return export(find_connector([connector]), api_version)
    lines = connector.carrier.spec.lines
    version = api_version or (lines.stable or lines.preview)[-1]
    carrier, own = project(connector.carrier.spec, version), project(connector, connector.versions[-1])
    schemes = own["components"].get("securitySchemes", {})
    security = {name: convert_security(scheme) for name, scheme in schemes.items()}
    authored, named = connector.document.get(_MARK, {}), actions(own)
    if problems := list(problems_of(authored, security)):
        raise GenerationError(problem._replace(position=connector.position((_MARK,))) for problem in problems)
    carried, definitions = _carried(carrier, named), _definitions(carrier, operations(carrier))
    triggers = _triggers(own, definitions, connector.package.client)
    definition = {
        "swagger": "2.0",
        "info": {"title": authored["title"], "description": authored["description"], "version": version},
        **_base_url(own),
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": _merged(carried, triggers),
        "definitions": definitions,
        "securityDefinitions": security,
        "security": own.get("security", []),
    }
    if problems := list(power_platform.problems_of(definition)):
        raise GenerationError(problems)
    present = {operation["operationId"] for _, _, operation in operations(carrier)}
    counts = {
        "operations": len(_names(carried)),
        "actions": len(present & named.keys()),
        "triggers": len(_names(triggers)),
        "definitions": len(definition["definitions"]),
    }
    written = api_properties(authored, _names(carried), _paged(carried))
    return ConnectorExport(version, definition, written, counts)


def _base_url(own: Node) -> Node:
    """Return the address of requests that no policy sends elsewhere; the paths are complete, so the root is `/`."""
    scheme, host, _ = server_of(own)
    return {"host": host, "basePath": "/", "schemes": [scheme]}


def _carried(carrier: Node, named: dict[str, Action]) -> Node:
    """Return the paths of the carrying document."""
    paths: Node = {}
    prefix = server_of(carrier)[2]
    for _, _, operation in operations(carrier):  # names first: schemas are converted where they are used
        if action := named.get(operation["operationId"]):
            name_members(carrier, operation, action)
    for key, item, operation in operations(carrier):
        converted = convert_operation(carrier, item, operation)
        power_platform.complete_operation(converted, named.get(operation["operationId"]))
        paths.setdefault(f"{prefix}{key[1]}", {})[key[2]] = converted
    return paths


def _triggers(own: Node, definitions: Node, prefix: str) -> Node:
    """Return the paths of the connector's triggers, each with the content of its notifications.

    Their definitions are added; one whose name is taken by a different definition gets `prefix` before it.
    """
    marked = [found for found in operations(own) if _TRIGGER in found[2]]
    paths: Node = {}
    for key, item, operation in marked:
        converted = convert_operation(own, item, operation)
        power_platform.complete_operation(converted, None)
        payload = trigger_payload(operation)
        content = {"description": component(own, payload)["description"], "schema": convert_reference(payload)}
        path = f"{server_of(own)[2]}{key[1]}"
        paths.setdefault(path, {}).update({"x-ms-notification-content": content, key[2]: converted})
    added = _definitions(own, marked)
    renamed = {name: prefix + name for name, schema in added.items() if definitions.get(name, schema) != schema}
    for node in (paths, added):
        rename_definitions(node, renamed)
    definitions |= {renamed.get(name, name): schema for name, schema in added.items()}
    return paths


def _definitions(document: Node, used: Iterable[tuple[Key, Node, Node]]) -> Node:
    """Return the definitions to which operations refer."""
    names = reachable_schemas(document, [node for _, item, operation in used for node in (item, operation)])
    converted = convert_definitions(document, names)
    for schema in converted.values():
        power_platform.complete_schema(schema)
    return converted


def _merged(carried: Node, triggers: Node) -> Node:
    if both := sorted(carried.keys() & triggers.keys()):
        message = f"{', '.join(both)} is a path of both a trigger and the carrier; author another for the trigger"
        raise GenerationError([Problem("E107", message)])
    return {**carried, **triggers}


def _names(paths: Node) -> list[str]:
    return [operation["operationId"] for _, _, operation in operations({"paths": paths})]


def _paged(paths: Node) -> dict[str, list[str]]:
    """Return the paged lists by the member that holds the link to the next page."""
    found: dict[str, list[str]] = {}
    for _, _, operation in operations({"paths": paths}):
        if pageable := operation.get("x-ms-pageable"):
            found.setdefault(pageable["nextLinkName"], []).append(operation["operationId"])
    return found
