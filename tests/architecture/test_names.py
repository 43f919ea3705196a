"""Names and docstrings: one name for one thing, and docstrings in the form that the field writes."""

from __future__ import annotations

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.imports import PACKAGES, ROOT

pytestmark = pytest.mark.slow  # the whole workspace is read


@cache
def trees() -> dict[Path, ast.Module]:
    """Return what is written by hand, parsed."""
    packages = ("iotcentral", "iotcentral_generator", "iotcentral_testkit")
    texts = {
        file: file.read_text(encoding="utf-8")
        for package in packages
        for file in sorted(PACKAGES[package].rglob("*.py"))
    }
    return {file: ast.parse(text) for file, text in texts.items() if not text.startswith("# Made from ")}


def place(file: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, ast.stmt) else ""
    return f"{file.relative_to(ROOT).as_posix()}{line}"


@cache
def classes() -> tuple[tuple[Path, ast.ClassDef], ...]:
    return tuple(
        (file, node) for file, tree in trees().items() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield file, node


def test_a_public_class_has_its_name_to_itself() -> None:
    """Over the whole workspace, so that a name in a message, a log or a search means one thing."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, node in classes():
        # the two faces of a workflow have the same names
        if not node.name.startswith("_") and node in trees()[file].body and file.name != "_sync.py":
            found[node.name].append(place(file, node))
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_an_exception_is_called_an_error_or_a_warning() -> None:
    bases = {name for name in vars(builtins) if name.endswith(("Error", "Exception", "Warning"))}
    while True:
        more = {node.name for _, node in classes() for base in node.bases if ast.unparse(base) in bases} - bases
        if not more:
            break
        bases |= more
    named = ("Error", "Warning")
    raised = [(file, node) for file, node in classes() if node.name in bases]
    assert [place(file, node) for file, node in raised if not node.name.endswith(named)] == []
    assert [place(file) for file in trees() if "N818" in file.read_text(encoding="utf-8")] == []


def test_a_module_is_named_by_its_docstring() -> None:
    riddle = re.compile(r"(What|How|Where|Which|Whether|When|Who|Why)\b|$")
    assert [place(file) for file, tree in trees().items() if riddle.match(ast.get_docstring(tree) or "")] == []


def test_the_docstring_of_a_function_is_an_instruction() -> None:
    begins = re.compile(r"(Give|Gives|What|How|Where|Which|Whether|Say|Tell) ")
    assert [
        f"{place(file, node)} {node.name}"
        for file, node in functions()
        if begins.match(ast.get_docstring(node) or "") and not any(map(_is_property, node.decorator_list))
    ] == []


def _is_property(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).rpartition(".")[2] in {"property", "cached_property", "overload"}
