"""Fixtures that make the package of the zoo importable."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from . import EXPECTED


@pytest.fixture(scope="session")
def zoo() -> Iterator[ModuleType]:
    """Return the package of the zoo."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXPECTED / "zoo"))
        yield import_module("zoo")


@pytest.fixture(scope="session")
def models(zoo: ModuleType) -> ModuleType:
    """Return the models of the zoo."""
    return import_module(f"{zoo.__name__}.models")
