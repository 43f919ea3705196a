"""Loading of documents: a root, its parts, and the document that carries its operations out."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path

from ..problems import GenerationError, Problem
from .reader import DocumentReader
from .spec import CarrierLink, Spec

__all__ = ["find_roots", "load", "load_all"]

_CARRIER_FIELDS = ("document", "api-version", "host", "prefix")


def find_roots(folder: Path) -> list[Path]:
    """Return the root documents under `folder`: `openapi.yaml`, there or one folder deeper.

    Raises:
        GenerationError: there is none.
    """
    roots = sorted([*folder.glob("openapi.yaml"), *folder.glob("*/openapi.yaml")])
    if not roots:
        raise GenerationError([Problem("S001", f"there is no openapi.yaml in {folder}; give the folder of the spec")])
    return roots


def load_all(folder: Path) -> list[Spec]:
    """Load every document under `folder`.

    Raises:
        GenerationError: documents cannot be used; it holds the problems of all of them.
    """
    specs, problems, known = [], [], dict[Path, Spec]()
    for root in find_roots(folder):
        try:
            specs.append(load(root, known))
        except GenerationError as error:
            problems += error.problems
    if problems:
        raise GenerationError(problems)
    return specs


def load(root: Path, known: dict[Path, Spec] | None = None) -> Spec:
    """Load a root and its parts, and the document that carries its operations out, if it names one.

    Args:
        root: the file of the root.
        known: documents that are loaded already, by their roots; what is loaded is added.

    Raises:
        GenerationError: a file cannot be read, is not valid YAML, or does not have the form of a root or a part.
    """
    known = {} if known is None else known
    if (found := known.get(root.resolve())) is not None:
        return found
    reader = DocumentReader()
    document = reader.read(root, "a document")
    if reader.problems and not document:
        raise GenerationError(reader.problems)  # else every setting would be reported as missing
    package = reader.package(document, root)
    lines = reader.lines(document, root)
    revised = reader.strings(document, "x-revised", root, required=False)
    for name in reader.strings(document, "x-parts", root, required=False):
        part = root.parent / name
        reader.merge(document, reader.read(part, "a part"), part)
    carrier = reader.texts(document, "x-carrier", _CARRIER_FIELDS, root) if "x-carrier" in document else None
    if reader.problems:
        raise GenerationError(reader.problems)
    link = None
    if carrier is not None:
        other = load(Path(normpath(root.parent / carrier["document"])), known)
        link = CarrierLink(other, carrier["api-version"], carrier["host"], carrier["prefix"])
    for key in ("x-api-versions", "x-carrier", "x-package", "x-parts", "x-revised"):
        document.pop(key, None)
    spec = Spec(root, document, lines, package, reader.positions, link, tuple(revised))
    return known.setdefault(root.resolve(), spec)
