"""Foreign documents: published OpenAPI and Swagger documents, which have to be imported before packages can be made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..problems import Position, Problem
from .core_schema import compose, scalar

__all__ = ["ROOT_MARKS", "foreign_document", "problem_of_folder"]

ROOT_MARKS = ("x-api-versions", "x-package")
"""The settings of a root that only authored documents have."""

_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


def foreign_document(document: Mapping[str, Any], file: Path) -> Problem | None:
    """Return the problem of a root that is a published document, None if it is an authored one, or no document."""
    kind = _kind(document)
    if kind is None or any(mark in document for mark in ROOT_MARKS):
        return None
    info = document.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    name = version if isinstance(version, str) and re.fullmatch(r"[\w.-]+", version) else "V"
    message = f"this is {kind}, not an authored one, which names its versions and its package ({', '.join(ROOT_MARKS)})"
    return Problem("S006", f"{message}; run `iotcentral-generator import {file} --as {name}`", Position(file, 1))


def problem_of_folder(folder: Path) -> Problem:
    """Return the problem of a folder, or of what was given as one, without a root."""
    if folder.is_file():
        found = _problem_of_file(folder)
        if found is None:
            return Problem("S001", f"{folder} is a file that holds no document; give the folder of the spec, by --spec")
        return found
    files = sorted(each for each in folder.glob("*") if each.suffix.lower() in _SUFFIXES and each.is_file())
    for file in files:
        if problem := _problem_of_file(file):
            return problem
    return Problem("S001", f"there is no openapi.yaml in {folder}; give the folder of the spec, by --spec")


def _problem_of_file(file: Path) -> Problem | None:
    """Return the problem of a document that lies where, or is named as, no root is."""
    content = _fields(file)
    if problem := foreign_document(content, file):
        return problem
    if _kind(content) is None:
        return None
    if file.name == "openapi.yaml":
        return Problem("S001", f"this is a root; give its folder, {file.parent}", Position(file, 1))
    return Problem("S001", "this is a root; call it openapi.yaml, and give its folder", Position(file, 1))


def _kind(document: Mapping[str, Any]) -> str | None:
    """Return what a document is, by the field that names its format."""
    for field, name in (("swagger", "a Swagger"), ("openapi", "an OpenAPI")):
        if field in document:
            return (
                f"{name} {document[field]} document" if isinstance(document[field], str | float) else f"{name} document"
            )
    return None


def _fields(file: Path) -> dict[str, Any]:
    """Return the texts at the top of a document and in its `info`, {} of a file that is none."""
    try:
        node = compose(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}
    return _texts(node, depth=2)


def _texts(node: yaml.Node | None, depth: int) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode) or not depth:
        return {}
    return {
        str(name.value): scalar(value) if isinstance(value, yaml.ScalarNode) else _texts(value, depth - 1)
        for name, value in node.value
    }
