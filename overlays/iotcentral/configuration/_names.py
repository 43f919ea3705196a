"""Names in files: `${secret:NAME}` for what a file does not hold, `${var:NAME}` for what differs from stage to stage.

A text that has such a form by itself is kept apart by a second dollar sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .._core.json_kinds import is_array, is_object

__all__ = ["escaped", "is_secret", "named_secrets", "replaced", "secret", "without_names"]

_NAME = re.compile(r"(\$+)\{(secret|var):([^{}]*)\}")
_OPENING = re.compile(r"(\$+)(?=\{(?:secret|var):[^{}]*\})")
_ONLY_SECRET = re.compile(r"\$\{secret:[^{}]*\}")

Lookup = Callable[[str, str], Any]
"""Function that returns what stands for a name: it takes `secret` or `var`, and the name."""


def secret(name: str) -> str:
    """Return what stands for a secret in a file."""
    return f"${{secret:{re.sub('[{}]', '_', name)}}}"


def is_secret(value: Any) -> bool:
    """Return whether a value of a file is the name of a secret."""
    return isinstance(value, str) and _ONLY_SECRET.fullmatch(value) is not None


def escaped(text: str) -> str:
    """Return a text so that nothing in it is taken for a name."""
    return _OPENING.sub(lambda found: found[1] * 2, text) if "${" in text else text


def replaced(value: Any, lookup: Lookup) -> Any:
    """Return a value with what stands for the names in it.

    Args:
        value: JSON values.
        lookup: returns what stands for a name; a text that is nothing but a name becomes that, of any type.
    """
    if isinstance(value, str):
        return _replaced_text(value, lookup)
    if is_object(value):
        return {key: replaced(item, lookup) for key, item in value.items()}
    if is_array(value):
        return [replaced(item, lookup) for item in value]
    return value


def _replaced_text(text: str, lookup: Lookup) -> Any:
    only = _NAME.fullmatch(text)
    if only is not None and len(only[1]) == 1:
        return lookup(only[2], only[3])

    def one(found: re.Match[str]) -> str:
        dollars = len(found[1])
        value = lookup(found[2], found[3]) if dollars % 2 else f"{{{found[2]}:{found[3]}}}"
        return f"{'$' * (dollars // 2)}{value}"

    return _NAME.sub(one, text)


def named_secrets(value: Any) -> tuple[str, ...]:
    """Return the names of the secrets in a value, each once."""
    names: dict[str, None] = {}

    def note(kind: str, name: str) -> str:
        if kind == "secret":
            names[name] = None
        return ""

    replaced(value, note)
    return tuple(names)


def without_names(value: Any, values: Mapping[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """Return a value with its variables replaced, and the names of those that have no value.

    Args:
        value: JSON values; the names of secrets stay in them.
        values: name → value.
    """
    missing: dict[str, None] = {}

    def of_variable(kind: str, name: str) -> Any:
        if kind == "secret":
            return f"${{secret:{name}}}"
        if name not in values:
            missing[name] = None
        return values.get(name)

    return _kept(value, of_variable), tuple(missing)


def _kept(value: Any, lookup: Lookup) -> Any:
    """Replace as `replaced` does, but keep the dollar signs of what is not a name, since secrets are still to be replaced."""
    if isinstance(value, str):
        only = _NAME.fullmatch(value)
        if only is not None and len(only[1]) == 1:
            return lookup(only[2], only[3])
        return _NAME.sub(
            lambda found: (
                f"{found[1][:-1]}{lookup(found[2], found[3])}" if len(found[1]) % 2 and found[2] == "var" else found[0]
            ),
            value,
        )
    if is_object(value):
        return {key: _kept(item, lookup) for key, item in value.items()}
    if is_array(value):
        return [_kept(item, lookup) for item in value]
    return value
