"""Loading of documents: a root, its parts, and the document that carries its operations out."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

from ..problems import GenerationError, Problem
from .foreign import foreign_document, problem_of_folder
from .reader import DocumentReader
from .spec import CarrierLink, Spec

__all__ = ["find_roots", "load", "load_all"]

_CARRIER_FIELDS = ("document", "api-version", "host", "prefix")


def find_roots(folder: Path) -> list[Path]:
    """Return the root documents under `folder`: `openapi.yaml`, there or one folder deeper.

    Raises:
        GenerationError: there is none; the problem says what is there instead.
    """
    roots = sorted([*folder.glob("openapi.yaml"), *folder.glob("*/openapi.yaml")])
    if not roots:
        raise GenerationError([problem_of_folder(folder)])
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
    if problems := [*problems, *_shared_distributions(specs)]:
        raise GenerationError(problems)
    return specs


def _shared_distributions(specs: list[Spec]) -> Iterator[Problem]:
    """Find the distributions that several versions or documents would write."""
    first = dict[str, Spec]()
    for spec in specs:
        for name in [spec.package.name(version) for version in spec.versions]:
            other = first.setdefault(name, spec)
            if other is not spec or len(spec.versions) > len({spec.package.name(v) for v in spec.versions}):
                message = (
                    f'two packages would be called "{name}" (here and in {other.root}); write {{api-version}} into '
                )
                yield Problem(
                    "S007",
                    f"{message}`distribution` of x-package, or another name",
                    spec.position(("x-package", "distribution")),
                )


def load(root: Path, known: dict[Path, Spec] | None = None, carried: tuple[Path, ...] = ()) -> Spec:
    """Load a root and its parts, and the document that carries its operations out, if it names one.

    Args:
        root: the file of the root.
        known: documents that are loaded already, by their roots; what is loaded is added.
        carried: the roots of the documents whose operations this one carries out.

    Raises:
        GenerationError: a file cannot be read, is not valid YAML, or does not have the form of a root or a part.
    """
    known = {} if known is None else known
    if (found := known.get(root.resolve())) is not None:
        return found
    reader = DocumentReader(carried)
    document = reader.read(root, "a document")
    if reader.problems and not document:
        raise GenerationError(reader.problems)  # else every setting would be reported as missing
    if foreign := foreign_document(document, root):
        raise GenerationError([foreign])
    package = reader.package(document, root)
    lines = reader.lines(document, root)
    reader.check_releases(package, lines, root)
    revised = reader.strings(document, "x-revised", root, required=False)
    for name in reader.strings(document, "x-parts", root, required=False):
        part = root.parent / name
        reader.merge(document, reader.read(part, "a part", reader.position("x-parts", root)), part)
    carrier = reader.texts(document, "x-carrier", _CARRIER_FIELDS, root) if "x-carrier" in document else None
    if reader.problems:
        raise GenerationError(reader.problems)
    link = _carrier_link(reader, root, carrier, known) if carrier is not None else None
    for key in ("x-api-versions", "x-carrier", "x-package", "x-parts", "x-revised"):
        document.pop(key, None)
    spec = Spec(root, document, lines, package, reader.positions, link, tuple(revised))
    return known.setdefault(root.resolve(), spec)


def _carrier_link(reader: DocumentReader, root: Path, carrier: dict[str, str], known: dict[Path, Spec]) -> CarrierLink:
    """Load the document that carries the operations of another one out."""
    file, position = Path(normpath(root.parent / carrier["document"])), reader.position("x-carrier", root)
    if file.resolve() in {root.resolve(), *reader.carried}:
        message = f'x-carrier: "{carrier["document"]}" is carried out by this document; name another one'
        raise GenerationError([Problem("S005", message, position)])
    other = load(file, known, (*reader.carried, root.resolve()))
    if carrier["api-version"] not in other.versions:
        message = f'x-carrier: "{carrier["api-version"]}" is not an api-version of {other.root}; write one of '
        raise GenerationError([Problem("S005", message + ", ".join(other.versions), position)])
    return CarrierLink(other, carrier["api-version"], carrier["host"], carrier["prefix"])
