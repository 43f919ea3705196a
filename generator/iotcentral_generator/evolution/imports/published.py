"""Published documents, as they are read: Swagger 2.0, OpenAPI 3.0 or 3.1, in JSON or YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from ...document.nodes import Node
from ...load.core_schema import compose, plain_value
from ...problems import GenerationError, Position, Problem
from .linked_files import with_linked_files

__all__ = ["read_published"]


def read_published(file: Path) -> Node:
    """Return the content of a published document.

    Raises:
        GenerationError: the file cannot be read, or is no Swagger or OpenAPI document.
    """
    try:
        document = _content(file)
    except OSError as error:
        raise _error(f"the document cannot be read: {error}", file) from error
    if not isinstance(document, dict):
        raise _error("this is no Swagger or OpenAPI document; give the file of one", file)
    if isinstance(document.get("other"), dict):  # its sections taken apart, as collections of facts have them
        document = {**document["other"], **{key: value for key, value in document.items() if key != "other"}}
    version = str(document.get("swagger", document.get("openapi", "")))
    if not version.startswith(("2.", "3.")) or not isinstance(document.get("paths"), dict):
        message = "this is no Swagger 2.0 or OpenAPI 3 document with `paths`; give the file of one"
        raise _error(message, file)
    if "x-api-versions" in document:
        raise _error("this is an authored document already; `project` and `generate` read it", file)
    return with_linked_files(document, file, _content)


def _content(file: Path) -> Any:
    """Return the content of a file.

    Raises:
        OSError: it cannot be read.
        GenerationError: it is neither JSON nor YAML.
    """
    try:
        text = file.read_text(encoding="utf-8")
        return json.loads(text) if text.lstrip().startswith("{") else plain_value(compose(text))
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise _error(f"the document cannot be read: {' '.join(str(error).split())}", file) from error


def _error(message: str, file: Path) -> GenerationError:
    return GenerationError([Problem("S501", message, Position(file, 1))])
