"""Rules on single schemas (S114, S115)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..document.nodes import Key, Schema
from ..load import Spec
from ..problems import Problem
from .traversal import is_property, schema_name, schemas

__all__ = ["inexpressible_schemas", "looks_secret", "secrets"]

_SECRET_NAME = re.compile(
    r"secret|password|passphrase|connectionstring|token$|(primary|secondary|shared|access|account)key$", re.I
)


def secrets(spec: Spec) -> Iterator[Problem]:
    """S114: an unmarked secret is shown by `repr` and in logs."""
    for key, schema in schemas(spec.document):
        if is_property(key) and looks_secret(str(key[-1]), schema):
            message = f"{schema_name(key)}.{key[-1]} looks like a secret; mark it `x-secret: true` "
            message += "(or `x-secret: false` if it is not one)"
            yield Problem("S114", message, spec.position(key))


def looks_secret(name: str, schema: Schema) -> bool:
    """Return whether the name of a member tells that it is a secret, but no mark says whether it is."""
    kinds = schema.get("type")
    text = "string" in (kinds if isinstance(kinds, list) else [kinds])
    marked = "x-secret" in schema or schema.get("format") == "password"
    return text and not marked and bool(_SECRET_NAME.search(name))


def inexpressible_schemas(spec: Spec) -> Iterator[Problem]:
    """S115: a schema without a Python type is refused, not approximated."""
    for key, schema in schemas(spec.document):
        for message in _inexpressible(key, schema):
            yield Problem("S115", message, spec.position(key))


def _inexpressible(key: Key, schema: Schema) -> Iterator[str]:
    name = schema_name(key)
    values: list[Any] = schema.get("enum") or schema.get("x-known-values") or []
    if {type(value) for value in values if value is not None} not in (set(), {str}, {int}):
        message = f"the enumeration in {name} has values that are neither all strings nor all whole numbers; author it "
        yield f"{message}without `enum`"
