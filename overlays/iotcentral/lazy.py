"""Names that load their modules when they are first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy_exports", "lazy_module"]


def lazy_exports(package: str, modules: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and `__dir__` of a package.

    Args:
        package: the package's `__name__`.
        modules: exported name → module below the package that defines it.
    """

    def load(name: str) -> Any:
        module = modules.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)  # found without this function from now on
        return value

    return load, lambda: sorted(modules)


class _LazyModule:
    def __init__(self, name: str, package: str) -> None:
        self._name = name
        self._package = package

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name, self._package), name)
        setattr(self, name, value)  # found without this method from now on
        return value


def lazy_module(name: str, package: str) -> Any:
    """Return what stands for a module and loads it when one of its names is first used.

    Args:
        name: the module, relative to the package: `..operations.actions`.
        package: the `__package__` of whoever asks.
    """
    return _LazyModule(name, package)
