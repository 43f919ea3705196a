"""Verify: what the document has, counted, is what the written package has, counted.

The two counts share no code with the stages between them: one reads the projected document, the other the syntax trees
of the written files. A difference is an error that names what was lost or added.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .problems import GenerationError, Problem
from .project import METHODS
from .versions import resolved, walk

__all__ = ["Counts", "verify"]

Counts = dict[str, set[str]]
"""kind (`operations`, `schemas`, `properties`, `parameters`) → qualified names."""


def verify(document: dict[str, Any], package: Path) -> Counts:
    """Compare a projected document with the package written for it; return what both have.

    Raises:
        GenerationError: something is in one of them only.
    """
    asked, made = in_document(document), in_package(package)
    problems = []
    for kind, names in asked.items():
        lost, added = sorted(names - made[kind]), sorted(made[kind] - names)
        problems += [Problem("S401", f"{kind}: {name} of the document is not in {package.name}") for name in lost]
        problems += [Problem("S402", f"{kind}: {name} of {package.name} is not in the document") for name in added]
    if problems:
        raise GenerationError(problems)
    return made


def in_document(document: dict[str, Any]) -> Counts:
    """Name the operations, parameters, schemas and properties of a projected document."""
    counts: Counts = {"operations": set(), "parameters": set(), "schemas": set(), "properties": set()}
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            counts["operations"].add(operation["operationId"])
            for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
                found = resolved(document, parameter)
                if "const" not in found["schema"]:
                    counts["parameters"].add(f"{operation['operationId']} {found['name']}")
            request = operation.get("requestBody", {})
            if request.get("x-ms-client-flatten") and "x-ms-trigger" not in operation:
                schema = next(iter(request["content"].values()))["schema"]
                counts["parameters"] |= {
                    f"{operation['operationId']} {k}" for k in _properties(document, resolved(document, schema))
                }
    for name, schema in document["components"].get("schemas", {}).items():
        counts["schemas"].add(name)
        if "discriminator" not in schema:
            counts["properties"] |= {f"{name}.{key}" for key in _properties(document, schema)}
            for nested, members in _nested(name, schema):
                counts["schemas"].add(nested)
                counts["properties"] |= {f"{nested}.{key}" for key in members}
    for key, node in walk(document):
        named = isinstance(node, dict) and ("enum" in node or "x-known-values" in node) and "examples" not in key
        if named and "title" in node:
            counts["schemas"].add(node["title"])
    return counts


def _nested(owner: str, schema: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Name the objects with members that are written inside others: `Owner` and the member, put together."""
    for key, member in schema.get("properties", {}).items():
        yield from _called(f"{owner}{key[:1].upper()}{key[1:]}", member)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from _called(f"{owner}Item", schema[word])
    for part in schema.get("allOf", []):
        yield from _nested(owner, part)
    for part in schema.get("anyOf", []):
        yield from _called(owner, part)


def _called(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    if schema.get("properties"):
        yield name, list(schema["properties"])
    yield from _nested(name, schema)


def _properties(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    for part in schema.get("allOf", []):
        yield from _properties(document, resolved(document, part))
    yield from schema.get("properties", {})


def in_package(package: Path) -> Counts:
    """Name the same of a written package, from its syntax trees."""
    counts: Counts = {"operations": set(), "parameters": set(), "schemas": set(), "properties": set()}
    for file in sorted((package / "operations").glob("*.py")):
        counts["operations"] |= set(_operation_ids(ast.parse(file.read_text(encoding="utf-8"))))
    for file in sorted((package / "resources").glob("*.py")):
        counts["parameters"] |= set(_sent_parameters(file, package))
    for file in sorted((package / "models").glob("[!_]*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        defined = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.AnnAssign)]
        for node in defined:
            name = node.name if isinstance(node, ast.ClassDef) else ast.unparse(node.target)
            if name.startswith("Unknown"):
                continue
            counts["schemas"].add(name)
            if isinstance(node, ast.ClassDef) and not any("_VARIANTS" in ast.unparse(n) for n in node.body):
                counts["properties"] |= {f"{name}.{key}" for key in _members(node)}
    return counts


def _operation_ids(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call):
            yield ast.literal_eval(node.value.args[0])


_SENDING = {"self._begin", "self._call", "self._list", "self._subscribe"}


def _sent_parameters(file: Path, package: Path) -> Iterator[str]:
    """Name the parameters that the methods of a resource send."""
    operations = ast.parse((package / "operations" / file.name).read_text(encoding="utf-8"))
    ids = {
        ast.unparse(node.target): ast.literal_eval(node.value.args[0])
        for node in operations.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call)
    }
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in _SENDING:
            operation = ids[ast.unparse(call.args[0]).removeprefix("operations.")]
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.Dict):
                    for key in keyword.value.keys:
                        yield f"{operation} {ast.literal_eval(key)}" if key else operation


def _members(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == "_members":
            assert statement.value is not None
            yield from ast.literal_eval(statement.value)
