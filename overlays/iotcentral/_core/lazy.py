"""Names that load their modules when they are first used (PEP 562)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["exports_of_stub", "lazy_exports", "lazy_module"]


def lazy_exports(package: str, modules: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a package.

    Args:
        package: the package's `__name__`.
        modules: exported name → module below the package that defines it; `module:name` if it is called otherwise there.
    """

    def load(name: str) -> Any:
        place = modules.get(name)
        if place is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _, other = place.partition(":")
        value = getattr(import_module(f"{package}.{module}"), other or name)
        setattr(sys.modules[package], name, value)  # found without this function from now on
        return value

    return load, lambda: sorted(modules)


def exports_of_stub(
    package: str, file: str, advise: Callable[[str, str], None] | None = None
) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__all__`, `__getattr__` and `__dir__` of a package whose stub says what it exports.

    So the names stand once, in a form that type checkers read. `lazy_exports` is for packages whose names are generated.

    Args:
        package: the package's `__name__`.
        file: its `__file__`; the stub lies beside it and holds nothing but relative imports.
        advise: called with the package and a name that it does not have; may raise an error that says more.
    """
    stub = ast.parse(Path(file).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = [node for node in stub.body if isinstance(node, ast.ImportFrom)]
    modules = {name.name: str(node.module) for node in imports for name in node.names}
    load, names = lazy_exports(package, modules)

    def load_or_advise(name: str) -> Any:
        if advise is not None and name not in modules:
            advise(package, name)
        return load(name)

    return names(), load_or_advise, names


class _LazyModule:
    def __init__(self, name: str, package: str) -> None:
        self._name = name
        self._package = package

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name, self._package), name)
        setattr(self, name, value)  # found without this method from now on
        return value


def lazy_module(name: str, package: str) -> Any:
    """Return a proxy of a module, which loads it when one of its names is first used.

    Args:
        name: the module, relative to the package: `..operations.actions`.
        package: the `__package__` of the importing module.
    """
    return _LazyModule(name, package)
