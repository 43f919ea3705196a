"""Comparison of a document with the package that was written for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..document.nodes import Key, Node
from ..problems import GenerationError, Position, Problem
from .document_names import names_in_document
from .package_names import names_in_package

__all__ = ["Locate", "verify"]

Locate = Callable[[Key], Position | None]
"""A function that returns where the node of the document with a key is authored."""


def verify(
    document: Node, package: Path, locate: Locate = lambda _: None, classes: Mapping[Key, str] = MappingProxyType({})
) -> dict[str, set[str]]:
    """Compare a projected document with the package written for it; return what both have, by kind.

    Args:
        document: the projected document.
        package: the folder of the package.
        locate: returns where a node of the document is authored.
        classes: key of a schema → its class in its module, where that is not called as the schema is.

    Raises:
        GenerationError: something is in one of them only.
    """
    expected, written = names_in_document(document, classes), names_in_package(package)
    problems = []
    for kind, names in expected.items():
        for name in sorted(names.keys() - written[kind]):
            message = f"{kind}: {name} of the document is not in {package.name}; this is a fault of the generator"
            problems.append(Problem("S401", message, locate(names[name])))
        for name in sorted(written[kind] - names.keys()):
            message = f"{kind}: {name} of {package.name} is not in the document; this is a fault of the generator"
            problems.append(Problem("S402", message, locate(())))
    if problems:
        raise GenerationError(problems)
    return written
