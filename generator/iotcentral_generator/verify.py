"""Verification that a written package has what its document has: operations, parameters, schemas and properties.

The two sides share no code with the stages between them: one reads the projected document, the other the syntax trees
of the written files. A difference is an error that names what is missing or added.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .document.nodes import Node, Schema, resolved, walk
from .document.operations import METHODS, written_parameters
from .problems import GenerationError, Problem

__all__ = ["NamesByKind", "names_in_document", "names_in_package", "verify"]

NamesByKind = dict[str, set[str]]
"""kind (`operations`, `schemas`, `properties`, `parameters`) → qualified names."""


def verify(document: Node, package: Path) -> NamesByKind:
    """Compare a projected document with the package written for it; return what both have.

    Raises:
        GenerationError: something is in one of them only.
    """
    expected, written = names_in_document(document), names_in_package(package)
    problems = []
    for kind, names in expected.items():
        missing, added = sorted(names - written[kind]), sorted(written[kind] - names)
        problems += [Problem("S401", f"{kind}: {name} of the document is not in {package.name}") for name in missing]
        problems += [Problem("S402", f"{kind}: {name} of {package.name} is not in the document") for name in added]
    if problems:
        raise GenerationError(problems)
    return written


def _empty() -> NamesByKind:
    return {"operations": set(), "parameters": set(), "schemas": set(), "properties": set()}


def names_in_document(document: Node) -> NamesByKind:
    """Return the names of the operations, parameters, schemas and properties of a projected document."""
    names = _empty()
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            names["operations"].add(operation["operationId"])
            names["parameters"] |= set(_parameters(document, item, operation))
            for name, body in _bodies(operation):
                _add_body(document, names, name, body)
    for name, schema in document["components"].get("schemas", {}).items():
        names["schemas"].add(name)
        if "discriminator" not in schema:
            names["properties"] |= {f"{name}.{key}" for key in _properties(document, schema)}
            for nested, members in _nested(name, schema):
                names["schemas"].add(nested)
                names["properties"] |= {f"{nested}.{key}" for key in members}
    for _, parameter in written_parameters(document):
        _add_enumerations(names, parameter["schema"])
    for schema in document["components"].get("schemas", {}).values():
        _add_enumerations(names, schema)
    return names


def _bodies(operation: Node) -> Iterator[tuple[str, Node]]:
    """Iterate over the request body and the successes of an operation: the name that a schema in it gets, the body."""
    owner = operation["operationId"].replace("_", "")
    if "requestBody" in operation:
        yield f"{owner}Body", operation["requestBody"]
    responses = operation.get("responses", {})
    found = [status for status in responses if status.startswith("2")] or [s for s in responses if s == "default"]
    for status in found:
        yield f"{owner}{'' if status == found[0] else status}Response", responses[status]


def _add_body(document: Node, names: NamesByKind, name: str, body: Node) -> None:
    """Add the objects and enumerations that are written in a body."""
    if "$ref" in body:
        name = f"{str(body['$ref']).rpartition('/')[2].removesuffix('Response')}Response"
    contents = resolved(document, body).get("content", {}).items()
    json = [media for media_type, media in contents if media_type.partition(";")[0].endswith(("/json", "+json"))]
    for media in json[:1]:
        schema = media.get("schema", {})
        _add_enumerations(names, schema)
        for nested, members in _nested_as(name, schema):
            names["schemas"].add(nested)
            names["properties"] |= {f"{nested}.{key}" for key in members}


def _add_enumerations(names: NamesByKind, schema: Schema) -> None:
    for key, node in walk(schema):
        named = isinstance(node, dict) and ("enum" in node or "x-known-values" in node) and "examples" not in key
        if named and "title" in node:
            names["schemas"].add(node["title"])


def _parameters(document: Node, item: Node, operation: Node) -> Iterator[str]:
    """Iterate over the parameters that methods take or send, the members of a flattened body included."""
    name = operation["operationId"]
    for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
        found = resolved(document, parameter)
        if "const" not in found["schema"] or not found.get("required"):
            yield f"{name} {found['name']}"
    request = operation.get("requestBody", {})
    if request.get("x-ms-client-flatten") and "x-ms-trigger" not in operation:
        schema = next(iter(request["content"].values()))["schema"]
        for key in _properties(document, resolved(document, schema)):
            yield f"{name} {key}"


def _nested(owner: str, schema: Schema) -> Iterator[tuple[str, list[str]]]:
    """Name the objects with members that are written inside others: owner and member, joined."""
    for key, member in schema.get("properties", {}).items():
        yield from _nested_as(f"{owner}{key[:1].upper()}{key[1:]}", member)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from _nested_as(f"{owner}Item", schema[word])
    for part in schema.get("allOf", []):
        yield from _nested(owner, part)
    for part in schema.get("anyOf", []):
        yield from _nested_as(owner, part)


def _nested_as(name: str, schema: Schema) -> Iterator[tuple[str, list[str]]]:
    if schema.get("properties"):
        yield name, list(schema["properties"])
    yield from _nested(name, schema)


def _properties(document: Node, schema: Schema) -> Iterator[str]:
    for part in schema.get("allOf", []):
        yield from _properties(document, resolved(document, part))
    yield from schema.get("properties", {})


def names_in_package(package: Path) -> NamesByKind:
    """Return the same names of a written package, from its syntax trees."""
    names = _empty()
    for file in sorted((package / "operations").glob("*.py")):
        names["operations"] |= set(_operation_ids(_tree(file)).values())
    for file in sorted((package / "resources").glob("*.py")):
        names["parameters"] |= set(_sent_parameters(file, package))
    for file in sorted((package / "models").glob("[!_]*.py")):
        for name, members in _schemas(_tree(file)):
            names["schemas"].add(name)
            names["properties"] |= {f"{name}.{key}" for key in members}
    return names


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _operation_ids(tree: ast.Module) -> dict[str, str]:
    """Return the operations of a module: constant → operationId."""
    return {
        ast.unparse(node.target): ast.literal_eval(node.value.args[0])
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call)
    }


_SENDING = {"self._begin", "self._call", "self._list", "self._subscribe"}


def _sent_parameters(file: Path, package: Path) -> Iterator[str]:
    """Name the parameters that the methods of a resource send."""
    ids = _operation_ids(_tree(package / "operations" / file.name))
    for call in ast.walk(_tree(file)):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in _SENDING:
            operation = ids[ast.unparse(call.args[0]).removeprefix("operations.")]
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.Dict):
                    for key in keyword.value.keys:
                        yield f"{operation} {ast.literal_eval(key)}" if key else operation


def _schemas(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Iterate over the schemas of a module: name, members; a union's own members are those of its variants."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target), []
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("Unknown"):
            union = any("_VARIANTS" in ast.unparse(statement) for statement in node.body)
            yield node.name, [] if union else list(_members(node))


def _members(node: ast.ClassDef) -> Iterator[Any]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == "_members":
            assert statement.value is not None
            yield from ast.literal_eval(statement.value)
