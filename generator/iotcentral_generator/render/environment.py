"""Environment of the templates: the engine's own, with the project's templates and filters."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from openapi_python_client import Project

from ..engine import ParsedDocument, engine_config
from ..plan.python_types import PythonType
from ..plan.wording import first_sentence
from .docstrings import escape, paragraph

__all__ = ["template_environment"]

_TEMPLATES = Path(__file__).parents[1] / "templates"


def template_environment(parsed: ParsedDocument, classes: set[str]) -> Environment:
    """Return the template environment of one package.

    Args:
        parsed: the document; the engine's environment depends on it.
        classes: the names of the models and enumerations, which filters write as `models.Name`.
    """
    env = Project(openapi=parsed.data, config=engine_config(), custom_template_path=_TEMPLATES).env
    env.undefined = StrictUndefined
    known = re.compile(rf"\b({'|'.join(sorted(classes, key=len, reverse=True)) or '(?!)'})\b")
    env.filters |= {
        "code": lambda text: f"`{text}`",
        "decoder_thunk": lambda python_type: _thunk(python_type, known),
        "docstring": escape,
        "first_sentence": first_sentence,
        "lines": lambda text: text.strip("\n"),
        "literal": lambda value: json.dumps(value, ensure_ascii=False),
        "paragraph": paragraph,
        "qualified": lambda python_type: _qualified(python_type.annotation, known),
        "set_literal": lambda keys: "{" + ", ".join(json.dumps(key, ensure_ascii=False) for key in keys) + "}",
    }
    return env


def _thunk(python_type: PythonType | None, known: re.Pattern[str]) -> str:
    """Return the expression that loads the decoder of a response body."""
    if python_type is None or python_type.content:
        return python_type.decoder if python_type else "None"
    return f"lambda: {_qualified(python_type.decoder, known)}"


def _qualified(expression: str, known: re.Pattern[str]) -> str:
    """Write the models in an expression as `models.Name`."""
    return known.sub(r"models.\1", expression)
