"""Tests of the emulator's rooms: each imports only rooms below it, and no modules import each other in a circle."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

from iotcentral_testkit import emulator

ROOT = Path(str(emulator.__file__)).parent
PACKAGE = "iotcentral_testkit.emulator"


def imported(file: Path) -> set[str]:
    """Return the modules of the emulator that a module imports, for types too, as dotted names below the package."""
    package = [PACKAGE, *file.relative_to(ROOT).parts[:-1]]
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join(package).split(".")
            target = ".".join([*base[: len(base) - node.level + 1], *([node.module] if node.module else [])])
            found |= {f"{target}.{name.name}" for name in node.names} | {target}
    known = {name.removeprefix(f"{PACKAGE}.") for name in found if name.startswith(f"{PACKAGE}.")}
    return {name for name in known if (ROOT / f"{name.replace('.', '/')}.py").exists()}


MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts): imported(file)
    for file in ROOT.rglob("*.py")
    if file.name != "__init__.py"
}


def test_rooms_import_only_rooms_before_them_in_the_list() -> None:
    order = re.findall(r"^    (\w+)  ", emulator.__doc__ or "", re.MULTILINE)
    assert set(order) == {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
    wrong = [
        f"{module} imports {other}"
        for module, others in MODULES.items()
        for other in others
        if "." in module and ("." not in other or order.index(other.split(".")[0]) > order.index(module.split(".")[0]))
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert len(list(TopologicalSorter(MODULES).static_order())) == len(MODULES)
