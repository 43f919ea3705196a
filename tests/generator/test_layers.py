"""Import rules of the generator: each layer imports only from those below it."""

from __future__ import annotations

from pathlib import Path

import iotcentral_generator

from tests.architecture.imports import module_graph, room_graph

ROOT = Path(iotcentral_generator.__file__).parent

LAYERS = (
    {"problems", "document", "file_trees"},
    {"load"},
    {"project"},
    {"lint"},
    {"engine"},
    {"plan"},
    {"render"},
    {"format", "publish", "verify", "manifest", "export"},
    {"pipeline"},
    {"evolution"},
    {"cli"},
    {"__main__"},
)
"""From the lowest to the highest; members of one layer do not import each other."""

RANKS = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


GENERATOR = iotcentral_generator.__name__


def edges() -> set[tuple[str, str]]:
    """Return which module or package at the top of the generator imports which other."""
    return {(importer, name) for importer, names in room_graph(module_graph(), GENERATOR).items() for name in names}


def test_nothing_of_the_workspace_is_imported_but_the_generator() -> None:
    for module, imported in module_graph().items():
        if module.startswith(GENERATOR):
            assert {name for name in imported if not name.startswith(GENERATOR)} == set(), module


def test_every_module_has_a_layer() -> None:
    tops = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert tops - {"__init__"} == RANKS.keys()


def test_no_layer_imports_from_its_own_or_a_higher_one() -> None:
    assert not {(a, b) for a, b in edges() if RANKS[a] <= RANKS[b]}


def test_verification_shares_no_code_with_the_stages_that_it_checks() -> None:
    assert {b for a, b in edges() if a == "verify"} == {"document", "problems"}
