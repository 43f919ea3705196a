"""Contract of an api-version, as it is compared: its document, and its names in Python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..document.nodes import Node
from ..document.operations import operations, written_parameters
from ..engine import parse
from ..lint import is_harmless, lint
from ..load import Spec, load_all
from ..load.reader import DocumentReader
from ..plan import plan
from ..problems import GenerationError, Position, Problem
from ..project import project
from .python_names.face import Face, python_face

__all__ = ["Contract", "ContractReader", "contract_of"]


@dataclass(frozen=True)
class Contract:
    """The contract of one api-version.

    Attributes:
        version: its name.
        document: its OpenAPI document.
        face: its names in Python, None if the document has none.
        note: the reason why it has none.
        spec: the authored document that it is projected from, if it is not a file.
        package: the import name of its package, if it is known.
        client: the class of its client, if it is known.
    """

    version: str
    document: Node = field(repr=False)
    face: Face | None = field(repr=False)
    note: str = ""
    spec: Spec | None = field(default=None, repr=False)
    package: str = ""
    client: str = ""


class ContractReader:
    """Reader of contracts: api-versions of a folder of documents, which is read when it is needed, or files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._specs: list[Spec] | None = None

    def read(self, name: str) -> Contract:
        """Return the contract of an api-version, or of a file.

        Raises:
            GenerationError: there is no such version, or the file cannot be used.
        """
        if name.endswith((".json", ".yaml", ".yml")):
            package, client = _package_of(Path(name))
            return replace(contract_of(_read(Path(name))), package=package, client=client)
        specs = self._read_specs()
        spec = next((spec for spec in specs if name in spec.versions), None)
        if spec is None:
            known = ", ".join(version for each in specs for version in each.versions)
            message = (
                f'"{name}" is not an api-version of {self._folder}, which has {known}; a file ends in .json or .yaml'
            )
            raise GenerationError([Problem("S110", message)])
        return contract_of(project(spec, name), spec, name)

    def _read_specs(self) -> list[Spec]:
        if self._specs is None:
            specs = load_all(self._folder)
            if not is_harmless(problems := lint(*specs)):
                raise GenerationError(problems)
            self._specs = specs
        return self._specs


def contract_of(document: Node, spec: Spec | None = None, version: str = "") -> Contract:
    """Return the contract that an OpenAPI document describes.

    Args:
        document: the document.
        spec: the authored document that it is projected from.
        version: its api-version; without it, that of its `info`.
    """
    version = version or str(document.get("info", {}).get("version", ""))
    own = spec.package.methods if spec else _own_resource(document)
    package = spec.package.name(version).replace("-", "_").replace(".", "_") if spec else ""
    client = spec.package.client if spec else ""
    try:
        complete = _completed(document)
        face = python_face(plan(parse(complete), version, own, client), complete)
    except GenerationError as error:
        return Contract(version, document, None, str(error.problems[0]), spec, package, client)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:  # a file is not linted
        note = f"the document cannot be planned ({type(error).__name__}: {error}); what is wrong with it, `lint` tells"
        return Contract(version, document, None, note, spec, package, client)
    return Contract(version, document, face, "", spec, package, client)


def _completed(document: Node) -> Node:
    """Return a document with what names in Python do not depend on, but planning reads: descriptions, components."""
    complete = deepcopy(document)
    complete.setdefault("components", {}).setdefault("schemas", {})
    for _, parameter in written_parameters(complete):
        parameter.setdefault("description", "")
        parameter.setdefault("schema", {})
    for name, described in _nodes(complete):
        described.setdefault("description", name)
    return complete


def _nodes(document: Node) -> Iterable[tuple[str, Node]]:
    """Iterate over what needs a description: operations and component schemas, each with its name."""
    yield from ((str(operation.get("operationId", "")), operation) for _, _, operation in operations(document))
    yield from document["components"]["schemas"].items()


def _own_resource(document: Node) -> str:
    """Return the resource of the operations whose ids name none; projections tag each operation with its resource."""
    for _, _, operation in operations(document):
        if "_" not in operation.get("operationId", "_"):
            return str((operation.get("tags") or [""])[0])
    return ""


def _read(file: Path) -> dict[str, Any]:
    """Read a projected OpenAPI document."""
    document = _content(file)
    if "swagger" in document or not str(document.get("openapi", "")).startswith("3."):
        raise GenerationError([_problem(file, "this is not an OpenAPI 3 document; import it, and compare its version")])
    if "x-api-versions" in document:
        raise GenerationError(
            [_problem(file, "this is an authored document; name its versions, and its folder by --spec")]
        )
    if not isinstance(document.get("paths"), dict):
        raise GenerationError([_problem(file, "the document has no `paths`; give a document of `project`")])
    return document


def _package_of(file: Path) -> tuple[str, str]:
    """Return the import name and the class of the client of the package in which a document lies, "" if in none."""
    client = file.absolute().parent / "client.py"
    if not client.exists() or not client.with_name("__init__.py").exists():
        return "", ""
    classes = re.findall(r"^class (?!Async)(\w+)\(", client.read_text(encoding="utf-8"), re.MULTILINE)
    return (client.parent.name, classes[0]) if classes else ("", "")


def _content(file: Path) -> dict[str, Any]:
    if file.suffix != ".json":
        reader = DocumentReader()
        content = reader.read(file, "a document")
        if reader.problems:
            raise GenerationError(reader.problems)
        return content
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationError([_problem(file, f"a document cannot be read: {error}")]) from error
    except json.JSONDecodeError as error:
        raise GenerationError([_problem(file, f"this is not valid JSON: {error.msg}", error.lineno)]) from error
    if not isinstance(content, dict):
        raise GenerationError([_problem(file, "a document is an object")])
    return content


def _problem(file: Path, message: str, line: int = 1) -> Problem:
    return Problem("S190", message, Position(file, line))
