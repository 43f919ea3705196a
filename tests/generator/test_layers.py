"""Import rules of the generator: each layer imports only from those below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import iotcentral_generator

ROOT = Path(iotcentral_generator.__file__).parent

LAYERS = (
    {"problems", "document", "file_trees"},
    {"load"},
    {"project"},
    {"lint"},
    {"engine"},
    {"plan"},
    {"render"},
    {"format", "publish", "verify", "manifest", "export", "evolution"},
    {"pipeline"},
    {"cli"},
    {"__main__"},
)
"""From the lowest to the highest; members of one layer do not import each other."""

RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def imported(file: Path) -> Iterator[str]:
    """Return the modules and packages at the top of the generator that a file imports."""
    place = file.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            whole = (*place[: len(place) - node.level], *(node.module or "").split("."))
            names = [part for part in whole if part]
            yield from [names[0]] if names else [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom | ast.Import):
            text = ast.unparse(node)
            assert "iotcentral" not in text, f"{file.name} imports from the workspace: {text}"


def edges() -> set[tuple[str, str]]:
    """Return which module or package at the top of the generator imports which other."""
    found = set()
    for file in ROOT.rglob("*.py"):
        importer = file.relative_to(ROOT).with_suffix("").parts[0]
        found |= {(importer, name) for name in imported(file) if name != importer}
    return found


def test_every_module_has_a_layer() -> None:
    tops = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert tops - {"__init__"} == RANKS.keys()


def test_no_layer_imports_from_its_own_or_a_higher_one() -> None:
    assert not {(a, b) for a, b in edges() if RANKS[a] <= RANKS[b]}


def test_verification_shares_no_code_with_the_stages_that_it_checks() -> None:
    assert {b for a, b in edges() if a == "verify"} == {"document", "problems"}
