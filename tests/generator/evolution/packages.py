"""Packages of projected documents, for the tests that need them on disk."""

from __future__ import annotations

from pathlib import Path

from iotcentral_generator.engine import parse
from iotcentral_generator.evolution.contracts import Contract
from iotcentral_generator.load import PackageSettings
from iotcentral_generator.plan import plan
from iotcentral_generator.render import render

__all__ = ["write_package"]

SETTINGS = PackageSettings("shop-{api-version}", "0.1.0", "Shop", "A shop", "print()")


def write_package(folder: Path, contract: Contract, version: str) -> None:
    """Write the package `shop_VERSION` of a contract."""
    parsed = parse(contract.document)
    for path, text in render(plan(parsed, version), SETTINGS, parsed, contract.document, {}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
