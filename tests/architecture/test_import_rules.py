"""Who may import whom: the rules of docs/ARCHITECTURE.md, held against every import of the workspace."""

from __future__ import annotations

import pytest

from tests.architecture.imports import PACKAGES, circle, drawn, module_graph, room_graph

CLIENTS = sorted(name for name in PACKAGES if name not in {"iotcentral", "iotcentral_generator", "iotcentral_testkit"})
PLANES = {"connector", "long_running", "management", "webhooks"}
FACES = {"aio", "cli"}
WORKFLOWS = {
    "commands",
    "configuration",
    "devices",
    "enrollment",
    "export",
    "fleet",
    "migration",
    "queries",
    "updates",
    "waiters",
}


def broken(importer: str, *forbidden: str) -> list[str]:
    """Return the imports of modules below `importer` that lead below something forbidden."""

    def below(module: str, name: str) -> bool:
        return module == name or module.startswith(f"{name}.")

    return [
        f"{module} imports {name}"
        for module, imported in module_graph().items()
        for name in sorted(imported)
        if below(module, importer) and any(below(name, each) for each in forbidden)
    ]


@pytest.mark.parametrize(
    ("importer", "forbidden"),
    [
        ("iotcentral", [*CLIENTS, "iotcentral_generator", "iotcentral_testkit"]),
        ("iotcentral_generator", [*CLIENTS, "iotcentral", "iotcentral_testkit"]),
        *((client, ["iotcentral_generator", "iotcentral_testkit", *(set(CLIENTS) - {client})]) for client in CLIENTS),
        ("iotcentral_testkit", ["iotcentral_generator"]),
        ("iotcentral_testkit.contract", ["iotcentral_testkit.emulator"]),
        ("iotcentral_testkit.emulator", ["iotcentral_testkit.contract", "iotcentral_testkit.strategies"]),
        ("iotcentral_testkit.openapi", ["iotcentral_testkit.contract", "iotcentral_testkit.emulator"]),
        ("iotcentral_testkit.strategies", ["iotcentral_testkit.contract", "iotcentral_testkit.emulator"]),
        ("iotcentral._core", [f"iotcentral.{room}" for room in sorted(PLANES | WORKFLOWS | FACES)]),
        *(
            (f"iotcentral.{plane}", [f"iotcentral.{room}" for room in sorted(WORKFLOWS | FACES)])
            for plane in sorted(PLANES)
        ),
        *(
            (f"iotcentral.{workflow}", [f"iotcentral.{face}" for face in sorted(FACES)])
            for workflow in sorted(WORKFLOWS)
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_import_rule_is_kept(importer: str, forbidden: list[str]) -> None:
    assert broken(importer, *forbidden) == []


def test_the_core_decides_without_its_faces() -> None:
    decisions = [
        module for module in module_graph() if module.startswith("iotcentral._core.") and module.count(".") == 2
    ]
    faces = ("iotcentral._core.aio", "iotcentral._core.sync")
    assert [
        f"{module} imports {name}"
        for module in decisions
        for name in module_graph()[module]
        if name.startswith(faces) and module not in {*faces, "iotcentral._core.clients"}
    ] == []


def test_no_module_of_the_workspace_imports_itself_by_way_of_others() -> None:
    assert circle(module_graph()) == []


@pytest.mark.parametrize(
    ("package", "most"),
    [
        ("iotcentral", 20),
        ("iotcentral_generator", None),
        ("iotcentral_testkit", None),
        ("iotcentral_testkit.emulator", None),
        ("iotcentral_testkit.contract", None),
    ],
)
def test_the_rooms_of_a_package_lie_on_floors(package: str, most: int | None) -> None:
    """The graph is printed: `pytest -rP tests/architecture`."""
    rooms = room_graph(module_graph(), package)
    assert circle(rooms) == []
    print(f"{package}: {drawn(rooms)}")
    assert most is None or len(rooms) <= most
