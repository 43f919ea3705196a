"""Tests of the emulator's rooms: each imports only rooms below it, and no modules import each other in a circle."""

from __future__ import annotations

import re
from pathlib import Path

from iotcentral_testkit import emulator

from tests.architecture.imports import circle, module_graph

ROOT = Path(str(emulator.__file__)).parent
PACKAGE = "iotcentral_testkit.emulator."


def modules() -> dict[str, set[str]]:
    """Return module → the modules of the emulator that it imports, for types too, by their names below the package."""

    def known(name: str) -> bool:
        path = name.removeprefix(PACKAGE).replace(".", "/")
        return name.startswith(PACKAGE) and (ROOT / f"{path}.py").exists()

    return {
        module.removeprefix(PACKAGE): {name.removeprefix(PACKAGE) for name in imported if known(name)}
        for module, imported in module_graph().items()
        if known(module)
    }


def test_rooms_import_only_rooms_before_them_in_the_list() -> None:
    order = re.findall(r"^    (\w+)  ", emulator.__doc__ or "", re.MULTILINE)
    assert set(order) == {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
    wrong = [
        f"{module} imports {other}"
        for module, others in modules().items()
        for other in others
        if "." in module and ("." not in other or order.index(other.split(".")[0]) > order.index(module.split(".")[0]))
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(modules()) == []
