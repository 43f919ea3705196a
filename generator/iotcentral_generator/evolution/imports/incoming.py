"""Published document in the authored dialect, as the document of one api-version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from ...document.nodes import Node, resolved
from ...project.reach import reached_components
from .credentials import carried_requirements, carried_schemes
from .incoming_operations import OperationImporter
from .losses import ImportReport
from .schemas import SchemaImporter, in_usual_order, pascal
from .secret_members import mark_secrets
from .swagger import from_swagger
from .unions import TAG, author_unions

__all__ = ["incoming"]


def incoming(published: Node, report: ImportReport, known_variants: Mapping[str, frozenset[str]] | None = None) -> Node:
    """Return a published document in the authored dialect; the published one is not changed.

    Args:
        published: a Swagger 2.0 or OpenAPI 3 document.
        report: is told what is lost, and what is assumed.
        known_variants: union → the variants that it has in other versions.
    """
    source = deepcopy(published)
    source = from_swagger(source, report) if "swagger" in source else source
    components = source.get("components", {})
    written = {name: each for name, each in components.get("schemas", {}).items() if not each.get("x-merge-patch")}
    importer = SchemaImporter(frozenset(written), report)
    schemas: dict[str, Node] = {name: importer.schema(each, name, named=True) for name, each in written.items()}
    tags = {name: str(schema[TAG]) for name, schema in written.items() if TAG in schema}
    author_unions(schemas, tags, known_variants or {}, report)
    schemes = carried_schemes(components.get("securitySchemes", {}), report)
    operations = OperationImporter(source, schemes, importer, report)
    parameters = {name: operations.parameter(each, name) for name, each in components.get("parameters", {}).items()}
    responses = {name: operations.response(each, name) for name, each in components.get("responses", {}).items()}
    servers, prefix = _servers(source, report)
    document: Node = {
        "openapi": "3.1.0",
        "info": source.get("info", {}),
        "servers": servers,
        "tags": [],
        "paths": _paths(source, operations, prefix),
        "components": {
            "securitySchemes": schemes,
            "parameters": {name: parameter for name, parameter in parameters.items() if parameter},
            "responses": responses,
            "schemas": {name: in_usual_order(schema) for name, schema in schemas.items()},
        },
    }
    if required := carried_requirements(source.get("security"), schemes, "the document", report):
        document["security"] = required
    document["tags"] = _resources(document, source.get("tags", []))
    _drop_unused(document, report)
    mark_secrets(document["components"]["schemas"], report)
    return document


def _paths(source: Node, operations: OperationImporter, prefix: str) -> Node:
    found: Node = {}
    for path, item in source.get("paths", {}).items():
        if path.startswith("/") and (kept := dict(operations.operations(path, resolved(source, item)))):
            found[prefix + path] = kept
    return found


def _servers(source: Node, report: ImportReport) -> tuple[list[Node], str]:
    """Return the servers without the path of their URL, and that path, which then begins every path."""
    servers: list[Node] = []
    prefix = ""
    for server in source.get("servers", []):
        parts = urlsplit(re.sub(r"\{[^}]*\}", lambda match: match[0].replace("/", ""), str(server.get("url", ""))))
        prefix = prefix or parts.path.rstrip("/")
        if parts.path.rstrip("/") != prefix:
            report.lose(str(server.get("url")), "a server with another path than the first one")
        elif parts.netloc:
            servers.append({**server, "url": f"{parts.scheme}://{parts.netloc}"})
    if not servers:
        report.decide("servers", "the document names no address; https://localhost stands for it")
        servers = [{"url": "https://localhost"}]
    return servers, prefix


def _resources(document: Node, published: list[Any]) -> list[Node]:
    """Return the tags of the resources, with what the published tags say of them."""
    said = {pascal(str(tag.get("name"))): tag.get("description") for tag in published if isinstance(tag, dict)}
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    names = sorted({str(operation["operationId"]).partition("_")[0] for operation in operations})
    return [{"name": name, **({"description": said[name]} if said.get(name) else {})} for name in names]


def _drop_unused(document: Node, report: ImportReport) -> None:
    """Leave out the components that no operation uses."""
    reached = reached_components(document)
    for kind in ("schemas", "parameters", "responses"):
        nodes = document["components"][kind]
        for name in [name for name in nodes if f"{kind}/{name}" not in reached]:
            del nodes[name]
            report.lose(name, f"it is in {kind}, but no operation uses it")
