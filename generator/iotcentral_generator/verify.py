"""Verification that a written package has what its document has: operations, parameters, schemas and properties.

The two sides share no code with the stages between them: one reads the projected document, the other the syntax trees
of the written files. A difference is an error that names what is missing or added.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .document.nodes import Key, Node, Schema, resolved, target_key, walk
from .document.operations import METHODS, preferred_content, successes, written_parameters
from .document.schemas import is_enumeration
from .problems import GenerationError, Position, Problem

__all__ = ["NamesByKind", "names_in_document", "names_in_package", "verify"]

Locate = Callable[[Key], Position | None]
"""A function that returns where the node of the document with a key is authored."""

NamesByKind = dict[str, set[str]]
"""kind (`operations`, `schemas`, `properties`, `parameters`) → qualified names."""


def verify(
    document: Node, package: Path, locate: Locate = lambda _: None, classes: Mapping[Key, str] = MappingProxyType({})
) -> NamesByKind:
    """Compare a projected document with the package written for it; return what both have.

    Args:
        document: the projected document.
        package: the folder of the package.
        classes: key of a schema → its class in its module, where that is not called as the schema is.

    Raises:
        GenerationError: something is in one of them only.
    """
    expected, written = names_in_document(document, classes), names_in_package(package)
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


def names_in_document(document: Node, classes: Mapping[Key, str] = MappingProxyType({})) -> NamesByKind:
    """Return the names of the operations, parameters, schemas and properties of a projected document."""
    names = _empty()
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            names["operations"].add(operation["operationId"])
            names["parameters"] |= set(_parameters(document, item, operation))
    for name, schema in document["components"].get("schemas", {}).items():
        key: Key = ("components", "schemas", name)
        names["schemas"].add(classes.get(key, name))
        if "discriminator" not in schema:
            names["properties"] |= {f"{classes.get(key, name)}.{member}" for member in _properties(document, schema)}
            for place, nested, part in _nested(key, name, schema):
                _add_object(document, names, classes.get(place, nested), part, named=place in classes)
    for place, name, schema in _schemas_of_bodies(document):
        for part_place, nested, part in _nested_as(place, name, schema):
            _add_object(document, names, classes.get(part_place, nested), part, named=part_place in classes)
    for place, node in _schemas_with_enumerations(document):
        if isinstance(node, dict) and "title" in node and "examples" not in place and is_enumeration(node):
            names["schemas"].add(classes.get(place, node["title"]))
    return names


def _add_object(document: Node, names: NamesByKind, name: str, schema: Schema, *, named: bool) -> None:
    """Add a nested schema, if it is an object with members."""
    if schema.get("properties") or ("allOf" in schema and named):
        names["schemas"].add(name)
        names["properties"] |= {f"{name}.{member}" for member in _properties(document, schema)}


def _schemas_of_bodies(document: Node) -> Iterator[tuple[Key, str, Schema]]:
    """Iterate over the schemas that are written in request bodies and successes: key, name, schema."""
    for path, item in document["paths"].items():
        for method in (method for method in METHODS if method in item):
            operation, key = item[method], ("paths", path, method)
            owner = operation["operationId"].replace("_", "")
            spread = operation.get("requestBody", {}).get("x-ms-client-flatten") or "x-ms-trigger" in operation
            bodies: dict[Key, tuple[str, Node]] = {}
            if "requestBody" in operation and not spread:
                bodies[*key, "requestBody"] = f"{owner}Body", operation["requestBody"]
            for index, status in enumerate(successes(document, operation)):
                name = f"{owner}{status if index else ''}Response"
                bodies[*key, "responses", status] = name, operation["responses"][status]
            for place, (name, body) in bodies.items():
                place = target_key(body["$ref"]) if "$ref" in body else place
                media_type, media = preferred_content(resolved(document, body))
                yield (*place, "content", media_type, "schema"), name, media.get("schema", {})


def _schemas_with_enumerations(document: Node) -> Iterator[tuple[Key, Any]]:
    """Iterate over all nodes below the schemas from which classes are made."""
    for name, schema in document["components"].get("schemas", {}).items():
        yield from walk(schema, ("components", "schemas", name))
    for key, parameter in written_parameters(document):
        yield from walk(parameter["schema"], (*key, "schema"))
    for key, _, schema in _schemas_of_bodies(document):
        yield from walk(schema, key)


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


def _nested(key: Key, owner: str, schema: Schema) -> Iterator[tuple[Key, str, Schema]]:
    """Name the schemas that are written inside others: owner and member, joined."""
    for name, member in schema.get("properties", {}).items():
        yield from _nested_as((*key, "properties", name), f"{owner}{name[:1].upper()}{name[1:]}", member)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from _nested_as((*key, word), f"{owner}Item", schema[word])
    for index, part in enumerate(schema.get("allOf", [])):
        yield from _nested((*key, "allOf", index), owner, part)
    for index, part in enumerate(schema.get("anyOf", [])):
        yield from _nested_as((*key, "anyOf", index), owner, part)


def _nested_as(key: Key, name: str, schema: Schema) -> Iterator[tuple[Key, str, Schema]]:
    yield key, name, schema
    yield from _nested(key, name, schema)


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
    unknown = set(_unknown_variants(tree))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target), []
        elif isinstance(node, ast.ClassDef) and node.name not in unknown:
            union = any("_VARIANTS" in ast.unparse(statement) for statement in node.body)
            yield node.name, [] if union else list(_members(node))


def _unknown_variants(tree: ast.Module) -> Iterator[str]:
    """Iterate over the classes that stand for unknown variants of a union; no schema describes them."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            for keyword in node.value.keywords:
                if keyword.arg == "unknown":
                    yield str(ast.literal_eval(keyword.value)).partition(":")[2]


def _members(node: ast.ClassDef) -> Iterator[Any]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == "_members":
            assert statement.value is not None
            yield from ast.literal_eval(statement.value)
