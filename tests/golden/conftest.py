"""Fixtures that make the golden packages importable."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from . import EXPECTED

PACKAGES = ("library_v1_0", "library_v2_0", "library_desk1", "library_archive1")


@pytest.fixture(scope="session")
def packages() -> Iterator[dict[str, ModuleType]]:
    """Return the golden packages by their import names."""
    with pytest.MonkeyPatch.context() as patch:
        for folder in sorted(EXPECTED.glob("library-*")):
            patch.syspath_prepend(str(folder))
        yield {name: import_module(name) for name in PACKAGES}


@pytest.fixture(scope="session")
def library(packages: dict[str, ModuleType]) -> ModuleType:
    """Return the package of the newest api-version."""
    return packages["library_v2_0"]


@pytest.fixture(scope="session")
def old_library(packages: dict[str, ModuleType]) -> ModuleType:
    """Return the package of the first api-version."""
    return packages["library_v1_0"]
