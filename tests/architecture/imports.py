"""Imports of the workspace, read from the source: by module, and by room."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]

PACKAGES = {
    "iotcentral": ROOT / "overlays/iotcentral",
    "iotcentral_generator": ROOT / "generator/iotcentral_generator",
    "iotcentral_testkit": ROOT / "testkit/iotcentral_testkit",
    **{path.name: path for path in sorted(ROOT.glob("generated/*/iotcentral_*"))},
}

Graph = Mapping[str, set[str]]


@cache
def module_graph() -> dict[str, set[str]]:
    """Return module → the modules of the workspace that it imports, within functions and for type checkers too."""
    files = _files()
    return {
        module: {
            found for found in (_known(name, files) for name in _imported(module, file)) if found not in {None, module}
        }
        for module, file in files.items()
    }


@cache
def _files() -> dict[str, Path]:
    """Return module → its file."""
    return {_name(package, file): file for package in PACKAGES for file in PACKAGES[package].rglob("*.py")}


def _name(package: str, file: Path) -> str:
    parts = file.relative_to(PACKAGES[package].parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(module: str, file: Path) -> Iterator[str]:
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{name.name}" for name in node.names)


def _known(name: str, files: Mapping[str, Path]) -> str | None:
    while name and name not in files:
        name = name.rpartition(".")[0]
    return name or None


def room_graph(modules: Graph, package: str) -> dict[str, set[str]]:
    """Return the graph of what lies directly in a package, folders and modules.

    Its faces are left out: `__init__`, and what only names again what other rooms hold.
    """
    depth = package.count(".") + 1

    def room(module: str) -> str | None:
        parts = module.split(".")
        return parts[depth] if module.startswith(f"{package}.") else None

    rooms: dict[str, set[str]] = {}
    for module, imported in modules.items():
        if (here := room(module)) is not None:
            rooms.setdefault(here, set()).update(there for name in imported if (there := room(name)) and there != here)
    faces = {here for here, there in rooms.items() if there} - {room(each) for each in modules if each not in _faces()}
    return {here: there - faces for here, there in rooms.items() if here not in faces}


@cache
def _faces() -> frozenset[str]:
    """Return the modules that at most import names, and list them."""
    return frozenset(module for module, file in _files().items() if _only_names(ast.parse(file.read_text("utf-8"))))


def _only_names(module: ast.Module) -> bool:
    """Return whether a module has nothing but its docstring, imports and `__all__`."""
    return all(
        isinstance(node, ast.Expr | ast.ImportFrom) or ast.unparse(node).startswith("__all__ = ")
        for node in module.body
    )


def circle(graph: Graph) -> list[str]:
    """Return a circle of the graph; an empty list if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def drawn(graph: Graph) -> str:
    """Return the graph as text, floor by floor: what stands on a floor imports from lower ones alone."""
    floors: list[list[str]] = []
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    while ready := sorted(sorter.get_ready()):
        floors.append([f"{name} -> {', '.join(sorted(graph.get(name, ()))) or '(nothing)'}" for name in ready])
        sorter.done(*ready)
    lines = [f"floor {number}: {line}" for number, floor in reversed([*enumerate(floors, 1)]) for line in floor]
    arrows = sum(map(len, graph.values()))
    return "\n".join([f"{len(graph)} rooms, {len(floors)} floors, {arrows} arrows", *lines])
