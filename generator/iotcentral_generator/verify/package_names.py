"""Names of everything that a written package has, read from the syntax trees of its files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .kinds import KINDS

__all__ = ["names_in_package"]

_PLACES = {"path": " (path)", "query": " (query)", "headers": " (header)", "body": " (body)", "values": ""}
"""Keyword of a call → the place of its parameters, as names have it."""


def names_in_package(package: Path) -> dict[str, set[str]]:
    """Return the names of everything that a written package has, by kind."""
    names: dict[str, set[str]] = {}

    def add(kind: str, name: str) -> None:
        names.setdefault(kind, set()).add(name)

    for kind in KINDS:
        names[kind] = set()
    fixed = _constant(_tree(package / "_version.py"), "FIXED")
    for file in sorted((package / "operations").glob("*.py")):
        for call in _operations(_tree(file)).values():
            for kind, name in _of_operation(call, fixed):
                add(kind, name)
    for file in sorted((package / "resources").glob("*.py")):
        names["parameters"] |= set(_sent_parameters(file, package))
    for file in sorted((package / "models").glob("[!_]*.py")):
        for kind, name in _of_module(_tree(file)):
            add(kind, name)
    return names


def _of_operation(call: ast.Call, fixed: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Iterate over what an operation has besides parameters: kind, name."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    name = ast.literal_eval(call.args[0])
    yield "operations", name
    if "payload" in given:
        return
    method, path = map(ast.literal_eval, call.args[1:3])
    yield "methods", f"{name}: {method} {path}"
    constants = fixed if isinstance(given["fixed"], ast.Name) else ast.literal_eval(given["fixed"])
    headers = ast.literal_eval(given["headers"]) if "headers" in given else {}
    constants = {**constants, **{header: value for header, value in headers.items() if header != "Accept"}}
    yield from (("fixed values", f"{parameter} = {value}") for parameter, value in constants.items())
    results = given["results"]
    assert isinstance(results, ast.Dict)
    for status, result in zip(results.keys, results.values, strict=True):
        content = "without" if isinstance(result, ast.Constant) and result.value is None else "with"
        read = ast.literal_eval(status) if isinstance(status, ast.Constant) else "other successes"
        yield "results", f"{name} {read} {content} content"
    if "body" in given:
        yield "bodies", f"{name} sends {ast.literal_eval(given['body'])}"


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _constant(tree: ast.Module, name: str) -> dict[str, str]:
    """Return the value of a constant of a module, which is a mapping."""
    found: list[ast.expr] = [
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and node.value is not None and ast.unparse(node.target) == name
    ]
    return dict(ast.literal_eval(found[0])) if found else {}


def _operations(tree: ast.Module) -> dict[str, ast.Call]:
    """Return the operations of a module: constant → the call that makes it."""
    return {
        ast.unparse(node.target): node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call)
    }


_SENDING = {"self._begin", "self._call", "self._list", "self._subscribe"}


def _sent_parameters(file: Path, package: Path) -> Iterator[str]:
    """Name the parameters that the methods of a resource send, with their places."""
    made = _operations(_tree(package / "operations" / file.name))
    ids = {constant: ast.literal_eval(call.args[0]) for constant, call in made.items()}
    for call in ast.walk(_tree(file)):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in _SENDING:
            operation = ids.get(ast.unparse(call.args[0]).rpartition(".")[2], "")
            for keyword in call.keywords:
                if isinstance(keyword.value, ast.Dict):
                    place = _PLACES[str(keyword.arg)]
                    for key in keyword.value.keys:
                        yield f"{operation} {ast.literal_eval(key)}{place}" if key else operation


def _of_module(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Iterate over the schemas of a module, their members and their values: kind, name."""
    unknown = set(_unknown_variants(tree))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            yield "schemas", ast.unparse(node.target)
        elif isinstance(node, ast.ClassDef) and node.name not in unknown:
            yield "schemas", node.name
            yield from (("values", f"{node.name} {value}") for value in _values(node))
            if not _is_union(node, tree):  # its own members are those of its variants
                yield from (("properties", f"{node.name}.{member}") for member in _members(node))


def _is_union(node: ast.ClassDef, tree: ast.Module) -> bool:
    """Return whether a class chooses among variants: its methods name the table of them."""
    if not any(isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "_VARIANTS" for each in tree.body):
        return False
    return any(isinstance(each, ast.Name) and each.id == "_VARIANTS" for each in ast.walk(node))


def _values(node: ast.ClassDef) -> Iterator[Any]:
    """Iterate over the values of an enumeration."""
    if any(ast.unparse(base) in {"IntEnum", "StrEnum", "OpenEnum"} for base in node.bases):
        for statement in node.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(
                statement.value, ast.Constant | ast.UnaryOp
            ):
                yield ast.literal_eval(statement.value)


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
