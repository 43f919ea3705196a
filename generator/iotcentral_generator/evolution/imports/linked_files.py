"""Files to which a published document refers: what it uses of them becomes part of it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ...document.nodes import Node
from ...problems import GenerationError, Position, Problem
from .schemas import pascal

__all__ = ["with_linked_files"]

_SECTIONS = {
    "definitions": ("definitions",),
    "parameters": ("parameters",),
    "responses": ("responses",),
}
_COMPONENTS = ("schemas", "parameters", "responses", "requestBodies", "headers")
_NO_REFERENCES = frozenset({"x-ms-examples", "example", "examples", "default", "enum", "const"})

Read = Callable[[Path], Any]
"""A function that returns the content of a file; it raises OSError where there is none."""


def with_linked_files(document: Node, file: Path, read: Read) -> Node:
    """Return a document that holds what it uses of other files, as components of its own.

    A schema of a file that is not there keeps its reference, which the import reports.

    Args:
        document: the document, which is changed.
        file: its file, to whose folder references are relative.
        read: reads another file.

    Raises:
        GenerationError: parameters, responses or paths of files that are not there, each named.
    """
    return _Linking(document, Path(normpath(file.absolute())), read).linked(file)


class _Linking:
    def __init__(self, document: Node, file: Path, read: Read) -> None:
        self._document = document
        self._file = file
        self._read = read
        self._contents: dict[Path, Any] = {file: document}
        self._names: dict[tuple[Path, str], str] = {}
        self._missing: dict[str, Path] = {}
        self._is_swagger = "swagger" in document

    def linked(self, file: Path) -> Node:
        self._visit(self._document, self._file, is_schema=False)
        if self._missing:
            raise GenerationError(
                [
                    Problem("S501", f"`{reference}` is in {path}, which is not there; put it there", Position(file, 1))
                    for reference, path in self._missing.items()
                ]
            )
        return self._document

    def _visit(self, node: Any, base: Path, *, is_schema: bool) -> None:
        """Let the references of a node, which was written in a file, lead into the document."""
        if isinstance(node, list):
            for item in node:
                self._visit(item, base, is_schema=is_schema)
        if not isinstance(node, dict):
            return
        reference = node.get("$ref")
        if isinstance(reference, str) and (base != self._file or not reference.startswith("#")):
            node["$ref"] = self._internal(reference, base, is_schema=is_schema)
        for word, value in list(node.items()):
            if word not in _NO_REFERENCES or (is_schema and word not in {"default", "enum", "const", "example"}):
                inner = is_schema or word in {"schema", "definitions", "schemas"}
                self._visit(value, base, is_schema=inner and word not in {"parameters", "responses"})

    def _internal(self, reference: str, base: Path, *, is_schema: bool) -> str:
        """Return the reference within the document to what a reference of a file leads to."""
        name, _, fragment = reference.partition("#")
        path = Path(normpath(base.parent / unquote(name))) if name else base
        if path == self._file:
            return f"#{fragment}"
        if (path, fragment) in self._names:
            return self._names[path, fragment]
        node = None if "://" in name else self._node(path, fragment)
        if not isinstance(node, dict):
            if not is_schema:
                self._missing[reference] = path
            return reference
        parts = [part for part in fragment.split("/") if part]
        kind = parts[-2] if len(parts) > 1 else ""
        section = self._section(kind, is_schema=is_schema)
        target: Node = self._document
        for part in section:
            target = target.setdefault(part, {})
        copy = deepcopy(node)
        wanted = unquote(parts[-1]) if parts else pascal(path.stem)
        own = self._free(target, wanted, pascal(path.stem))
        self._names[path, fragment] = f"#/{'/'.join(section)}/{own}"
        target[own] = copy
        self._visit(copy, path, is_schema=section[-1] in {"definitions", "schemas"})
        return self._names[path, fragment]

    def _node(self, path: Path, fragment: str) -> Any:
        if path not in self._contents:
            try:
                self._contents[path] = self._read(path)
            except OSError:
                self._contents[path] = None
        node = self._contents[path]
        for part in fragment.split("/")[1:]:
            part = unquote(part).replace("~1", "/").replace("~0", "~")
            node = node.get(part) if isinstance(node, dict) else None
        return node

    def _section(self, kind: str, *, is_schema: bool) -> tuple[str, ...]:
        if self._is_swagger:
            return _SECTIONS.get(kind, ("definitions",) if is_schema else ("parameters",))
        return ("components", kind if kind in _COMPONENTS else "schemas" if is_schema else "parameters")

    def _free(self, target: Node, wanted: str, prefix: str) -> str:
        """Return a name that no other component has."""
        name, number = wanted, 1
        while name in target:
            name = f"{prefix}{wanted}" if number == 1 else f"{prefix}{wanted}{number}"
            number += 1
        return name
