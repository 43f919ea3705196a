"""Environment of the templates: the engine's own, with the project's templates and filters."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from jinja2 import BytecodeCache, Environment, StrictUndefined
from jinja2.bccache import Bucket
from openapi_python_client import Project

from ..engine import ParsedDocument, engine_config
from ..plan.operation_plan import helper
from ..plan.python_types import PythonType
from ..plan.source import literal
from ..plan.wording import first_sentence
from .docstrings import escape, paragraph

__all__ = ["template_environment"]

_TEXTS = re.compile(r'("(?:[^"\\]|\\.)*")')
_TEMPLATES = Path(__file__).parents[1] / "templates"


def template_environment(parsed: ParsedDocument, classes: Mapping[str, str]) -> Environment:
    """Return the template environment of one package.

    Args:
        parsed: the document; the engine's environment depends on it.
        classes: the names of the classes of the models in their modules → those in `models`, which filters write.
    """
    env = Project(openapi=parsed.data, config=engine_config(), custom_template_path=_TEMPLATES).env
    env.undefined = StrictUndefined
    env.bytecode_cache = _COMPILED
    longest_first = sorted(map(re.escape, classes), key=len, reverse=True)
    known = _Qualifier(re.compile(rf"(?<![\w.])({'|'.join(longest_first) or '(?!)'})\b"), classes)
    env.filters |= {
        "code": lambda text: f"`{text}`",
        "decoder_thunk": lambda python_type: _thunk(python_type, known),
        "docstring": escape,
        "helper": helper,
        "first_sentence": first_sentence,
        "lines": lambda text: text.strip("\n"),
        "literal": literal,
        "json": lambda value: json.dumps(value, ensure_ascii=False),
        "paragraph": paragraph,
        "qualified": lambda python_type: known(python_type.annotation),
        "visible": _visible,
        "set_literal": lambda keys: "{" + ", ".join(map(literal, keys)) + "}",
    }
    return env


class _CompiledTemplates(BytecodeCache):
    """Compiled templates of this process: compiling them takes half the time of a small package."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template whose text is unchanged, if it is known."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledTemplates()


def _visible(annotation: str, hidden: Collection[str]) -> str:
    """Return an annotation with the built-in names as they are written in a class that hides them."""
    if not hidden:
        return annotation
    pattern = re.compile(rf"(?<![\w.])({'|'.join(sorted(hidden))})\b(?!: )")
    parts = _TEXTS.split(annotation)  # texts, such as those of `Literal`, are at the odd places
    return "".join(part if index % 2 else pattern.sub(r"builtins.\1", part) for index, part in enumerate(parts))


class _Qualifier(NamedTuple):
    """Writes the classes in an expression as `models.Name`."""

    pattern: re.Pattern[str]
    public: Mapping[str, str]

    def __call__(self, expression: str) -> str:
        return self.pattern.sub(lambda found: f"models.{self.public[found[1]]}", expression)


def _thunk(python_type: PythonType | None, qualified: _Qualifier) -> str:
    """Return the expression that loads the decoder of a response body."""
    if python_type is None or python_type.content:
        return python_type.decoder if python_type else "None"
    return f"lambda: {qualified(python_type.decoder)}"
